"""A language model that answers by a script."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pelican_aireport.summarizers.llm_faults import LLMError
from pelican_aireport.summarizers.llm_port import Limits, LLMAnswer, LLMRequest

__all__ = ["FakeModel", "report_of"]

Step = Mapping[str, object] | str | LLMError | Callable[[LLMRequest], object]


@dataclass(kw_only=True)
class FakeModel:
    """Answers one step after the other; the last one again and again."""

    steps: Sequence[Step]
    window: int = 100_000
    price: float | None = 0.000_001
    kept: list[tuple[LLMRequest, LLMAnswer]] = field(default_factory=list)
    requests: list[LLMRequest] = field(default_factory=list)

    @property
    def model(self) -> str:
        """The name that it goes by."""
        return "fake/model"

    def complete(self, request: LLMRequest) -> LLMAnswer:
        """Answer by the script."""
        step = self.steps[min(len(self.requests), len(self.steps) - 1)]
        self.requests.append(request)
        if callable(step) and not isinstance(step, Mapping):
            step = step(request)  # type: ignore[assignment]
        if isinstance(step, LLMError):
            raise step
        text = step if isinstance(step, str) else json.dumps(step, ensure_ascii=False)
        return LLMAnswer(
            text=text,
            model=self.model,
            prompt_tokens=100,
            completion_tokens=10,
            cost_usd=None if self.price is None else 110 * self.price,
        )

    def find_kept(self, request: LLMRequest) -> LLMAnswer | None:
        """Find what was kept."""
        return next((each for asked, each in self.kept if asked == request), None)

    def keep(self, request: LLMRequest, answer: LLMAnswer) -> None:
        """Keep an answer."""
        self.kept.append((request, answer))

    def count_tokens(self, text: str) -> int:
        """Count characters."""
        return len(text)

    def find_limits(self) -> Limits:
        """Return the limits that the test wants."""
        return Limits(
            context_window=self.window,
            max_output=2_000,
            input_usd=self.price,
            output_usd=self.price,
        )


def report_of(**sections: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return an answer with some sections, the others empty."""
    names = ("overview", "key_points", "viewpoints", "events", "markets", "ai")
    empty: dict[str, object] = {name: [] for name in (*names, "finance")}
    return {**empty, **sections}
