"""Whether a claim gives as present what its tweets give as former; pure.

``12, up from 9`` and ``on May 5 instead of April 2``: whoever takes the second figure
or day must say that it was.
"""

import re
from collections.abc import Iterable, Iterator

from pelican_aireport.evidence.claims.dates import find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import Span, blank, find_clause
from pelican_aireport.evidence.claims.numbers import covers
from pelican_aireport.evidence.claims.sentences import find_sentence, split_sentences
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import words_in

__all__ = ["find_former_pieces"]

_WORDS = "the cited tweets give {} as what was; give what is, or say that it was"
_BEFORE = 24
_BETWEEN = 8
_DIGIT = re.compile(r"\d")


def find_former_pieces(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the figures and days that only were."""
    reading = statement.reading
    folded = blank(reading.folded, (*reading.quotations, *reading.names))
    days = find_date_names(folded)
    for day in days:
        found = [
            (text.folded, other.span)
            for text in evidence.readings
            for other in find_date_names(text.folded)
            if other.key == day.key
        ]
        if _is_former(found) and not _is_told_so(day.span, folded):
            yield make_finding(ClaimFaultKind.DATE, reading, day.span, _WORDS)
    for figure in find_figures(blank(folded, [day.span for day in days])):
        found = [
            (text.folded, other.span)
            for text in evidence.readings
            for other in find_figures(text.folded)
            if covers(figure, other, frozenset())
        ]
        if _is_former(found) and not _is_told_so(figure.span, folded):
            yield make_finding(ClaimFaultKind.NUMBER, reading, figure.span, _WORDS)


def _is_former(places: Iterable[tuple[str, Span]]) -> bool:
    """Tell whether each place is behind a word for what was, and there is one."""
    places = tuple(places)
    return bool(places) and all(_is_behind(folded, span) for folded, span in places)


def _is_behind(folded: str, span: Span) -> bool:
    start = max(find_clause(folded, span[0])[0], span[0] - _BEFORE)
    before = folded[start : span[0]]
    found = words_in(before, "former", "before")
    between = before[found[-1].end() :] if found else ""
    return bool(found) and len(between) <= _BETWEEN and not _DIGIT.search(between)


def _is_told_so(span: Span, folded: str) -> bool:
    sentence = split_sentences(folded)[find_sentence(folded, span[0])]
    return bool(words_in(folded[slice(*sentence)], "former", "claimed"))
