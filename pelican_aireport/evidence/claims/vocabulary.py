"""The words by which claims are compared with tweets.

Reads the package's own table; touches nothing else.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["alternation", "pattern_of", "vocabulary", "words_in"]

_CACHED_TEXTS = 8_192
_GAP = r"(?:[^\uff0c\u3002\uff1b,;.!?\n]|\.(?=\d)){0,12}?"
"""What an ellipsis in a word stands for: a few characters of the same clause."""


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the table of words; see ``data/evidence.toml``."""
    path = files("pelican_aireport") / "data" / "evidence.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def alternation(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered))


@cache
def pattern_of(*words: str) -> re.Pattern[str]:
    """Return a pattern that finds Latin words whole and others anywhere.

    An ellipsis inside of one stands for a few characters.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_whole, ordered)), re.IGNORECASE)


@lru_cache(maxsize=_CACHED_TEXTS)
def words_in(text: str, table: str, *keys: str) -> tuple[re.Match[str], ...]:
    """Return where words of a table's lists stand in a folded text, in order."""
    return tuple(_listed(table, keys).finditer(text))


@cache
def _listed(table: str, keys: tuple[str, ...]) -> re.Pattern[str]:
    lists = vocabulary()[table]
    return pattern_of(*(word for key in keys for word in lists[key]))


def _whole(word: str) -> str:
    before = "(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    after = "(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return before + re.escape(word).replace("\u2026", _GAP) + after
