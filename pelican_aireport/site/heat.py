"""How hot a day is among others: in which quarter of them by its claims; pure."""

from collections.abc import Iterable

__all__ = ["HEATS", "find_limits", "heat_of"]

HEATS = 4
"""Steps of heat above none."""


def find_limits(counts: Iterable[int]) -> tuple[int, ...]:
    """Return the counts at the end of each quarter of the days but the last.

    Days that count nothing belong to none; empty where there are no others.
    """
    told = sorted(count for count in counts if count)
    if not told:
        return ()
    return tuple(told[(len(told) * step - 1) // HEATS] for step in range(1, HEATS))


def heat_of(count: int, limits: Iterable[int]) -> int:
    """Return how hot a day is: 0 for nothing, else 1 to 4."""
    return 1 + sum(count > limit for limit in limits) if count else 0
