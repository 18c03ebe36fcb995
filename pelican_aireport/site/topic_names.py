"""The names of entities that each topic of a site knows."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pelican_aireport.articles.metadata import find_language
from pelican_aireport.errors import SettingsError
from pelican_aireport.language.entities import Aliases, load_aliases

__all__ = ["aliases_by_topic"]


def aliases_by_topic(settings: Mapping[str, Any]) -> Callable[[str], Aliases]:
    """Return what finds a topic's names: the built-in ones and those of its settings.

    Built-in ones go by their names in the site's language, whatever the topic's: each
    has one page. Rendering never fails over a setting: drafting reports what is wrong
    with it.
    """
    language = find_language(settings.get("DEFAULT_LANG"))

    @cache
    def find(topic: str) -> Aliases:
        wanted = _wanted(settings, topic)
        try:
            extra = wanted if isinstance(wanted, Mapping) else None
            return load_aliases(extra, language=language)
        except SettingsError:
            return load_aliases(language=language)

    return find


def _wanted(settings: Mapping[str, Any], topic: str) -> object:
    shared = settings.get("AIREPORT_ALIASES")
    topics = settings.get("AIREPORT_TOPICS")
    own = topics.get(topic) if isinstance(topics, Mapping) else None
    return own.get("aliases", shared) if isinstance(own, Mapping) else shared
