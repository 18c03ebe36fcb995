"""The page of trends: what moved, how much was told, what markets talked of; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pelican_aireport.site.addresses import TRENDS, entity_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.charts import (
    Bars,
    Heat,
    Lines,
    draw_bars,
    draw_heat,
    draw_lines,
)
from pelican_aireport.site.site_pages import SitePage
from pelican_aireport.site.talk import Talk, read_talk
from pelican_aireport.site.trends import (
    SPANS,
    Mover,
    Trends,
    days_before,
    find_newcomers,
    find_trends,
)

__all__ = [
    "Activity",
    "Curves",
    "MarketTalk",
    "SpanView",
    "WeekCounts",
    "list_trend_pages",
]

_DAYS = 30
_HEAT_WEEKS = 26
_CURVES = 3
_FEWEST_POINTS = 3
_MOST_MARKETS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCounts:
    """The claims of a week's days."""

    first: date
    """A Monday, or the first day that there is."""
    counts: tuple[int | None, ...]
    """Of the days up to the newest; ``None`` without a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """How much was told each day."""

    chart: Bars
    days: tuple[tuple[date, int | None], ...]
    """The newest 30 days with their claims, oldest first; ``None`` without a report."""
    heat: Heat | None
    """``None`` where the chart shows all there is."""
    weeks: tuple[WeekCounts, ...]
    """What the heat shows, oldest first."""
    first: date
    """Of these days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """The most often named, as lines over the same steps."""

    chart: Lines | None
    """``None`` of fewer than three steps with a report: points are no lines."""
    movers: tuple[Mover, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanView:
    """What moved within a span, and its picture."""

    trends: Trends
    curves: Curves


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketTalk:
    """How often a share, coin or listed company was spoken of: no price."""

    name: str
    url: str
    week: int
    """Claims of the newest 7 days."""
    month: int
    """Of the newest 30."""
    chart: Bars
    """Of these 30 days."""


def list_trend_pages(archive: Archive) -> Iterator[SitePage]:
    """List the page of trends; it says so where there is no daily report."""
    talk = read_talk(archive.entries, language=archive.language)
    yield SitePage(
        template="trends",
        url=TRENDS,
        changed=talk.last,
        values={"last": talk.last, **(_values(talk, talk.last) if talk.last else {})},
    )


def _values(talk: Talk, last: date) -> Mapping[str, object]:
    return {
        "activity": _activity(talk, last),
        "spans": tuple(_span_views(talk)),
        "newcomers": find_newcomers(talk),
        "markets": tuple(_markets(talk, last))[:_MOST_MARKETS],
    }


def _activity(talk: Talk, last: date) -> Activity:
    counts = {day.day: day.claims for day in talk.days}
    days = _last_days(last)
    first = days_before(last, 7 * (_HEAT_WEEKS - 1) + last.weekday())
    shown = {day: count for day, count in counts.items() if day >= first}
    is_older = talk.days[0].day < days[0]
    return Activity(
        chart=draw_bars(
            [counts.get(day, 0) for day in days], [day in counts for day in days]
        ),
        days=tuple((day, counts.get(day)) for day in days),
        heat=draw_heat(shown, first=first, last=last) if is_older else None,
        weeks=tuple(_weeks(counts, first, last)),
        first=first,
    )


def _weeks(counts: Mapping[date, int], first: date, last: date) -> Iterator[WeekCounts]:
    days = [
        counts.get(days_before(last, n)) for n in range((last - first).days, -1, -1)
    ]
    for start in range(0, len(days), 7):
        yield WeekCounts(
            first=first + timedelta(days=start), counts=tuple(days[start : start + 7])
        )


def _span_views(talk: Talk) -> Iterator[SpanView]:
    """View each span that holds more reports than the shorter one before it."""
    shown = 0
    for days in SPANS:
        trends = find_trends(talk, days)
        if trends is not None and trends.reports > shown:
            shown = trends.reports
            yield SpanView(trends=trends, curves=_curves(trends))


def _curves(trends: Trends) -> Curves:
    movers = trends.top[:_CURVES]
    series = [mover.series for mover in movers]
    is_line = sum(trends.told) >= _FEWEST_POINTS
    chart = draw_lines(series, trends.told) if is_line else None
    return Curves(chart=chart, movers=movers)


def _markets(talk: Talk, last: date) -> Iterator[MarketTalk]:
    days = _last_days(last)
    by_day = {day.day: day.markets for day in talk.days}
    told = [day in by_day for day in days]
    series: dict[str, list[int]] = {}
    for place, day in enumerate(days):
        for name, count in by_day.get(day, {}).items():
            series.setdefault(name, [0] * len(days))[place] = count
    for name in sorted(series, key=lambda name: (-sum(series[name]), name)):
        counts = series[name]
        yield MarketTalk(
            name=name,
            url=entity_url(name),
            week=sum(counts[-SPANS[0] :]),
            month=sum(counts),
            chart=draw_bars(counts, told),
        )


def _last_days(last: date) -> tuple[date, ...]:
    ages = range(min(_DAYS, last.toordinal()))
    return tuple(days_before(last, age) for age in reversed(ages))
