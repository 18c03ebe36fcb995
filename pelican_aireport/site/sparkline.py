"""A row of bars that shows how often something was spoken of; pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from pelican_aireport.site.charts import find_runs

__all__ = ["Bar", "Sparkline", "Unit", "begin_units", "draw_sparkline"]

_WEEKS = 60
_MONTHS = 120
_BARS = 120
_WIDTH = 240
_HEIGHT = 40
_WIDEST = 12
"""Of one bar with the gap beside it: few bars do not fill the whole width."""

_WEEK = timedelta(days=7)
_DECEMBER = 12


class Unit(Enum):
    """What a bar stands for."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Bar:
    """What was counted from a day on, and where its bar stands."""

    first: date
    count: int
    x: float
    """Of its middle."""
    height: float
    is_told: bool
    """Whether anybody counted then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    """Bars in a drawing of ``width`` by ``height``, without a gap in time."""

    unit: Unit
    bars: tuple[Bar, ...]
    peak: int
    step: float
    """From one bar to the next."""
    width: int = _WIDTH
    height: int = _HEIGHT

    @property
    def base(self) -> str:
        """The line that the bars stand on, with a gap where nobody counted."""
        return "".join(
            f"M{run.start * self.step:.1f} {self.height}h{len(run) * self.step:.1f}"
            for run in find_runs(bar.is_told for bar in self.bars)
        )

    @property
    def gaps(self) -> tuple[tuple[Bar, Bar], ...]:
        """The first and the last bar of each time in which nobody counted."""
        runs = find_runs(not bar.is_told for bar in self.bars)
        return tuple((self.bars[run[0]], self.bars[run[-1]]) for run in runs)

    @property
    def counted(self) -> tuple[Bar, ...]:
        """The bars that are not empty, newest first."""
        return tuple(bar for bar in reversed(self.bars) if bar.count)


def begin_units(days: Iterable[date]) -> Mapping[Unit, frozenset[date]]:
    """Return the first days of the units that some days lie in."""
    days = frozenset(days)
    return {unit: frozenset(map(begin, days)) for unit, begin in _BEGINNINGS.items()}


def draw_sparkline(
    counts: Mapping[date, int], *, until: date, told: Mapping[Unit, frozenset[date]]
) -> Sparkline:
    """Draw counts by day from the first of them to a last day.

    By weeks, or where these are too many by months or years; of more than 120 years
    the newest. A day after ``until`` is drawn too. Nothing counted is no bar.

    Args:
        counts: Of days.
        until: The last day.
        told: When anybody counted: what nobody counted is not nothing.
    """
    last = max((until, *counts))
    first = min(counts, default=last)
    unit = _unit(first, last)
    begin = _BEGINNINGS[unit]
    found: Counter[date] = Counter()
    for day, count in counts.items():
        found[begin(day)] += count
    starts = tuple(_starts(unit, begin(first), last)) if counts else ()
    shown = starts[-_BARS:]
    peak = max((found[start] for start in shown), default=0)
    step = round(min(_WIDEST, _WIDTH / max(1, len(shown))), 2)
    bars = (
        Bar(
            start,
            found[start],
            round((n + 0.5) * step, 1),
            _scaled(found[start], peak),
            start in told[unit],
        )
        for n, start in enumerate(shown)
    )
    return Sparkline(unit=unit, bars=tuple(bars), peak=peak, step=step)


def _scaled(count: int, peak: int) -> float:
    # One mention among hundreds is still to be seen.
    return max(1.5, round(_HEIGHT * count / peak, 1)) if count else 0


def _unit(first: date, last: date) -> Unit:
    days = (last - first).days
    if days <= _WEEKS * _WEEK.days:
        return Unit.WEEK
    months = 12 * (last.year - first.year) + last.month - first.month
    return Unit.MONTH if months < _MONTHS else Unit.YEAR


def _starts(unit: Unit, first: date, last: date) -> Iterator[date]:
    start: date | None = first
    while start and start <= last:
        yield start
        start = _next(unit, start)


def _next(unit: Unit, start: date) -> date | None:
    try:
        if unit is Unit.WEEK:
            return start + _WEEK
        if unit is Unit.MONTH and start.month < _DECEMBER:
            return start.replace(month=start.month + 1)
        return date(start.year + 1, 1, 1)
    except (OverflowError, ValueError):
        return None  # the calendar ends with the year 9999


def _week(day: date) -> date:
    # The calendar begins on a Monday.
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


_BEGINNINGS: Mapping[Unit, Callable[[date], date]] = {
    Unit.WEEK: _week,
    Unit.MONTH: _month,
    Unit.YEAR: _year,
}
