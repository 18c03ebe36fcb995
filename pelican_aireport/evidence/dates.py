"""The days and periods that a text names; pure.

Each is a key such as ``("weekday", 0)``, so that texts in two languages can be
compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pelican_aireport.evidence.folding import Span
from pelican_aireport.evidence.vocabulary import alternation, pattern_of, vocabulary

__all__ = ["DateKey", "DateName", "find_date_names"]

DateKey = tuple[str, int, int]
"""A kind and one or two figures: ``("day", 9, 8)``, ``("rel-week", 1, 0)``."""


@dataclass(frozen=True, slots=True)
class DateName:
    """A day or period as a text names it."""

    span: Span
    key: DateKey


_CACHED_TEXTS = 4_096
_ISO = re.compile(r"(?<![\d.])((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])")
_SHORT = re.compile(r"(?<![\d./-])(\d{1,2})/(\d{1,2})(?![\d./-])")
_CHINESE = re.compile(r"(?<![\d.])(\d{1,2})\s?月(?:份)?(?:\s?(\d{1,2})\s?[日号])?")
_DAY = re.compile(r"(?<![\d.月])(?<!月 )(\d{1,2})\s?[日号](?![内前后起间])")
_A_YEAR = r"(?<![\d.$€£¥A-Za-z])(?<!\d,)(?P<year>(?:19|20)\d\d)"
_NO_MORE_DIGITS = r"(?!\d|[.,]\d|%|[A-Za-z])"
_YEAR = re.compile(
    rf"{_A_YEAR}(?:\s?年(?!前|内|来|间)|{_NO_MORE_DIGITS}(?!\s?[\u3400-\u9fff]))"
)
_QUARTER = re.compile(
    r"(?<![A-Za-z0-9])Q([1-4])(?!\d)|(?<![A-Za-z0-9])([1-4])Q(?![A-Za-z])"
    r"|第?([一二三四1-4])\s?季度|(?<![A-Za-z])(first|second|third|fourth)[ -]quarter",
    re.IGNORECASE,
)
_QUARTERS_OF_YEAR = (
    re.compile(rf"{_A_YEAR}\s?年?\s?(?:第?(?P<quarter>[一二三四1-4])\s?季度?)"),
    re.compile(rf"{_A_YEAR}\s?年?\s?Q(?P<quarter>[1-4])(?!\d)"),
    re.compile(r"(?<![A-Za-z0-9])Q(?P<quarter>[1-4]),?\s(?P<year>20\d\d)(?!\d)"),
)
_HALF = re.compile(
    r"(上|下)半年|(?<![A-Za-z0-9])H([12])(?![0-9A-Za-z])|(?<![A-Za-z])(first|second) half of",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3])[:]([0-5]\d)(?![\d:])(?:\s?([ap])\.?m\b)?"
    r"|(?<![\d:.])(1[0-2]|[1-9])\s?([ap])\.?m\b",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_HAN_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_NOON = 12


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
    for found in _ISO.finditer(folded):
        yield from _days(found, int(found[2]), int(found[3]))
    yield from _with_years(folded)
    yield from _in_english(folded)
    for found in _CHINESE.finditer(folded):
        if found[2]:
            yield from _days(found, int(found[1]), int(found[2]))
        elif 1 <= int(found[1]) <= 12:  # noqa: PLR2004
            yield DateName(found.span(), ("month", int(found[1]), 0))
    for found in _SHORT.finditer(folded):
        yield from _days(found, int(found[1]), int(found[2]))
    for found in _DAY.finditer(folded):
        yield DateName(found.span(), ("day of month", int(found[1]), 0))
    yield from _periods(folded)
    yield from _weekdays(folded)
    yield from _relative(folded)
    yield from _months(folded)
    for found in _CLOCK.finditer(folded):
        yield DateName(found.span(), ("clock", *_time_of(found)))
    for found in _YEAR.finditer(folded):
        yield DateName(found.span(), ("year", int(found["year"]), 0))


def _days(found: re.Match[str], month: int, day: int) -> Iterator[DateName]:
    if 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004
        yield DateName(found.span(), ("day", month, day))


def _with_years(folded: str) -> Iterator[DateName]:
    """Yield the months and quarters that have a year."""
    for found in _month_of_year().finditer(folded):
        year = int(found["year"] or found["year_last"])
        name = found["name"]
        month = _month_numbers()[name.lower()] if name else int(found["month"])
        yield DateName(found.span(), ("month of year", year, month))
    for form in _QUARTERS_OF_YEAR:
        for found in form.finditer(folded):
            year, quarter = int(found["year"]), found["quarter"]
            number = _HAN_ORDINALS.get(quarter) or int(quarter)
            yield DateName(found.span(), ("quarter of year", year, number))


@cache
def _month_of_year() -> re.Pattern[str]:
    months = alternation(_month_numbers())
    return re.compile(
        rf"{_A_YEAR}\s?年\s?(?P<month>1[0-2]|0?[1-9])\s?月(?!\s?\d)"
        rf"|(?<![A-Za-z])(?P<name>{months})\.?,?\s(?:of\s)?"
        rf"(?P<year_last>(?:19|20)\d\d){_NO_MORE_DIGITS}",
        re.IGNORECASE,
    )


def _in_english(folded: str) -> Iterator[DateName]:
    for found in _english().finditer(folded):
        month = _month_numbers()[(found["month"] or found["month_last"]).lower()]
        yield from _days(found, month, int(found["day"] or found["day_first"]))


@cache
def _english() -> re.Pattern[str]:
    months = alternation(_month_numbers())
    return re.compile(
        rf"(?<![A-Za-z])(?P<month>{months})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_NO_MORE_DIGITS}(?!:\d)"
        rf"|(?<!\d)(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month_last>{months})(?![A-Za-z])",
        re.IGNORECASE,
    )


@cache
def _month_numbers() -> dict[str, int]:
    months = vocabulary()["dates"]["months"]
    return {name: number for number, names in enumerate(months, 1) for name in names}


def _periods(folded: str) -> Iterator[DateName]:
    for found in _QUARTER.finditer(folded):
        yield DateName(found.span(), ("quarter", _number_of(found), 0))
    for found in _HALF.finditer(folded):
        half = 1 if found[1] == "上" else 2 if found[1] else _number_of(found)
        yield DateName(found.span(), ("half", half, 0))


def _number_of(found: re.Match[str]) -> int:
    text = next(group for group in found.groups() if group).lower()
    return _ORDINALS.get(text) or _HAN_ORDINALS.get(text) or int(text)


def _relative(folded: str) -> Iterator[DateName]:
    for unit, steps in vocabulary()["relative"].items():
        for step, words in steps.items():
            for found in pattern_of(*words).finditer(folded):
                yield DateName(found.span(), (f"rel-{unit}", int(step), 0))


def _weekdays(folded: str) -> Iterator[DateName]:
    for number, words in enumerate(vocabulary()["dates"]["weekdays"]):
        for found in pattern_of(*words).finditer(folded):
            if not _is_weekday(found[0]):
                continue
            before = folded[max(0, found.start() - 1) : found.start()]
            week = vocabulary()["dates"]["weeks"].get(before)
            if week is None:
                yield DateName(found.span(), ("weekday", number, 0))
            else:
                span = (found.start() - 1, found.end())
                yield DateName(span, ("weekday of week", number, week))


def _months(folded: str) -> Iterator[DateName]:
    for number, words in enumerate(vocabulary()["dates"]["months"], 1):
        for found in pattern_of(*words).finditer(folded):
            # "may" and "march" are words.
            if not found[0].islower():
                yield DateName(found.span(), ("month", number, 0))


def _is_weekday(word: str) -> bool:
    # "sun", "sat" and "mon" are words; "SUN" is a ticker.
    return not word.isascii() or len(word) > 4 or word.istitle()  # noqa: PLR2004


def _time_of(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found[1] or found[4])
    half = (found[3] or found[5] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return hour, int(found[2] or 0)
