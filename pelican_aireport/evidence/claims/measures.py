"""What a figure is, and the units and words that say how it is meant; pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pelican_aireport.evidence.claims.folding import Span
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary

__all__ = ["Figure", "Meaning", "find_meaning", "find_unit", "units"]

Meaning = str
"""``""`` as it stands, ``"over"``, ``"under"`` or ``"about"``."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text gives it."""

    span: Span
    digits: Decimal
    """Without magnitude and unit: 40 in ``40 万``."""
    value: Decimal
    """In the first unit of its kind."""
    step: Decimal
    """What one in the last place is worth."""
    kind: str
    """Of its unit; ``""`` where none is named."""
    meaning: Meaning = ""
    is_words: bool = False
    """Whether it is written in words: two, a half, three."""
    is_asked: bool = True
    """Whether a claim may use it only if its tweets do; not so for a third, a year."""


_BEFORE = 12
_BEHIND = 4


def find_unit(text: str | None) -> tuple[str, Decimal]:
    """Return a unit's kind and factor; of no kind where none is given."""
    if not text:
        return "", Decimal(1)
    word = " ".join(text.lower().split())
    return units().get(word) or units()[word.lstrip("- ")]


@cache
def units() -> dict[str, tuple[str, Decimal]]:
    """Return the kind and factor of each word for a unit."""
    return {
        word: (unit["kind"], Decimal(unit.get("factor", "1")))
        for unit in vocabulary()["unit"]
        for word in unit["words"]
    }


@cache
def _meanings() -> tuple[tuple[Meaning, re.Pattern[str], re.Pattern[str]], ...]:
    words = vocabulary()["number_words"]
    nothing = re.compile(r"(?!)")
    behind = {
        key: re.compile(rf"\s?(?:{alternation(words[f'{key}_behind'])})")
        for key in ("over", "about")
    }
    return tuple(
        (
            key,
            re.compile(rf"(?:{alternation(words[key])})\s?\Z", re.IGNORECASE),
            behind.get(key, nothing),
        )
        for key in ("under", "over", "about")
    )


def find_meaning(folded: str, span: Span) -> Meaning:
    """Return how exactly a figure at a place of a text is meant."""
    before = folded[max(0, span[0] - _BEFORE) : span[0]]
    behind = folded[span[1] : span[1] + _BEHIND]
    for meaning, form, form_behind in _meanings():
        if form.search(before) or form_behind.match(behind):
            return meaning
    return ""
