"""Numbers in English words: ``twenty-five``, ``half a million``; pure."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from pelican_aireport.evidence.claims.folding import Span
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary

__all__ = ["Cardinal", "find_cardinals", "parse_cardinal"]

Cardinal = tuple[Span, Decimal]
"""Where it stands and its value."""

_HUNDRED = Decimal(100)


def find_cardinals(folded: str) -> Iterator[Cardinal]:
    """Find the numbers in English words; a one alone is none."""
    for found in _pattern().finditer(folded):
        value = parse_cardinal(found[0])
        if value != 1:
            yield found.span(), value


def parse_cardinal(text: str) -> Decimal:
    """Return the value of a number in English words."""
    values, scales = _table("values"), _table("scales")
    total = group = Decimal(0)
    for word in _WORD.findall(text.lower()):
        if word in values:
            group += values[word]
        elif word in scales and scales[word] > _HUNDRED:
            total += (group or Decimal(1)) * scales[word]
            group = Decimal(0)
        elif word in scales:
            group = (group or Decimal(1)) * scales[word]
    return total + group


_WORD = re.compile(r"[a-z]+")


def _table(name: str) -> Mapping[str, Decimal]:
    return _tables()[name]


@cache
def _tables() -> dict[str, dict[str, Decimal]]:
    tables = vocabulary()["cardinals"]
    return {
        name: {word: Decimal(str(value)) for word, value in tables[name].items()}
        for name in ("values", "scales")
    }


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern of numbers; articles and halves count before a scale only."""
    articles = vocabulary()["cardinals"]["before_scales"]
    values = set(_table("values")) - set(articles)
    value, scale = f"(?:{alternation(values)})", f"(?:{alternation(_table('scales'))})"
    article = f"(?:{alternation(articles)})"
    joint = r"(?:[ -]and[ -](?:a[ -])?|[ -](?:a[ -])?)"
    half = rf"(?:[ ]and[ ]a[ ](?:half|quarter)(?=[ ]{scale}))?"
    plain = rf"{value}{half}(?:{joint}(?:{value}|{scale}))*"
    begun = (
        rf"(?:a[ ])?{article}[ ](?:a[ ]|of[ ]a[ ])?{scale}"
        rf"(?:{joint}(?:{value}|{scale}))*"
    )
    return re.compile(rf"(?<![A-Za-z-])(?:{plain}|{begun})(?![A-Za-z])", re.IGNORECASE)
