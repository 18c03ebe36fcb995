"""What a service that answers in pages is to the rest of the plugin.

Pure: the protocol and its values. A client fetches single pages; ``fetching`` decides
which, keeps them as a snapshot and knows when a window is whole.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from pelican_aireport.model import Window
from pelican_aireport.sources.tweet_object import Parsed

__all__ = ["RESERVE", "Page", "PageClient", "RateLimit", "Stream", "StreamKind"]

RESERVE = 1
"""Calls of each limit that are left to the account's owner."""


class StreamKind(Enum):
    """What a stream of pages shows; in the order in which they are fetched."""

    LIST = "list"
    """A list's timeline, from the newest on; X does not keep to a window."""
    SEARCH = "search"
    """Search hits, newest first; X itself keeps to the window."""
    USER = "user"
    """A user's timeline, from the newest on, a pinned tweet perhaps first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One sequence of pages; a query is made of one or more."""

    kind: StreamKind
    value: str
    """The list's id, the words to search for, or the user's handle without ``@``."""

    @property
    def name(self) -> str:
        """The stream in words, as messages and snapshots name it."""
        return f"{self.kind.value} {self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """What an answer's headers say of the calls that are left."""

    remaining: int
    reset_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of a service."""

    stream: Stream
    window: Window | None
    """The bounds that were asked for; ``None``: without bounds, to see whether the
    stream has anything at all."""
    cursor: str | None
    """Where the page begins; ``None`` is the newest tweet."""
    next_cursor: str | None
    """Where the next page begins; ``None``: the service names none."""
    body: bytes
    """The answer as it came, JSON, but for secrets that it repeated."""
    parsed: Parsed
    """Its tweets, those outside the window too."""
    fetched_at: datetime
    rate_limit: RateLimit | None = None
    confirms_empty: bool = False
    """Whether the service says in so many words that there is no tweet."""
    lacks_cursor: bool = False
    """Whether it names no next page though the service does so at a stream's end too,
    so that more may follow."""
    missing: str | None = None
    """Why the service does not show the stream; what stands for an answer is empty."""


class PageClient(Protocol):
    """A service that answers in pages; used in a ``with`` statement."""

    def fetch_page(
        self,
        stream: Stream,
        window: Window | None,
        cursor: str | None,
        *,
        timeout_seconds: float,
    ) -> Page:
        """Fetch one page, trying three times where that may help.

        Args:
            stream: What to fetch.
            window: The bounds to ask for, where the service knows bounds; tweets
                outside may come all the same. ``None`` asks for none.
            cursor: Where to begin, from an earlier page, in any process.
            timeout_seconds: How long all tries together may take.

        Raises:
            FetchError: there is no page; the fault says why. A page without a
                usable tweet comes back only where the answer has the known shape.
        """

    def close(self) -> None:
        """Let go of the connection; closing twice has no effect."""
