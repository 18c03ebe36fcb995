"""What a report claims, and on what it rests."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from pelican_aireport.model.invariants import require

__all__ = [
    "Briefing",
    "Claim",
    "Details",
    "Digest",
    "Entity",
    "EntityKind",
    "Mark",
    "Modality",
    "Outline",
    "Quotation",
    "Standing",
    "Term",
    "Usage",
]


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
        require(self.text.strip(), "claim: empty text")
        require(
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
