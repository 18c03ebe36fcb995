"""The days and periods that a text names; pure.

Each is a key such as ``("weekday", 0, 0)``, so that texts in two languages can be
compared. How they are written stands in ``data/evidence.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pelican_aireport.evidence.claims.folding import Span
from pelican_aireport.evidence.claims.vocabulary import (
    alternation,
    pattern_of,
    vocabulary,
)

__all__ = ["DateKey", "DateName", "find_date_names"]

DateKey = tuple[str, int, int]
"""A kind and one or two figures: ``("day", 9, 8)``, ``("rel-week", 1, 0)``."""


@dataclass(frozen=True, slots=True)
class DateName:
    """A day or period as a text names it."""

    span: Span
    key: DateKey


_CACHED_TEXTS = 4_096
_YEAR = r"(?<![\d.$\u20ac\u00a3\u00a5A-Za-z])(?<!\d,)(?P<year>(?:19|20)\d\d)"
_END = r"(?!\d|[.,]\d|%|[A-Za-z])"
_CLOCK = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])(?:\s?([ap])\.?m\b)?"
    r"|(?<![\d:.])(1[0-2]|[1-9])\s?([ap])\.?m\b",
    re.IGNORECASE,
)
_FIELDS = {
    "day": ("month", "day"),
    "day of month": ("day",),
    "month": ("month",),
    "month of year": ("year", "month"),
    "quarter": ("quarter",),
    "quarter of year": ("year", "quarter"),
    "half": ("half",),
    "year": ("year",),
    "fiscal year": ("year",),
}
_MOST = {"month": 12, "day": 31}
_HALF_DAY = 12
_LONGEST_ABBREVIATION = 4


@lru_cache(maxsize=_CACHED_TEXTS)
def find_date_names(folded: str) -> tuple[DateName, ...]:
    """Return the days and periods that a folded text names, in order."""
    kept: list[DateName] = []
    taken = bytearray(len(folded))
    for name in _all_names(folded):
        start, end = name.span
        if 1 not in taken[start:end]:
            kept.append(name)
            taken[start:end] = b"\1" * (end - start)
    return tuple(sorted(kept, key=lambda name: name.span))


def _all_names(folded: str) -> Iterator[DateName]:
    """Yield the names, those that hold others first."""
    for kind, form in _forms():
        for found in form.finditer(folded):
            figures = [_number(found[field]) for field in _FIELDS[kind]]
            if _is_possible(kind, figures):
                first, second, *_ = (*figures, 0)
                yield DateName(found.span(), (kind, first, second))
    yield from _weekdays(folded)
    yield from _relative(folded)
    yield from _seasons(folded)
    yield from _months(folded)
    for found in _CLOCK.finditer(folded):
        yield DateName(found.span(), ("clock", *_time_of(found)))


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = f"(?:{alternation(_month_numbers())})"
    return tuple(
        (
            row["kind"],
            re.compile(
                row["pattern"]
                .replace("YEAR", _YEAR)
                .replace("MONTHS", months)
                .replace("END", _END),
                re.IGNORECASE,
            ),
        )
        for row in vocabulary()["date_form"]
    )


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    numbers = vocabulary()["dates"]["numbers"]
    return _month_numbers().get(text.lower()) or int(numbers[text.lower()])


@cache
def _month_numbers() -> dict[str, int]:
    months = vocabulary()["dates"]["months"]
    return {name: number for number, names in enumerate(months, 1) for name in names}


def _is_possible(kind: str, figures: list[int]) -> bool:
    return all(
        1 <= figure <= _MOST.get(field, figure)
        for field, figure in zip(_FIELDS[kind], figures, strict=True)
    )


def _weekdays(folded: str) -> Iterator[DateName]:
    for number, words in enumerate(vocabulary()["dates"]["weekdays"]):
        for found in pattern_of(*words).finditer(folded):
            if _is_weekday(found[0]):
                yield _weekday(found, folded, number)


def _is_weekday(word: str) -> bool:
    # "sun", "sat" and "mon" are words; "SUN" is a ticker.
    is_long = len(word) > _LONGEST_ABBREVIATION
    return not word.isascii() or is_long or word.istitle()


def _weekday(found: re.Match[str], folded: str, number: int) -> DateName:
    before = folded[max(0, found.start() - 1) : found.start()]
    week = vocabulary()["dates"]["weeks"].get(before)
    if week is None:
        return DateName(found.span(), ("weekday", number, 0))
    return DateName((found.start() - 1, found.end()), ("weekday of week", number, week))


def _relative(folded: str) -> Iterator[DateName]:
    for unit, steps in vocabulary()["relative"].items():
        for step, words in steps.items():
            for found in pattern_of(*words).finditer(folded):
                yield DateName(found.span(), (f"rel-{unit}", int(step), 0))


def _seasons(folded: str) -> Iterator[DateName]:
    steps = vocabulary()["dates"]["season_steps"]
    for number, words in enumerate(vocabulary()["dates"]["seasons"]):
        form = _season(alternation(steps), alternation(words))
        for found in form.finditer(folded):
            step = steps.get((found[1] or "").strip().lower())
            key = (
                ("season", number, 0) if step is None else ("rel-season", number, step)
            )
            yield DateName(found.span(), key)


@cache
def _season(steps: str, words: str) -> re.Pattern[str]:
    form = rf"(?<![A-Za-z])((?:{steps})\s)?(?:{words})(?![A-Za-z])"
    return re.compile(form, re.IGNORECASE)


def _months(folded: str) -> Iterator[DateName]:
    for number, words in enumerate(vocabulary()["dates"]["months"], 1):
        for found in pattern_of(*words).finditer(folded):
            # "may" and "march" are words.
            if not found[0].islower():
                yield DateName(found.span(), ("month", number, 0))


def _time_of(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found[1] or found[4])
    half = (found[3] or found[5] or "").lower()
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    return hour, int(found[2] or 0)
