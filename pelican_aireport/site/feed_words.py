"""The words of the feeds, by language; pure but for its data."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from pelican_aireport.summarizers.phrases import phrases

__all__ = ["about_entity", "about_section", "about_topic", "dated_title", "llms_words"]


def about_topic(name: str, language: str) -> str:
    """Say what the feed of a topic holds."""
    return _say("topic", name, language)


def about_section(name: str, language: str) -> str:
    """Say what the feed of a section holds, by the section's heading."""
    return _say("section", name, language)


def about_entity(name: str, language: str) -> str:
    """Say what the feed of an entity holds."""
    return _say("entity", name, language)


def dated_title(title: str, days: tuple[dt.date, dt.date], language: str) -> str:
    """Put the days that a report is about before its title."""
    first, last = days
    words, months = _table()[language], phrases(language).months
    said = str(words["day" if first == last else "days"]).format(
        year=first.year,
        month=months[first.month - 1],
        day=first.day,
        last_year=last.year,
        last_month=months[last.month - 1],
        last_day=last.day,
    )
    return str(words["item"]).format(days=said, title=title)


def llms_words(language: str) -> Mapping[str, str]:
    """Return the words of ``llms.txt``."""
    words: Mapping[str, str] = _table()[language]["llms"]
    return words


def _say(what: str, name: str, language: str) -> str:
    return str(_table()[language][what]).format(name=name)


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("pelican_aireport") / "data" / "feeds.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
