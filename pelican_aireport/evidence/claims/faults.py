"""What can be wrong with a claim, each fault with its words; pure."""

from dataclasses import dataclass
from enum import Enum

__all__ = ["ClaimFault", "ClaimFaultKind"]


class ClaimFaultKind(Enum):
    """In what way a claim is not covered by its evidence."""

    NO_EVIDENCE = "no-evidence"
    UNKNOWN_ID = "unknown-id"
    TOO_MANY_IDS = "too-many-ids"
    WINDOW = "window"
    """It cites a tweet from outside the report's window."""
    STRUCTURE = "structure"
    """A link, markup, a line break or a character that nobody sees."""
    LANGUAGE = "language"
    NUMBER = "number"
    UNIT = "unit"
    DIRECTION = "direction"
    NEGATION = "negation"
    NAME = "name"
    VERSION = "version"
    TICKER = "ticker"
    HANDLE = "handle"
    QUOTATION = "quotation"
    DATE = "date"
    MODALITY = "modality"
    GENERALITY = "generality"
    REPEATED = "repeated"
    SOURCES = "sources"
    """Its mark of a single source is missing or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFault:
    """One thing that is wrong with a claim."""

    kind: ClaimFaultKind
    found: str
    """The piece of the claim that is at fault, as the claim writes it."""
    words: str
    """What is wrong and what would be right: one sentence in English."""
