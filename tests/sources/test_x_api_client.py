"""The official API against a loopback X: pages, bounds, caps and refusals."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from loopback.server import BEARER, LoopbackX, Reply
from loopback.web_pages import Post

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.x_api import XApiClient, read_token

DAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
    days=2
)
WINDOW = Window(start=DAY, end=DAY + timedelta(days=1))
LIST = Stream(kind=StreamKind.LIST, value="7")
SEARCH = Stream(kind=StreamKind.SEARCH, value="larkspur")
USER = Stream(kind=StreamKind.USER, value="ann")
POSTS = tuple(
    Post(created_at=DAY + timedelta(hours=30 - number / 10), number=number)
    for number in range(250)
)
INSIDE = [post.id for post in POSTS if post.created_at in WINDOW]


@pytest.fixture
def x(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackX]:
    with LoopbackX(timeline=POSTS) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_file))
        yield server


Open = Callable[..., XApiClient]


@pytest.fixture
def open_client(x: LoopbackX) -> Iterator[Open]:
    opened = []

    def open_one(max_reads: int = 1000) -> XApiClient:
        client = XApiClient(
            read_token(x.environ),
            proxy=x.proxy,
            max_reads=max_reads,
            sleep=lambda _: None,
        )
        opened.append(client)
        return client

    yield open_one
    for client in opened:
        client.close()


def fetch(
    client: XApiClient,
    stream: Stream = LIST,
    window: Window | None = WINDOW,
    cursor: str | None = None,
) -> Page:
    return client.fetch_page(stream, window, cursor, timeout_seconds=20)


def ids(page: Page) -> list[str]:
    return [tweet.id for tweet in page.parsed.tweets]


def test_a_list_is_read_in_pages_of_a_hundred(x: LoopbackX, open_client: Open) -> None:
    first = fetch(open_client())
    second = fetch(open_client(), cursor=first.next_cursor)
    assert ids(first) + ids(second) == [post.id for post in POSTS[:200]]
    assert {tweet.name for tweet in first.parsed.tweets} == {"Ann"}
    assert x.requests[0].path == "/2/lists/7/tweets"


@pytest.mark.parametrize(
    ("stream", "query"),
    [(SEARCH, "larkspur"), (USER, "from:ann")],
    ids=["search", "user"],
)
def test_a_search_is_bounded_by_the_window(
    stream: Stream, query: str, x: LoopbackX, open_client: Open
) -> None:
    page = fetch(open_client(), stream)
    sent = x.requests[0].query
    assert ids(page) == INSIDE[:100]
    assert (sent["query"], sent["start_time"], sent["end_time"]) == (
        query,
        f"{WINDOW.start:%Y-%m-%dT%H:%M:%SZ}",
        f"{WINDOW.end:%Y-%m-%dT%H:%M:%SZ}",
    )


def test_an_open_window_is_not_bounded_at_its_end(
    x: LoopbackX, open_client: Open
) -> None:
    window = Window(start=DAY, end=datetime.now(UTC) + timedelta(hours=1))
    fetch(open_client(), SEARCH, window)
    assert "end_time" not in x.requests[0].query


def test_a_count_of_zero_confirms_an_empty_window(
    x: LoopbackX, open_client: Open
) -> None:
    x.timeline = ()
    page = fetch(open_client(), SEARCH)
    assert (page.parsed.tweets, page.confirms_empty) == ((), True)


def test_reposts_bring_their_originals_and_notes_their_whole_text(
    x: LoopbackX, open_client: Open
) -> None:
    older = Post(created_at=DAY, author="bob", text="the original")
    x.timeline = (
        Post(created_at=DAY + timedelta(hours=2), reposts=older),
        Post(created_at=DAY + timedelta(hours=1), note="long & whole"),
    )
    client = open_client()
    tweets = fetch(client).parsed.tweets
    assert [(t.kind.value, t.author, t.text, t.engagement.likes) for t in tweets] == [
        ("repost", "ann", "RT @bob: the original", 5),
        ("post", "bob", "the original", 5),
        ("post", "ann", "long & whole", 5),
    ]
    assert client.reads == 3


def test_reads_are_counted_told_and_capped(
    x: LoopbackX, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """The last page is as small as it has to be; beyond the cap nothing is asked."""
    caplog.set_level(logging.INFO)
    client = open_client(max_reads=130)
    first = fetch(client)
    second = fetch(client, cursor=first.next_cursor)
    with pytest.raises(FetchError) as caught:
        fetch(client, cursor=second.next_cursor)
    client.close()
    assert [request.query["max_results"] for request in x.requests] == ["100", "30"]
    assert (caught.value.fault, client.reads) == (Fault.READ_CAP, 130)
    assert "about 130 posts were read" in caplog.text
    assert "by estimate USD 0.65" in caplog.text


def test_usage_is_read_without_reading_posts(x: LoopbackX, open_client: Open) -> None:
    client = open_client()
    usage = client.fetch_usage(timeout_seconds=5)
    assert (usage["project_usage"], client.reads) == ("120", 0)
    assert x.requests[0].path == "/2/usage/tweets"


def refusal(status: int, **words: object) -> Reply:
    return Reply(status=status, body=words)


@pytest.mark.parametrize(
    ("reply", "fault", "calls", "words"),
    [
        pytest.param(
            refusal(401, title="Unauthorized"), Fault.REFUSED_TOKEN, 1, "Un", id="401"
        ),
        pytest.param(
            refusal(402, title="CreditsDepleted"), Fault.NO_CREDIT, 1, "Cr", id="402"
        ),
        pytest.param(
            refusal(403, reason="client-not-enrolled"),
            Fault.REFUSED_TOKEN,
            1,
            "not-enrolled",
            id="not enrolled",
        ),
        pytest.param(
            refusal(429, title="UsageCapExceeded"), Fault.NO_CREDIT, 1, "Cap", id="cap"
        ),
        pytest.param(refusal(429), Fault.RATE_LIMIT, 1, "", id="429"),
        pytest.param(refusal(500), Fault.SERVER, 3, "500", id="500"),
        pytest.param("drop", Fault.NO_NETWORK, 3, "", id="connection dropped"),
        pytest.param(
            refusal(400, errors=[{"message": "Invalid 'start_time':'x'\r\n."}]),
            Fault.REFUSED_REQUEST,
            1,
            "seven days",
            id="too long ago",
        ),
        pytest.param(
            refusal(200, errors=[{"title": "Not Found Error", "detail": "list 7"}]),
            Fault.NOT_FOUND,
            1,
            "list 7",
            id="no such list",
        ),
        pytest.param(
            refusal(
                200,
                data=[{"id": "5", "text": "a", "created_at": "2026-09-08T00:00:00Z"}],
            ),
            Fault.NAMELESS,
            1,
            "1 tweets",
            id="nameless",
        ),
        pytest.param(refusal(200, hello=1), Fault.UNKNOWN_SHAPE, 1, "", id="odd"),
        pytest.param(Reply(body=b"<html>"), Fault.UNKNOWN_SHAPE, 1, "page", id="page"),
        pytest.param(Reply(body=b'{"da'), Fault.UNKNOWN_SHAPE, 1, "", id="half"),
    ],
)
def test_each_refusal_has_its_name_and_its_number_of_calls(  # noqa: PLR0917
    reply: Reply,
    fault: Fault,
    calls: int,
    words: str,
    x: LoopbackX,
    open_client: Open,
) -> None:
    x.script("lists", reply)
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, x.calls("lists")) == (fault, calls)
    assert words in str(caught.value)
    assert "\r" not in str(caught.value)


def test_no_token_and_half_a_token_are_told_without_it() -> None:
    with pytest.raises(FetchError) as caught:
        read_token({})
    assert caught.value.fault is Fault.NO_TOKEN
    with pytest.raises(SettingsError, match="9 characters") as wrong:
        read_token({"AIREPORT_X_BEARER_TOKEN": "hunter2 x"})
    assert "hunter2" not in str(wrong.value)


def test_the_token_is_in_no_log_and_no_message(
    x: LoopbackX, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = open_client()
    fetch(client)
    x.script("lists", refusal(401))
    with pytest.raises(FetchError) as caught:
        fetch(client)
    said = caplog.text + repr(client) + repr(read_token(x.environ)) + repr(caught.value)
    assert BEARER not in said
