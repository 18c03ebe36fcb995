"""Clients of the real twikit that talk to a loopback X, and what they ask for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback.server import LoopbackX, Reply
from loopback.web_pages import Post

from pelican_aireport.model import Window
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.x_client import XClient
from pelican_aireport.sources.x_cookies import read_cookies
from pelican_aireport.sources.x_interface import load_interface

__all__ = [
    "DAY",
    "GRAPHQL",
    "LIST",
    "POSTS",
    "SEARCH",
    "SIGNING",
    "USER",
    "WINDOW",
    "Open",
    "errors",
    "fetch",
    "ids",
    "open_client",
    "x",
]

DAY = datetime(2026, 9, 8, tzinfo=UTC)
WINDOW = Window(start=DAY, end=DAY + timedelta(days=1))
LIST = Stream(kind=StreamKind.LIST, value="7")
SEARCH = Stream(kind=StreamKind.SEARCH, value="larkspur")
USER = Stream(kind=StreamKind.USER, value="ann")
GRAPHQL = (
    "ListLatestTweetsTimeline",
    "SearchTimeline",
    "UserByScreenName",
    "UserTweets",
)
POSTS = tuple(
    Post(
        created_at=DAY + timedelta(hours=30 - number / 10),
        text=f"tweet {number}",
        number=number,
    )
    for number in range(250)
)
Open = Callable[..., XClient]
SIGNING = "p(w[2], 16);p(w[12], 16);p(w[14], 16);p(w[7], 16)"
"""The part of X's script that names the key bytes."""


def errors(*codes: int, message: str = "words", status: int = 200) -> Reply:
    """Return an answer that names errors."""
    listed = [{"code": code, "message": message} for code in codes]
    return Reply(status=status, body={"errors": listed})


def fetch(
    client: XClient,
    stream: Stream = LIST,
    window: Window | None = WINDOW,
    cursor: str | None = None,
) -> Page:
    return client.fetch_page(stream, window, cursor, timeout_seconds=20)


def ids(page: Page) -> list[str]:
    return [tweet.id for tweet in page.parsed.tweets]


@pytest.fixture
def x(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackX]:
    with LoopbackX(timeline=POSTS) as server:
        for name, value in server.environ.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def open_client(x: LoopbackX, tmp_path: Path) -> Iterator[Open]:
    opened = []

    def open_one(**overrides: str) -> XClient:
        client = XClient(
            read_cookies(x.environ, base=tmp_path),
            interface=load_interface(query_ids=overrides, features={}),
            proxy=x.proxy,
            sleep=lambda _: None,
        )
        opened.append(client)
        return client

    yield open_one
    for client in opened:
        client.close()
