"""How large each word of a cloud is; pure.

Sizes follow the weights, and are as large as the canvas allows together.
"""

from collections.abc import Sequence

__all__ = ["choose_sizes"]

_STEPS = 12
"""Halvings of the interval of sizes: to less than a pixel."""


def choose_sizes(
    weights: Sequence[float],
    widths: Sequence[float],
    *,
    area: float,
    smallest: int,
    largest: int,
    widest: float,
) -> tuple[int, ...]:
    """Choose font sizes for words of falling weight, in pixels.

    ``widths`` are at size 1; ``area`` is what the words may cover together, and
    ``widest`` the width of the widest.
    """
    low, high = float(smallest), float(largest)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        sizes = _sizes(weights, smallest, middle)
        pairs = tuple(zip(sizes, widths, strict=True))
        fits = sum(size * size * width for size, width in pairs) <= area
        if fits and max(size * width for size, width in pairs) <= widest:
            low = middle
        else:
            high = middle
    return tuple(round(size) for size in _sizes(weights, smallest, low))


def _sizes(
    weights: Sequence[float], smallest: float, largest: float
) -> tuple[float, ...]:
    """Spread the sizes by weight: the area of a word grows with it.

    Words that all weigh the same are all as large as can be.
    """
    low, high = weights[-1] ** _POWER, weights[0] ** _POWER
    span = high - low
    if not span:
        return (largest,) * len(weights)
    return tuple(
        smallest + (largest - smallest) * (weight**_POWER - low) / span
        for weight in weights
    )


_POWER = 0.5
