"""Whether a claim tells as a fact what its tweets tell as a rumour; pure."""

from collections.abc import Iterator
from functools import lru_cache

from pelican_aireport.evidence.claims.dates import find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import (
    Span,
    blank,
    find_clause,
    split_clauses,
)
from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.numbers import covers
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import words_in
from pelican_aireport.model import Modality

__all__ = ["find_doubt", "find_wrong_modality"]

_WORDS = (
    "{} is told as a fact, but the cited tweets only speak of a rumour or a "
    "possibility; say so, or call the claim rumoured"
)
_CACHED_TEXTS = 4_096
_MODEST = (Modality.RUMOURED, Modality.OPINION)
_FACTUAL = (Modality.RELEASED, Modality.ANNOUNCED)
_TABLE = "modality"


def find_wrong_modality(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the words that make a fact of what every cited tweet leaves open."""
    reading = statement.reading
    spoken = blank(reading.folded, reading.quotations)
    if statement.claim.modality in _MODEST or not evidence.readings:
        return
    if words_in(spoken, _TABLE, "rumour", "possible", "hedges"):
        return
    span = _span_of_fact(statement, spoken, evidence)
    if span:
        yield make_finding(ClaimFaultKind.MODALITY, reading, span, _WORDS)


def _span_of_fact(statement: Statement, spoken: str, evidence: Evidence) -> Span | None:
    facts = words_in(spoken, _TABLE, "fact")
    doubts = [find_doubt(each.folded) for each in evidence.readings]
    is_fact = bool(facts) or statement.claim.modality in _FACTUAL
    if all(doubts) and (is_fact or all(doubt == "rumour" for doubt in doubts)):
        return facts[0].span() if facts else (0, len(spoken))
    figures = find_figures(blank(spoken, statement.reading.names))
    return next(
        (each.span for each in figures if _is_only_rumoured(each, evidence)), None
    )


def _is_only_rumoured(figure: Figure, evidence: Evidence) -> bool:
    """Tell whether the tweets give a figure in clauses of rumour and nowhere else."""
    clauses = [
        reading.folded[slice(*find_clause(reading.folded, other.span[0]))]
        for reading in evidence.readings
        for other in find_figures(reading.folded)
        if covers(figure, other, frozenset())
    ]
    return bool(clauses) and all(
        words_in(clause, _TABLE, "rumour") for clause in clauses
    )


@lru_cache(maxsize=_CACHED_TEXTS)
def find_doubt(folded: str) -> str:
    """Tell how open a tweet leaves what it says: a rumour, possible, or not at all.

    A rumour that is told after a fact does not touch it.
    """
    # The month of May is no possibility.
    folded = blank(folded, [name.span for name in find_date_names(folded)])
    told = _first_plain_fact(folded)
    if rumours := words_in(folded, _TABLE, "rumour"):
        is_whole = bool(words_in(folded, _TABLE, "unconfirmed"))
        is_first = told is None or rumours[0].start() < told
        return "rumour" if (is_whole or is_first) and not _is_certain(folded) else ""
    is_open = told is None and words_in(folded, _TABLE, "possible")
    return "possible" if is_open else ""


def _first_plain_fact(folded: str) -> int | None:
    """Return where a tweet first says that something happened, without a doubt."""
    for start, end in split_clauses(folded):
        clause = folded[start:end]
        is_told = words_in(clause, _TABLE, "fact")
        if is_told and not words_in(clause, _TABLE, "possible", "rumour"):
            return start
    return None


def _is_certain(folded: str) -> bool:
    # "Not confirmed" is a rumour's word that holds one of certainty.
    free = blank(folded, [found.span() for found in words_in(folded, _TABLE, "rumour")])
    return bool(words_in(free, _TABLE, "certain"))
