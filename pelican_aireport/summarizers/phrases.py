"""The sentences that code writes into reports, by language; pure but for its data."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Phrases", "join", "phrases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Templates for ``str.format`` with named fields; see ``data/phrases.toml``."""

    said: str
    said_without_name: str
    others: str
    overview_counts: str
    overview_leading: str
    overview_scattered: str
    overview_topic: str
    overview_markets: str
    overview_markets_without_names: str
    summary: str
    summary_plain: str
    title: str
    title_plain: str
    join: str
    last_join: str
    months: tuple[str, ...]


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a language.

    Raises:
        KeyError: the language has none.
    """
    file = resources.files("pelican_aireport") / "data" / "phrases.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))[language]
    return Phrases(**{**table, "months": tuple(table["months"])})


def join(names: Sequence[str], words: Phrases) -> str:
    """Join names as a sentence lists them."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joint
        return "".join(names)
    return words.join.join(names[:-1]) + words.last_join + names[-1]
