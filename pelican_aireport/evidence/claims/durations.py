"""Durations of several parts: ``6h 20m``, ``3 小时 10 分``; pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pelican_aireport.evidence.claims.measures import Figure, find_meaning
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary

__all__ = ["find_durations"]


def find_durations(folded: str) -> Iterator[Figure]:
    """Find the durations that name hours and minutes, or other parts in a row.

    One part alone is a figure with a unit and is not found here.
    """
    for found in _pattern().finditer(folded):
        parts = [(found[f"n{rank}"], seconds) for rank, seconds in enumerate(_SECONDS)]
        named = [(Decimal(text), seconds) for text, seconds in parts if text]
        if len(named) < 2:  # noqa: PLR2004 - one part is no row
            continue
        yield Figure(
            span=found.span(),
            digits=named[0][0],
            value=sum((each * seconds for each, seconds in named), Decimal(0)),
            step=Decimal(named[-1][1]),
            kind="second",
            meaning=find_meaning(folded, found.span()),
        )


_SECONDS = (86_400, 3_600, 60, 1)
"""Of a day, an hour, a minute and a second: the order of the table's rows."""


@cache
def _pattern() -> re.Pattern[str]:
    rows = vocabulary()["number_words"]["duration_parts"]
    joint = alternation(vocabulary()["number_words"]["duration_joints"])
    parts = (
        rf"(?:(?:{joint})?(?P<n{rank}>\d{{1,4}})[ ]?"
        rf"(?:{alternation(words)})(?![A-Za-z]))?"
        for rank, words in enumerate(rows)
    )
    return re.compile(rf"(?<![A-Za-z0-9_.,])(?=\d){''.join(parts)}", re.IGNORECASE)
