"""Checks of the services that topics ask: one small call for each kind of stream.

Touches the network; keeps nothing of what comes, not even a cookie that X renews.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.doctor.service_faults import (
    list_problems,
    tell_fault,
)
from pelican_aireport.doctor.streams import check_streams
from pelican_aireport.errors import SettingsError
from pelican_aireport.setting_values import parse_proxy
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.faults import Fault, FetchError, is_shared
from pelican_aireport.sources.port import NETWORK_SOURCES
from pelican_aireport.sources.reads import Reads
from pelican_aireport.sources.services import open_x_api
from pelican_aireport.sources.web_access import find_proxy, shown_proxy
from pelican_aireport.sources.x_api import XApiClient
from pelican_aireport.sources.x_query import parse_streams

__all__ = ["check_services"]

_ADDRESSES = {"x": "https://x.com", "x-api": "https://api.x.com"}
_NO_PROXY = (
    "the proxy's address is not usable; correct AIREPORT_PROXY, or HTTPS_PROXY in the "
    "environment: http://HOST:PORT"
)


def check_services(
    settings: Settings, environ: Mapping[str, str], now: datetime
) -> tuple[Finding, ...]:
    """Ask each service that a topic needs, without keeping what it answers.

    A fault of the account or of the way to a service is met once: topics that would
    go the same way are not tried.
    """
    findings: list[Finding] = []
    stuck: dict[tuple[str, str | None], str] = {}
    for topic in settings.topics:
        if topic.source not in NETWORK_SOURCES:
            findings.append(_without_service(topic))
            continue
        way = _find_way(topic, environ)
        if way in stuck:
            findings.append(_not_asked(topic, stuck[way]))
            continue
        found = tuple(_check_topic(topic, settings, environ, now))
        if any(map(_is_shared, found)):
            stuck[way] = topic.name
        findings += found
    return tuple(findings)


def _find_way(
    topic: TopicSettings, environ: Mapping[str, str]
) -> tuple[str, str | None]:
    """Find by which way a topic's service is asked: what is ill there is so for all."""
    try:
        return str(topic.source), _find_proxy(topic, environ)
    except SettingsError:
        return str(topic.source), None  # told by the topic's own check


def _find_proxy(topic: TopicSettings, environ: Mapping[str, str]) -> str | None:
    return find_proxy(topic.proxy, _ADDRESSES[str(topic.source)], environ)


def _without_service(topic: TopicSettings) -> Finding:
    return Finding(
        check=f"topic {topic.name}",
        verdict=Verdict.OK,
        words="no source; it drafts nothing"
        if topic.source is None
        else f"source {_name(topic.source)}: no service to ask",
    )


def _name(source: object) -> str:
    if isinstance(source, Mapping):
        return ", ".join(map(str, source))
    return f'"{source}"' if isinstance(source, str | Path) else type(source).__name__


def _not_asked(topic: TopicSettings, other: str) -> Finding:
    return Finding(
        check=f"topic {topic.name}",
        verdict=Verdict.WARNING,
        words=f'source "{topic.source}": not asked, since topic {other} was refused',
    )


def _is_shared(finding: Finding) -> bool:
    fault = finding.facts.get("fault")
    return fault is not None and is_shared(Fault(fault))


def _check_topic(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
    now: datetime,
) -> Iterator[Finding]:
    check = f"topic {topic.name}"
    try:
        yield from _check_proxy(check, _find_proxy(topic, environ))
        if topic.source == "x":
            yield from check_streams(topic, settings, environ, now)
        else:
            yield _check_x_api(topic, environ)
    except SettingsError as error:
        yield from list_problems(check, error)
    except FetchError as error:
        yield tell_fault(check, error, timezone=settings.timezone, now=now)


def _check_proxy(check: str, proxy: str | None) -> Iterator[Finding]:
    if proxy is None:
        return
    if not _is_usable(proxy):
        # The address itself is not told: it may hold a password.
        raise SettingsError([_NO_PROXY])
    words = f"requests go through {shown_proxy(proxy)}"
    yield Finding(check=check, verdict=Verdict.OK, words=words)


def _is_usable(proxy: str) -> bool:
    try:
        # What comes from the environment was never parsed; reading a port checks it.
        return bool(parse_proxy(proxy) and urlsplit(proxy).port != 0)
    except ValueError:
        return False


def _check_x_api(topic: TopicSettings, environ: Mapping[str, str]) -> Finding:
    parse_streams(topic.query)
    with open_x_api(topic, environ, Reads()) as client:
        assert isinstance(client, XApiClient)
        usage = client.fetch_usage(timeout_seconds=topic.timeout_seconds)
    used, cap = usage.get("project_usage"), usage.get("project_cap")
    told = (
        "" if used is None else f"; {used} of {cap or 'any number of'} reads are used"
    )
    return Finding(
        check=f"topic {topic.name}",
        verdict=Verdict.OK,
        words=f"X's official API knows the token{told}",
        facts={"used": used, "cap": cap},
    )
