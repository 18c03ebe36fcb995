"""The figures in a text: value, unit and how exactly they are meant; pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

from pelican_aireport.evidence.claims.durations import find_durations
from pelican_aireport.evidence.claims.measures import (
    Figure,
    find_meaning,
    find_unit,
    units,
)
from pelican_aireport.evidence.claims.spoken import find_spoken_figures
from pelican_aireport.evidence.claims.vocabulary import (
    alternation,
    vocabulary,
    words_in,
)

__all__ = ["find_figures"]

_CACHED_TEXTS = 4_096
_BEFORE = 6
_MOST_ADDED = 2
_HAN = re.compile("[\u4e00-\u9fff]")
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,24})(?:\.\d{1,12})?"


@lru_cache(maxsize=_CACHED_TEXTS)
def find_figures(folded: str) -> tuple[Figure, ...]:
    """Return the figures of a folded text, in order."""
    found = [
        *find_durations(folded),
        *_written_in_digits(folded),
        *find_spoken_figures(folded),
    ]
    found.sort(key=lambda figure: (figure.span[0], -figure.span[1]))
    kept = _without_overlaps(found)
    return tuple(_in_ranges(folded, [_with_the_whole(each, folded) for each in kept]))


def _with_the_whole(figure: Figure, folded: str) -> Figure:
    """Return a multiple that Chinese adds to the whole as one of the whole."""
    before = folded[max(0, figure.span[0] - _BEFORE) : figure.span[0]]
    # "Grew ten times" is said of both: there one more or less is no matter.
    is_small = figure.kind == "multiple" and figure.value <= _MOST_ADDED
    if not is_small or not _added().search(before):
        return figure
    return replace(figure, value=figure.value + 1)


@cache
def _added() -> re.Pattern[str]:
    words = vocabulary()["number_words"]["added"]
    return re.compile(rf"(?:{alternation(words)})\s?\Z")


def _written_in_digits(folded: str) -> Iterator[Figure]:
    for found in _pattern().finditer(folded):
        digits = Decimal(found["digits"].replace(",", ""))
        is_watt = _is_watt(found, folded)
        unit = "watt" if is_watt else found["unit"] or found["unit_counted"]
        kind, factor = find_unit(unit)
        scale = _magnitude(None if is_watt else found["magnitude"]) * factor
        exponent = int(digits.as_tuple().exponent)
        yield Figure(
            span=found.span(),
            digits=digits,
            value=digits * scale,
            step=Decimal(1).scaleb(exponent) * scale,
            kind=_currency(found["currency"]) or kind or _count(found["counter"]),
            meaning="over" if found["many"] else find_meaning(folded, found.span()),
        )


def _is_watt(found: re.Match[str], folded: str) -> bool:
    """Tell whether a letter that is a myriad in Chinese slang is a unit of power."""
    if (found["magnitude"] or "").strip() != "W" or found["currency"]:
        return False
    is_bare = not (found["unit"] or found["counter"] or found["many"])
    is_apart = found["magnitude"][0] == " " and not _HAN.search(folded)
    return is_bare and (is_apart or bool(words_in(folded, "number_words", "watts")))


def _magnitude(text: str | None) -> Decimal:
    magnitudes = vocabulary()["magnitudes"]
    return Decimal(magnitudes[text.strip().lower()]) if text else Decimal(1)


def _currency(text: str | None) -> str:
    return str(vocabulary()["currencies"][text.lower()]) if text else ""


def _count(text: str | None) -> str:
    return "count" if text else ""


@cache
def _pattern() -> re.Pattern[str]:
    words = vocabulary()["number_words"]
    magnitude = alternation(vocabulary()["magnitudes"])
    for first, following in vocabulary()["not_before"].items():
        magnitude = magnitude.replace(first, f"{first}(?!{following})")
    unit, counter = alternation(units()), alternation(words["counters"])
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
    before = folded[max(0, figure.span[0] - len("between ")) : figure.span[0]]
    is_between = between == "and" and before.strip().lower() == "between"
    is_marked = is_between or between in _range_marks()
    return is_alike and not figure.is_words and is_marked


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
