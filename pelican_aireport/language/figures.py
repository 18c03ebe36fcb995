"""Figures of a text by their value, however they are written; pure.

``$1.8B``, ``1.8 billion`` and ``18 亿美元`` are one figure. Reads the package's own
data; touches nothing else.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pelican_aireport.language.tokens import Token, TokenKind, tokenize

__all__ = ["find_figures"]

_FORM = re.compile(r"[$€£¥]?(\d+(?:,\d{3})*(?:\.\d+)?)\s*(.*)", re.DOTALL)
_PERCENT = ("%", "percent")
_UNITS = ("百分点", "千克", "千伏", "千卡")
"""Units that begin like a magnitude."""
_YEARS = range(1900, 2101)
_FEWEST = 10
"""Below, a number without a unit counts what is at hand: two people, three days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    magnitudes: Mapping[str, float]
    after: tuple[str, ...]
    months: frozenset[str]


def find_figures(text: str) -> frozenset[str]:
    """Find the figures of a text, ``1800000000`` or ``11.7%``.

    Dates, times, years, versions of a name and small numbers without a unit are no
    figures. Currencies and units do not count, their numbers do.
    """
    return frozenset(_figures(tokenize(text)))


def _figures(tokens: tuple[Token, ...]) -> Iterator[str]:
    nothing = Token("", TokenKind.WORD)
    around = zip((nothing, *tokens), tokens, (*tokens[1:], nothing), strict=False)
    for before, token, after in around:
        if token.kind is TokenKind.NUMBER and not _is_dated(token, before, after):
            yield from _read(token.text.casefold())


def _is_dated(token: Token, before: Token, after: Token) -> bool:
    if not token.text.isdecimal():
        return False
    months = _words().months
    beside = {before.text.casefold(), after.text.casefold()}
    return after.text.startswith(_words().after) or not months.isdisjoint(beside)


def _read(text: str) -> Iterator[str]:
    found = _FORM.fullmatch(text)
    if found is None or found[2].startswith((":", "/", "-", ".")):
        return
    number, unit = float(found[1].replace(",", "")), found[2]
    if unit in _PERCENT:
        yield f"{number:.12g}%"
    elif unit or text[0] in "$€£¥":
        yield f"{number * _factor(unit):.12g}"
    elif "." in found[1] or (number >= _FEWEST and number not in _YEARS):
        yield f"{number:.12g}"


def _factor(unit: str) -> float:
    magnitudes = _words().magnitudes
    if unit in magnitudes:
        return magnitudes[unit]
    # Letters are a magnitude only by themselves: "16GB" is no 16 billion.
    words = () if unit.startswith(_UNITS) else magnitudes
    first = next((w for w in words if not w.isascii() and unit.startswith(w)), "")
    return magnitudes.get(first, 1.0)


@cache
def _words() -> _Words:
    path = files("pelican_aireport") / "data" / "figures.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Words(
        magnitudes=table["magnitudes"],
        after=tuple(table["dates"]["after"]),
        months=frozenset(table["dates"]["months"]),
    )
