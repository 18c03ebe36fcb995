"""What rises, fades and is new over the days of an archive; pure.

A count of some days is held against that of as many days before them: claims in
proportion to the reports that there were, days to the days that had one. Were nothing
changed, each mention would fall into either span by its share of them: the later count
is binomial, given the sum of both (the conditional test of two Poisson rates;
Przyborowski and Wilenski, Biometrika 31, 1940). What is two standard deviations away
from that, and was counted four times in a span, is told: among equally many reports 4
against 0, or 11 against 3. Less may be chance.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt
from typing import NamedTuple

from pelican_aireport.site.talk import DayTalk, Talk

__all__ = ["SPANS", "Mover", "Trends", "days_before", "find_newcomers", "find_trends"]

SPANS = (7, 30, 365)
"""Days; the spans that the page shows."""

_DEVIATIONS = 2.0
_FEWEST = 4
"""In the span with more: of fewer the deviation says nothing."""

_MOST = 8
_MOST_TOP = 12
_POINTS = 30
"""Of a series at most: more bars than that are no picture."""

_KNOWN_DAYS = 7
"""Before as many days with reports, everything would be new."""


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
    told: tuple[bool, ...]
    """Whether there was a report in each step of a series."""
    reports_before: int
    """In as many days before: where there are none, nothing rises or fades."""
    top: tuple[Mover, ...]
    """Entities, the most often named first."""
    rising: tuple[Mover, ...]
    """Entities, the clearest rise first."""
    fading: tuple[Mover, ...]
    rising_terms: tuple[Mover, ...]
    """Terms of the clouds, counted in days."""
    fading_terms: tuple[Mover, ...]


def find_trends(talk: Talk, days: int) -> Trends | None:
    """Find what moved within the last days of an archive; ``None`` if it is empty."""
    last = talk.last
    if last is None:
        return None
    first = days_before(last, days - 1)
    now = talk.between(first, last)
    before = talk.between(days_before(first, days), days_before(first, 1))
    share = _count_reports(now) / _count_reports(before) if before else 0.0
    share_of_days = len(now) / len(before) if before else 0.0
    span = _Span(days, last)
    entities = tuple(_movers(_named, now, before, span))
    terms = tuple(_movers(_drawn, now, before, span))
    return Trends(
        days=days,
        first=first,
        last=last,
        reports=_count_reports(now),
        told=_told(now, span),
        reports_before=_count_reports(before),
        top=_top(entities),
        rising=_moved(entities, share, 1),
        fading=_moved(entities, share, -1),
        rising_terms=_moved(terms, share_of_days, 1),
        fading_terms=_moved(terms, share_of_days, -1),
    )


def find_newcomers(talk: Talk) -> tuple[str, ...]:
    """Find the entities that the newest day names and no earlier one does.

    The most often named first, at most twelve; none in the first week of an archive.
    """
    if len(talk.days) <= _KNOWN_DAYS:
        return ()
    *earlier, newest = talk.days
    known = {name for day in earlier for name in day.entities}
    fresh = (name for name in newest.entities if name not in known)
    first = sorted(fresh, key=lambda name: (-newest.entities[name], name))
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


def _top(movers: Iterable[Mover]) -> tuple[Mover, ...]:
    named = [mover for mover in movers if mover.now]
    return tuple(sorted(named, key=lambda each: (-each.now, each.name))[:_MOST_TOP])


def _named(day: DayTalk) -> Mapping[str, int]:
    return day.entities


def _drawn(day: DayTalk) -> Mapping[str, int]:
    return dict.fromkeys(day.terms, 1)


def _movers(
    counts: Callable[[DayTalk], Mapping[str, int]],
    now: Sequence[DayTalk],
    before: Sequence[DayTalk],
    span: _Span,
) -> Iterator[Mover]:
    here, there = _add_up(counts, now), _add_up(counts, before)
    series = _series(counts, now, span)
    for name in sorted({*here, *there}):
        yield Mover(
            name=name,
            now=here[name],
            before=there[name],
            series=tuple(series.get(name, ())),
        )


def _add_up(
    counts: Callable[[DayTalk], Mapping[str, int]], days: Iterable[DayTalk]
) -> Counter[str]:
    total: Counter[str] = Counter()
    for day in days:
        total.update(counts(day))
    return total


def _series(
    counts: Callable[[DayTalk], Mapping[str, int]],
    days: Iterable[DayTalk],
    span: _Span,
) -> Mapping[str, list[int]]:
    series: dict[str, list[int]] = {}
    for day in days:
        place = span.place(day.day)
        for name, count in counts(day).items() if place >= 0 else ():
            series.setdefault(name, [0] * span.steps)[place] += count
    return series


def _told(days: Iterable[DayTalk], span: _Span) -> tuple[bool, ...]:
    places = {span.place(day.day) for day in days}
    return tuple(place in places for place in range(span.steps))


def _moved(movers: Iterable[Mover], share: float, sign: int) -> tuple[Mover, ...]:
    """Return what rose (1) or fell (-1) beyond chance, the clearest first."""
    clearest = {mover: sign * _deviations(mover, share) for mover in movers}
    moved = [mover for mover in clearest if clearest[mover] >= _DEVIATIONS]
    return tuple(sorted(moved, key=lambda each: (-clearest[each], each.name))[:_MOST])


def _deviations(mover: Mover, share: float) -> float:
    """Return by how many standard deviations a count exceeds what was to be expected.

    Args:
        mover: Its counts.
        share: Reports, or days, of its span for each one of the span before.
    """
    if not share or max(mover.now, mover.before) < _FEWEST:
        return 0.0
    spread = sqrt(share * (mover.now + mover.before))
    return (mover.now - share * mover.before) / spread


def _count_reports(days: Iterable[DayTalk]) -> int:
    return sum(day.reports for day in days)
