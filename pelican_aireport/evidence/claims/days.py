"""Whether the days that a claim names are those of its tweets; pure.

A day must be named in a cited tweet, or follow from when it was posted or from the
report's window: ``昨天`` in a tweet of the 9th and ``9 月 8 日`` in a claim agree.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta, tzinfo

from pelican_aireport.evidence.claims.dates import DateKey, DateName, find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import blank
from pelican_aireport.evidence.claims.quarters import (
    find_counted_quarters,
    find_meant_quarters,
    nearest_step,
)
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import words_in
from pelican_aireport.model import Window

__all__ = ["find_wrong_dates"]

_WORDS = (
    "{} is named in no cited tweet and does not follow from when it was posted; "
    "give the day that it gives or none"
)
_OTHERS = {
    "weekday": frozenset({"weekday", "weekday of week"}),
    "year": frozenset({"year", "month of year", "quarter of year", "rel-year"}),
}
_MONTHS = 12
_MONTHS_OF_QUARTER = 3
_MONTHS_OF_HALF = 6
_FIRST_OF_SPRING = 3
_DAYS_OF_WEEK = 7
_DAYS_OF_HALF_YEAR = 183
_LONGEST_WINDOW = 60
_CENTURY = 100
_THIS_CENTURY = 2000


def find_wrong_dates(
    statement: Statement,
    evidence: Evidence,
    *,
    window: Window | None,
    timezone: tzinfo | None,
) -> Iterator[Finding]:
    """Find the days and periods that the tweets neither name nor imply."""
    reading = statement.reading
    names = find_date_names(blank(reading.folded, reading.quotations))
    if not names:
        return
    days = _window_days(window, timezone)
    posted = [_local(tweet.created_at, timezone) for tweet in evidence.tweets]
    base = days[-1] if days else max(posted).date()
    known = set(_known(posted, days, base, evidence))
    for name in names:
        if not _is_known(name, known):
            yield make_finding(ClaimFaultKind.DATE, reading, name.span, _WORDS)


def _is_known(name: DateName, known: set[DateKey]) -> bool:
    kind, number, _ = name.key
    if kind == "clock":
        # Half of the day is often left out: 9:30.
        other = ("clock", (number + _MONTHS) % (2 * _MONTHS), name.key[2])
        return name.key in known or other in known
    return name.key in known


def _local(moment: datetime, timezone: tzinfo | None) -> datetime:
    return moment.astimezone(timezone) if timezone else moment


def _window_days(window: Window | None, timezone: tzinfo | None) -> tuple[date, ...]:
    if window is None:
        return ()
    last = _local(window.end - timedelta(microseconds=1), timezone).date()
    first = _local(window.start, timezone).date()
    count = min((last - first).days, _LONGEST_WINDOW)
    return tuple(last - timedelta(days=back) for back in range(count, -1, -1))


def _known(
    posted: Iterable[datetime], days: Iterable[date], base: date, evidence: Evidence
) -> Iterator[DateKey]:
    found = [find_date_names(reading.folded) for reading in evidence.readings]
    named = {name.key[0] for names in found for name in names}
    for moment, names in zip(posted, found, strict=True):
        yield from _not_named_otherwise(_implied(moment.date(), base), named)
        yield ("clock", moment.hour, moment.minute)
        for name in names:
            yield name.key
            yield from _meant(name.key, moment.date(), base)
    if any(words_in(each.folded, "dates", "year_ago") for each in evidence.readings):
        yield ("rel-year", -1, 0)
        yield ("year", base.year - 1, 0)
    if any(words_in(each.folded, "dates", "week_ago") for each in evidence.readings):
        yield ("rel-week", -1, 0)
    yield from find_counted_quarters(evidence.readings)
    for day in days:
        yield from _not_named_otherwise(_implied(day, base), named)


def _not_named_otherwise(
    implied: Iterable[DateKey], named: AbstractSet[str]
) -> Iterator[DateKey]:
    """Leave out what tweets say themselves: they speak of Thursday, not of today."""
    for key in implied:
        if not named & _OTHERS.get(key[0], frozenset()):
            yield key


def _implied(day: date, base: date) -> Iterator[DateKey]:
    """Yield the names under which a day may be spoken of on another."""
    yield ("day", day.month, day.day)
    yield ("day of month", day.day, 0)
    yield ("weekday", day.weekday(), 0)
    yield ("month", day.month, 0)
    yield ("year", day.year, 0)
    yield ("rel-day", (day - base).days, 0)
    monday = base - timedelta(days=base.weekday())
    week = (day - monday).days // _DAYS_OF_WEEK
    yield ("rel-week", week, 0)
    yield ("weekday of week", day.weekday(), week)
    yield ("month of year", day.year, day.month)
    months = (day.year - base.year) * _MONTHS + day.month - base.month
    yield ("rel-month", months, 0)
    yield ("rel-year", day.year - base.year, 0)
    if day == base:
        yield ("rel-quarter", 0, 0)


def _meant(key: DateKey, day: date, base: date) -> Iterator[DateKey]:
    """Yield what a name in a tweet of some day means."""
    kind, number, more = key
    if kind in ("quarter", "quarter of year", "rel-quarter"):
        yield from find_meant_quarters(key, day, base)
    elif kind in ("weekday", "weekday of week"):
        for meant in _days_of_weekday(key, day):
            yield from _implied(meant, base)
    elif kind == "day":
        yield from _implied_by_month_and_day(number, more, day, base)
    elif kind == "rel-day":
        yield from _implied(day + timedelta(days=number), base)
    else:
        yield from _meant_by_long_period(key, day, base)


def _days_of_weekday(key: DateKey, day: date) -> Iterator[date]:
    kind, number, week = key
    if kind == "weekday of week":
        monday = day - timedelta(days=day.weekday())
        yield monday + timedelta(days=number + week * _DAYS_OF_WEEK)
        return
    ahead = (number - day.weekday()) % _DAYS_OF_WEEK
    yield day + timedelta(days=ahead)
    yield day + timedelta(days=ahead - _DAYS_OF_WEEK)


def _meant_by_long_period(key: DateKey, day: date, base: date) -> Iterator[DateKey]:
    kind, number, month = key
    match kind:
        case "month":
            # "Next March" and "in March" are the one that comes.
            yield from _implied_by_month(number, day.year + (number < day.month), base)
        case "month of year":
            yield from _implied_by_month(month, number, base)
        case "rel-month":
            yield ("month", (day.month - 1 + number) % _MONTHS + 1, 0)
        case "year":
            yield ("rel-year", number - base.year, 0)
            yield ("fiscal year", number % _CENTURY, 0)
        case "fiscal year":
            yield ("year", _THIS_CENTURY + number, 0)
        case "rel-year":
            yield ("year", day.year + number, 0)
        case "season" | "rel-season":
            yield from _meant_by_season(number, month, day, base)


def _meant_by_season(
    season: int, step: int, day: date, base: date
) -> Iterator[DateKey]:
    """Yield what "next spring" means: the one that comes, which may be this year's."""
    first = season * _MONTHS_OF_QUARTER + _FIRST_OF_SPRING
    year = day.year + (step if step < 1 or first <= day.month else 0)
    yield ("season", season, 0)
    if step:
        yield ("year", year, 0)
        yield ("rel-year", year - base.year, 0)
    for other in (-1, 0, 1):
        yield ("rel-season", season, other)


def _implied_by_month(month: int, year: int, base: date) -> Iterator[DateKey]:
    yield ("month", month, 0)
    yield ("month of year", year, month)
    yield ("year", year, 0)
    yield ("rel-year", year - base.year, 0)
    yield ("quarter", (month - 1) // _MONTHS_OF_QUARTER + 1, 0)
    yield ("half", (month - 1) // _MONTHS_OF_HALF + 1, 0)
    yield ("rel-month", nearest_step(month - base.month, _MONTHS), 0)


def _implied_by_month_and_day(
    month: int, number: int, day: date, base: date
) -> Iterator[DateKey]:
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            meant = date(year, month, number)
        except ValueError:  # the 29th of February
            continue
        if abs((meant - day).days) <= _DAYS_OF_HALF_YEAR:
            yield from _implied(meant, base)
