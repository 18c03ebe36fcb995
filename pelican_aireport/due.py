"""Which windows of which topics a run is to draft; reads the reports folder."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pelican_aireport.articles.files import find_slugs
from pelican_aireport.model import Window
from pelican_aireport.selection.windows import (
    Days,
    due_windows,
    slug_of,
    window_of_days,
)
from pelican_aireport.settings import Settings, TopicSettings

__all__ = ["Due", "find_due"]

Due = tuple[TopicSettings, tuple[Window, ...]]


def find_due(
    settings: Settings, *, now: datetime, days: Days | None
) -> tuple[Due, ...]:
    """Find the windows that have no article yet, of all topics that have a source.

    Args:
        settings: The site's.
        now: A window that begins later is not due; aware.
        days: Ask for a report of each of these days, instead of what the topics'
            settings ask for.
    """
    written = find_slugs(settings.reports)
    return tuple(
        (
            topic,
            tuple(
                window
                for window in _asked(topic, settings, now, days)
                if slug_of(topic.name, window, settings.timezone) not in written
            ),
        )
        for topic in settings.topics
        if topic.source is not None
    )


def _asked(
    topic: TopicSettings, settings: Settings, now: datetime, days: Days | None
) -> tuple[Window, ...]:
    if days is None:
        return due_windows(
            topic.window,
            now=now,
            timezone=settings.timezone,
            catch_up_days=topic.catch_up_days,
        )
    each_day = (window_of_days(day, day, settings.timezone) for day in _list_days(days))
    return tuple(window for window in each_day if window.start <= now)


def _list_days(days: Days) -> Iterator[date]:
    for number in range((days.last - days.first).days + 1):
        yield days.first + timedelta(days=number)
