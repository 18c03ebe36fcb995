"""Weeks and months as days of the calendar; pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from pelican_aireport.model import Period

__all__ = ["list_ended", "span_of"]

_DAY = timedelta(days=1)


def span_of(day: date, period: Period) -> tuple[date, date]:
    """Return the first and the last day of the period that holds a day.

    A week begins on Monday, and may belong to two months or years.
    """
    if period is Period.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if period is Period.MONTH:
        # The 28th of any month and four days more lie in the next one.
        following = day.replace(day=28) + timedelta(days=4)
        return day.replace(day=1), following.replace(day=1) - _DAY
    return day, day


def list_ended(
    today: date, period: Period, *, since: date, at_least: int = 0
) -> Iterator[tuple[date, date]]:
    """Yield the periods that are over, newest first.

    Args:
        today: The day on which none ends: it is not over.
        period: Which periods.
        since: Those are listed whose last day is this one or later.
        at_least: So many are listed, however long ago they ended.
    """
    first, _ = span_of(today, period)
    count = 0
    while True:
        first, last = span_of(first - _DAY, period)
        if count >= at_least and last < since:
            return
        yield first, last
        count += 1
