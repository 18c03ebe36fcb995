"""What stands beside a number in Chinese: magnitudes, units, counters.

Reads the package's own data; touches nothing else.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Measures", "measures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Words that belong to a number, longer ones first where one begins another."""

    magnitudes: tuple[str, ...]
    units: tuple[str, ...]
    counters: str
    """Characters that count what follows a number."""
    uncounted: tuple[str, ...]
    """Patterns of words that begin with one of them and count nothing."""
    counted: str
    """Characters that do so where each is a word of its own."""
    latin_units: frozenset[str]
    """Of English, in small letters, behind a number and a space or a stroke."""
    mixed: tuple[str, ...]
    """Words of one letter and one character."""
    serials: str
    """A pattern of what counts the rockets of one name."""


@cache
def measures() -> Measures:
    """Return the words that belong to numbers."""
    path = files("pelican_aireport") / "data" / "measures.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Measures(
        magnitudes=tuple(table["magnitudes"]),
        units=tuple(table["units"]),
        counters=table["counters"],
        uncounted=tuple(table["uncounted"]),
        counted=table["counted"],
        latin_units=frozenset(table["latin_units"]),
        mixed=tuple(table["mixed"]),
        serials=table["serials"],
    )
