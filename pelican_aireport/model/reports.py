"""A report, where it comes from, and the draft of its article."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pelican_aireport.errors import SummaryError
from pelican_aireport.model.claims import Digest, Term
from pelican_aireport.model.tweets import Counts, Drop, Tweet
from pelican_aireport.model.windows import Period, Window

__all__ = [
    "ClaimCounts",
    "Draft",
    "Picture",
    "Provenance",
    "Report",
    "Status",
]


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
