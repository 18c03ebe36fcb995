"""Whether a price or a pace is for what the tweets say, such as a month; pure.

Only a plain contradiction is a fault: the tweets name one size of a kind, such as a
month, and the claim another, such as a year.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, blank
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import pattern_of, vocabulary

__all__ = ["find_wrong_rates"]

_WORDS = "{} is another measure than that of the cited tweets; give theirs"

_CACHED_TEXTS = 4_096

_Rate = tuple[Span, str, int]
"""Where it stands, its kind and its size."""


def find_wrong_rates(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the measures of prices and paces that no cited tweet gives."""
    reading = statement.reading
    theirs = {
        rate[1:]
        for each in evidence.readings
        for rate in _rates(each.folded, "words", "loose")
    }
    kinds = {kind for kind, _ in theirs}
    spoken = blank(reading.folded, reading.quotations)
    for span, kind, size in _rates(spoken, "words"):
        if kind in kinds and (kind, size) not in theirs:
            yield make_finding(ClaimFaultKind.UNIT, reading, span, _WORDS)


@lru_cache(maxsize=_CACHED_TEXTS)
def _rates(folded: str, *lists: str) -> tuple[_Rate, ...]:
    return tuple(
        (found.span(), kind, size)
        for form, kind, size in _forms(lists)
        for found in form.finditer(folded)
    )


@cache
def _forms(lists: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str, int], ...]:
    return tuple(
        (
            pattern_of(*(word for each in lists for word in row.get(each, ()))),
            row["kind"],
            row["size"],
        )
        for row in vocabulary()["rate"]
    )
