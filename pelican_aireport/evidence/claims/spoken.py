"""Figures in words: numerals, fractions, halves and dozens; pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pelican_aireport.evidence.claims.cardinals import find_cardinals, parse_cardinal
from pelican_aireport.evidence.claims.folding import Span
from pelican_aireport.evidence.claims.measures import (
    Figure,
    find_meaning,
    find_unit,
    units,
)
from pelican_aireport.evidence.claims.numerals import find_numerals, parse_numeral
from pelican_aireport.evidence.claims.ordinals import find_ordinals
from pelican_aireport.evidence.claims.vocabulary import (
    alternation,
    pattern_of,
    vocabulary,
)

__all__ = ["find_spoken_figures"]

_LETTER = 2
_BEFORE = 12


def find_spoken_figures(folded: str) -> Iterator[Figure]:
    """Find the figures that a folded text gives in words, in no order."""
    yield from _fractions(folded)
    yield from _shares(folded)
    for span, value, step in find_numerals(folded):
        tail = _tail().match(folded, span[1])
        kind, factor = (
            find_unit(tail["unit"] or tail["unit_counted"]) if tail else ("", 1)
        )
        yield Figure(
            span=(span[0], tail.end() if tail else span[1]),
            digits=value,
            value=value * factor,
            step=step * factor,
            kind=kind or ("count" if tail and tail["counter"] else ""),
            meaning=find_meaning(folded, (span[0], tail.end() if tail else span[1])),
            is_words=True,
        )
    for found in pattern_of(*_figure_words()).finditer(folded):
        yield _read_word(found)
    for span, value in find_cardinals(folded):
        yield _with_unit(span, value, folded)
    yield from find_ordinals(folded)


def _read_word(found: re.Match[str]) -> Figure:
    value, kind, is_asked = _figure_words()[found[0].lower()]
    return Figure(
        span=found.span(),
        digits=value,
        value=value,
        step=Decimal(0),
        kind=kind,
        is_words=True,
        is_asked=is_asked,
    )


def _with_unit(span: Span, value: Decimal, folded: str) -> Figure:
    behind = _unit_behind().match(folded, span[1])
    kind, factor = find_unit(behind["unit"]) if behind else ("", Decimal(1))
    return Figure(
        span=(span[0], behind.end() if behind else span[1]),
        digits=value,
        value=value * factor,
        step=Decimal(0),
        kind=kind,
        meaning=find_meaning(folded, span),
        is_words=True,
    )


@cache
def _unit_behind() -> re.Pattern[str]:
    # "Five-year", "ten months"; not the letters of units: "one m".
    words = (unit for unit in units() if len(unit) > _LETTER or not unit.isascii())
    between = alternation(vocabulary()["number_words"]["before_units"])
    return re.compile(
        rf"[ -](?:(?:{between})[ -]){{0,2}}(?P<unit>{alternation(words)})(?![A-Za-z])",
        re.IGNORECASE,
    )


@cache
def _tail() -> re.Pattern[str]:
    counter = alternation(vocabulary()["number_words"]["counters"])
    unit = alternation(units())
    return re.compile(
        rf"\s?(?:(?P<unit>{unit})|(?P<counter>{counter})(?:\s?(?P<unit_counted>{unit}))?)",
        re.IGNORECASE,
    )


@cache
def _figure_words() -> dict[str, tuple[Decimal, str, bool]]:
    return {
        word: (Decimal(row["value"]), row.get("kind", ""), row.get("is_asked", True))
        for row in vocabulary()["figure"]
        for word in row["words"]
    }


def _fractions(folded: str) -> Iterator[Figure]:
    for found in _fraction_pattern().finditer(folded):
        below, above = _parse(found[1]), _parse(found[2])
        if below:
            value = above * 100 / below
            step = Decimal(0) if below == 100 else Decimal("0.1")  # noqa: PLR2004
            yield Figure(found.span(), above, value, step, "percent")


def _shares(folded: str) -> Iterator[Figure]:
    """Yield shares in English: ``three quarters``, ``one in ten``, ``9 out of 10``."""
    parts = vocabulary()["cardinals"]["parts"]
    for found in _share_pattern().finditer(folded):
        part = found["part"]
        above = _parse(found["above"])
        below = Decimal(parts[part.lower()]) if part else _parse(found["below"])
        is_time = part and _before_times().search(folded[: found.start()][-_BEFORE:])
        if not is_time and 0 < above < below:
            value = (above * 100 / below).quantize(Decimal("0.1"))
            is_exact = value * below == above * 100
            step = Decimal(0) if is_exact else Decimal("0.1")
            yield Figure(found.span(), above, value, step, "percent", is_words=True)


@cache
def _before_times() -> re.Pattern[str]:
    # "The next three quarters" are nine months.
    words = vocabulary()["cardinals"]["before_times"]
    return re.compile(rf"(?<![A-Za-z])(?:{alternation(words)})\s\Z", re.IGNORECASE)


@cache
def _fraction_pattern() -> re.Pattern[str]:
    words = vocabulary()["number_words"]
    part = rf"([{words['zh_numerals']}]{{1,6}}|\d{{1,3}}(?:\.\d{{1,3}})?)"
    return re.compile(rf"{part}{words['fraction']}\s?{part}")


@cache
def _share_pattern() -> re.Pattern[str]:
    table = vocabulary()["cardinals"]
    number = rf"(?:\d{{1,3}}|{alternation(table['values'])})"
    return re.compile(
        rf"(?<![\w.,$-])(?P<above>{number})"
        rf"(?:[ ](?:in|out[ ]of)(?:[ ]every)?[ ](?P<below>{number})(?![\w%]|[.,]\d)"
        rf"|[ -](?P<part>{alternation(table['parts'])})(?![A-Za-z]))",
        re.IGNORECASE,
    )


def _parse(text: str) -> Decimal:
    if text.isascii():
        return Decimal(text) if text[0].isdecimal() else parse_cardinal(text)
    return parse_numeral(text)[0]
