"""Whether a claim gives a day to what its tweets say happens on it; pure.

A day is tied to the figures of its clause. Where the tweets give these in sentences
that name another day, and the claim's day only elsewhere, the claim has exchanged them.
"""

from collections.abc import Iterator

from pelican_aireport.evidence.claims.dates import DateKey, DateName, find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import Span, blank, find_clause
from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.numbers import covers
from pelican_aireport.evidence.claims.reading import Reading
from pelican_aireport.evidence.claims.sentences import find_sentence, split_sentences
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)

__all__ = ["find_exchanged_days"]

_WORDS = "the cited tweets give {} to something else; give each its own day"
_TIED = frozenset(
    {"day", "weekday", "weekday of week", "month of year", "month", "clock", "quarter"}
)
"""Kinds of days that one thing has one of."""


def find_exchanged_days(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the days that the tweets name, but for something else."""
    reading = statement.reading
    days = find_date_names(blank(reading.folded, reading.quotations))
    keys = {day.key for day in days}
    named = {
        day.key for each in evidence.readings for day in find_date_names(each.folded)
    }
    for day in days:
        if day.key[0] not in _TIED or day.key not in named:
            continue
        verdicts = {
            verdict
            for figure in _figures_beside(day, reading)
            for text in evidence.readings
            for verdict in _verdicts(
                day, figure, text, keys - _alone(day, figure, reading)
            )
        }
        if "other" in verdicts and "same" not in verdicts:
            yield make_finding(ClaimFaultKind.DATE, reading, day.span, _WORDS)


def _alone(day: DateName, figure: Figure, reading: Reading) -> set[DateKey]:
    """Return a day in whose own clause a figure stands: it is that day's alone."""
    start, end = find_clause(reading.folded, day.span[0])
    return {day.key} if start <= figure.span[0] < end else set()


def _figures_beside(day: DateName, reading: Reading) -> list[Figure]:
    """Return the figures of a day's clause, or else those of its sentence."""
    figures = _figures(reading)
    sentences = split_sentences(reading.folded)
    sentence = sentences[find_sentence(reading.folded, day.span[0])]
    clause = find_clause(reading.folded, day.span[0])
    own = [each for each in figures if clause[0] <= each.span[0] < clause[1]]
    return own or [
        each for each in figures if sentence[0] <= each.span[0] < sentence[1]
    ]


def _figures(reading: Reading) -> list[Figure]:
    taken: list[Span] = [day.span for day in find_date_names(reading.folded)]
    folded = blank(reading.folded, (*taken, *reading.names))
    return [figure for figure in find_figures(folded) if figure.is_asked]


def _verdicts(
    day: DateName, figure: Figure, text: Reading, keys: set[DateKey]
) -> Iterator[str]:
    """Yield whether a figure stands with its day or with another.

    That is one that the claim does not name, or the only one of the figure's clause
    where the claim's day is not among the keys.
    """
    sentences = split_sentences(text.folded)
    days = find_date_names(text.folded)
    for other in _figures(text):
        if not covers(figure, other, frozenset()):
            continue
        place = other.span[0]
        sentence = sentences[find_sentence(text.folded, place)]
        own = _keys_in(find_clause(text.folded, place), day, days)
        beside = own or _keys_in(sentence, day, days)
        if day.key in beside:
            yield "same"
        elif beside - keys or (len(own) == 1 and day.key not in keys):
            yield "other"


def _keys_in(span: Span, day: DateName, days: tuple[DateName, ...]) -> set[DateKey]:
    """Return what days of one day's kind a clause or a sentence names."""
    return {
        each.key
        for each in days
        if span[0] <= each.span[0] < span[1] and each.key[0] == day.key[0]
    }
