"""Whether the figures of a claim stand in its tweets; pure."""

import re
from collections.abc import Iterator

from pelican_aireport.evidence.claims.counts import own_counts
from pelican_aireport.evidence.claims.dates import find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import blank
from pelican_aireport.evidence.claims.numbers import find_uncovered
from pelican_aireport.evidence.claims.remainders import is_remainder, is_taken_for_rest
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.versions import version_spans

__all__ = ["find_wrong_numbers"]

_SIZE = re.compile(
    r"(?:(?<=[A-Za-z])|(?<=[A-Za-z]\d))-(?=\d+(?:\.\d+)?[BM](?![A-Za-z0-9]))"
)
"""What joins a model's name and its size: ``Tarn-14B``."""

_NUMBER = "{} stands in no cited tweet; give the figure that they give or none"
_REST = "the cited tweets give {} as what is left; say it as they do"
_UNIT = "{} has another unit in the cited tweets; give the figure as they do"


def find_wrong_numbers(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the figures that stand in no cited tweet, or with another unit."""
    reading = statement.reading
    dated = [name.span for name in find_date_names(reading.folded)]
    taken = [
        *(reading.quotations + reading.handles + reading.names + reading.codes),
        *((each.start, each.end) for each in statement.mentions),
        *(dated + list(version_spans(statement))),
    ]
    figures = find_figures(blank(reading.folded, taken))
    theirs = [
        each
        for text in evidence.readings
        for each in find_figures(_SIZE.sub(" ", text.folded))
    ]
    for figure in figures:
        if is_taken_for_rest(figure, reading, evidence.readings):
            yield make_finding(ClaimFaultKind.NUMBER, reading, figure.span, _REST)
    for figure, other in find_uncovered(figures, theirs, own_counts(statement)):
        if is_remainder(figure, reading, evidence.readings):
            continue
        kind = ClaimFaultKind.UNIT if other else ClaimFaultKind.NUMBER
        words = _UNIT if other else _NUMBER
        yield make_finding(kind, reading, figure.span, words)
