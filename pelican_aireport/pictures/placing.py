"""Places for words where others stand already; reads the font file.

The wordcloud library places them. Left alone it looks for room anywhere, also
between the strokes of large words. So it is asked ring by ring, on a grid where the
boxes of all earlier words are closed to it.
"""

import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import FunctionType, ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeAlias

from pelican_aireport.model import Term
from pelican_aireport.pictures.fonts import load_font

if TYPE_CHECKING:
    from numpy import ndarray

    _Grid: TypeAlias = ndarray[Any, Any]

__all__ = ["SCALE", "PlacedWord", "Sized", "make_grid", "place"]

SCALE = 3
"""The library works on a grid of a third of the size: a ninth of the pixels."""

_MARGIN = 4
_SPACE = 0.3
"""Room between words of one ring, in parts of the largest one's size."""

_CURVE = 2.4
"""Exponent of the rings' oval: 2 is an ellipse, larger is nearer to a rectangle."""

_CLOSED = 255
_GAP = 0.2
"""Room beside a word, in parts of its size: two words are not read as one."""

_LOADING = Lock()
_COLOR_MAPS = "matplotlib"

_TOO_LARGE = 10_000
"""A step of sizes that leaves none: a word that finds no room is not tried again."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """A term with its size and width, in pixels of the grid."""

    term: Term
    size: int
    width: float


def make_grid(
    radius: float, placed: Iterable[PlacedWord], *, width: int, height: int
) -> "_Grid":
    """Return the canvas with all closed where no word may stand."""
    import numpy as np

    rows, columns = np.ogrid[: height // SCALE, : width // SCALE]
    across = np.abs(2 * columns / (width // SCALE) - 1) ** _CURVE
    down = np.abs(2 * rows / (height // SCALE) - 1) ** _CURVE
    grid = np.where(across + down > radius**_CURVE, _CLOSED, 0).astype(np.uint8)
    for word in placed:
        gap = word.font_size * _GAP
        left, right = word.x - gap, word.x + word.width + gap
        grid[
            int(word.top / SCALE) : math.ceil(word.bottom / SCALE),
            max(0, int(left / SCALE)) : math.ceil(right / SCALE),
        ] = _CLOSED
    return grid


def place(
    words: Sequence[Sized],
    grid: "_Grid",
    font: Path,
    *,
    seed: int,
    smallest: int | None,
) -> tuple[PlacedWord, ...]:
    """Place words, largest first, until one finds no room.

    Args:
        words: What to place.
        grid: Where there is room.
        font: What they are written in.
        seed: Decides among places that are as good.
        smallest: Down to which size a word without room is tried; ``None``: not at
            all.
    """
    if not words or grid.all():
        return ()
    sizes = {word.term.text: word.size for word in words}
    cloud = _load_library()(
        font_path=font,
        mask=grid,
        margin=max(_MARGIN, round(_SPACE * max(sizes.values()))),
        prefer_horizontal=1,
        max_words=len(sizes),
        max_font_size=max(sizes.values()),
        min_font_size=smallest or min(sizes.values()),
        font_step=1 if smallest else _TOO_LARGE,
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


def _load_library() -> Any:
    # Windows may be told in threads: one at a time looks at the modules.
    with _LOADING:
        return _import_library()


@cache
def _import_library() -> Any:
    """Import the library, but matplotlib only if it is ever used.

    The library imports it for colour maps, which is most of what its import takes.
    """
    is_there = _COLOR_MAPS in sys.modules
    if not is_there:
        sys.modules[_COLOR_MAPS] = _ColorMaps(_COLOR_MAPS)
    try:
        from wordcloud import WordCloud
    finally:
        if not is_there:
            del sys.modules[_COLOR_MAPS]
    return _with_our_fonts(WordCloud)


def _with_our_fonts(library: Any) -> Any:
    """Return a class of the library that measures with the fonts we draw with.

    It leaves to Pillow how words are shaped, and Pillow to the system. So the method
    that loads fonts finds our loader by the name of Pillow's, in our class alone.
    """
    from PIL import ImageFont

    method = library.generate_from_frequencies
    fonts = SimpleNamespace(truetype=load_font, TransposedFont=ImageFont.TransposedFont)
    ours = FunctionType(
        method.__code__,
        {**method.__globals__, "ImageFont": fonts},
        argdefs=method.__defaults__,
    )
    return type("_WordCloud", (library,), {method.__name__: ours})


class _ColorMaps(ModuleType):
    """What the library knows as matplotlib: the real one, from the first use on."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(_COLOR_MAPS), name)


def _no_color(*_: object, **__: object) -> str:
    return "black"


def _measured(
    text: str, weight: float, size: int, corner: tuple[int, int], font: Path
) -> PlacedWord:
    """Return a word with its box, from the corner of its ink on the grid."""
    face = load_font(font, size * SCALE)
    left, top, _, bottom = face.getbbox(text, anchor="ls")
    x, y = corner[0] * SCALE - left, corner[1] * SCALE - top
    return PlacedWord(
        text=text,
        weight=weight,
        x=x,
        y=y,
        width=round(face.getlength(text), 1),
        top=y + top,
        bottom=y + bottom,
        font_size=size * SCALE,
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
