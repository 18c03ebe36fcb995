"""Checks of X's web interface: the cookies, and one page of each kind of stream.

Touches the network, and reads the cookie file.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.doctor.installation import fingerprint
from pelican_aireport.doctor.service_faults import (
    describe_reset,
    tell_fault,
)
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.sources.faults import FetchError, is_shared
from pelican_aireport.sources.paging import RESERVE, Page, PageClient, RateLimit, Stream
from pelican_aireport.sources.services import open_x
from pelican_aireport.sources.x_client import XClient
from pelican_aireport.sources.x_cookies import Cookies, read_cookies
from pelican_aireport.sources.x_interface import load_interface
from pelican_aireport.sources.x_query import parse_streams

__all__ = ["check_streams"]


def check_streams(
    topic: TopicSettings,
    settings: Settings,
    environ: Mapping[str, str],
    now: datetime,
) -> Iterator[Finding]:
    """Check a topic of the source ``x``.

    Raises:
        SettingsError: query or cookies are not usable, or twikit is missing.
        FetchError: there are no cookies, or X cannot be asked at all.
    """
    streams = parse_streams(topic.query)
    # One of each kind: their calls differ, and each has a limit of its own.
    kinds = {stream.kind: stream for stream in reversed(streams)}
    cookies = read_cookies(environ, base=settings.base, published=settings.published)
    yield _tell_cookies(topic, cookies)
    with open_x(topic, settings, _without_file(environ, cookies)) as client:
        for stream in reversed(kinds.values()):
            yield _check_stream(topic, client, stream, settings, now=now)
        yield from _tell_new_ids(topic, client)


def _tell_cookies(topic: TopicSettings, cookies: Cookies) -> Finding:
    prints = {
        "auth_token": fingerprint(cookies.auth_token),
        "ct0": fingerprint(cookies.ct0),
    }
    marks = ", ".join(f"{name} ({mark})" for name, mark in prints.items())
    place = "the environment" if cookies.file is None else str(cookies.file)
    return Finding(
        check=f"topic {topic.name}",
        verdict=Verdict.OK,
        words=f"cookies from {place}: {marks}",
        facts={"cookies": prints},
    )


def _without_file(environ: Mapping[str, str], cookies: Cookies) -> Mapping[str, str]:
    # A client writes a renewed cookie back into the file that it knows of.
    return {
        **environ,
        "AIREPORT_X_AUTH_TOKEN": cookies.auth_token,
        "AIREPORT_X_CT0": cookies.ct0,
    }


def _check_stream(
    topic: TopicSettings,
    client: PageClient,
    stream: Stream,
    settings: Settings,
    *,
    now: datetime,
) -> Finding:
    """Fetch one page.

    Raises:
        FetchError: the other streams would meet the same fault.
    """
    try:
        page = client.fetch_page(
            stream, None, None, timeout_seconds=topic.timeout_seconds
        )
    except FetchError as error:
        if is_shared(error.fault):
            raise
        return tell_fault(
            f"topic {topic.name}",
            error,
            timezone=settings.timezone,
            now=now,
            place=stream.name,
        )
    return _tell_page(
        topic, page, _describe_left(page.rate_limit, settings, now), client
    )


def _describe_left(limit: RateLimit | None, settings: Settings, now: datetime) -> str:
    if limit is None:
        return ""
    reset = describe_reset(limit.reset_at, settings.timezone, now)
    return f", {limit.remaining} calls left; their count resets {reset}"


def _tell_page(
    topic: TopicSettings, page: Page, left: str, client: PageClient
) -> Finding:
    count, limit = len(page.parsed.tweets), page.rate_limit
    layout = client.layout if isinstance(client, XClient) else None
    shown = f"; home page: {layout.value}" if layout is not None else ""
    verdict, remedy = _judge(count, limit)
    return Finding(
        check=f"topic {topic.name}",
        verdict=verdict,
        words=f"X shows {count} tweet{'s' * (count != 1)} of {page.stream.name}"
        f"{left}{shown}",
        remedy=remedy,
        facts={
            "stream": page.stream.name,
            "tweets": count,
            "layout": layout and layout.value,
            "calls_left": limit and limit.remaining,
            "resets_at": limit and limit.reset_at.isoformat(),
        },
    )


def _judge(tweets: int, limit: RateLimit | None) -> tuple[Verdict, str | None]:
    """Judge what one page showed, and what it left for those to come."""
    if limit is not None and limit.remaining <= RESERVE:
        return Verdict.LATER, "wait for the reset: no call is left for a run"
    if not tweets:
        return Verdict.WARNING, "look at it in a browser: there may be none"
    return Verdict.OK, None


def _tell_new_ids(topic: TopicSettings, client: PageClient) -> Iterator[Finding]:
    """Tell which query ids were stale, where x.com named others that it took."""
    if not isinstance(client, XClient):
        return
    ours = load_interface(query_ids=topic.x_query_ids, features={}).query_ids
    found = {
        name: client.query_ids[name]
        for name, query_id in ours.items()
        if client.query_ids[name] != query_id
    }
    if found:
        yield Finding(
            check=f"topic {topic.name}",
            verdict=Verdict.WARNING,
            words=f"X no longer knows the query ids of {', '.join(found)}; those that "
            "x.com names today were used",
            remedy=f"add {json.dumps(found)} to AIREPORT_X_QUERY_IDS, or upgrade "
            "pelican-aireport",
            facts={"query_ids": found},
        )
