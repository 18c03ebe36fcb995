"""The figures in a text: value, unit and how exactly they are meant; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from pelican_aireport.evidence.folding import Span
from pelican_aireport.evidence.numerals import find_numerals, parse_numeral
from pelican_aireport.evidence.vocabulary import alternation, pattern_of, vocabulary

__all__ = ["Figure", "Meaning", "find_figures"]

Meaning = str
"""``""`` as it stands, ``"over"``, ``"under"`` or ``"about"``."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text gives it."""

    span: Span
    digits: Decimal
    """Without magnitude and unit: 40 in ``40 万``."""
    value: Decimal
    """In the first unit of its kind."""
    step: Decimal
    """What one in the last place is worth."""
    kind: str
    """Of its unit; ``""`` where none is named."""
    meaning: Meaning = ""
    is_words: bool = False
    """Whether it is written in words: two, a half, three."""
    is_asked: bool = True
    """Whether a claim may use it only if its tweets do; not so for a third, a year."""


_CACHED_TEXTS = 4_096
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,24})(?:\.\d{1,12})?"
_BEFORE = 12
_BEHIND = 4
_LETTER = 2


@lru_cache(maxsize=_CACHED_TEXTS)
def find_figures(folded: str) -> tuple[Figure, ...]:
    """Return the figures of a folded text, in order."""
    found = [*_written_in_digits(folded), *_written_in_words(folded)]
    found.sort(key=lambda figure: (figure.span[0], -figure.span[1]))
    return tuple(_in_ranges(folded, _without_overlaps(found)))


def _written_in_digits(folded: str) -> Iterator[Figure]:
    for found in _pattern().finditer(folded):
        digits = Decimal(found["digits"].replace(",", ""))
        kind, factor = _unit(found["unit"] or found["unit_counted"])
        scale = _magnitude(found["magnitude"]) * factor
        exponent = int(digits.as_tuple().exponent)
        yield Figure(
            span=found.span(),
            digits=digits,
            value=digits * scale,
            step=Decimal(1).scaleb(exponent) * scale,
            kind=_currency(found["currency"]) or kind or _count(found["counter"]),
            meaning="over" if found["many"] else _meaning(folded, found.span()),
        )


def _magnitude(text: str | None) -> Decimal:
    magnitudes = vocabulary()["magnitudes"]
    return Decimal(magnitudes[text.strip().lower()]) if text else Decimal(1)


def _unit(text: str | None) -> tuple[str, Decimal]:
    if not text:
        return "", Decimal(1)
    word = " ".join(text.lower().split())
    return _units().get(word) or _units()[word.lstrip("- ")]


def _currency(text: str | None) -> str:
    return str(vocabulary()["currencies"][text.lower()]) if text else ""


def _count(text: str | None) -> str:
    return "count" if text else ""


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    return {
        word: (unit["kind"], Decimal(unit.get("factor", "1")))
        for unit in vocabulary()["unit"]
        for word in unit["words"]
    }


@cache
def _pattern() -> re.Pattern[str]:
    words = vocabulary()["number_words"]
    magnitude = alternation(vocabulary()["magnitudes"])
    for first, following in vocabulary()["not_before"].items():
        magnitude = magnitude.replace(first, f"{first}(?!{following})")
    unit, counter = alternation(_units()), alternation(words["counters"])
    return re.compile(
        rf"""(?<![A-Za-z0-9_.])(?<![A-Za-z]-)
        (?:(?P<currency>{alternation(vocabulary()["currencies"])})[ ]?)?
        (?P<digits>{_DIGITS})(?!\.?\d|,\d{3}(?!\d))
        (?P<many>[ ]?(?:\+|[{"".join(words["many"])}](?=[^\W\d_a-z])))?
        (?P<magnitude>[ ]?(?:{magnitude})(?:(?<![a-z])|(?![a-z0-9])))?
        (?:\+|[ ]?[{"".join(words["many"])}](?=[^\W\d_a-z]))?
        (?:[ -]?(?P<unit>{unit})
         | [ ]?(?P<counter>{counter})(?:[ ]?(?P<unit_counted>{unit}))?)?
        (?:(?<![a-z0-9])|(?![a-z0-9]))
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _meanings() -> tuple[tuple[Meaning, re.Pattern[str], re.Pattern[str]], ...]:
    words = vocabulary()["number_words"]
    nothing = re.compile(r"(?!)")
    behind = {
        key: re.compile(rf"\s?(?:{alternation(words[f'{key}_behind'])})")
        for key in ("over", "about")
    }
    return tuple(
        (
            key,
            re.compile(rf"(?:{alternation(words[key])})\s?\Z", re.IGNORECASE),
            behind.get(key, nothing),
        )
        for key in ("under", "over", "about")
    )


def _meaning(folded: str, span: Span) -> Meaning:
    before = folded[max(0, span[0] - _BEFORE) : span[0]]
    behind = folded[span[1] : span[1] + _BEHIND]
    for meaning, form, form_behind in _meanings():
        if form.search(before) or form_behind.match(behind):
            return meaning
    return ""


def _written_in_words(folded: str) -> Iterator[Figure]:
    yield from _fractions(folded)
    for span, value, step in find_numerals(folded):
        tail = _tail().match(folded, span[1])
        kind, factor = _unit(tail["unit"] or tail["unit_counted"]) if tail else ("", 1)
        yield Figure(
            span=(span[0], tail.end() if tail else span[1]),
            digits=value,
            value=value * factor,
            step=step * factor,
            kind=kind or _count(tail and tail["counter"]),
            meaning=_meaning(folded, span),
            is_words=True,
        )
    for found in pattern_of(*_figure_words()).finditer(folded):
        yield _read_word(found, folded)


def _read_word(found: re.Match[str], folded: str) -> Figure:
    value, kind, is_asked = _figure_words()[found[0].lower()]
    behind = _unit_behind().match(folded, found.end()) if not kind else None
    factor = Decimal(1)
    if behind:
        kind, factor = _unit(behind["unit"])
    return Figure(
        span=(found.start(), behind.end() if behind else found.end()),
        digits=value,
        value=value * factor,
        step=Decimal(0),
        kind=kind,
        is_words=True,
        is_asked=is_asked,
    )


@cache
def _unit_behind() -> re.Pattern[str]:
    # "Five-year", "ten months"; not the letters of units: "one m".
    units = (unit for unit in _units() if len(unit) > _LETTER or not unit.isascii())
    return re.compile(rf"[ -](?P<unit>{alternation(units)})(?![A-Za-z])", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    counter = alternation(vocabulary()["number_words"]["counters"])
    unit = alternation(_units())
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


@cache
def _fraction_pattern() -> re.Pattern[str]:
    words = vocabulary()["number_words"]
    part = rf"([{words['zh_numerals']}]{{1,6}}|\d{{1,3}}(?:\.\d{{1,3}})?)"
    return re.compile(rf"{part}{words['fraction']}\s?{part}")


def _parse(text: str) -> Decimal:
    return (
        Decimal(text)
        if text[0].isdecimal() and text.isascii()
        else parse_numeral(text)[0]
    )


def _without_overlaps(figures: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in figures:
        if not kept or figure.span[0] >= kept[-1].span[1]:
            kept.append(figure)
    return kept


def _in_ranges(folded: str, figures: list[Figure]) -> Iterator[Figure]:
    """Give the first of ``10-20 万`` the magnitude and unit of the second."""
    currency = ""
    for figure, following in pairwise([*figures, None]):
        if figure is None:
            continue
        own = figure if figure.kind else replace(figure, kind=currency)
        currency = ""
        if following and _is_range(folded, own, following):
            currency = own.kind if own.kind in _currencies() else ""
            own = _scaled_like(own, following)
        yield own


def _is_range(folded: str, figure: Figure, following: Figure) -> bool:
    between = folded[figure.span[1] : following.span[0]].strip().lower()
    # "Up 359% to $455B" is no range.
    is_alike = figure.kind in ("", following.kind) or figure.kind in _currencies()
    return is_alike and not figure.is_words and between in _range_marks()


@cache
def _currencies() -> frozenset[str]:
    return frozenset(vocabulary()["number_words"]["money"])


@cache
def _range_marks() -> frozenset[str]:
    return frozenset(vocabulary()["number_words"]["range_marks"])


def _scaled_like(figure: Figure, other: Figure) -> Figure:
    if figure.value != figure.digits or not other.digits:
        return figure
    scale = other.value / other.digits
    kind = figure.kind or other.kind
    value, step = figure.value * scale, figure.step * scale
    return replace(figure, value=value, step=step, kind=kind)
