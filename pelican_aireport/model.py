"""The values that flow through the plugin, with their invariants.

Pure: no disk, no network, no clock. Unknown is ``None``, ids are strings, every
time is aware, every sequence is a tuple.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from pelican_aireport.errors import SummaryError

__all__ = [
    "Briefing",
    "Claim",
    "ClaimCounts",
    "Cluster",
    "Counts",
    "Details",
    "Digest",
    "Draft",
    "Drop",
    "DropReason",
    "Engagement",
    "Entity",
    "EntityKind",
    "Mark",
    "Modality",
    "Outline",
    "Period",
    "Picture",
    "Provenance",
    "Quotation",
    "Report",
    "Selection",
    "Standing",
    "Status",
    "Term",
    "Tweet",
    "TweetKind",
    "Usage",
    "Window",
]

_TWEET_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,50}")


def _require(condition: object, message: str) -> None:
    if not condition:
        raise ValueError(message)


def _is_aware(moment: datetime | None) -> bool:
    return moment is None or moment.utcoffset() is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A half-open span of time: ``start <= moment < end``."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        _require(_is_aware(self.start) and _is_aware(self.end), "window: naive time")
        _require(self.start < self.end, f"window: {self.start} is not before its end")

    def __contains__(self, moment: datetime) -> bool:
        """Tell whether a moment lies inside the window."""
        return self.start <= moment < self.end


class Period(Enum):
    """What span of time a report tells of, shortest first."""

    DAY = "day"
    """Or a window that the site has set by itself, such as three days."""
    WEEK = "week"
    """Monday to Sunday."""
    MONTH = "month"


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
        _require(_TWEET_ID.fullmatch(self.id), f"id: {self.id!r} is not a tweet id")
        _require(
            _HANDLE.fullmatch(self.author), f"author: {self.author!r} is no handle"
        )
        _require(self.text.strip(), f"tweet {self.id}: empty text")
        _require(_is_aware(self.created_at), f"tweet {self.id}: naive created_at")
        _require(_is_aware(self.observed_at), f"tweet {self.id}: naive observed_at")

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
        _require(
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
        _require(self.tweets, "cluster: no tweets")


class Modality(Enum):
    """In what sense a claim is true."""

    RELEASED = "released"
    ANNOUNCED = "announced"
    RUMOURED = "rumoured"
    OPINION = "opinion"
    DATA = "data"


class Standing(Enum):
    """How a claim relates to earlier reports of its topic."""

    NEW = "new"
    UPDATE = "update"
    CONTINUING = "continuing"


class Mark(Enum):
    """What a reader should know of how a claim is supported."""

    ONE_SOURCE = "one-source"
    """All its evidence is by one author, and its words do not say so."""
    REPLACED = "replaced"
    """A model's claim failed its checks; a quotation stands in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence and the ids of the tweets that it rests on.

    Evidence is empty only for what was read from an article without footnotes.
    """

    text: str
    evidence: tuple[str, ...] = ()
    lead: str = ""
    """A short name of the matter, printed in bold before the text."""
    modality: Modality | None = None
    standing: Standing | None = None
    since: date | None = None
    """The day of the first report that told of the matter; for what is not new."""
    marks: tuple[Mark, ...] = ()
    """In the order of ``Mark``."""
    is_repaired: bool = False
    """Whether a model wrote it anew because its first words failed their checks; its
    text does not say so."""

    def __post_init__(self) -> None:
        _require(self.text.strip(), "claim: empty text")
        _require(
            len(set(self.evidence)) == len(self.evidence),
            f"claim: {self.evidence} names a tweet twice",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The half of a report that is read in thirty seconds."""

    overview: tuple[Claim, ...] = ()
    key_points: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The half of a report for those who want more."""

    viewpoints: tuple[Claim, ...] = ()
    events: tuple[Claim, ...] = ()
    markets: tuple[Claim, ...] = ()
    ai: tuple[Claim, ...] = ()
    finance: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a digest took of a model; ``None`` is unknown, not 0."""

    model: str
    """The one that answered, by litellm's name."""
    prompt: str
    """The version of the prompt."""
    calls: int
    """Answers that the digest was made from, those out of the cache included."""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a summarizer returns."""

    briefing: Briefing
    details: Details = Details()
    usage: Usage | None = None
    """``None`` where no model was asked."""
    left_out: int = 0
    """Claims of a model that failed their checks and have nothing in their place."""
    unchecked: int = 0
    """Claims in an author's words that the checks of a model's claims would refuse."""


class EntityKind(Enum):
    """What sort of thing a name stands for."""

    COMPANY = "company"
    PERSON = "person"
    PRODUCT = "product"
    TICKER = "ticker"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that reports speak of, under its preferred name."""

    name: str
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the word cloud with its weight (any positive unit)."""

    text: str
    weight: float


class Status(Enum):
    """Whether readers see an article."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCounts:
    """How many claims a report makes, and of how many its reader is warned."""

    total: int = 0
    one_source: int = 0
    rumoured: int = 0
    replaced: int = 0
    repaired: int = 0
    """Of a model's, those that passed when they were written anew: for the author."""
    left_out: int = 0
    """Of a model's, those that failed and have nothing in their place; beside the
    total."""
    updates: int = 0
    continuing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a report comes from; ``None`` where an article does not say."""

    topic: str
    window: Window | None = None
    period: Period = Period.DAY
    source: str | None = None
    fetched_at: datetime | None = None
    counts: Counts | None = None
    summarizer: str | None = None
    model: str | None = None
    prompt: str | None = None
    """The version of the prompt that the model was given."""
    calls: int | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost_usd: float | None = None
    claims: ClaimCounts | None = None
    repaired: tuple[str, ...] = ()
    """Fingerprints of the repaired claims' texts: one whose sentence the author changed
    is his own."""
    earlier_reports: int | None = None
    """How many earlier reports of the topic its claims were compared with."""
    partial: str | None = None
    """Why the source gave only part of the window."""
    fallback: str | None = None
    """Why the extractive summarizer stood in for a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A digest with everything that an article says about it."""

    slug: str
    title: str
    category: str
    summary: str
    tags: tuple[str, ...]
    language: str
    status: Status
    digest: Digest
    tweets: tuple[Tweet, ...]
    """The tweets that the digest cites, by id."""
    terms: tuple[Term, ...]
    """The terms that the word cloud drew, heaviest first."""
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture file: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text of an article not yet written, and its pictures."""

    slug: str
    markdown: str
    pictures: tuple[Picture, ...] = ()
    counts: Counts
    dropped: tuple[Drop, ...] = ()
    warnings: tuple[str, ...] = ()
    """What the author should know: input that was not usable, a partial window."""
    partial: str | None = None
    """Why the source gave only part of the window, in English."""
    failure: SummaryError | None = None
    """Why the extractive summarizer stood in for the one that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What a footnote says of the tweet that it stands for."""

    id: str
    author: str | None = None
    url: str | None = None
    created_at: datetime | None = None
    likes: int | None = None
    reposts: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What is read back from an article's Markdown.

    Claims are in the order of the text. A claim's ``text`` is what a reader sees,
    its bold lead included; ``lead`` repeats that lead.
    """

    digest: Digest
    quotations: tuple[Quotation, ...] = ()
    """In the order of the footnotes."""
