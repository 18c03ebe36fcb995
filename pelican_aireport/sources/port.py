"""What a source of tweets is, and what it answers.

Pure: the protocol and its values. Every source passes ``tests/contracts.py``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from pelican_aireport.model import Tweet, Window

__all__ = [
    "NETWORK_SOURCES",
    "FetchState",
    "FetchStatus",
    "Fetched",
    "Skipped",
    "Source",
    "describe_skipped",
]


NETWORK_SOURCES = ("x", "x-api")
"""Built-in sources that ask a service."""


class FetchStatus(Enum):
    """How much of a window a source could give."""

    COMPLETE = "complete"
    EMPTY_CONFIRMED = "empty-confirmed"
    """The source looked, and there is nothing in the window."""
    PARTIAL = "partial"
    BLOCKED = "blocked"
    """Nothing could be had, so nothing is known of the window."""


_WITH_REASON = (FetchStatus.PARTIAL, FetchStatus.BLOCKED)
_WITH_TWEETS = (FetchStatus.COMPLETE, FetchStatus.PARTIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """How much of a window was fetched, and why not all of it."""

    status: FetchStatus
    reason: str | None = None
    """One clause in English, for partial and blocked."""
    cause: str | None = None
    """The reason in one word that phrases are found by, such as ``"rate-limit"``."""
    retry_at: datetime | None = None
    """When the source may be asked for what lacks; ``None`` is unknown."""

    def __post_init__(self) -> None:
        if (self.status in _WITH_REASON) != bool(self.reason):
            raise ValueError(f"fetch state: {self.status.value} with {self.reason!r}")
        if self.retry_at is not None and self.status not in _WITH_REASON:
            raise ValueError(f"fetch state: {self.status.value} with retry_at")
        _check_aware(self.retry_at)


def _check_aware(moment: datetime | None) -> None:
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(f"fetch state: naive time {moment}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that a source was given and could not use."""

    place: str
    """File and line, or the entry of a page: ``tweets.jsonl:17``."""
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer of a source for one window.

    There are tweets exactly if the state is complete or partial: nothing without a
    confirmed reason is not an answer.
    """

    tweets: tuple[Tweet, ...]
    """All inside the window, in any order; a tweet observed twice is there twice."""
    state: FetchState
    skipped: tuple[Skipped, ...] = ()
    """What could not be used, whether or not it belongs to the window."""
    fetched_at: datetime | None = None
    """When the tweets were observed, as far as the source can tell."""
    source: str | None = None
    """The name that the report shows, where it is not the setting's own."""
    holding: str | None = None
    """What a source holds that has no tweet of the window, in a few English words."""

    def __post_init__(self) -> None:
        if bool(self.tweets) != (self.state.status in _WITH_TWEETS):
            count = len(self.tweets)
            raise ValueError(f"fetched: {self.state.status.value} with {count} tweets")
        _check_aware(self.fetched_at)


class Source(Protocol):
    """Where the tweets of a window come from."""

    def fetch(self, window: Window) -> Fetched:
        """Fetch the tweets whose ``created_at`` lies inside the window.

        Raises:
            SourceError: Nothing can be had until a person acts.
        """


def describe_skipped(skipped: Iterable[Skipped], limit: int = 3) -> str:
    """Name the first few things that were skipped, in one line."""
    places = tuple(map(str, skipped))
    more = len(places) - limit
    return "; ".join(places[:limit]) + (f"; and {more} more" if more > 0 else "")
