"""Which windows of which topics a run is to draft; reads the reports folder."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pelican_aireport.articles.files import find_slugs
from pelican_aireport.model import Period, Window
from pelican_aireport.selection.periods import span_of
from pelican_aireport.selection.windows import (
    Days,
    due_windows,
    slug_of,
    window_of_days,
)
from pelican_aireport.settings import Settings, TopicSettings, split_periods

__all__ = ["Due", "find_due", "find_running", "period_of"]

_Windows = tuple[Window, ...]
Due = tuple[TopicSettings, _Windows]
"""A topic with one of its periods alone, and the windows of that period."""


def find_due(
    settings: Settings, *, now: datetime, days: Days | None
) -> tuple[Due, ...]:
    """Find the windows that have no article yet, of all topics that have a source.

    Args:
        settings: The site's.
        now: A window that begins later is not due; aware.
        days: Ask for a report of each of these days, and of the weeks and months that
            lie among them, instead of what the topics' settings ask for.
    """
    written = find_slugs(settings.reports)
    # Days first: the report of a week is made from theirs.
    return tuple(
        (
            each,
            tuple(
                window
                for window in _asked(each, settings, now, days)
                if slug_of(each.name, window, settings.timezone) not in written
            ),
        )
        for topic in settings.topics
        if topic.source is not None
        for each in split_periods(topic)
    )


def period_of(topic: TopicSettings) -> Period:
    """Return the one period of a topic that was split by its periods."""
    (period,) = topic.period
    return period


def find_running(topic: TopicSettings, settings: Settings, now: datetime) -> _Windows:
    """Find the week or month that is not over: its report will need its days."""
    return tuple(
        window_of_days(
            *span_of(now.astimezone(settings.timezone).date(), period),
            settings.timezone,
        )
        for period in topic.period
        if period is not Period.DAY
    )


def _asked(
    topic: TopicSettings, settings: Settings, now: datetime, days: Days | None
) -> _Windows:
    rules = topic.window if days is None else tuple(_list_days(days))
    asked = due_windows(
        rules,
        now=now,
        timezone=settings.timezone,
        catch_up_days=topic.catch_up_days,
        period=period_of(topic),
    )
    if days is None:
        return asked
    # weeks and months as far as all their days were asked for
    whole = window_of_days(days.first, days.last, settings.timezone)
    return tuple(
        window
        for window in asked
        if whole.start <= window.start and window.end <= whole.end
    )


def _list_days(days: Days) -> Iterator[Days]:
    for number in range((days.last - days.first).days + 1):
        day = days.first + timedelta(days=number)
        yield Days(first=day, last=day)
