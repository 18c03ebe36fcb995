"""Where each word of a cloud stands; reads the font file, writes nothing."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pelican_aireport.model import Term
from pelican_aireport.pictures.fonts import load_font
from pelican_aireport.pictures.placing import SCALE, PlacedWord, Sized, make_grid, place
from pelican_aireport.pictures.rings import list_rings
from pelican_aireport.pictures.sizes import choose_sizes

__all__ = ["HEIGHT", "WIDTH", "Layout", "lay_out"]

WIDTH = 1000
HEIGHT = 500
"""The canvas where nothing else is set; sizes are told for it."""

_SMALLEST, _LARGEST = 6, 31
_MANY, _FEW = 80, 30
"""From how many words on there is no room for a larger smallest, and largest, one."""
_SMALLEST_OF_FEW, _LARGEST_OF_FEW = 16, 48

_WIDEST = 0.44
_COVERAGE = 0.44
"""Part of the canvas that words cover: the most at which nearly all find room."""

_MEASURE = 100
_SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A cloud: its canvas and its words, heaviest first."""

    width: int
    height: int
    words: tuple[PlacedWord, ...]


def lay_out(
    terms: Sequence[Term], font: Path, *, width: int = WIDTH, height: int = HEIGHT
) -> Layout:
    """Lay out terms, heaviest first; one for which no room is left is not drawn.

    Nor is one that would be wider than a word may be even in the least size.
    """
    unit = math.sqrt(width * height / WIDTH / HEIGHT)
    least, smallest, largest = (round(size * unit) for size in _limits(len(terms)))
    sizes = (least, smallest, largest)
    sized = _sized(terms, font, width=width, height=height, sizes=sizes)
    placed: tuple[PlacedWord, ...] = ()
    waiting: tuple[Sized, ...] = ()
    for seed, ring in enumerate(list_rings(sized, width, height), start=_SEED):
        waiting += ring.words
        grid = make_grid(ring.radius, placed, width=width, height=height)
        down_to = least if ring.is_last else None
        placed += place(waiting, grid, font, seed=seed, smallest=down_to)
        done = {word.text for word in placed}
        waiting = tuple(each for each in waiting if each.term.text not in done)
    centered = _centered(placed, width=width, height=height)
    words = sorted(centered, key=lambda word: (-word.weight, word.text))
    return Layout(width=width, height=height, words=tuple(words))


def _limits(words: int) -> tuple[float, float, float]:
    """Return sizes for so many words: the least of all, the lightest's, the largest."""
    many, few = (math.sqrt(each / max(words, 1)) for each in (_MANY, _FEW))
    return (
        _SMALLEST,
        max(_SMALLEST, min(_SMALLEST_OF_FEW, _SMALLEST * many)),
        max(_LARGEST, min(_LARGEST_OF_FEW, _LARGEST * few)),
    )


def _centered(
    words: Sequence[PlacedWord], *, width: int, height: int
) -> Iterator[PlacedWord]:
    """Yield words moved together, so that the canvas has equal edges around them."""
    if not words:
        return
    left, right = (min(w.x for w in words), max(w.x + w.width for w in words))
    top, bottom = (min(w.top for w in words), max(w.bottom for w in words))
    right_by = round((width - left - right) / 2)
    down_by = round((height - top - bottom) / 2)
    yield from (word.moved(right_by, down_by) for word in words)


def _sized(
    terms: Sequence[Term],
    font: Path,
    *,
    width: int,
    height: int,
    sizes: tuple[int, int, int],
) -> tuple[Sized, ...]:
    measure = load_font(font, _MEASURE).getlength
    least, smallest, largest = sizes
    widest = _WIDEST * width / SCALE
    measured = [(term, measure(term.text) / _MEASURE) for term in terms]
    fitting = [each for each in measured if each[1] * least <= widest]
    if not fitting:
        return ()
    chosen = choose_sizes(
        [term.weight for term, _ in fitting],
        # One long word would make all others as small as itself.
        [min(length, widest / smallest) for _, length in fitting],
        area=_COVERAGE * width * height / SCALE**2,
        smallest=smallest,
        largest=largest,
        widest=widest,
    )
    return tuple(
        Sized(term=term, size=size, width=size * length)
        for (term, length), size in (
            (each, min(size, int(widest / each[1])))
            for each, size in zip(fitting, chosen, strict=True)
        )
    )
