"""What happens in a text, in words that all languages share; pure but for its data."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["find_actions"]


_CACHED_TEXTS = 16_384
"""Words of a day, each asked about many times, and its tweets."""


@lru_cache(maxsize=_CACHED_TEXTS)
def find_actions(text: str) -> frozenset[str]:
    """Find what a text says to happen, by the keys of ``data/actions.toml``."""
    return frozenset(key for key, form in _forms().items() if form.search(text))


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    path = files("pelican_aireport") / "data" / "actions.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: _compile(words) for key, words in table.items()}


def _compile(words: Iterable[str]) -> re.Pattern[str]:
    words = tuple(words)
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    others = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|{others}", re.IGNORECASE)
