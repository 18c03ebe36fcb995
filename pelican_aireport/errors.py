"""Everything that the plugin raises, as one tree.

::

    AIReportError
    ├── SettingsError          a person must change a setting
    ├── SourceError            tweets could not be had
    │   ├── NoTweetsError      the source answered, with nothing in the window
    │   ├── BlockedError       the world failed: a later try may do
    │   └── FetchError         the network's answer is at fault (sources.faults)
    ├── SummaryError           a digest could not be made or failed its checks
    │   └── LLMError           a language model is at fault (summarizers.llm_faults)
    ├── WorkerError            a window was lost with the worker that was given it
    ├── LeftError              a run left a window for the next one
    ├── ArticleError           an article's text cannot be understood
    └── PublishError           files could not be written
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pelican_aireport.model import Usage

__all__ = [
    "AIReportError",
    "ArticleError",
    "BlockedError",
    "LeftError",
    "NoTweetsError",
    "PublishError",
    "SettingsError",
    "SourceError",
    "SummaryError",
    "WorkerError",
]


class AIReportError(Exception):
    """The root of the plugin's errors; they come back from other processes whole."""

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the words and facts: what made them is no longer known."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    kind: type[AIReportError], args: tuple[object, ...], facts: Mapping[str, object]
) -> AIReportError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error


class SettingsError(AIReportError):
    """Settings are wrong; ``problems`` holds one sentence for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class SourceError(AIReportError):
    """A source failed to deliver a window."""


class NoTweetsError(SourceError):
    """A source has no tweet inside the window."""


class BlockedError(SourceError):
    """The world failed, not the site: a later try may do.

    ``retry_at`` says when, where the source knows; ``needs_person`` whether waiting
    is no use after all.
    """

    def __init__(
        self,
        message: str,
        *,
        retry_at: datetime | None = None,
        needs_person: bool = False,
    ) -> None:
        self.retry_at = retry_at
        self.needs_person = needs_person
        super().__init__(message)


class SummaryError(AIReportError):
    """A summarizer failed, or what it returned failed its checks.

    ``cause`` is the reason in one word that phrases are found by; ``usage`` is what
    the attempt took of a model, if it asked one.
    """

    def __init__(self, message: str, *, cause: str = "unknown") -> None:
        self.cause = cause
        self.usage: Usage | None = None
        super().__init__(message)

    @property
    def needs_person(self) -> bool:
        """Whether waiting is no use."""
        return False


class WorkerError(AIReportError):
    """A worker of an executor did not come back with its window.

    ``needs_person`` says whether another one would not either.
    """

    def __init__(self, message: str, *, needs_person: bool = False) -> None:
        self.needs_person = needs_person
        super().__init__(message)


class LeftError(AIReportError):
    """A window is left for the next run, as this one would have drafted it in vain.

    ``needs_person`` says whether the next run would as well.
    """

    def __init__(self, message: str, *, needs_person: bool = False) -> None:
        self.needs_person = needs_person
        super().__init__(message)


class ArticleError(AIReportError):
    """An article's front matter or body cannot be understood."""


class PublishError(AIReportError):
    """An article or picture could not be written."""
