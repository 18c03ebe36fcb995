"""What makes a run leave the rest of its windows to the next one; pure."""

from dataclasses import dataclass, field

from pelican_aireport.errors import LeftError, SummaryError
from pelican_aireport.settings import TopicSettings
from pelican_aireport.summarizers.llm_faults import LLMError, is_of_account

__all__ = ["Stops"]

_Asked = tuple[str | None, tuple[str, ...], str | None, str | None]


@dataclass(slots=True, kw_only=True)
class Stops:
    """Keeps what a run has spent, and which models have refused it."""

    max_cost_usd: float | None = None
    """What the run may cost; ``None`` for any amount."""
    leaves_refused: bool = False
    """Whether a window is left whose model refuses, instead of being quoted."""
    spent_usd: float = 0.0
    """What is known of it."""
    _refused: dict[_Asked, LLMError] = field(default_factory=dict)

    def note_cost(self, cost_usd: float | None) -> None:
        """Add what a window took of models; an unknown cost adds nothing."""
        self.spent_usd += cost_usd or 0.0

    def check(self, topic: TopicSettings) -> None:
        """Check that it is not in vain to begin another window of a topic.

        Raises:
            LeftError: it is, or would cost too much.
        """
        refusal = self._refused.get(_asked(topic))
        if refusal is not None:
            raise _left(refusal)
        if self.max_cost_usd is not None and self.spent_usd >= self.max_cost_usd:
            raise LeftError(
                f"--max-cost-usd: models have taken the USD {self.max_cost_usd:.4f} "
                "of this run; run again for the rest"
            )

    def check_failure(self, topic: TopicSettings, failure: SummaryError | None) -> None:
        """Check that a failed summary is one window's own, and remember if it is not.

        Raises:
            LeftError: all windows of the topic would fail alike.
        """
        if not self.leaves_refused or not isinstance(failure, LLMError):
            return
        if is_of_account(failure.fault):
            self._refused.setdefault(_asked(topic), failure)
            raise _left(failure)


def _asked(topic: TopicSettings) -> _Asked:
    return topic.model, topic.fallback_models, topic.api_base, topic.proxy


def _left(failure: LLMError) -> LeftError:
    return LeftError(str(failure), needs_person=failure.needs_person)
