"""Checks of the services that topics ask: one small call each.

Touches the network; writes nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.errors import SettingsError
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.faults import FAULTS, FetchError
from pelican_aireport.sources.paging import Page, Stream
from pelican_aireport.sources.services import open_x, open_x_api
from pelican_aireport.sources.web_access import find_proxy, shown_proxy
from pelican_aireport.sources.x_api import XApiClient
from pelican_aireport.sources.x_client import XClient
from pelican_aireport.sources.x_query import parse_streams

__all__ = ["check_services"]


def check_services(
    settings: Settings, environ: Mapping[str, str], now: datetime
) -> tuple[Finding, ...]:
    """Ask each service that a topic needs, without keeping what it answers."""
    findings: list[Finding] = []
    for topic in settings.topics:
        findings += _check_topic(topic, settings, environ, now)
    return tuple(findings)


def _check_topic(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
    now: datetime,
) -> Iterator[Finding]:
    check = f"topic {topic.name}"
    if topic.source not in ("x", "x-api"):
        words = f"source {_name(topic.source)}: nothing on the network"
        yield Finding(check=check, verdict=Verdict.OK, words=words)
        return
    proxy = find_proxy(topic.proxy, "https://x.com", environ)
    if proxy is not None:
        words = f"requests go through {shown_proxy(proxy)}"
        yield Finding(check=check, verdict=Verdict.OK, words=words)
    try:
        if topic.source == "x":
            yield from _check_x(topic, settings, environ)
        else:
            yield _check_x_api(topic, environ)
    except SettingsError as error:
        for problem in error.problems:
            words, _, remedy = problem.partition("; ")
            yield Finding(
                check=check,
                verdict=Verdict.PROBLEM,
                words=words,
                remedy=remedy or None,
            )
    except FetchError as error:
        yield _finding_of(check, error, settings, now)


def _name(source: object) -> str:
    if source is None:
        return "none"
    return f'"{source}"' if isinstance(source, str | Path) else type(source).__name__


def _check_x(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
) -> Iterator[Finding]:
    # One of each kind: they use calls of their own, with limits of their own.
    kinds = {stream.kind: stream for stream in reversed(parse_streams(topic.query))}
    with open_x(topic, settings, environ) as client:
        for stream in reversed(kinds.values()):
            page = client.fetch_page(
                stream, None, None, timeout_seconds=topic.timeout_seconds
            )
            layout = client.layout if isinstance(client, XClient) else None
            yield _answered(topic, stream, page, settings, str(layout and layout.value))


def _answered(
    topic: TopicSettings, stream: Stream, page: Page, settings: Settings, layout: str
) -> Finding:
    limit = page.rate_limit
    left = (
        f", {limit.remaining} calls left until "
        f"{limit.reset_at.astimezone(settings.timezone):%H:%M}"
        if limit is not None
        else ""
    )
    count = len(page.parsed.tweets)
    return Finding(
        check=f"topic {topic.name}",
        verdict=Verdict.OK if count else Verdict.WARNING,
        words=f"X shows {count} tweets of {stream.name}{left}; home page: {layout}",
        remedy=None if count else "look at it in a browser: there may be none",
        facts={"tweets": count, "stream": stream.name},
    )


def _check_x_api(topic: TopicSettings, environ: Mapping[str, str]) -> Finding:
    parse_streams(topic.query)
    with open_x_api(topic, environ) as client:
        assert isinstance(client, XApiClient)
        usage = client.fetch_usage(timeout_seconds=topic.timeout_seconds)
    used, cap = usage.get("project_usage"), usage.get("project_cap")
    return Finding(
        check=f"topic {topic.name}",
        verdict=Verdict.OK,
        words=f"X's official API knows the token; {used} of {cap} reads are used",
        facts={"used": used, "cap": cap},
    )


def _finding_of(
    check: str, error: FetchError, settings: Settings, now: datetime
) -> Finding:
    facts = FAULTS[error.fault]
    words = facts.words + (f" ({error.detail})" if error.detail else "")
    retry_at = error.retry_at
    if retry_at is not None:
        minutes = max(round((retry_at - now).total_seconds() / 60), 1)
        local = retry_at.astimezone(settings.timezone)
        words += f"; it resets at {local:%H:%M} (in {minutes} minutes)"
    return Finding(
        check=check,
        verdict=Verdict.PROBLEM if facts.needs_person else Verdict.LATER,
        words=words,
        remedy=facts.remedy,
        facts={
            "fault": error.fault.value,
            "retry_at": retry_at and retry_at.isoformat(),
        },
    )
