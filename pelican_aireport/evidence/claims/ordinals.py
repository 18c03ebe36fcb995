"""Places in a row: ``the 6th day``, ``Day 3``, ``第 6 天``; pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary

__all__ = ["find_ordinals"]

_FIRST_TOLD = 4
"""A claim may call something first to third by itself."""


def find_ordinals(folded: str) -> Iterator[Figure]:
    """Find the places in a row that a text gives in digits or in English words."""
    for found in _pattern().finditer(folded):
        text = (found["nth"] or found["word"] or found["behind"] or "").lower()
        value = Decimal(_words().get(text) or text)
        is_day = bool(_DAY.search(folded[: found.start()][-_BEFORE:]))
        yield Figure(
            span=found.span(),
            digits=value,
            value=value,
            step=Decimal(0),
            kind="ordinal",
            is_words=True,
            is_asked=value >= _FIRST_TOLD and not is_day,
        )


_BEFORE = 10
_DAY = re.compile(r"(?:\bon|\bby|\bfrom|\buntil|\bsince) the \Z", re.IGNORECASE)


@cache
def _words() -> dict[str, int]:
    return {
        word: number
        for number, word in enumerate(vocabulary()["number_words"]["ordinals"], 1)
    }


@cache
def _pattern() -> re.Pattern[str]:
    counted = alternation(vocabulary()["number_words"]["numbered"])
    return re.compile(
        rf"(?<![\w.])(?:(?P<nth>\d{{1,4}})(?:st|nd|rd|th)|(?P<word>{alternation(_words())})"
        rf"|(?:{counted})\s(?P<behind>\d{{1,4}})(?![.,:]?\d|%))(?![A-Za-z0-9])",
        re.IGNORECASE,
    )
