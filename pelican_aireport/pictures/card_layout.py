"""Where everything stands on a share card, in pixels; pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from pelican_aireport.pictures.line_breaking import balance_lines, fit_lines

__all__ = [
    "HEIGHT",
    "WIDTH",
    "CardText",
    "Ink",
    "PlacedBox",
    "PlacedLine",
    "lay_out_card",
]

WIDTH = 1200
HEIGHT = 630
"""What sites that show a link's picture ask for."""

_LEFT, _RIGHT = 88, 1120
_BAR = 24
_HEAD, _FOOT = 86, 574
"""Baselines of the first and the last line."""

_SMALL, _TEXT = 26, 31
_TITLES = ((84, 1), (62, 2), (50, 3))
"""Sizes of the title, the largest first, and how many lines it may have."""

_TITLE_TOP = 112
_TITLE_LEADING, _TEXT_LEADING = 1.3, 1.45
_TEXT_BOTTOM = 500
_LINES = 5
"""Lines of points at most, whatever room there is."""
_POINTS = 3
_INDENT = 46
_PADDING = 16
_GAP = 26
"""Between points and above them, at least."""


class Ink(Enum):
    """What a thing on a card is drawn in."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """What a card says; each text can be drawn, and may be empty."""

    site: str
    days: str
    title: str
    points: tuple[str, ...]
    sources: str
    mark: str
    cut: str
    """Stands where a text goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A line of text: where it starts, and its baseline."""

    text: str
    x: float
    y: float
    size: int
    ink: Ink
    is_bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBox:
    """A rectangle: left, top, right and bottom; a frame if it has a radius."""

    box: tuple[float, float, float, float]
    ink: Ink
    radius: int = 0


_Measure = Callable[[str, int], float]


def lay_out_card(
    text: CardText, measure: _Measure
) -> tuple[PlacedLine | PlacedBox, ...]:
    """Lay out a card.

    Args:
        text: What it says.
        measure: Returns how far a text advances at a size.
    """
    title = tuple(_lay_out_title(text, measure))
    bottom = title[-1].y if title else float(_TITLE_TOP)
    return (
        PlacedBox(box=(0, 0, _BAR, HEIGHT), ink=Ink.ACCENT),
        *_lay_out_head(text, measure),
        *title,
        *_lay_out_points(text, measure, top=bottom + _GAP),
        *_lay_out_foot(text, measure),
    )


def _lay_out_head(text: CardText, measure: _Measure) -> Iterator[PlacedLine]:
    room = _RIGHT - _LEFT - measure(text.days, _SMALL) - _GAP
    site = fit_lines(text.site, room, 1, _at(_SMALL, measure), cut=text.cut)
    for line in site:
        yield PlacedLine(
            text=line, x=_LEFT, y=_HEAD, size=_SMALL, ink=Ink.ACCENT, is_bold=True
        )
    yield _right(text.days, _HEAD, measure)


def _lay_out_title(text: CardText, measure: _Measure) -> Iterator[PlacedLine]:
    size, lines = _fit_title(text, measure)
    for number, line in enumerate(lines, 1):
        y = _TITLE_TOP + number * size * _TITLE_LEADING
        yield PlacedLine(
            text=line, x=_LEFT, y=round(y), size=size, ink=Ink.INK, is_bold=True
        )


def _fit_title(text: CardText, measure: _Measure) -> tuple[int, tuple[str, ...]]:
    """Return the largest size at which a title has room, and its lines."""
    width = _RIGHT - _LEFT
    for size, count in _TITLES:
        lines = balance_lines(text.title, width, _at(size, measure))
        if len(lines) <= count:
            return size, lines
    size, count = _TITLES[-1]
    return size, fit_lines(text.title, width, count, _at(size, measure), cut=text.cut)


def _at(size: int, measure: _Measure) -> Callable[[str], float]:
    return lambda part: measure(part, size)


def _lay_out_points(
    text: CardText, measure: _Measure, *, top: float
) -> Iterator[PlacedLine | PlacedBox]:
    leading = _TEXT * _TEXT_LEADING
    room = min(_LINES, int((_TEXT_BOTTOM - top - _GAP / 2) // leading))
    points = _fit_points(text, measure, room)
    used = sum(map(len, points)) * leading
    # Half of what room is left stands above the points, half below.
    y = top + max(0.0, _TEXT_BOTTOM - used - _GAP / 2 - top) / 2
    if points:
        yield PlacedBox(box=(_LEFT, y, _RIGHT, y + 1), ink=Ink.MUTED)
    y += _GAP / 2
    for number, lines in enumerate(points, 1):
        for line in lines:
            y += leading
            if line is lines[0] and len(points) > 1:
                yield PlacedLine(
                    text=str(number),
                    x=_LEFT,
                    y=round(y),
                    size=_TEXT,
                    ink=Ink.ACCENT,
                    is_bold=True,
                )
            x = _LEFT + (_INDENT if len(points) > 1 else 0)
            yield PlacedLine(text=line, x=x, y=round(y), size=_TEXT, ink=Ink.INK)


def _fit_points(
    text: CardText, measure: _Measure, room: int
) -> Sequence[tuple[str, ...]]:
    """Give each point a line, and a second one to those that need it, in turn."""
    points = [point for point in text.points if point][: min(_POINTS, max(room, 0))]
    width = _RIGHT - _LEFT - (_INDENT if len(points) > 1 else 0)
    left = room - len(points)
    fitted = []
    for point in points:
        lines = fit_lines(
            point,
            width,
            1 + max(0, min(left, 1)),
            _at(_TEXT, measure),
            cut=text.cut,
        )
        left -= len(lines) - 1
        fitted.append(lines)
    return fitted


def _lay_out_foot(
    text: CardText, measure: _Measure
) -> Iterator[PlacedLine | PlacedBox]:
    if text.mark:
        right = _LEFT + measure(text.mark, _SMALL) + 2 * _PADDING
        box = (_LEFT, _FOOT - _SMALL - 8, right, _FOOT + 16)
        yield PlacedBox(box=box, ink=Ink.ACCENT, radius=8)
        yield PlacedLine(
            text=text.mark, x=_LEFT + _PADDING, y=_FOOT, size=_SMALL, ink=Ink.ACCENT
        )
    yield _right(text.sources, _FOOT, measure)


def _right(text: str, y: float, measure: _Measure) -> PlacedLine:
    x = _RIGHT - measure(text, _SMALL)
    return PlacedLine(text=text, x=round(x), y=y, size=_SMALL, ink=Ink.MUTED)
