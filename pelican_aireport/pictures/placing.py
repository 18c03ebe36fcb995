"""Places for words where others stand already; reads the font file.

The wordcloud library looks for them. Left alone it looks for room anywhere, also
between the strokes of large words. So it is asked ring by ring, on a grid where the
boxes of all earlier words are closed to it.
"""

import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from random import Random
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from pelican_aireport.model import Term
from pelican_aireport.pictures.fonts import load_font

if TYPE_CHECKING:
    from numpy import ndarray

    _Grid: TypeAlias = ndarray[Any, Any]
    _Finder: TypeAlias = Callable[[_Grid, int, int, Random], tuple[int, int] | None]

__all__ = ["SCALE", "PlacedWord", "Sized", "make_grid", "place"]

SCALE = 3
"""Words are placed on a grid of a third of the size: a ninth of the pixels."""

_CURVE = 2.4
"""Exponent of the rings' oval: 2 is an ellipse, larger is nearer to a rectangle."""

_BESIDE, _ABOVE = 0.2, 0.15
"""Room on each side of a word, in parts of its size: two are not read as one."""

_LOADING = Lock()
_FINDER = "wordcloud.query_integral_image"


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

    def moved(self, right: float, down: float) -> "PlacedWord":
        """Return it so many pixels elsewhere."""
        return replace(
            self,
            x=self.x + right,
            y=self.y + down,
            top=self.top + down,
            bottom=self.bottom + down,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """A term with its size and width, in pixels of the grid."""

    term: Term
    size: int
    width: float


def make_grid(
    radius: float, placed: Iterable[PlacedWord], *, width: int, height: int
) -> "_Grid":
    """Return the canvas with one where no word may stand, and zero where it may."""
    _start_numpy()
    import numpy as np

    rows, columns = np.ogrid[: height // SCALE, : width // SCALE]
    across = np.abs(2 * columns / (width // SCALE) - 1) ** _CURVE
    down = np.abs(2 * rows / (height // SCALE) - 1) ** _CURVE
    grid: _Grid = (across + down > radius**_CURVE).astype(np.uint32)
    for word in placed:
        _close(grid, word)
    return grid


def place(
    words: Sequence[Sized],
    grid: "_Grid",
    font: Path,
    *,
    seed: int,
    smallest: int | None,
) -> tuple[PlacedWord, ...]:
    """Place words, largest first, where there is room for them.

    Args:
        words: What to place.
        grid: Where there is room.
        font: What they are written in.
        seed: Decides among places that are as good.
        smallest: Down to which size a word without room is tried; ``None``: not at
            all.
    """
    _start_numpy()
    import numpy as np

    find, random, grid = _load_finder(), Random(seed), grid.copy()  # noqa: S311
    placed: list[PlacedWord] = []
    taken = grid.cumsum(0, np.uint32).cumsum(1, np.uint32)
    for word in words:
        for size in range(word.size, (smallest or word.size) - 1, -1):
            found = _measure(word.term, size * SCALE, font)
            corner = find(taken, *_cells(found), random)
            if corner is not None:
                placed.append(_at(found, *corner))
                _sum_from(taken, grid, *_close(grid, placed[-1]))
                break
        else:
            if smallest is None:
                # It goes first in the next ring, not to the edge.
                break
    return tuple(placed)


def _measure(term: Term, font_size: int, font: Path) -> PlacedWord:
    """Return a word in the top left corner, with the room around it."""
    face = load_font(font, font_size)
    _, top, _, bottom = face.getbbox(term.text, anchor="ls")
    beside, above = _room(font_size)
    return PlacedWord(
        text=term.text,
        weight=term.weight,
        x=beside,
        y=above - top,
        width=round(face.getlength(term.text), 1),
        top=above,
        bottom=above - top + bottom,
        font_size=font_size,
    )


def _room(font_size: int) -> tuple[int, int]:
    return round(_BESIDE * font_size), round(_ABOVE * font_size)


def _cells(word: PlacedWord) -> tuple[int, int]:
    """Return how many rows and columns a word takes with the room around it."""
    beside, above = _room(word.font_size)
    height, width = word.bottom - word.top + 2 * above, word.width + 2 * beside
    return math.ceil(height / SCALE), math.ceil(width / SCALE)


def _at(word: PlacedWord, row: int, column: int) -> PlacedWord:
    # What is found lies one cell below and right of where the library says.
    return word.moved((column + 1) * SCALE, (row + 1) * SCALE)


def _close(grid: "_Grid", word: PlacedWord) -> tuple[int, int]:
    """Mark the cells of a word as taken, and return the first of them."""
    beside, above = _room(word.font_size)
    row, column = int(word.top - above) // SCALE, int(word.x - beside) // SCALE
    rows, columns = _cells(word)
    grid[row : row + rows, column : column + columns] = 1
    return row, column


def _sum_from(taken: "_Grid", grid: "_Grid", row: int, column: int) -> None:
    """Add up the taken cells above and left of each cell that has changed.

    Those are the cells below and right of the first one.
    """
    import numpy as np

    below = grid[row:, column:].cumsum(0, np.uint32).cumsum(1, np.uint32)
    if row:
        below += taken[row - 1, column:]
    if column:
        below += taken[row:, column - 1 : column]
    if row and column:
        below -= taken[row - 1, column - 1]
    taken[row:, column:] = below


@cache
def _start_numpy() -> None:
    """Import numpy without the threads that its linear algebra starts.

    To start them takes as long as to place the words. Who needs them in this process
    imports numpy before, or sets OPENBLAS_NUM_THREADS.
    """
    with _LOADING:
        if "numpy" not in sys.modules:
            with _environment(OPENBLAS_NUM_THREADS="1"):
                import_module("numpy")


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Set variables that are not set, for a while."""
    added = {name: value for name, value in values.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def _load_finder() -> "_Finder":
    # Windows may be told in threads: one at a time looks at the modules.
    with _LOADING:
        module = sys.modules.get(_FINDER) or _import_finder()
    find: _Finder = module.query_integral_image
    return find


def _import_finder() -> ModuleType:
    """Import what finds room of a size, and nothing else of the library.

    The package's own start imports matplotlib for colour maps and much besides: most
    of what a small cloud would take.
    """
    package = find_spec("wordcloud")
    spec = package and PathFinder.find_spec(_FINDER, package.submodule_search_locations)
    if spec is None or spec.loader is None:
        message = f"No module named {_FINDER!r}"
        raise ModuleNotFoundError(message, name=_FINDER)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    # The package finds it there if somebody imports it after all.
    sys.modules[_FINDER] = module
    return module
