"""The source that ``AIREPORT_SOURCE`` names."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from pelican_aireport.extension import find_extension
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.jsonl import jsonl_source
from pelican_aireport.sources.port import NETWORK_SOURCES, Source
from pelican_aireport.sources.sample import SampleSource

if TYPE_CHECKING:
    from pelican_aireport.sources.encounters import Encounters

__all__ = ["find_source"]


def find_source(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
    met: "Encounters",
) -> Source:
    """Return a topic's source, by name, ``"package.module:factory"`` or itself.

    A factory is called with ``query=`` (``AIREPORT_QUERY``) and ``base=`` (the folder
    of the settings file, which relative paths start from). ``{"replay": …}`` stands
    for a snapshot. Nothing is fetched, and no secret read, before it is asked. What
    the run has met of the services, ``met``, goes to the sources that ask one.

    Raises:
        SettingsError: nothing usable has that name, or the query is wrong.
    """
    if isinstance(topic.source, Mapping):
        # imported by those who use them: what fetches costs as much as a small build
        from pelican_aireport.sources.replay import replay_source  # noqa: PLC0415

        return replay_source(topic.source, state=settings.state, base=settings.base)
    found = find_extension(
        topic.source,
        {
            "sample": _sample_source,
            "jsonl": jsonl_source,
            **{
                name: lambda **_: _network_source(topic, settings, environ, met)
                for name in NETWORK_SOURCES
            },
        },
        method="fetch",
        setting="AIREPORT_SOURCE",
        arguments={"query": topic.query, "base": settings.base},
        others=('{"replay": slug}',),
    )
    return cast("Source", found)


def _network_source(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
    met: "Encounters",
) -> Source:
    from pelican_aireport.sources.services import x_api_source, x_source  # noqa: PLC0415

    make = x_source if topic.source == "x" else x_api_source
    return make(topic, settings, environ, met)


def _sample_source(**_: object) -> SampleSource:
    # there is one sample; a query left over from another source does no harm
    return SampleSource()
