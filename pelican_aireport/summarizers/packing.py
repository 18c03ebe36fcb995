"""How much material goes into one call of a language model; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pelican_aireport.summarizers.llm_port import Limits

__all__ = ["OUTPUT_TOKENS", "Room", "count_points", "find_room", "fit", "pack"]

OUTPUT_TOKENS = 6_000
"""A full report takes some 4,500 tokens of Chinese."""

_RESERVE = 1.2
"""Counts are estimates for most models, up to 1.6 times off for Chinese against one
another; a fifth is kept free."""

_UNKNOWN_WINDOW = 32_000
"""What a model takes of which nobody knows; small ones of today take this much."""

_MOST_POINTS = 20
_FEWEST_POINTS = 3
"""Points that are chosen from one part of the material."""

_POINT_TOKENS = 150
"""A point of 120 Chinese characters with its ids takes about this much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many tokens a call may take."""

    material: int
    """For the material, by the model's own count."""
    output: int


def find_room(limits: Limits, *, prompt_tokens: int) -> Room:
    """Find the room that a model leaves beside the prompt's own words.

    Args:
        limits: The model's; what is unknown is taken to be small.
        prompt_tokens: What the prompt takes without material.
    """
    window = limits.context_window or _UNKNOWN_WINDOW
    output = min(limits.max_output or OUTPUT_TOKENS, OUTPUT_TOKENS, window // 3)
    left = int((window - output) / _RESERVE) - prompt_tokens
    return Room(material=max(left, 1), output=output)


def count_points(room: int, parts: int) -> int:
    """Return how many points each part may give, so that all of them fit a room."""
    return max(_FEWEST_POINTS, min(_MOST_POINTS, room // (parts * _POINT_TOKENS)))


def fit(sizes: Sequence[Sequence[int]], room: int) -> tuple[int, ...]:
    """Return how many of each part's things fit a room, first ones first.

    The first of every part goes before the second of any; one always fits.
    """
    counts = [0] * len(sizes)
    filled = 0
    ranks = range(max(map(len, sizes), default=0))
    for rank, part in ((rank, part) for rank in ranks for part in range(len(sizes))):
        if rank < len(sizes[part]):
            if filled and filled + sizes[part][rank] > room:
                break
            filled += sizes[part][rank]
            counts[part] += 1
    return tuple(counts)


def pack(sizes: Sequence[int], room: int) -> tuple[tuple[int, ...], ...]:
    """Pack things in their order into as few parts as that order allows.

    Returns:
        The numbers of the things of each part. One that is larger than the room is a
        part of its own.
    """
    return tuple(_parts(sizes, room))


def _parts(sizes: Sequence[int], room: int) -> Iterator[tuple[int, ...]]:
    part: list[int] = []
    filled = 0
    for number, size in enumerate(sizes):
        if part and filled + size > room:
            yield tuple(part)
            part, filled = [], 0
        part.append(number)
        filled += size
    if part:
        yield tuple(part)
