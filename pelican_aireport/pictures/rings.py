"""The rings of a cloud: which words are placed how far from its middle; pure.

Each ring is an oval that grows, so that the heaviest words stand in the middle.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pelican_aireport.pictures.placing import SCALE, Sized

__all__ = ["Ring", "list_rings"]

_RINGS = (0, 1, 3, 6, 10, 16, 24, 36, 54, 80, 120)
"""How many words there are inside each ring."""

_FILL = 0.62
"""Part of the oval that words cover when the next begins."""

_OVAL = 0.83
"""The oval's area, in parts of the rectangle around it."""

_LAST_RADII = (1.0, 1.05, 1.1, 1.2, 2.0, 2.0)
"""For words that found no room: out to the corners, and smaller."""

_ROOM = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Words, and the oval that they may stand in."""

    radius: float
    """1 is the oval that touches the edges of the canvas."""
    words: tuple[Sized, ...]
    is_last: bool = False
    """Whether what finds no room is tried smaller."""


def list_rings(words: Sequence[Sized], width: int, height: int) -> Iterator[Ring]:
    """List the rings of words, heaviest first, on a canvas."""
    full = _OVAL * width * height / SCALE**2
    covered, radius = 0.0, 0.0
    for start, end in pairwise(_RINGS):
        ring = tuple(words[start:end])
        covered += sum(word.size * word.width for word in ring)
        needed = max((_reach(word, width, height) for word in ring), default=0.0)
        radius = min(1.0, max(radius, needed, math.sqrt(covered / _FILL / full)))
        yield Ring(radius=radius, words=ring)
    for radius in _LAST_RADII:
        yield Ring(radius=radius, words=(), is_last=True)


def _reach(word: Sized, width: int, height: int) -> float:
    """Return the radius of an oval that holds a word in its middle."""
    return SCALE * math.hypot(word.width / width, word.size / height) * _ROOM
