"""The source that ``AIREPORT_SOURCE`` names."""

from collections.abc import Mapping
from typing import cast

from pelican_aireport.extension import find_extension
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.jsonl import jsonl_source
from pelican_aireport.sources.port import Source
from pelican_aireport.sources.replay import replay_source
from pelican_aireport.sources.sample import SampleSource
from pelican_aireport.sources.services import x_api_source, x_source

__all__ = ["NETWORK_SOURCES", "find_source"]

NETWORK_SOURCES = ("x", "x-api")
"""Built-in sources that ask a service."""


def find_source(
    topic: TopicSettings, settings: Settings, environ: Mapping[str, str]
) -> Source:
    """Return a topic's source, by name, ``"package.module:factory"`` or itself.

    A factory is called with ``query=`` (``AIREPORT_QUERY``) and ``base=`` (the folder
    of the settings file, which relative paths start from). ``{"replay": …}`` stands
    for a snapshot. Nothing is fetched, and no secret read, before it is asked.

    Raises:
        SettingsError: nothing usable has that name, or the query is wrong.
    """
    if isinstance(topic.source, Mapping):
        return replay_source(topic.source, state=settings.state, base=settings.base)
    found = find_extension(
        topic.source,
        {
            "sample": _sample_source,
            "jsonl": jsonl_source,
            "x": lambda **_: x_source(topic, settings, environ),
            "x-api": lambda **_: x_api_source(topic, settings, environ),
        },
        method="fetch",
        setting="AIREPORT_SOURCE",
        arguments={"query": topic.query, "base": settings.base},
    )
    return cast("Source", found)


def _sample_source(**_: object) -> SampleSource:
    # there is one sample; a query left over from another source does no harm
    return SampleSource()
