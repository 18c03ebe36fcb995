"""Which spans of time get a report; pure.

A window is made of whole days in the site's time zone, so it is 23 or 25 hours
long where the clocks change; ``rolling-24h`` alone is counted in hours.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from pelican_aireport.model import Period, Window
from pelican_aireport.selection.periods import list_ended, span_of

__all__ = [
    "Days",
    "Relative",
    "WindowRule",
    "days_of",
    "due_windows",
    "parse_rule",
    "slug_of",
    "split_days",
    "window_of_days",
]


class Relative(Enum):
    """A window that moves with the clock."""

    YESTERDAY = "yesterday"
    TODAY = "today"
    ROLLING_24H = "rolling-24h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A window of fixed days, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} is after {self.last}")


WindowRule = Relative | Days

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_rule(text: str) -> WindowRule:
    """Parse one value of ``AIREPORT_WINDOW``.

    Raises:
        ValueError: the value has none of the forms that the setting knows.
    """
    if text in {each.value for each in Relative}:
        return Relative(text)
    first, slash, last = text.partition("/")
    return Days(first=_parse_day(first), last=_parse_day(last if slash else first))


def _parse_day(text: str) -> date:
    if not _DAY.fullmatch(text.strip()):
        raise ValueError(f"{text!r} is not a date")
    try:
        day = date.fromisoformat(text.strip())
        # The window ends a day later, and that day must exist.
        day + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is not a date") from error
    return day


def window_of_days(first: date, last: date, timezone: ZoneInfo) -> Window:
    """Return the window from the first day's midnight to the last day's end."""
    return Window(
        start=datetime.combine(first, time.min, timezone),
        end=datetime.combine(last + timedelta(days=1), time.min, timezone),
    )


def due_windows(
    rules: Iterable[WindowRule],
    *,
    now: datetime,
    timezone: ZoneInfo,
    catch_up_days: int = 0,
    period: Period = Period.DAY,
) -> tuple[Window, ...]:
    """Return the windows that the rules ask for at a moment, oldest first.

    Only ``yesterday`` and ``today`` catch up: they add the days before. A window
    that begins after ``now`` is left out.

    Of weeks and months ``yesterday`` asks for the last that is over, ``today`` for the
    one that is not, and a fixed day for the one that holds it, as soon as that is
    over; catching up adds those that ended in the days before. Other rules ask for
    none.
    """
    local = now.astimezone(timezone)
    windows = {
        (window.start, window.end): window
        for rule in rules
        for window in (
            _windows_of(rule, local, timezone, catch_up_days)
            if period is Period.DAY
            else _periods_of(rule, local, timezone, catch_up_days, period=period)
        )
        if window.start <= now
    }
    return tuple(windows[key] for key in sorted(windows))


def _windows_of(
    rule: WindowRule, local: datetime, timezone: ZoneInfo, catch_up_days: int
) -> Iterable[Window]:
    if isinstance(rule, Days):
        return (window_of_days(rule.first, rule.last, timezone),)
    if rule is Relative.ROLLING_24H:
        # Aware subtraction within one zone ignores the clock change: count in UTC.
        end = datetime.fromtimestamp(local.timestamp() // 3600 * 3600, timezone)
        start = datetime.fromtimestamp(end.timestamp() - 86400, timezone)
        return (Window(start=start, end=end),)
    newest = local.date() - timedelta(days=rule is Relative.YESTERDAY)
    days = (newest - timedelta(days=back) for back in range(catch_up_days + 1))
    return tuple(window_of_days(day, day, timezone) for day in days)


def _periods_of(
    rule: WindowRule,
    local: datetime,
    timezone: ZoneInfo,
    catch_up_days: int,
    *,
    period: Period,
) -> Iterator[Window]:
    today = local.date()
    if isinstance(rule, Days):
        # A report is written once: of a week that still goes on it would lack the end.
        if rule.first == rule.last < today:
            first, last = span_of(rule.first, period)
            if last < today:
                yield window_of_days(first, last, timezone)
        return
    if rule is Relative.ROLLING_24H:
        return
    if rule is Relative.TODAY:
        yield window_of_days(*span_of(today, period), timezone)
    newest = today - timedelta(days=rule is Relative.YESTERDAY)
    ended = list_ended(
        today,
        period,
        since=newest - timedelta(days=catch_up_days),
        at_least=int(rule is Relative.YESTERDAY),
    )
    for first, last in ended:
        yield window_of_days(first, last, timezone)


def split_days(window: Window, timezone: ZoneInfo) -> tuple[Window, ...]:
    """Return the days of a window of whole days, oldest first."""
    first, last = days_of(window, timezone)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(window_of_days(day, day, timezone) for day in days)


def days_of(window: Window, timezone: ZoneInfo) -> tuple[date, date]:
    """Return the first and the last day that a window touches, both included."""
    last_moment = window.end - timedelta(microseconds=1)
    return (
        window.start.astimezone(timezone).date(),
        last_moment.astimezone(timezone).date(),
    )


def slug_of(topic: str, window: Window, timezone: ZoneInfo) -> str:
    """Return the identity of a topic's report: ``{topic}_{first}_{last}``."""
    first, last = days_of(window, timezone)
    return f"{topic}_{first:%Y%m%d}_{last:%Y%m%d}"
