"""Whether most of something are whom the tweets say they are: mostly in sales; pure.

Only a plain contradiction is a fault: the claim names one department behind a word for
most, the tweets another.
"""

from collections.abc import Iterator

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, find_clause
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import vocabulary, words_in

__all__ = ["find_wrong_shares"]

_WORDS = "the cited tweets say that most are others than {}; say it as they do"
_REACH = 16

_Share = tuple[Span, str]
"""Where a department stands, and which it is."""


def find_wrong_shares(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the departments that a claim puts in another's place."""
    ours = _shares(statement.reading.folded)
    named = {name for _, name in ours}
    theirs = {name for each in evidence.readings for _, name in _shares(each.folded)}
    for span, name in ours:
        if name not in theirs and theirs - named:
            yield make_finding(ClaimFaultKind.NAME, statement.reading, span, _WORDS)


def _shares(folded: str) -> tuple[_Share, ...]:
    return tuple(
        ((start + found.start(), start + found.end()), name)
        for most in words_in(folded, "shares", "most")
        for start in (most.end(),)
        for name in vocabulary()["departments"]
        for found in words_in(_behind(folded, start), "departments", name)
    )


def _behind(folded: str, start: int) -> str:
    return folded[start : min(start + _REACH, find_clause(folded, start)[1])]
