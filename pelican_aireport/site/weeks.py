"""The pages of weeks: seven days with their first points, and what persisted; pure."""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import EntityKind, Period
from pelican_aireport.site.addresses import week_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.calendar import entries_by_day, find_mondays, monday_of
from pelican_aireport.site.entries import Entry, EntryClaim
from pelican_aireport.site.sequence import with_neighbours
from pelican_aireport.site.site_pages import SitePage

__all__ = [
    "LastingMatter",
    "Week",
    "WeekDay",
    "WeekEntry",
    "first_points",
    "list_week_pages",
    "make_weeks",
]

_POINTS = 3
_MOST_MATTERS = 10
_DAYS = 7

_ACTORS = {EntityKind.COMPANY, EntityKind.PERSON, EntityKind.TICKER}
"""Many matters are about each of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekEntry:
    """An entry on one of the days that it is about."""

    entry: Entry
    points: tuple[EntryClaim, ...]
    """Its first key points; on the last of several days alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """A day and what is told of it."""

    day: dt.date
    entries: tuple[WeekEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingMatter:
    """A matter that reports of two or more days of a week tell of."""

    entry: Entry
    """The last that told of it."""
    told: EntryClaim
    """What it said."""
    since: dt.date
    """The day of the first report that told of it, in this week or before."""
    days: tuple[dt.date, ...]
    """Of the week, on which it was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week, Monday to Sunday."""

    monday: dt.date
    number: int
    """By ISO 8601, within ``year``."""
    year: int
    days: tuple[WeekDay, ...]
    reports: tuple[Entry, ...]
    """The weekly ones."""
    lasting: tuple[LastingMatter, ...]
    """What was told on the most days first."""

    @property
    def url(self) -> str:
        """The address of its page."""
        return week_url(self.monday)

    @property
    def sunday(self) -> dt.date:
        """Its last day."""
        return self.days[-1].day


def list_week_pages(archive: Archive) -> Iterator[SitePage]:
    """List a page for each week that something stands in."""
    for week, (earlier, later) in with_neighbours(make_weeks(archive)):
        entries = (each.entry for day in week.days for each in day.entries)
        yield SitePage(
            template="week",
            url=week.url,
            values={"week": week, "earlier": earlier, "later": later},
            changed=max(each.date.date() for each in (*entries, *week.reports)),
        )


def make_weeks(archive: Archive) -> tuple[Week, ...]:
    """Make all weeks that something stands in, oldest first.

    Linear in the number of entries.
    """
    by_day = entries_by_day(archive.entries)
    reports: dict[dt.date, list[Entry]] = {}
    for entry in archive.entries:
        if entry.period is Period.WEEK:
            reports.setdefault(monday_of(entry.days[1]), []).append(entry)
    return tuple(
        _make_week(monday, by_day, tuple(reports.get(monday, ())))
        for monday in sorted(find_mondays(archive))
    )


def first_points(entry: Entry) -> tuple[EntryClaim, ...]:
    """Return the first three key points of a report."""
    points = (each for each in entry.claims if each.section is Section.KEY_POINTS)
    return tuple(each for _, each in zip(range(_POINTS), points, strict=False))


def _make_week(
    monday: dt.date,
    by_day: Mapping[dt.date, tuple[Entry, ...]],
    reports: tuple[Entry, ...],
) -> Week:
    days = tuple(monday + dt.timedelta(days=n) for n in range(_DAYS))
    told = [entry for day in days for entry in by_day.get(day, ())]
    year, number, _ = monday.isocalendar()
    return Week(
        monday=monday,
        number=number,
        year=year,
        days=tuple(
            WeekDay(
                day=day,
                entries=tuple(_on(day, each) for each in by_day.get(day, ())),
            )
            for day in days
        ),
        reports=reports,
        lasting=_find_lasting({each.slug: each for each in told}.values(), days),
    )


def _on(day: dt.date, entry: Entry) -> WeekEntry:
    is_last = day == entry.days[1]
    return WeekEntry(entry=entry, points=first_points(entry) if is_last else ())


def _find_lasting(
    entries: Iterable[Entry], days: tuple[dt.date, ...]
) -> tuple[LastingMatter, ...]:
    """Find the matters of a week; the entries are those of its days, oldest first.

    Claims are about one matter where they are known since the same day and rest on a
    tweet that both cite, or name the same thing.
    """
    homes: dict[Hashable, int] = {}
    matters: list[LastingMatter] = []
    for entry in entries:
        for each in entry.claims:
            since = each.claim.since
            if since is None or since > entry.days[1]:
                continue
            keys = [(entry.topic, since, key) for key in _keys(each)]
            home = next((homes[key] for key in keys if key in homes), len(matters))
            if home == len(matters):
                matters.append(_open(entry, each, since))
            else:
                matters[home] = _go_on(matters[home], entry, each)
            homes.update(dict.fromkeys(keys, home))
    within = (_within(each, days) for each in matters)
    lasting = [each for each in within if len(each.days) > 1]
    lasting.sort(key=lambda each: (-len(each.days), each.since))
    return tuple(lasting[:_MOST_MATTERS])


def _keys(each: EntryClaim) -> Iterator[Hashable]:
    yield from each.claim.evidence
    things = [entity.name for entity in each.entities if entity.kind not in _ACTORS]
    if things:
        yield from ((name,) for name in things)
    elif each.entities:
        yield frozenset(entity.name for entity in each.entities)


def _open(entry: Entry, told: EntryClaim, since: dt.date) -> LastingMatter:
    days = (since, entry.days[1])
    return LastingMatter(entry=entry, told=told, since=since, days=days)


def _go_on(matter: LastingMatter, entry: Entry, told: EntryClaim) -> LastingMatter:
    if entry.days[1] == matter.days[-1]:
        return matter
    return replace(matter, entry=entry, told=told, days=(*matter.days, entry.days[1]))


def _within(matter: LastingMatter, days: tuple[dt.date, ...]) -> LastingMatter:
    told = set(matter.days)
    return replace(matter, days=tuple(day for day in days if day in told))
