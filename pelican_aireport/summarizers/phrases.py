"""The sentences that code writes into reports, by language; pure but for its data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Phrases", "count_words", "join", "phrases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Templates for ``str.format`` with named fields; see ``data/phrases.toml``."""

    tweets: tuple[str, str]
    """For one, and for any other number; likewise below."""
    authors: tuple[str, str]
    groups: tuple[str, str]
    """Of tweets about one matter, as the overview says it."""
    reports: tuple[str, str]
    days: tuple[str, str]
    said: str
    said_without_name: str
    others: str
    others_in_part: str
    overview_counts: str
    overview_counts_without_groups: str
    overview_leading: str
    overview_scattered: str
    overview_nearly_scattered: str
    overview_topic: str
    overview_markets: str
    overview_markets_without_names: str
    rollup_made: Mapping[str, str]
    """What a report of a week or month was made from, by period."""
    rollup_leading: str
    rollup_topic: str
    rollup_days: str
    """Stands behind a claim whose matter was told on other days too."""
    rollup_more_days: str
    """The same where it is too many days to name."""
    rollup_day: str
    summary: str
    summary_plain: str
    title: str
    title_plain: str
    title_joint: str
    """Stands between two headlines that make a title."""
    join: str
    last_join: str
    pair: str
    months: tuple[str, ...]
    partial: Mapping[str, str]
    """Why a window is not whole, by cause; ``"unknown"`` for those not listed."""
    fallback: Mapping[str, str]
    """Why no model wrote the report, by cause."""


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a language.

    Raises:
        KeyError: the language has none.
    """
    file = resources.files("pelican_aireport") / "data" / "phrases.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))[language]
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }
    return Phrases(**fields)


def count_words(count: int, forms: tuple[str, str]) -> str:
    """Return a count with its noun, in the form that the number asks for."""
    return forms[count != 1].format(n=count)


def join(names: Sequence[str], words: Phrases) -> str:
    """Join names as a sentence lists them."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joint
        return "".join(names)
    return words.join.join(names[:-1]) + words.last_join + names[-1]
