"""Whether a claim says up where its tweets say up; pure.

The word nearest to a figure is compared with the one nearest to the same figure in
the tweets; a word without a figure with those beside the same name, or else with all
of its family. Words of one family contradict one another, words of two do not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pelican_aireport.evidence.faults import ClaimFaultKind
from pelican_aireport.evidence.figures import Figure, find_figures
from pelican_aireport.evidence.folding import Span, blank, split_clauses
from pelican_aireport.evidence.numbers import covers
from pelican_aireport.evidence.reading import Reading
from pelican_aireport.evidence.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.vocabulary import pattern_of, vocabulary, words_in

__all__ = ["find_wrong_directions"]

_WORDS = "{} is the opposite of what the cited tweets say; say it as they do"
_CACHED_TEXTS = 4_096
_FURTHEST = 24
"""Characters between a figure and its word."""
_BEFORE_NEGATION = 7
_MOVE = "move"


@dataclass(frozen=True, slots=True)
class _Direction:
    span: Span
    family: str
    is_up: bool


def find_wrong_directions(
    statement: Statement, evidence: Evidence
) -> Iterator[Finding]:
    """Find the words that turn what the tweets say around."""
    reading = statement.reading
    for direction in _directions(_spoken(reading)):
        theirs = set(_compared(direction, statement, evidence))
        if theirs and direction.is_up not in theirs:
            yield make_finding(
                ClaimFaultKind.DIRECTION, reading, direction.span, _WORDS
            )


def _spoken(reading: Reading) -> str:
    return blank(reading.folded, reading.quotations)


def _compared(
    direction: _Direction, statement: Statement, evidence: Evidence
) -> Iterable[bool]:
    """Return the directions in the tweets that a claim's word must agree with."""
    folded = _spoken(statement.reading)
    own = [
        figure
        for figure in find_figures(folded)
        if _nearest(figure, folded) == direction and direction.family == _MOVE
    ]
    theirs = [sign for figure in own for sign in _signs(figure, evidence)]
    if theirs:
        return theirs
    texts = [reading.folded for reading in evidence.readings]
    all_of_family = [
        other.is_up
        for text in texts
        for other in _directions(text)
        if other.family == direction.family
    ]
    beside = _beside_names(direction, statement, evidence)
    return beside or all_of_family


def _signs(figure: Figure, evidence: Evidence) -> Iterator[bool]:
    """Yield the directions of a claim's figure in its tweets."""
    for reading in evidence.readings:
        figures = find_figures(reading.folded)
        for other in figures:
            if covers(figure, other, figures):
                sign = _sign_before(reading.folded, other)
                nearest = _nearest(other, reading.folded)
                if sign is not None:
                    yield sign
                elif nearest is not None:
                    yield nearest.is_up


def _sign_before(folded: str, figure: Figure) -> bool | None:
    sign = folded[max(0, figure.span[0] - 1) : figure.span[0]]
    before = folded[max(0, figure.span[0] - 2) : max(0, figure.span[0] - 1)]
    if sign not in ("+", "-") or before.isalnum() or not sign:
        return None
    return sign == "+"


def _nearest(figure: Figure, folded: str) -> _Direction | None:
    clause = _clause_of(figure.span, folded)
    near = [
        (_distance(figure.span, direction.span), direction)
        for direction in _directions(folded)
        if direction.family == _MOVE and _is_within(direction.span, clause)
    ]
    distance, direction = min(near, key=lambda each: each[0], default=(_FURTHEST, None))
    return direction if distance < _FURTHEST else None


def _distance(figure: Span, word: Span) -> int:
    # What stands behind a figure more often belongs to the next one.
    if word[1] <= figure[0]:
        return figure[0] - word[1]
    return max(0, word[0] - figure[1]) + 2


def _clause_of(span: Span, folded: str) -> Span:
    for clause in split_clauses(folded):
        if clause[0] <= span[0] < clause[1]:
            return clause
    return (0, len(folded))


def _is_within(span: Span, clause: Span) -> bool:
    return clause[0] <= span[0] and span[1] <= clause[1]


def _beside_names(
    direction: _Direction, statement: Statement, evidence: Evidence
) -> list[bool]:
    clause = _clause_of(direction.span, statement.reading.folded)
    named = {
        mention.entity
        for mention in statement.mentions
        if _is_within((mention.start, mention.end), clause)
    }
    if not named:
        return []
    return [
        other.is_up
        for other in _directions(evidence.signed)
        if other.family == direction.family
        and any(
            mention.entity in named
            and _is_within(
                (mention.start, mention.end), _clause_of(other.span, evidence.signed)
            )
            for mention in evidence.mentions
        )
    ]


@lru_cache(maxsize=_CACHED_TEXTS)
def _directions(folded: str) -> tuple[_Direction, ...]:
    """Return the words of direction that are not negated, in order."""
    neutral = [found.span() for found in words_in(folded, "directions", "neutral")]
    free = blank(folded, neutral)
    negations = tuple(
        found.end() for found in words_in(folded, "directions", "negations")
    )
    found = (
        _Direction(each.span(), family, is_up)
        for family, is_up, form in _forms()
        for each in form.finditer(free)
    )
    ordered = sorted(found, key=lambda each: (each.span[0], -each.span[1]))
    return tuple(
        each
        for each in ordered
        if not any(0 <= each.span[0] - end < _BEFORE_NEGATION for end in negations)
    )


@cache
def _forms():  # type: ignore[no-untyped-def]
    return tuple(
        (family["name"], is_up, pattern_of(*family[key]))
        for family in vocabulary()["family"]
        for key, is_up in (("up", True), ("down", False))
    )
