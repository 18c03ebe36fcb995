"""The sources that ask a service: their settings put together.

Touches nothing until a window is fetched: a snapshot that is whole needs neither
cookies nor token nor network.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, closing
from importlib.util import find_spec

from pelican_aireport.errors import SettingsError
from pelican_aireport.installing import pip_command
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.encounters import Encounters
from pelican_aireport.sources.fetching import FetchLimits, SnapshotSource
from pelican_aireport.sources.paging import PageClient
from pelican_aireport.sources.reads import Reads
from pelican_aireport.sources.web_access import find_proxy
from pelican_aireport.sources.x_api import open_x_api_client, read_token
from pelican_aireport.sources.x_client import open_x_client
from pelican_aireport.sources.x_cookies import read_cookies
from pelican_aireport.sources.x_query import parse_streams

__all__ = ["open_x", "open_x_api", "x_api_source", "x_source"]


def x_source(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
    met: Encounters,
) -> SnapshotSource:
    """Return the source ``x``: X's web interface, through twikit.

    Raises:
        SettingsError: the query is wrong.
    """
    return _source("x", topic, settings, lambda: open_x(topic, settings, environ), met)


def x_api_source(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
    met: Encounters,
) -> SnapshotSource:
    """Return the source ``x-api``: X's official API v2.

    Raises:
        SettingsError: the query is wrong.
    """
    return _source(
        "x-api", topic, settings, lambda: open_x_api(topic, environ, met.reads), met
    )


def _source(
    name: str,
    topic: TopicSettings,
    settings: Settings,
    open_client: Callable[[], AbstractContextManager[PageClient]],
    met: Encounters,
) -> SnapshotSource:
    return SnapshotSource(
        name=name,
        topic=topic.name,
        timezone=settings.timezone,
        streams=parse_streams(topic.query),
        query=topic.query,
        state=settings.state,
        open_client=open_client,
        proxy=topic.proxy,
        met=met,
        limits=FetchLimits(
            max_pages=topic.max_pages, timeout_seconds=topic.timeout_seconds
        ),
    )


def open_x(
    topic: TopicSettings, settings: Settings, environ: Mapping[str, str]
) -> AbstractContextManager[PageClient]:
    """Open a client of X's web interface with a topic's settings.

    Raises:
        SettingsError: twikit is not installed, or the cookies are not safe.
        FetchError: there are no cookies.
    """
    _require("x", ("twikit", "httpx", "tenacity"))
    client = open_x_client(
        read_cookies(environ, base=settings.base, published=settings.published),
        proxy=find_proxy(topic.proxy, "https://x.com", environ),
        query_ids=topic.x_query_ids,
        features=topic.x_features,
    )
    return closing(client)


def open_x_api(
    topic: TopicSettings, environ: Mapping[str, str], reads: Reads
) -> AbstractContextManager[PageClient]:
    """Open a client of the official API with a topic's settings.

    Its cap holds for all that its run has read.

    Raises:
        SettingsError: httpx is not installed.
        FetchError: there is no token.
    """
    _require("x-api", ("httpx", "tenacity"))
    client = open_x_api_client(
        read_token(environ),
        proxy=find_proxy(topic.proxy, "https://api.x.com", environ),
        max_reads=topic.max_reads,
        reads=reads,
    )
    return closing(client)


def _require(extra: str, packages: Iterable[str]) -> None:
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise SettingsError(
            [
                (
                    f'AIREPORT_SOURCE: "{extra}" needs {", ".join(missing)}; '
                    f"run {pip_command('install', f'pelican-aireport[{extra}]')}"
                )
            ]
        )
