"""What two days' word clouds share, and which words moved; pure.

Weights of two days cannot be held against each other: they grow with the number of
tweets. Places can: a word's place among those of its day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pelican_aireport.model import Term

__all__ = ["SharedTerm", "TermComparison", "compare_terms"]

_MOST = 80
"""So many words of a day, the heaviest, are compared: those in ``report.json``, which
is what the page's script reads."""

_FEWEST_PLACES = 3
_PART = 1.5
"""A word moves if one place is at least so many times the other, and that far off:
what lies closer together is chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTerm:
    """A word of both days, as the later one spells it."""

    text: str
    earlier: int
    """Its place, from 1; words of equal weight share one."""
    later: int

    @property
    def move(self) -> str | None:
        """``"heavier"`` or ``"lighter"``; ``None`` where it stays about its place."""
        low, high = sorted((self.earlier, self.later))
        if high - low < _FEWEST_PLACES or high < low * _PART:
            return None
        return "heavier" if self.later < self.earlier else "lighter"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermComparison:
    """The words of two days, each list with the heaviest first."""

    gone: tuple[str, ...]
    """Those of the earlier day alone."""
    kept: tuple[SharedTerm, ...]
    """By their place on the later day."""
    new: tuple[str, ...]


def compare_terms(
    earlier: Sequence[Term], later: Sequence[Term]
) -> TermComparison | None:
    """Compare the terms of two days, heaviest first; ``None`` where one has none.

    Spellings that differ in capitals, spaces or hyphens alone are one word.
    """
    earlier, later = earlier[:_MOST], later[:_MOST]
    if not earlier or not later:
        return None
    before, after = _places(earlier), _places(later)
    return TermComparison(
        gone=_without(earlier, after),
        kept=tuple(
            SharedTerm(
                text=term.text, earlier=before[_key(term)], later=after[_key(term)]
            )
            for term in later
            if _key(term) in before
        ),
        new=_without(later, before),
    )


def _places(terms: Sequence[Term]) -> dict[str, int]:
    places: dict[str, int] = {}
    place, weight = 0, None
    for number, term in enumerate(terms, 1):
        if term.weight != weight:
            place, weight = number, term.weight
        places.setdefault(_key(term), place)
    return places


def _without(terms: Iterable[Term], keys: Iterable[str]) -> tuple[str, ...]:
    known = set(keys)
    return tuple(term.text for term in terms if _key(term) not in known)


def _key(term: Term) -> str:
    return term.text.casefold().replace(" ", "-")
