"""Tweets, those that are kept and those that are dropped."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pelican_aireport.model.invariants import is_aware, require

__all__ = [
    "Cluster",
    "Counts",
    "Drop",
    "DropReason",
    "Engagement",
    "Selection",
    "Tweet",
    "TweetKind",
]

_TWEET_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,50}")


class TweetKind(Enum):
    """What a tweet is in relation to others."""

    POST = "post"
    REPOST = "repost"
    QUOTE = "quote"
    REPLY = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """Counts of a tweet at the time of observation; ``None`` is unknown, not 0."""

    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    quotes: int | None = None
    views: int | None = None
    bookmarks: int | None = None

    def __post_init__(self) -> None:
        for name in Engagement.__slots__:
            count = getattr(self, name)
            if count is not None and count < 0:
                raise ValueError(f"{name}: {count} is negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tweet:
    """One collected item."""

    id: str
    author: str
    """The handle, without ``@``."""
    name: str | None = None
    """The display name."""
    text: str
    created_at: datetime
    engagement: Engagement = Engagement()
    lang: str | None = None
    kind: TweetKind = TweetKind.POST
    refs: tuple[str, ...] = ()
    """Ids of the tweets that this one reposts, quotes or answers."""
    links: tuple[str, ...] = ()
    promoted: bool = False
    """Whether X itself delivered the tweet as an advertisement."""
    observed_at: datetime | None = None
    versions: tuple[str, ...] = ()
    """Ids under which earlier versions of an edited tweet were known, oldest first."""

    def __post_init__(self) -> None:
        require(_TWEET_ID.fullmatch(self.id), f"id: {self.id!r} is not a tweet id")
        require(_HANDLE.fullmatch(self.author), f"author: {self.author!r} is no handle")
        require(self.text.strip(), f"tweet {self.id}: empty text")
        require(is_aware(self.created_at), f"tweet {self.id}: naive created_at")
        require(is_aware(self.observed_at), f"tweet {self.id}: naive observed_at")

    @property
    def url(self) -> str:
        """The tweet's permalink on X."""
        return f"https://x.com/{self.author}/status/{self.id}"


class DropReason(Enum):
    """Why a tweet of the window is not part of the report.

    The value is the key under which dropped tweets are counted.
    """

    PROMOTED = "promoted"
    """X delivered it as an advertisement."""
    AD = "ads"
    """Its text is advertising."""
    SUSPICIOUS = "suspicious"
    """Its text speaks to a language model, not to readers."""
    MISDATED = "misdated"
    """Its date contradicts the time inside its id."""
    DUPLICATE = "duplicates"
    """An older observation of a tweet that is there already."""
    REPOST = "reposts"
    """A repost: only the original speaks."""
    NEAR_COPY = "near_copies"
    """The same words as a stronger tweet."""
    CHATTER = "chatter"
    """Greetings, links without words: nothing to report."""
    OVER_LIMIT = "over_limit"
    """Ranked below ``AIREPORT_MAX_TWEETS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A tweet that was left out, and why."""

    tweet: Tweet
    reason: DropReason
    instead_of: str | None = None
    """Id of the tweet that stands for it, or the phrase that gave it away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The tweets of a window, each kept or dropped for a reason.

    ``kept`` is ordered by score, highest first.
    """

    kept: tuple[Tweet, ...]
    dropped: tuple[Drop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many tweets of the window were fetched, dropped by kind, and kept."""

    fetched: int
    kept: int
    dropped: tuple[tuple[DropReason, int], ...] = ()
    """Reasons in the order of ``DropReason``; those with no tweet are left out."""

    def __post_init__(self) -> None:
        dropped = sum(count for _, count in self.dropped)
        require(
            self.fetched == self.kept + dropped,
            f"counts: {self.fetched} fetched, {self.kept} kept, {dropped} dropped",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Tweets about one thing; the first is the one that stands for them."""

    tweets: tuple[Tweet, ...]
    score: float
    words: tuple[str, ...] = ()
    """What the cluster is about, heaviest first."""

    def __post_init__(self) -> None:
        require(self.tweets, "cluster: no tweets")
