"""How likely words side by side are one term, by weights learnt from examples; pure.

A conditional random field of two labels (Lafferty, McCallum and Pereira 2001): each
place between two words is a joint or a cut, by what the words around it are and by
what the place before it is. The words between two cuts are a piece.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pelican_aireport.language.segmenter import is_term, word_tags

__all__ = ["Piece", "describe_place", "divide", "find_pieces"]

_MOST_WORDS, _MOST_CHARACTERS = 5, 8
"""Of one piece of several words: what is longer is told, not named."""
_LONGEST = 4
"""A longer word is described as one of so many characters."""
_LATIN_SIZE = 2
"""Characters of Chinese that a word in Latin letters is as long as."""
_BEFORE, _AFTER = "^", "$"
"""Stand for the words around a run."""
_CACHED_PLACES = 16_384


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a run, from the first to before the end, and how likely a term."""

    first: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class _Weights:
    """The table ``data/joints.txt``, in natural logarithms."""

    facts: Mapping[str, float]
    """How much a fact about a place speaks for a joint."""
    cut_cut: float
    cut_joint: float
    joint_cut: float
    joint_joint: float


def divide(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a run in order, those of one term as one word.

    The likeliest division as a whole.
    """
    best = [(0.0, 0)]
    for ending in _pieces_by_end(words):
        best.append(
            max((best[first][0] + weight, first) for first, _, weight in ending)
        )
    found: list[str] = []
    end = len(words)
    while end:
        first = best[end][1]
        found.append("".join(words[first:end]))
        end = first
    return tuple(reversed(found))


def find_pieces(words: Sequence[str]) -> Iterator[Piece]:
    """Yield all pieces that a run may have, single words too; they overlap.

    A piece's probability is the share, by weight, of the divisions of the run that
    have it (forward-backward, Baum 1972).
    """
    by_end = _pieces_by_end(words)
    before, behind = _sum_before(by_end), _sum_behind(by_end)
    for ending in by_end:
        for first, end, weight in ending:
            share = math.exp(before[first] + weight + behind[end] - before[-1])
            yield Piece(first, end, share)


def describe_place(before: str, left: str, right: str, after: str) -> tuple[str, ...]:
    """Return the facts about the place between two words, as the weights name them.

    ``before`` and ``after`` are the words around the two, ``^`` and ``$`` where there
    is none.
    """
    first, last = _kind(left), _kind(right)
    first_size, last_size = min(len(left), _LONGEST), min(len(right), _LONGEST)
    ending = f"{_edge(right, -1)}{last_size}"
    return (
        f"a {first}{first_size}",
        f"b {last}{last_size}",
        f"c {first}{first_size} {last}{last_size}",
        f"d {_edge(left, -1)}",
        f"e {_edge(right, 0)}",
        f"f {ending}",
        f"g {first} {ending}",
        f"h {_kind(before)} {first} {last}",
        f"i {first} {last} {_kind(after)}",
        f"j {before == _BEFORE:d}{after == _AFTER:d}{first_size}{last_size}",
    )


def _pieces_by_end(words: Sequence[str]) -> Sequence[Sequence[tuple[int, int, float]]]:
    """Return, by the word that it ends with, each piece's first, end and weight."""
    around = (_BEFORE, *words, _AFTER)
    places = [0.0, *(_weigh(*around[i : i + 4]) for i in range(len(words) - 1))]
    return [
        [
            (first, end, _weigh_piece(places, first, end))
            for first in range(max(0, end - _MOST_WORDS), end)
            if _is_short(words[first:end])
        ]
        for end in range(1, len(words) + 1)
    ]


def _is_short(words: Sequence[str]) -> bool:
    return len(words) == 1 or sum(map(_size, words)) <= _MOST_CHARACTERS


def _size(word: str) -> int:
    return min(len(word), _LATIN_SIZE) if word.isascii() else len(word)


def _weigh_piece(places: Sequence[float], first: int, end: int) -> float:
    """Add up a piece's joints and the steps from its first place to its last."""
    weights = _weights()
    has_before, has_after = first > 0, end < len(places)
    if end == first + 1:
        return weights.cut_cut if has_before and has_after else 0.0
    return (
        math.fsum(places[first + 1 : end])
        + weights.joint_joint * (end - first - 2)
        + weights.cut_joint * has_before
        + weights.joint_cut * has_after
    )


def _sum_before(
    by_end: Sequence[Sequence[tuple[int, int, float]]],
) -> Sequence[float]:
    """Return, by place, the summed weight of all divisions of what is before it."""
    sums = [0.0]
    for ending in by_end:
        sums.append(_log_sum(sums[first] + weight for first, _, weight in ending))
    return sums


def _sum_behind(
    by_end: Sequence[Sequence[tuple[int, int, float]]],
) -> Sequence[float]:
    """Return, by place after the first, the same of what is behind it."""
    ways: list[list[float]] = [[] for _ in by_end] + [[0.0]]
    sums = [0.0] * len(ways)
    for end in range(len(by_end), 0, -1):
        sums[end] = _log_sum(ways[end])
        for first, _, weight in by_end[end - 1]:
            ways[first].append(weight + sums[end])
    return sums


def _log_sum(logarithms: Iterable[float]) -> float:
    """Return the logarithm of the sum of what has these logarithms."""
    values = tuple(logarithms)
    greatest = max(values)
    return greatest + math.log(math.fsum(math.exp(v - greatest) for v in values))


@lru_cache(maxsize=_CACHED_PLACES)
def _weigh(before: str, left: str, right: str, after: str) -> float:
    known = _weights().facts
    facts = describe_place(before, left, right, after)
    return math.fsum(known[fact] for fact in facts if fact in known)


def _edge(word: str, place: int) -> str:
    """Return a character of a word; one in Latin letters is known as a whole."""
    return word.casefold() if word.isascii() else word[place]


@lru_cache(maxsize=_CACHED_PLACES)
def _kind(word: str) -> str:
    """Return what a word is: by the dictionaries' tags, ``T`` for the field's term.

    In Latin letters ``A`` for an acronym, ``N`` for a capitalized word, ``L`` for one
    in small letters.
    """
    if word in (_BEFORE, _AFTER):
        return word
    if word.isascii():
        return "L" if word.islower() else "A" if word.isupper() else "N"
    if is_term(word):
        return "T"
    return "+".join(sorted({tag[:2] for tag in word_tags(word)})) or "?"


@cache
def _weights() -> _Weights:
    path = files("pelican_aireport") / "data" / "joints.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    facts = {fact: float(weight) for fact, _, weight in rows}
    return _Weights(
        facts,
        *(
            facts.pop(step)
            for step in ("cut cut", "cut joint", "joint cut", "joint joint")
        ),
    )
