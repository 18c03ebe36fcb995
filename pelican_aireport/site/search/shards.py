"""The index: which pieces have a term, over many small files; pure.

Pieces have numbers, the oldest one 0; each passage begins with a multiple of
``PIECES``. The pieces of a term are written as the distance from each to the next, the
first from -1. A distance is written in letters as the columns of a spreadsheet are
counted (A, B, … Z, AA), the last one small: it ends the number. Most take one or two.

A term stands in the file whose number is its hash, so that a query reads one small
file for each of its terms: ``{"芯片": "dBk", …}``, pieces 3 and 66.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import sub

__all__ = ["decode", "encode", "render_json", "render_shards", "shard_of"]

_LETTERS = 26
_FACTOR = 33


def encode(numbers: Sequence[int]) -> str:
    """Write numbers that grow.

    >>> encode((0, 1, 27, 53, 5000))
    'aazzGHg'
    """
    distances = map(sub, numbers, chain((-1,), numbers))
    return "".join(map(_CODES.__getitem__, distances))


def decode(code: str) -> tuple[int, ...]:
    """Read numbers that were written by ``encode``; the browser does it like this."""
    return tuple(_decode(code))


def shard_of(term: str, count: int) -> int:
    """Return the number of the file that a term stands in, out of so many."""
    number = 0
    for character in term:
        number = (number * _FACTOR + ord(character)) % count
    return number


def render_shards(
    postings: Mapping[str, Sequence[int]], count: int, *, build: str
) -> tuple[bytes, ...]:
    """Write the index: the pieces of each term, in so many files.

    Each says which build it is of, where no term stands.
    """
    shards: tuple[dict[str, str], ...] = tuple({"": build} for _ in range(count))
    # In order, so that the same site gives the same bytes.
    for term in sorted(postings):
        shards[shard_of(term, count)][term] = encode(postings[term])
    return tuple(map(render_json, shards))


def render_json(value: object) -> bytes:
    """Write a value as compact JSON; the order of keys stays."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


class _Codes(dict[int, str]):
    """The letters of each distance, remembered."""

    def __missing__(self, distance: int) -> str:
        self[distance] = code = _code(distance)
        return code


_CODES = _Codes()


def _code(distance: int) -> str:
    code, base = "", ord("a")
    while distance:
        distance, letter = divmod(distance - 1, _LETTERS)
        code = chr(base + letter) + code
        base = ord("A")
    return code


def _decode(code: str) -> Iterator[int]:
    number, distance = -1, 0
    for letter in code:
        distance = distance * _LETTERS + ord(letter) % 32
        if letter.islower():
            number += distance
            yield number
            distance = 0
