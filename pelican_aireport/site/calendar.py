"""The calendars of years and months: what stands on each day, and how much; pure.

A report stands on each day that it is about. One that rolls a week or a month up
stands on none: weeks have a page, and months a list. In the lists below the calendars
each entry stands once, in the month of its last day.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pelican_aireport.model import Period
from pelican_aireport.site.addresses import month_url, week_url, year_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.heat import find_limits, heat_of
from pelican_aireport.site.sequence import with_neighbours
from pelican_aireport.site.site_pages import SitePage

__all__ = [
    "CalendarDay",
    "CalendarMonth",
    "CalendarWeek",
    "CalendarYear",
    "HeatStep",
    "days_told",
    "entries_by_day",
    "find_mondays",
    "list_calendar_pages",
    "make_years",
    "monday_of",
]

_MOST_DAYS = 7
"""A report about more days than these stands on the last one alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day and what is told of it."""

    day: dt.date
    entries: tuple[Entry, ...] = ()
    """In the order of the archive."""
    claims: int = 0
    """How many its reports make; one of several days gives each its share."""
    heat: int = 0
    """0 where there are no claims, else 1 to 4: in which quarter of the year's days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWeek:
    """A row of a month's table."""

    number: int
    """By ISO 8601."""
    url: str | None
    """Of its page; ``None`` where nothing stands on any of its days."""
    days: tuple[CalendarDay | None, ...]
    """Monday to Sunday; ``None`` outside of the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month of a year."""

    first: dt.date
    url: str | None
    """Of its page; ``None`` where there is nothing to show."""
    weeks: tuple[CalendarWeek, ...]
    entries: tuple[Entry, ...]
    """Those whose last day lies in it, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatStep:
    """What a step of heat means in a year."""

    heat: int
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """A year with its twelve months."""

    year: int
    months: tuple[CalendarMonth, ...]
    steps: tuple[HeatStep, ...]
    """The steps that occur, the least first."""

    @property
    def url(self) -> str:
        """The address of its page."""
        return year_url(self.year)


def list_calendar_pages(archive: Archive) -> Iterator[SitePage]:
    """List a page for each year, and for each month that has something to show."""
    years = make_years(archive)
    for year, (earlier, later) in with_neighbours(years):
        entries = (entry for month in year.months for entry in month.entries)
        yield SitePage(
            template="year",
            url=year.url,
            values={"calendar": year, "earlier": earlier, "later": later},
            changed=_changed(entries),
        )
    by_year = {year.year: year for year in years}
    months = [month for year in years for month in year.months if month.url]
    for month, (before, after) in with_neighbours(months):
        yield SitePage(
            template="month",
            url=month_url(month.first),
            values={
                "calendar": by_year[month.first.year],
                "month": month,
                "earlier": before,
                "later": after,
            },
            changed=_changed(month.entries),
        )


def make_years(archive: Archive) -> tuple[CalendarYear, ...]:
    """Make the calendars of all years that an entry stands in, oldest first.

    Linear in the number of entries.
    """
    by_day = entries_by_day(archive.entries)
    by_month: dict[dt.date, list[Entry]] = {}
    # One of a week that is not over is dated before its last day.
    for entry in sorted(archive.entries, key=_last_day, reverse=True):
        by_month.setdefault(entry.days[1].replace(day=1), []).append(entry)
    days: dict[int, dict[dt.date, tuple[Entry, ...]]] = {
        month.year: {} for month in by_month
    }
    for day, entries in by_day.items():
        days.setdefault(day.year, {})[day] = entries
    weeks = find_mondays(archive)
    return tuple(
        _make_year(year, days[year], by_month, weeks=weeks) for year in sorted(days)
    )


def entries_by_day(entries: Iterable[Entry]) -> Mapping[dt.date, tuple[Entry, ...]]:
    """Return what stands on each day, in the order of the entries."""
    found: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        for day in days_told(entry):
            found.setdefault(day, []).append(entry)
    return {day: tuple(each) for day, each in found.items()}


def days_told(entry: Entry) -> tuple[dt.date, ...]:
    """Return the days that an entry stands on in a calendar."""
    first, last = entry.days
    if entry.period is not Period.DAY:
        return ()
    length = (last - first).days + 1
    if length > _MOST_DAYS:
        return (last,)
    return tuple(first + dt.timedelta(days=n) for n in range(length))


def find_mondays(archive: Archive) -> frozenset[dt.date]:
    """Return the Mondays of the weeks that something stands in."""
    days = {day for entry in archive.entries for day in days_told(entry)}
    weekly = (entry for entry in archive.entries if entry.period is Period.WEEK)
    days.update(entry.days[1] for entry in weekly)
    # The last week that a date can name has no Sunday.
    last = dt.date.max - dt.timedelta(days=6)
    return frozenset(monday for day in days if (monday := monday_of(day)) <= last)


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def _last_day(entry: Entry) -> dt.date:
    return entry.days[1]


def _changed(entries: Iterable[Entry]) -> dt.date | None:
    return max((entry.date.date() for entry in entries), default=None)


def _make_year(
    year: int,
    days: Mapping[dt.date, tuple[Entry, ...]],
    by_month: Mapping[dt.date, list[Entry]],
    *,
    weeks: frozenset[dt.date],
) -> CalendarYear:
    claims = {day: _count_claims(entries) for day, entries in days.items()}
    limits = find_limits(claims.values())
    plotted = {
        day: CalendarDay(
            day=day,
            entries=entries,
            claims=claims[day],
            heat=heat_of(claims[day], limits),
        )
        for day, entries in days.items()
    }
    firsts = (dt.date(year, month, 1) for month in range(1, 13))
    return CalendarYear(
        year=year,
        months=tuple(
            _make_month(first, plotted, tuple(by_month.get(first, ())), weeks)
            for first in firsts
        ),
        steps=tuple(_steps(plotted.values())),
    )


def _count_claims(entries: Iterable[Entry]) -> int:
    return sum(-(-len(each.claims) // len(days_told(each))) for each in entries)


def _steps(days: Iterable[CalendarDay]) -> Iterator[HeatStep]:
    found: dict[int, list[int]] = {}
    for each in days:
        if each.heat:
            found.setdefault(each.heat, []).append(each.claims)
    for heat, claims in sorted(found.items()):
        yield HeatStep(heat=heat, least=min(claims), most=max(claims))


def _make_month(
    first: dt.date,
    days: Mapping[dt.date, CalendarDay],
    entries: tuple[Entry, ...],
    weeks: frozenset[dt.date],
) -> CalendarMonth:
    rows = tuple(
        _make_week([day and first.replace(day=day) for day in row], days, weeks)
        for row in calendar.monthcalendar(first.year, first.month)
    )
    told = any(day and day.entries for row in rows for day in row.days)
    return CalendarMonth(
        first=first,
        url=month_url(first) if told or entries else None,
        weeks=rows,
        entries=entries,
    )


def _make_week(
    row: Iterable[dt.date | int],
    days: Mapping[dt.date, CalendarDay],
    weeks: frozenset[dt.date],
) -> CalendarWeek:
    cells = tuple(
        days.get(day, CalendarDay(day=day)) if isinstance(day, dt.date) else None
        for day in row
    )
    some_day = next(cell.day for cell in cells if cell)
    return CalendarWeek(
        number=some_day.isocalendar().week,
        url=week_url(some_day) if monday_of(some_day) in weeks else None,
        days=cells,
    )
