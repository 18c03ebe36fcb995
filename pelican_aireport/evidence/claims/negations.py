"""Whether a claim affirms what its tweets deny, or the other way round; pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, blank, find_clause
from pelican_aireport.evidence.claims.reading import Reading
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import pattern_of, vocabulary, words_in
from pelican_aireport.language.tokens import content_words

__all__ = ["find_wrong_negations"]

_AFFIRMED = "the cited tweets deny {}; say that they do"
_NEGATED = "the cited tweets do not deny {}; say it as they do"
_CACHED_TEXTS = 4_096
_REACH = 28
"""Columns between a negation and what it negates; a Chinese character takes four."""
_HAN_COLUMNS = 4

_Uses = dict[str, tuple[tuple[Span, bool], ...]]
"""Where each concept is spoken of, and whether it is negated there."""


def find_wrong_negations(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find what a claim says to be and its tweets say not to be, or conversely."""
    reading = statement.reading
    denial = _denied(reading, evidence)
    if denial:
        yield make_finding(ClaimFaultKind.NEGATION, reading, denial, _AFFIRMED)
        return
    theirs: dict[str, set[bool]] = {}
    for each in evidence.readings:
        for concept, uses in _uses(each.folded).items():
            theirs.setdefault(concept, set()).update(negated for _, negated in uses)
    for concept, uses in _uses(blank(reading.folded, reading.quotations)).items():
        ours = {negated for _, negated in uses}
        if len(ours) == 1 and len(theirs.get(concept, ())) == 1:
            negated = ours.pop()
            if negated not in theirs[concept]:
                words = _NEGATED if negated else _AFFIRMED
                yield make_finding(ClaimFaultKind.NEGATION, reading, uses[0][0], words)


def _denied(reading: Reading, evidence: Evidence) -> Span | None:
    """Find the clause that affirms what every cited tweet calls untrue."""
    if _negations(reading.folded) or words_in(reading.folded, "directions", "denials"):
        return None
    said = {*content_words(reading.folded), *_uses(reading.folded)}
    denied = [
        {*content_words(what), *_uses(what)}
        for what in map(_what_is_denied, evidence.readings)
    ]
    if all(said & words for words in denied):
        return reading.clauses[0] if reading.clauses else None
    return None


def _what_is_denied(reading: Reading) -> str:
    """Return what follows the first denial in its clause; empty without one."""
    denials = words_in(reading.folded, "directions", "denials")
    if not denials:
        return ""
    end = denials[0].end()
    return reading.folded[end : max(end, find_clause(reading.folded, end)[1])]


@lru_cache(maxsize=_CACHED_TEXTS)
def _negations(folded: str) -> tuple[Span, ...]:
    idioms = [found.span() for found in words_in(folded, "directions", "no_negations")]
    free = blank(folded, idioms)
    return tuple(
        found.span() for found in words_in(free, "directions", "negations", "denials")
    )


@lru_cache(maxsize=_CACHED_TEXTS)
def _uses(folded: str) -> _Uses:
    negations = _negations(folded)
    uses: _Uses = {}
    for concept, form in _concepts().items():
        found = tuple(
            (each.span(), _is_negated(each.start(), folded, negations))
            for each in form.finditer(folded)
        )
        if found:
            uses[concept] = found
    return uses


def _is_negated(place: int, folded: str, negations: tuple[Span, ...]) -> bool:
    if _is_called_untrue(place, folded):
        return True
    number = bisect_right(negations, place, key=lambda negation: negation[1])
    if not number:
        return False
    start, end = negations[number - 1]
    in_clause = find_clause(folded, place)[0] <= start
    is_denied = bool(words_in(folded[start:end], "directions", "denials"))
    return in_clause and (is_denied or _columns(folded[end:place]) <= _REACH)


def _is_called_untrue(place: int, folded: str) -> bool:
    """Tell whether the clause of a place ends in a denial: ``the report is false``."""
    behind = folded[place : find_clause(folded, place)[1]]
    return bool(words_in(behind, "directions", "denials_behind"))


def _columns(text: str) -> int:
    return sum(1 if character.isascii() else _HAN_COLUMNS for character in text)


@cache
def _concepts() -> dict[str, re.Pattern[str]]:
    return {
        concept: pattern_of(*words)
        for concept, words in vocabulary()["concepts"].items()
    }
