"""Where each word of a cloud stands; reads the font file, writes nothing.

The wordcloud library places the words. Left alone it looks for room anywhere, also
between the strokes of large words. So it is asked ring by ring: in each it places
some words, largest first, inside an oval that grows, where the boxes of all
earlier words are closed to it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

from pelican_aireport.model import Term
from pelican_aireport.pictures.fonts import load_font
from pelican_aireport.pictures.sizes import choose_sizes

if TYPE_CHECKING:
    from numpy import ndarray

    _Grid: TypeAlias = ndarray[Any, Any]

__all__ = ["COLORS", "Layout", "PlacedWord", "lay_out"]

COLORS = 6
"""How many colours there are; a word has the same one every day."""

_WIDTH, _HEIGHT = 1000, 500
_SCALE = 2
"""The library works on a grid of half the size: a quarter of the time."""

_MARGIN = 4
_SMALLEST, _LARGEST = 9, 46
_WIDEST = 0.44
_COVERAGE = 0.5
"""Part of the canvas that words cover: the most at which nearly all find room."""

_RINGS = (0, 1, 3, 6, 10, 16, 24, 36, 54, 80)
"""How many words there are inside each ring."""

_FILL = 0.62
"""Part of the oval that words cover when the next begins."""

_CURVE = 2.4
"""Exponent of the rings' oval: 2 is an ellipse, larger is nearer to a rectangle."""

_OVAL = 0.83
"""Its area, in parts of the rectangle around it."""

_LAST_RADII = (1.0, 1.05, 1.1, 1.2, 2.0, 2.0)
"""For words that found no room: out to the corners, and smaller."""

_CLOSED = 255
_ROOM = 1.15
_GAP = 0.2
"""Room beside a word, in parts of its size: two words are not read as one."""

_MEASURE = 100
_SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word and where it stands, in pixels from the top left corner."""

    text: str
    weight: float
    x: float
    """Where its first character starts."""
    y: float
    """Its baseline."""
    width: float
    """How far it advances."""
    top: float
    bottom: float
    font_size: int
    color: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A cloud: its canvas and its words, heaviest first."""

    width: int
    height: int
    words: tuple[PlacedWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sized:
    term: Term
    size: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ring:
    radius: float
    """1 is the oval that touches the edges of the canvas."""
    words: tuple[_Sized, ...]
    is_last: bool = False


def lay_out(terms: Sequence[Term], font: Path) -> Layout:
    """Lay out terms, heaviest first; one for which no room is left is not drawn."""
    sized = _sized(terms, font)
    placed: tuple[PlacedWord, ...] = ()
    waiting: tuple[_Sized, ...] = ()
    for seed, ring in enumerate(_rings(sized), start=_SEED):
        waiting += ring.words
        grid = _grid(ring.radius, placed)
        placed += _place(waiting, grid, font, seed=seed, may_shrink=ring.is_last)
        done = {word.text for word in placed}
        waiting = tuple(each for each in waiting if each.term.text not in done)
    words = sorted(placed, key=lambda word: (-word.weight, word.text))
    return Layout(width=_WIDTH, height=_HEIGHT, words=tuple(words))


def _sized(terms: Sequence[Term], font: Path) -> tuple[_Sized, ...]:
    measure = load_font(font, _MEASURE).getlength
    widths = [measure(term.text) / _MEASURE for term in terms]
    sizes = choose_sizes(
        [term.weight for term in terms],
        widths,
        area=_COVERAGE * _WIDTH * _HEIGHT / _SCALE**2,
        smallest=_SMALLEST,
        largest=_LARGEST,
        widest=_WIDEST * _WIDTH / _SCALE,
    )
    return tuple(
        _Sized(term=term, size=size, width=size * width)
        for term, size, width in zip(terms, sizes, widths, strict=True)
    )


def _rings(words: tuple[_Sized, ...]) -> Iterator[_Ring]:
    full = _OVAL * _WIDTH * _HEIGHT / _SCALE**2
    covered, radius = 0.0, 0.0
    for start, end in pairwise(_RINGS):
        ring = words[start:end]
        covered += sum(word.size * word.width for word in ring)
        needed = max((_reach(word) for word in ring), default=0.0)
        radius = min(1.0, max(radius, needed, math.sqrt(covered / _FILL / full)))
        yield _Ring(radius=radius, words=ring)
    for radius in _LAST_RADII:
        yield _Ring(radius=radius, words=(), is_last=True)


def _reach(word: _Sized) -> float:
    """Return the radius of an oval that holds a word in its middle."""
    return _SCALE * math.hypot(word.width / _WIDTH, word.size / _HEIGHT) * _ROOM


def _grid(radius: float, placed: Iterable[PlacedWord]) -> "_Grid":
    """Return the canvas with all closed where no word may stand."""
    import numpy as np

    height, width = _HEIGHT // _SCALE, _WIDTH // _SCALE
    rows, columns = np.ogrid[:height, :width]
    across = np.abs(2 * columns / width - 1) ** _CURVE
    down = np.abs(2 * rows / height - 1) ** _CURVE
    grid = np.where(across + down > radius**_CURVE, _CLOSED, 0).astype(np.uint8)
    for word in placed:
        gap = word.font_size * _GAP
        left, right = word.x - gap, word.x + word.width + gap
        grid[
            int(word.top / _SCALE) : math.ceil(word.bottom / _SCALE),
            max(0, int(left / _SCALE)) : math.ceil(right / _SCALE),
        ] = _CLOSED
    return grid


def _place(
    words: Sequence[_Sized], grid: "_Grid", font: Path, *, seed: int, may_shrink: bool
) -> tuple[PlacedWord, ...]:
    """Place words, largest first, until one finds no room."""
    if not words or grid.all():
        return ()
    from wordcloud import WordCloud

    sizes = {word.term.text: word.size for word in words}
    cloud = WordCloud(
        font_path=str(font),
        mask=grid,
        margin=_MARGIN,
        prefer_horizontal=1,
        max_words=len(sizes),
        max_font_size=max(sizes.values()),
        min_font_size=_SMALLEST if may_shrink else min(sizes.values()),
        # A word that finds no room is tried in steps of smaller sizes, or not at all.
        font_step=1 if may_shrink else _LARGEST,
        # Frequencies are the sizes wished for.
        relative_scaling=1,
        random_state=seed,
        # Without it, matplotlib's colours are loaded.
        color_func=_no_color,
    )
    cloud.generate_from_frequencies(sizes)
    weights = {word.term.text: word.term.weight for word in words}
    return _disjoint(
        _measured(text, weights[text], size, (int(column), int(row)), font)
        for (text, _), size, (row, column), _, _ in cloud.layout_
    )


def _no_color(*_: object, **__: object) -> str:
    return "black"


def _measured(
    text: str, weight: float, size: int, corner: tuple[int, int], font: Path
) -> PlacedWord:
    """Return a word with its box, from the corner of its ink on the grid."""
    face = load_font(font, size * _SCALE)
    left, top, _, bottom = face.getbbox(text, anchor="ls")
    x, y = corner[0] * _SCALE - left, corner[1] * _SCALE - top
    return PlacedWord(
        text=text,
        weight=weight,
        x=x,
        y=y,
        width=round(face.getlength(text), 1),
        top=y + top,
        bottom=y + bottom,
        font_size=size * _SCALE,
        color=crc32(text.encode()) % COLORS,
    )


def _disjoint(words: Iterable[PlacedWord]) -> tuple[PlacedWord, ...]:
    """Leave out each word whose box meets that of one before it."""
    kept: list[PlacedWord] = []
    for word in words:
        if not any(_overlap(word, other) for other in kept):
            kept.append(word)
    return tuple(kept)


def _overlap(word: PlacedWord, other: PlacedWord) -> bool:
    return (
        word.x < other.x + other.width
        and other.x < word.x + word.width
        and word.top < other.bottom
        and other.top < word.bottom
    )
