"""What the home page shows: the newest reports, what changed, the last days; pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pelican_aireport.model import Period
from pelican_aireport.site.addresses import month_url
from pelican_aireport.site.archive import Archive, Series
from pelican_aireport.site.calendar import CalendarDay, entries_by_day
from pelican_aireport.site.changes import Changes, find_changes
from pelican_aireport.site.entries import Entry, EntryClaim
from pelican_aireport.site.weeks import first_points

__all__ = ["Home", "TopicToday", "make_home"]

_DAYS = 7
_ARTICLES = 3
_ARTICLES_ALONE = 10
"""Of a site without any report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicToday:
    """The newest report of a topic."""

    entry: Entry
    points: tuple[EntryClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page shows."""

    front: Entry | None = None
    """The newest report, of a day if there is one; ``None`` where there is none.

    Of those of one day the first topic's in the order of the settings.
    """
    changes: Changes | None = None
    """From the report before it to the front one; ``None`` where there is none."""
    others: tuple[TopicToday, ...] = ()
    """The newest reports of the other topics that had one in these days."""
    days: tuple[CalendarDay, ...] = ()
    """The last seven, the newest first, with the reports of days."""
    weekly: Entry | None = None
    articles: tuple[Entry, ...] = ()
    """The newest that are no reports."""
    calendar_url: str | None = None
    """Of the newest month; ``None`` where the site is empty."""


def make_home(archive: Archive, topics: Sequence[str] = ()) -> Home:
    """Make the home page of an archive.

    Args:
        archive: The articles.
        topics: In the order in which reports of one day stand; others follow them.
    """
    newest = _newest_of_each(archive, topics)
    daily = [entry for entry in newest if entry.period is Period.DAY]
    front = next(iter((*daily, *newest)), None)
    articles = tuple(entry for entry in archive.entries if not entry.is_report)
    calendar_url = month_url(archive.entries[0].days[1]) if archive.entries else None
    if front is None:
        return Home(articles=articles[:_ARTICLES_ALONE], calendar_url=calendar_url)
    days = tuple(_last_days(archive, front.days[1]))
    return Home(
        front=front,
        changes=_find_changes(archive, front),
        others=tuple(
            TopicToday(entry=entry, points=first_points(entry))
            for entry in daily[1:]
            if entry.days[1] >= days[-1].day
        ),
        days=days,
        weekly=_find_weekly(newest, front),
        articles=articles[:_ARTICLES],
        calendar_url=calendar_url,
    )


def _newest_of_each(archive: Archive, topics: Sequence[str]) -> list[Entry]:
    """Return the newest report of each series, the newest first."""
    places = {topic: place for place, topic in enumerate(topics)}

    def place(entry: Entry) -> tuple[int, int]:
        return -entry.days[1].toordinal(), places.get(entry.topic, len(places))

    return sorted(_first_of_each(archive), key=place)


def _first_of_each(archive: Archive) -> Iterator[Entry]:
    for reports in archive.by_series.values():
        yield from islice((entry for entry in reports if entry.is_report), 1)


def _last_days(archive: Archive, last: dt.date) -> Iterator[CalendarDay]:
    by_day = entries_by_day(entry for entry in archive.entries if entry.is_report)
    for back in range(min(_DAYS, last.toordinal())):
        day = last - dt.timedelta(days=back)
        yield CalendarDay(day=day, entries=by_day.get(day, ()))


def _find_changes(archive: Archive, front: Entry) -> Changes | None:
    series = archive.by_series[Series(front.topic, front.period)]
    before = next((e for e in series if e.is_report and e is not front), None)
    if before is None:
        return None
    return find_changes(front, before)


def _find_weekly(newest: Iterable[Entry], front: Entry) -> Entry | None:
    """Return the newest weekly report, of the same topic if it has one."""
    weekly = [e for e in newest if e.period is Period.WEEK and e is not front]
    own = (entry for entry in weekly if entry.topic == front.topic)
    return next(own, next(iter(weekly), None))
