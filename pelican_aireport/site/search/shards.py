"""The index: which passages have a term, over many small files; pure.

Passages have numbers, the oldest one 0. The passages of a term are written as their
distances, less one, from each to the next, the first from -1. A distance is written in
the characters from ``#`` to ``~``, all of which JSON takes as they are: those from
``]`` on are digits (of base 34) that others follow, those before ``\\`` are the last
digit (of base 57). Nearly all distances take one or two.

A term stands in the file whose number is its hash, so that a query reads one small
file for each of its terms.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

__all__ = ["decode", "encode", "render_json", "render_shards", "shard_of"]

_LAST, _LASTS = ord("#"), 57
_MORE, _MORES = ord("]"), 34
_FACTOR = 33


def encode(numbers: Sequence[int]) -> str:
    """Write numbers that grow.

    >>> encode((0, 1, 60, 5000))
    '##]$_m+'
    """
    distances = (after - before - 1 for before, after in pairwise((-1, *numbers)))
    return "".join(
        [_CODES[each] if each < len(_CODES) else _code(each) for each in distances]
    )


def decode(code: str) -> tuple[int, ...]:
    """Read numbers that were written by ``encode``."""
    return tuple(_decode(code))


def shard_of(term: str, count: int) -> int:
    """Return the number of the file that a term stands in, out of so many."""
    number = 0
    for character in term:
        number = (number * _FACTOR + ord(character)) % count
    return number


def render_shards(
    postings: Mapping[str, Sequence[int]], count: int
) -> tuple[bytes, ...]:
    """Write the index: the passages of each term, in so many files."""
    shards: tuple[dict[str, str], ...] = tuple({} for _ in range(count))
    # In order, so that the same site gives the same bytes.
    for term in sorted(postings):
        shards[shard_of(term, count)][term] = encode(postings[term])
    return tuple(map(render_json, shards))


def render_json(value: object) -> bytes:
    """Write a value as compact JSON; the order of keys stays."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _code(distance: int) -> str:
    rest, last = divmod(distance, _LASTS)
    code = chr(_LAST + last)
    while rest:
        rest, digit = divmod(rest, _MORES)
        code = chr(_MORE + digit) + code
    return code


_CODES = tuple(map(_code, range(_LASTS * _MORES)))


def _decode(code: str) -> Iterator[int]:
    number, distance = -1, 0
    for character in code.encode():
        if character >= _MORE:
            distance = distance * _MORES + character - _MORE
        else:
            number += distance * _LASTS + character - _LAST + 1
            yield number
            distance = 0
