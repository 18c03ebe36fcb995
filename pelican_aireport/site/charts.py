"""Small charts as points on a canvas, before a template draws them; pure.

Every chart has the same width, so that its text is as large as its neighbour's. All
coordinates are in the units of its view box, from the top left corner, rounded to a
tenth: the same counts give the same drawing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from pelican_aireport.site.heat import HEATS, find_limits, heat_of

__all__ = [
    "Bars",
    "Heat",
    "Lines",
    "draw_bars",
    "draw_heat",
    "draw_lines",
    "find_runs",
]

_WIDTH = 600
_HEIGHT = 120
_SHARE = 0.7
"""Of a step that its bar takes."""

_LOWEST = 1.5
"""A bar of one among hundreds is still to be seen."""

_CELL = 11
_SIDE = 9
"""Of a day's square, in a grid of ``_CELL``."""

_DOT = 3

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Columns, one for each count; ``path`` is a line of ``thickness`` for each."""

    width: int = _WIDTH
    height: int = _HEIGHT
    base: str
    """The line that they stand on, with a gap where nobody counted."""
    path: str
    thickness: float
    peak: int
    is_broken: bool
    """Whether there are gaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines over the same steps, each as a path."""

    width: int = _WIDTH
    height: int = _HEIGHT
    paths: tuple[str, ...]
    """In the order of the series; with gaps where nobody counted."""
    peak: int
    is_broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Days as squares, a column for each week, Monday on top."""

    width: int
    height: int = _CELL * _WEEK
    side: int = _SIDE
    paths: tuple[str, ...]
    """By heat, from none to the most; one that no day has is an empty path."""
    untold: str
    """A dot of ``dot`` for each day on which nobody counted."""
    dot: int = _DOT


def draw_bars(counts: Sequence[int], told: Sequence[bool]) -> Bars:
    """Draw counts as columns from left to right; nothing counted is no column.

    Args:
        counts: Of steps of equal length.
        told: Whether anybody counted there: what nobody counted is not nothing.
    """
    peak = max(counts, default=0)
    step = _WIDTH / max(1, len(counts))
    path = "".join(
        f"M{_short((n + 0.5) * step)} {_HEIGHT}v-{_short(_rise(count, peak))}"
        for n, count in enumerate(counts)
        if count
    )
    base = "".join(
        f"M{_short(run.start * step)} {_HEIGHT}h{_short(len(run) * step)}"
        for run in find_runs(told)
    )
    return Bars(
        base=base,
        path=path,
        thickness=round(step * _SHARE, 1),
        peak=peak,
        is_broken=not all(told),
    )


def draw_lines(series: Sequence[Sequence[int]], told: Sequence[bool]) -> Lines:
    """Draw series of equal length as lines on one scale; ``told`` as for bars."""
    peak = max((count for each in series for count in each), default=0)
    runs = tuple(find_runs(told))
    paths = tuple(_line(each, peak, runs) for each in series)
    return Lines(paths=paths, peak=peak, is_broken=not all(told))


def draw_heat(counts: Mapping[date, int], *, first: date, last: date) -> Heat:
    """Draw the days from one to another, both included, whole weeks at the beginning.

    A day that is not among the counts is a dot: what nobody counted is not nothing.
    """
    monday = first - timedelta(days=first.weekday())
    limits = find_limits(counts.values())
    squares: list[list[str]] = [[] for _ in range(HEATS + 1)]
    dots: list[str] = []
    for number in range((last - monday).days + 1):
        count = counts.get(monday + timedelta(days=number))
        if count is None:
            dots.append(_square(number, _DOT))
        else:
            squares[heat_of(count, limits)].append(_square(number, _SIDE))
    weeks = (last - monday).days // _WEEK + 1
    paths = tuple("".join(each) for each in squares)
    return Heat(width=weeks * _CELL, paths=paths, untold="".join(dots))


def find_runs(told: Iterable[bool]) -> Iterator[range]:
    """Find the places of steps that follow each other and were counted."""
    start = 0
    for is_told, group in groupby(told):
        end = start + len(tuple(group))
        if is_told:
            yield range(start, end)
        start = end


def _rise(count: int, peak: int) -> float:
    return max(_LOWEST, _HEIGHT * count / peak)


def _line(counts: Sequence[int], peak: int, runs: Iterable[range]) -> str:
    step = _WIDTH / max(1, len(counts) - 1)

    def at(n: int) -> str:
        return (
            f"{_short(n * step)} {_short(_HEIGHT - _HEIGHT * counts[n] / max(1, peak))}"
        )

    # A run of one has no length: it is drawn by its round ends alone.
    return "".join(
        f"M{at(run.start)}{''.join(f'L{at(n)}' for n in run[1:]) or 'h0'}"
        for run in runs
    )


def _square(number: int, side: int) -> str:
    week, day = divmod(number, _WEEK)
    inset = (_SIDE - side) // 2
    return f"M{week * _CELL + inset} {day * _CELL + _SIDE // 2}h{side}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
