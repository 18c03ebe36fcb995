"""What rises, fades and is new over the days of an archive; pure.

What some days count is held against what as many days before them did, report by report
and topic by topic (``moves``).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import ceil
from typing import NamedTuple

from pelican_aireport.site.moves import (
    Move,
    TopicCounts,
    find_moves,
    keep_comparable,
)
from pelican_aireport.site.talk import DayTalk, ReportTalk, Talk

__all__ = ["SPANS", "Mover", "Trends", "days_before", "find_newcomers", "find_trends"]

SPANS = (7, 30, 365)
"""Days; the spans that the page shows."""

_MOST = 8
_MOST_TOP = 12
_POINTS = 30
"""Of a series at most: more bars than that are no picture."""

_KNOWN_DAYS = 7
"""Before as many days with reports, all that a topic names would be new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """A name or term with its counts."""

    name: str
    now: int
    before: int
    """In the days before, as many as those now."""
    series: tuple[int, ...]
    """Over the days now, oldest first, in at most 30 steps of equal length; days that
    fill no whole step are left out at the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """What moved within some days."""

    days: int
    first: date
    last: date
    reports: int
    step: int
    """Of a series, in days."""
    told: tuple[bool, ...]
    """Whether there was a report in each step of a series."""
    reports_before: int
    """In as many days before, of topics that have reports in both; where there are
    none, nothing rises or fades."""
    top: tuple[Mover, ...]
    """Entities, the most often named first."""
    rising: tuple[Move, ...]
    """Entities, the clearest rise first."""
    fading: tuple[Move, ...]
    rising_terms: tuple[Move, ...]
    """Terms of the clouds, counted in reports that have one."""
    fading_terms: tuple[Move, ...]


def find_trends(talk: Talk, days: int) -> Trends | None:
    """Find what moved within the last days of an archive; ``None`` if it is empty."""
    last = talk.last
    if last is None:
        return None
    first = days_before(last, days - 1)
    now = talk.between(first, last)
    before = talk.between(days_before(first, days), days_before(first, 1))
    span = _Span(days, last)
    named_now, named_before = _each(_named, now), _each(_named, before)
    moves = find_moves(named_now, named_before)
    terms = find_moves(_each(_drawn, now), _each(_drawn, before))
    return Trends(
        days=days,
        first=first,
        last=last,
        reports=len(named_now),
        step=span.step,
        told=_told(now, span),
        reports_before=len(keep_comparable(named_before, named_now)),
        top=_top(now, before, span),
        rising=_moved(moves, 1),
        fading=_moved(moves, -1),
        rising_terms=_moved(terms, 1),
        fading_terms=_moved(terms, -1),
    )


def find_newcomers(talk: Talk) -> tuple[str, ...]:
    """Find the entities that the newest day names and no earlier one does.

    The most often named first, at most twelve; of topics that have had reports for a
    week.
    """
    if not talk.days:
        return ()
    *earlier, newest = talk.days
    known = {name for day in earlier for name in day.entities}
    settled = _settled(earlier)
    fresh: Counter[str] = Counter()
    for report in newest.reports:
        if report.topic in settled:
            fresh.update({n: c for n, c in report.entities.items() if n not in known})
    first = sorted(fresh, key=lambda name: (-fresh[name], name))
    return tuple(first[:_MOST_TOP])


def days_before(day: date, count: int) -> date:
    """Return the day so many days before another, or the first that there is."""
    return date.fromordinal(max(1, day.toordinal() - count))


class _Span(NamedTuple):
    days: int
    last: date

    @property
    def step(self) -> int:
        """Days."""
        return ceil(self.days / _POINTS)

    @property
    def steps(self) -> int:
        return self.days // self.step

    def place(self, day: date) -> int:
        """Count from the end; before the first whole step it is below 0."""
        return self.steps - 1 - (self.last - day).days // self.step


def _each(
    counts: Callable[[ReportTalk], Mapping[str, int] | None], days: Iterable[DayTalk]
) -> tuple[TopicCounts, ...]:
    """Return what each report counts, but those that cannot."""
    reports = ((each.topic, counts(each)) for day in days for each in day.reports)
    return tuple(
        TopicCounts(topic, found) for topic, found in reports if found is not None
    )


def _named(report: ReportTalk) -> Mapping[str, int]:
    return report.entities


def _drawn(report: ReportTalk) -> Mapping[str, int] | None:
    return dict.fromkeys(report.terms, 1) if report.terms else None


def _settled(days: Iterable[DayTalk]) -> frozenset[str]:
    counts = Counter(topic for day in days for topic in {r.topic for r in day.reports})
    return frozenset(topic for topic, n in counts.items() if n >= _KNOWN_DAYS)


def _top(
    now: Sequence[DayTalk], before: Iterable[DayTalk], span: _Span
) -> tuple[Mover, ...]:
    here, there = _add_up(now), _add_up(before)
    names = sorted(here, key=lambda name: (-here[name], name))[:_MOST_TOP]
    return tuple(
        Mover(
            name=name,
            now=here[name],
            before=there[name],
            series=_series(name, now, span),
        )
        for name in names
    )


def _add_up(days: Iterable[DayTalk]) -> Counter[str]:
    total: Counter[str] = Counter()
    for day in days:
        total.update(day.entities)
    return total


def _series(name: str, days: Iterable[DayTalk], span: _Span) -> tuple[int, ...]:
    series = [0] * span.steps
    for day in days:
        place = span.place(day.day)
        if place >= 0:
            series[place] += day.entities.get(name, 0)
    return tuple(series)


def _told(days: Iterable[DayTalk], span: _Span) -> tuple[bool, ...]:
    places = {span.place(day.day) for day in days}
    return tuple(place in places for place in range(span.steps))


def _moved(moves: Iterable[Move], sign: int) -> tuple[Move, ...]:
    """Return what rose (1) or fell (-1)."""
    found = (move for move in moves if sign * move.deviations > 0)
    return tuple(islice(found, _MOST))
