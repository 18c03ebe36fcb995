"""Text in lines, by the rules of Chinese: pure but for its table of characters.

No line begins with a closing mark or ends with an opening one, and Latin words and
numbers stay whole.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

__all__ = ["balance_lines", "break_lines", "fit_lines"]

_Measure = Callable[[str], float]

_PIECE = re.compile(r"[!-~\u00c0-\u024f]+(?: \d[!-~]*)*|\s+|.", re.DOTALL)
"""A Latin word or number with its marks and its version, white space, or any other
character."""

_SHORTEST = 0.6
"""Cut at the end of a clause only if so large a part of what fits stays."""

_TWO = 2
_LONGER = 0.68
"""Part of a text that the longer of two lines may have where a clause ends it."""

_STEPS = 6
"""Halvings of the interval of widths: to a few pixels."""


class _Unit(NamedTuple):
    """What stays on one line, and how far it advances."""

    text: str
    advance: float


def break_lines(text: str, width: float, measure: _Measure) -> tuple[str, ...]:
    """Break a text into lines of at most a width, as few as possible.

    Args:
        text: Any; an empty one has no lines.
        width: In the unit of ``measure``; a character that is wider has its own line.
        measure: Returns how far a text advances; must add up over its parts.
    """
    return _break(_units(text, width, measure), width)


def balance_lines(text: str, width: float, measure: _Measure) -> tuple[str, ...]:
    """Break a text into as few lines as possible, of about the same length.

    Two lines rather break behind a clause, or else between words that a space parts.
    """
    units = _units(text, width, measure)
    lines = _break(units, width)
    halves = _halve(units, width) if len(lines) == _TWO else None
    return halves or _even(units, lines, width)


def fit_lines(
    text: str, width: float, count: int, measure: _Measure, *, cut: str
) -> tuple[str, ...]:
    """Break a text into at most so many lines; what is too long is cut at sense.

    Behind a sentence, or else behind a clause or word with ``cut``, such as ``……``.
    """
    units = _units(text, width, measure)
    lines = _break(units, width)
    if len(lines) <= count:
        return lines
    ends = _characters()["sentence_ends"] + _characters()["clause_ends"]
    longest: tuple[str, ...] = ()
    size = 0
    for head in _heads(units, width * count):
        told = _closed(head, cut)
        if size and len(head) < size * _SHORTEST:
            break
        is_sense = head[-1] in ends
        if size and not is_sense:
            continue
        shown = break_lines(told, width, measure)
        if len(shown) > count:
            continue
        if is_sense:
            return shown
        longest, size = shown, len(head)
    return longest or lines[:count]


def _even(
    units: Sequence[_Unit], lines: tuple[str, ...], width: float
) -> tuple[str, ...]:
    low, high = width / 2, width
    widest = max((unit.advance for unit in units), default=0.0)
    for _ in range(_STEPS if len(lines) > 1 else 0):
        middle = (low + high) / 2
        narrower = _break(units, middle) if middle >= widest else ()
        if narrower and len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    return lines


def _halve(units: Sequence[_Unit], width: float) -> tuple[str, ...] | None:
    """Break where the longer line is shortest: behind a clause, or else at a space."""
    whole, first = sum(unit.advance for unit in units), 0.0
    places: list[tuple[bool, float, int]] = []
    for number, (text, advance) in enumerate(units[:-1], 1):
        first += advance
        longer = max(first, whole - first)
        is_clause = text[-1] in _characters()["clause_ends"]
        if (is_clause or text.isspace()) and longer <= min(width, whole * _LONGER):
            places.append((not is_clause, longer, number))
    if not places:
        return None
    _, _, place = min(places)
    parts = (units[:place], units[place:])
    return tuple("".join(unit.text for unit in part).strip() for part in parts)


def _break(units: Iterable[_Unit], width: float) -> tuple[str, ...]:
    lines: list[str] = []
    line, length = "", 0.0
    for text, advance in units:
        if line and not text.isspace() and length + advance > width:
            lines.append(line.rstrip())
            line, length = "", 0.0
        if line or not text.isspace():
            line, length = line + text, length + advance
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _heads(units: Sequence[_Unit], room: float) -> Iterator[str]:
    """Yield the beginnings of a text that may have room, the longest first."""
    heads, head, length = [], "", 0.0
    for text, advance in units:
        head, length = head + text, length + advance
        if length > room:
            break
        if not text.isspace():
            heads.append(head)
    yield from reversed(heads)


def _closed(head: str, cut: str) -> str:
    """Return a head with the sign that it goes on, unless it ends a sentence.

    A quotation is closed in both cases.
    """
    table = _characters()
    opening, closing = table["quotes"][0], table["quotes"][-1]
    rest = closing if head.count(opening) > head.count(closing) else ""
    if head[-1] in table["sentence_ends"]:
        return head + rest
    told = head.rstrip(table["clause_ends"] + table["never_last"] + " ") + cut
    return told + (rest if told.count(opening) > told.count(closing) else "")


def _units(text: str, width: float, measure: _Measure) -> tuple[_Unit, ...]:
    """List what stays on one line; what is wider than a line comes by characters."""
    joined: list[str] = []
    for piece in _PIECE.findall(text):
        if joined and _joins(joined[-1], piece):
            joined[-1] += piece
        else:
            joined.append(piece)
    units = (_Unit(each, measure(each)) for each in joined)
    return tuple(part for unit in units for part in _narrow(unit, width, measure))


def _joins(before: str, piece: str) -> bool:
    table = _characters()
    if piece.isspace() or before.isspace():
        return False
    return piece[0] in table["never_first"] or before[-1] in table["never_last"]


def _narrow(unit: _Unit, width: float, measure: _Measure) -> Iterator[_Unit]:
    if unit.advance <= width:
        yield unit
    else:
        yield from (_Unit(each, measure(each)) for each in unit.text)


@cache
def _characters() -> Mapping[str, str]:
    file = resources.files("pelican_aireport") / "data" / "card.toml"
    table: Mapping[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["breaks"]
    return table
