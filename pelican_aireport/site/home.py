"""What the home page shows: the newest reports, what changed, the last days; pure."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pelican_aireport.language.entities import Aliases
from pelican_aireport.model import Period
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
    """The newest report, of a day if there is one; ``None`` where there is none."""
    changes: Changes | None = None
    """From the report before it to the front one; ``None`` where there is none."""
    others: tuple[TopicToday, ...] = ()
    """The newest reports of the other topics that had one in these days."""
    days: tuple[CalendarDay, ...] = ()
    """The last seven, the newest first, with the reports of days."""
    weekly: Entry | None = None
    articles: tuple[Entry, ...] = ()
    """The newest that are no reports."""


def make_home(archive: Archive, find_aliases: Callable[[str], Aliases]) -> Home:
    """Make the home page of an archive.

    Args:
        archive: All that there is.
        find_aliases: Finds the names that a topic knows, by the topic.
    """
    newest = {key: reports[0] for key, reports in archive.by_series.items()}
    daily = [entry for entry in newest.values() if entry.period is Period.DAY]
    front = next(iter((*daily, *newest.values())), None)
    if front is None:
        return Home(articles=tuple(_articles(archive))[:_ARTICLES_ALONE])
    days = tuple(_last_days(archive, front.days[1]))
    weekly = [e for e in newest.values() if e.period is Period.WEEK and e is not front]
    return Home(
        front=front,
        changes=_find_changes(archive, front, find_aliases),
        others=tuple(
            TopicToday(entry=entry, points=first_points(entry))
            for entry in daily[1:]
            if entry.days[1] >= days[-1].day
        ),
        days=days,
        weekly=_same_topic_first(weekly, front),
        articles=tuple(_articles(archive))[:_ARTICLES],
    )


def _articles(archive: Archive) -> Iterator[Entry]:
    return (entry for entry in archive.entries if entry.report is None)


def _last_days(archive: Archive, last: dt.date) -> Iterator[CalendarDay]:
    by_day = entries_by_day(archive.reports)
    for back in range(min(_DAYS, last.toordinal())):
        day = last - dt.timedelta(days=back)
        entries = by_day.get(day, ())
        yield CalendarDay(day=day, entries=entries)


def _find_changes(
    archive: Archive, front: Entry, find_aliases: Callable[[str], Aliases]
) -> Changes | None:
    series = archive.by_series[Series(front.topic, front.period)]
    if len(series) == 1:
        return None
    return find_changes(front, series[1], find_aliases(front.topic))


def _same_topic_first(weekly: list[Entry], front: Entry) -> Entry | None:
    own = (entry for entry in weekly if entry.topic == front.topic)
    return next(own, next(iter(weekly), None))
