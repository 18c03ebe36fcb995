"""Whether a figure is of what its tweets say it is of: sales or earnings; pure.

The label nearest to a figure in its clause is compared with the ones nearest to the
same figure in the tweets, where they are of one group.
"""

import re
from collections.abc import Iterator
from functools import cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import Span, blank, find_clause
from pelican_aireport.evidence.claims.numbers import covers
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import pattern_of, vocabulary

__all__ = ["find_wrong_labels"]

_WORDS = "the cited tweets give {} for something else; say what it is of"
_FURTHEST = 24
"""Characters between a figure and its label."""

_NEXT = re.compile(r"\d|[,/(;\u3001\u548c\u4e0e\u53ca]|\b(?:and|at|to|on)\b")
"""What parts a figure from the label behind it: that is the next one's."""

_Label = tuple[int, str]
"""A group and a label of it."""


def find_wrong_labels(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the figures beside a label that excludes those of the tweets."""
    reading = statement.reading
    folded = blank(reading.folded, reading.quotations)
    for figure in find_figures(folded):
        for group, label in _labels_of(figure.span, folded).items():
            theirs = [
                labels[group]
                for text in evidence.readings
                for other in find_figures(text.folded)
                if covers(figure, other, frozenset())
                and group in (labels := _labels_of(other.span, text.folded))
            ]
            if theirs and label not in theirs:
                yield make_finding(ClaimFaultKind.NUMBER, reading, figure.span, _WORDS)


def _labels_of(figure: Span, folded: str) -> dict[int, str]:
    """Return the nearest label of each group in a figure's clause."""
    start, end = find_clause(folded, figure[0])
    near: dict[int, tuple[int, str]] = {}
    for (group, label), form in _forms():
        for found in form.finditer(folded, start, end):
            distance = _distance(figure, found.span(), folded)
            if (
                distance <= _FURTHEST
                and distance < near.get(group, (_FURTHEST + 1,))[0]
            ):
                near[group] = (distance, label)
    return {group: label for group, (_, label) in near.items()}


def _distance(figure: Span, label: Span, folded: str) -> int:
    if label[1] <= figure[0]:
        return figure[0] - label[1]
    between = folded[figure[1] : label[0]]
    return _FURTHEST + 1 if _NEXT.search(between) else len(between)


@cache
def _forms() -> tuple[tuple[_Label, re.Pattern[str]], ...]:
    return tuple(
        ((group, label), pattern_of(*words))
        for group, row in enumerate(vocabulary()["label"])
        for label, words in row.items()
    )
