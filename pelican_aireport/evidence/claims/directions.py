"""Whether a claim says up where its tweets say up; pure.

The word nearest to a figure is compared with the one nearest to the same figure in
the tweets; a word without a figure with those beside the same name, or else with all
of its family. Words of one family contradict one another, words of two do not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import Span, blank, find_clause, mask
from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.numbers import covers
from pelican_aireport.evidence.claims.reading import form_of, read_text
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import pattern_of, vocabulary, words_in
from pelican_aireport.language.entities import Mention

__all__ = ["find_wrong_directions"]

_WORDS = "{} is the opposite of what the cited tweets say; say it as they do"
_CACHED_TEXTS = 4_096
_FURTHEST = 24
"""Characters between a figure and its word."""
_REACH = 48
"""The same and the longest word."""
_BEHIND_NEGATION = 7
_MOVE = "move"


@dataclass(frozen=True, slots=True)
class _Direction:
    span: Span
    family: str
    is_up: bool


_Said = tuple[_Direction, frozenset[str]]
"""A word of direction, and what is named beside it."""


def find_wrong_directions(
    statement: Statement, evidence: Evidence
) -> Iterator[Finding]:
    """Find the words that turn what the tweets say around."""
    reading = statement.reading
    folded = blank(reading.folded, reading.quotations)
    ours = _said(folded, statement.mentions, reading.names)
    theirs = _said_by(evidence, ours) if ours else ()
    figures: dict[_Direction, list[Figure]] = {}
    for figure in find_figures(folded):
        if nearest := _nearest(figure, folded):
            figures.setdefault(nearest, []).append(figure)
    for direction, named in ours:
        signs = _signs(figures.get(direction, ()), evidence)
        is_mixed = any(_contradict(direction, other) for other, _ in ours)
        compared = signs or _beside(direction, named, theirs, is_mixed=is_mixed)
        if compared and direction.is_up not in compared:
            yield make_finding(
                ClaimFaultKind.DIRECTION, reading, direction.span, _WORDS
            )


def _said_by(evidence: Evidence, ours: Iterable[_Said]) -> tuple[_Said, ...]:
    """Read what the tweets say, with the claim's names where they begin a sentence."""
    words = {word for _, named in ours for word in named if word.isascii()}
    named = [
        found.span()
        for word in words
        for found in form_of(word).finditer(evidence.signed)
        if found[0][0].isupper()
    ]
    names = (*read_text(evidence.signed).names, *named)
    return _said(evidence.signed, evidence.mentions, names)


def _said(
    folded: str, mentions: Iterable[Mention], names: Iterable[Span]
) -> tuple[_Said, ...]:
    named: dict[Span, set[str]] = {}
    for mention in mentions:
        clause = find_clause(folded, mention.start)
        named.setdefault(clause, set()).add(mention.entity.name)
    for start, end in names:
        words = folded[start:end].casefold().split()
        named.setdefault(find_clause(folded, start), set()).update(words)
    return tuple(
        (
            direction,
            frozenset(named.get(find_clause(folded, direction.span[0]), ())),
        )
        for direction in _directions(folded)
    )


def _contradict(one: _Direction, other: _Direction) -> bool:
    return one.family == other.family and one.is_up != other.is_up


def _beside(
    direction: _Direction,
    named: frozenset[str],
    theirs: Iterable[_Said],
    *,
    is_mixed: bool,
) -> set[bool]:
    """Return the directions of a family beside some names.

    Where none are, that of a single word of the family, or of all where the claim's
    clause names nothing; but a claim that says both up and down speaks of two things.
    """
    family = [said for said in theirs if said[0].family == direction.family]
    beside = {other.is_up for other, others in family if named & others}
    is_plain = not is_mixed and (not named or len(family) == 1)
    return beside or ({other.is_up for other, _ in family} if is_plain else set())


def _signs(figures: Iterable[Figure], evidence: Evidence) -> set[bool]:
    """Return the directions of a claim's figures in its tweets."""
    return {
        sign
        for reading in evidence.readings
        for figure in figures
        for sign in _signs_in(figure, reading.folded)
    }


def _signs_in(figure: Figure, folded: str) -> Iterator[bool]:
    figures = find_figures(folded)
    kinds = frozenset(other.kind for other in figures)
    for other in figures:
        if covers(figure, other, kinds):
            sign = _sign_before(folded, other)
            nearest = _nearest(other, folded)
            if sign is not None:
                yield sign
            elif nearest is not None:
                yield nearest.is_up


def _sign_before(folded: str, figure: Figure) -> bool | None:
    before, sign = folded[: figure.span[0]][-2:-1], folded[: figure.span[0]][-1:]
    if sign not in ("+", "-") or before.isalnum():
        return None
    return sign == "+"


def _nearest(figure: Figure, folded: str) -> _Direction | None:
    """Find the word that says where a figure goes, in its clause."""
    start, end = find_clause(folded, figure.span[0])
    moves = _moves(folded)
    first = bisect_left(moves, figure.span[0] - _REACH, key=_start)
    last = bisect_left(moves, figure.span[1] + _REACH, key=_start)
    near = [
        (_distance(figure.span, move.span), move)
        for move in moves[first:last]
        if start <= move.span[0] and move.span[1] <= end
    ]
    distance, move = min(near, key=lambda each: each[0], default=(_FURTHEST, None))
    return move if distance < _FURTHEST else None


def _start(direction: _Direction) -> int:
    return direction.span[0]


def _distance(figure: Span, word: Span) -> int:
    # What stands behind a figure more often belongs to the next one.
    if word[1] <= figure[0]:
        return figure[0] - word[1]
    return max(0, word[0] - figure[1]) + 2


@lru_cache(maxsize=_CACHED_TEXTS)
def _moves(folded: str) -> tuple[_Direction, ...]:
    return tuple(each for each in _directions(folded) if each.family == _MOVE)


@lru_cache(maxsize=_CACHED_TEXTS)
def _directions(folded: str) -> tuple[_Direction, ...]:
    """Return the words of direction that are not negated, in order."""
    neutral = [found.span() for found in words_in(folded, "directions", "neutral")]
    free = blank(folded, neutral)
    idioms = [found.span() for found in words_in(folded, "directions", "no_negations")]
    denying = blank(folded, idioms)
    negated = mask(
        len(folded) + _BEHIND_NEGATION,
        (
            (found.end(), found.end() + _BEHIND_NEGATION)
            for found in words_in(denying, "directions", "negations")
        ),
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
        if not (negated[each.span[0]] or _is_character(each, ordered))
    )


def _is_character(direction: _Direction, others: Iterable[_Direction]) -> bool:
    """Tell whether a word is a character of a longer one: "more" in "Overweight"."""
    start, end = direction.span
    return end - start == 1 and any(
        other.span != direction.span and other.span[0] <= start < other.span[1]
        for other in others
    )


@cache
def _forms() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    return tuple(
        (family["name"], is_up, pattern_of(*family[key]))
        for family in vocabulary()["family"]
        for key, is_up in (("up", True), ("down", False))
    )
