"""The official API against a loopback X: pages, bounds, caps and refusals."""

import itertools
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import metadata

import pytest
from loopback.api_pages import api_page
from loopback.server import BEARER, LoopbackX, Reply
from loopback.web_pages import Post

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.reads import Reads
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

    def open_one(max_reads: int = 1000, reads: Reads | None = None) -> XApiClient:
        client = XApiClient(
            read_token(x.environ),
            proxy=x.proxy,
            max_reads=max_reads,
            reads=reads or Reads(),
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


def test_bounds_are_rounded_outwards(x: LoopbackX, open_client: Open) -> None:
    """X knows whole seconds, windows know less."""
    moment = timedelta(microseconds=1)
    fetch(open_client(), SEARCH, Window(start=DAY + moment, end=DAY + 2 * moment))
    sent = x.requests[0].query
    assert (sent["start_time"], sent["end_time"]) == (
        f"{DAY:%Y-%m-%dT%H:%M:%SZ}",
        f"{DAY + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}",
    )


@pytest.mark.parametrize(
    ("stream", "name"),
    [(LIST, "pagination_token"), (SEARCH, "next_token"), (USER, "next_token")],
    ids=str,
)
def test_another_process_goes_on_at_a_cursor(
    stream: Stream, name: str, x: LoopbackX, open_client: Open
) -> None:
    first = fetch(open_client(), stream)
    second = fetch(open_client(), stream, cursor=first.next_cursor)
    there = [post.id for post in POSTS] if stream is LIST else INSIDE
    assert ids(first) + ids(second) == there[:200]
    assert [request.query.get(name) for request in x.requests] == [None, "t100"]


def test_errors_beside_tweets_do_no_harm(x: LoopbackX, open_client: Open) -> None:
    """A deleted original is one."""
    errors = [{"title": "Not Found Error", "detail": "tweet 5", "value": "5"}]
    body = {**api_page(POSTS[:2]), "errors": errors}
    x.script("lists", Reply(body=body))
    assert ids(fetch(open_client())) == [post.id for post in POSTS[:2]]


def test_the_token_goes_to_x_alone_and_follows_no_redirect(
    x: LoopbackX, open_client: Open
) -> None:
    x.script("lists", Reply(status=302, headers={"location": "https://x.com/"}))
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, caught.value.detail) == (
        Fault.REFUSED_REQUEST,
        "HTTP 302",
    )
    assert [request.host for request in x.requests] == ["api.x.com"]
    version = metadata.version("pelican-aireport")
    assert x.requests[0].headers["user-agent"] == f"pelican-aireport/{version}"


def test_a_count_of_zero_confirms_an_empty_window(
    x: LoopbackX, open_client: Open
) -> None:
    x.timeline = ()
    page = fetch(open_client(), SEARCH)
    assert (page.parsed.tweets, page.confirms_empty) == ((), True)


def test_an_empty_page_before_others_confirms_nothing(
    x: LoopbackX, open_client: Open
) -> None:
    meta = {"result_count": 0, "next_token": "t9"}
    x.script("recent", Reply(body={"meta": meta}))
    page = fetch(open_client(), SEARCH)
    assert (page.next_cursor, page.confirms_empty) == ("t9", False)


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
    assert client.reads.posts == 3


def test_reads_are_counted_told_and_capped(
    x: LoopbackX, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """Authors are billed too, and all of these have one author."""
    caplog.set_level(logging.INFO)
    client = open_client(max_reads=306)
    first = fetch(client)
    second = fetch(client, cursor=first.next_cursor)
    assert [request.query["max_results"] for request in x.requests] == ["100", "68"]
    assert [len(ids(first)), len(ids(second)), client.reads.posts] == [100, 68, 168]
    client.close()
    client.close()
    (told,) = caplog.messages
    assert "about 168 posts by 1 authors were read" in told
    assert "by estimate up to USD 0.85" in told


def test_the_cap_and_the_estimate_are_those_of_the_whole_run(
    x: LoopbackX, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """Each window has a client of its own."""
    caplog.set_level(logging.INFO)
    reads = Reads()
    for size in (100, 66):
        client = open_client(max_reads=300, reads=reads)
        assert len(ids(fetch(client))) == size
        client.close()
    idle = open_client(max_reads=166, reads=reads)
    with pytest.raises(FetchError, match="166 of 166") as caught:
        fetch(idle)
    idle.close()
    assert (caught.value.fault, len(x.requests)) == (Fault.READ_CAP, 2)
    assert [message.split(" by estimate ")[0] for message in caplog.messages] == [
        f"aireport: about {posts} posts by 1 authors were read from X's official API "
        "in this run so far,"
        for posts in (100, 166)
    ]


def test_reposts_do_not_lead_past_the_cap(x: LoopbackX, open_client: Open) -> None:
    """Each may bring what it refers to, which is billed as well."""
    original = Post(created_at=DAY - timedelta(days=3), author="bob")
    x.timeline = tuple(
        replace(post, reposts=replace(original, number=post.number)) for post in POSTS
    )
    client = open_client(max_reads=100)
    page = fetch(client)
    sizes = [len(page.parsed.tweets)]
    while client.reads.posts < 98:
        page = fetch(client, cursor=page.next_cursor)
        sizes.append(len(page.parsed.tweets))
    with pytest.raises(FetchError) as caught:
        fetch(client, cursor=page.next_cursor)
    assert (caught.value.fault, sizes) == (Fault.READ_CAP, [66, 22, 8, 2])


@pytest.mark.parametrize(
    ("stream", "max_reads"), [(LIST, 2), (SEARCH, 29), (USER, 29)], ids=str
)
def test_where_no_page_fits_under_the_cap_nothing_is_asked(
    stream: Stream, max_reads: int, x: LoopbackX, open_client: Open
) -> None:
    """X's search gives no less than ten posts."""
    with pytest.raises(FetchError, match=f"0 of {max_reads}") as caught:
        fetch(open_client(max_reads=max_reads), stream)
    assert (caught.value.fault, x.requests) == (Fault.READ_CAP, [])


def test_usage_is_read_without_reading_posts(x: LoopbackX, open_client: Open) -> None:
    client = open_client()
    usage = client.fetch_usage(timeout_seconds=5)
    assert (usage["project_usage"], client.reads.posts) == ("120", 0)
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
            refusal(
                403,
                title="Client Forbidden",
                detail="You must use keys of an App that is in a Project. " * 5,
                reason="client-not-enrolled",
            ),
            Fault.REFUSED_TOKEN,
            1,
            "an App that is in a Project",
            id="not enrolled, behind many words",
        ),
        pytest.param(
            refusal(403, title="Forbidden"),
            Fault.REFUSED_REQUEST,
            1,
            "Forbidden",
            id="403",
        ),
        pytest.param(
            refusal(429, title="UsageCapExceeded"), Fault.NO_CREDIT, 1, "Cap", id="cap"
        ),
        pytest.param(
            refusal(429, type="https://api.twitter.com/2/problems/usage-capped"),
            Fault.NO_CREDIT,
            1,
            "credit",
            id="cap, named by its type alone",
        ),
        pytest.param(
            refusal(403, title="SpendCapReached"),
            Fault.NO_CREDIT,
            1,
            "Spend",
            id="spending cap",
        ),
        pytest.param(refusal(429), Fault.RATE_LIMIT, 1, "", id="429"),
        pytest.param(refusal(500), Fault.SERVER, 3, "500", id="500"),
        pytest.param(
            Reply(headers={"cf-mitigated": "challenge"}, body="<p>"),
            Fault.CLOUDFLARE,
            1,
            "200",
            id="Cloudflare's challenge at 200",
        ),
        pytest.param("drop", Fault.NO_NETWORK, 3, "", id="connection dropped"),
        pytest.param(
            refusal(
                400,
                errors=[{"message": "'start_time' must be on or after\r\n2026."}],
            ),
            Fault.REFUSED_REQUEST,
            1,
            "seven days",
            id="too long ago",
        ),
        pytest.param(
            refusal(200, errors=[{"title": "Service Unavailable"}]),
            Fault.SERVER,
            1,
            "Service Unavailable",
            id="errors of X's own alone",
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
    x.script("lists", refusal(401), "drop")
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            fetch(client)
        told = "".join(traceback.format_exception(caught.value))
        said = [caplog.text, repr(client), repr(read_token(x.environ)), told]
        assert BEARER not in "".join(said)


def test_only_a_window_too_long_ago_is_told_of_the_seven_days(
    x: LoopbackX, open_client: Open
) -> None:
    words = "'start_time' must be earlier than 'end_time'"
    x.script("recent", refusal(400, errors=[{"message": words}]))
    with pytest.raises(FetchError) as caught:
        fetch(open_client(), SEARCH)
    assert (caught.value.fault, caught.value.detail) == (Fault.REFUSED_REQUEST, words)


def test_a_slow_answer_ends_with_the_time_that_was_given(x: LoopbackX) -> None:
    """However steadily it comes: here every look at the clock is a second later."""
    clock = itertools.count()
    client = XApiClient(
        read_token(x.environ),
        proxy=x.proxy,
        max_reads=1000,
        reads=Reads(),
        sleep=lambda _: None,
        monotonic=lambda: float(next(clock)),
    )
    with closing(client), pytest.raises(FetchError, match="too slowly") as caught:
        client.fetch_page(LIST, None, None, timeout_seconds=3)
    assert caught.value.fault is Fault.TIMEOUT


@pytest.mark.parametrize(
    ("answer", "fault"),
    [("hang", Fault.TIMEOUT), ("cut", Fault.NO_NETWORK), ("proxy", Fault.PROXY_LOGIN)],
)
def test_what_breaks_on_the_way_has_its_name(
    answer: str, fault: Fault, x: LoopbackX, open_client: Open
) -> None:
    cut = Reply(headers={"x-loopback-cut": "300"}, body=api_page(POSTS[:9]))
    x.script("lists", cut if answer == "cut" else "hang")
    x.connect_status = 407 if answer == "proxy" else None
    with pytest.raises(FetchError) as caught:
        open_client().fetch_page(LIST, None, None, timeout_seconds=0.4)
    assert caught.value.fault is fault


def test_a_certificate_of_somebody_else_is_not_trusted(
    x: LoopbackX, open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the token is not sent."""
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, x.requests) == (Fault.CERTIFICATE, [])


def test_a_line_that_breaks_behind_the_proxy_is_not_the_proxy_s_fault(
    x: LoopbackX, open_client: Open
) -> None:
    x.breaks_tls = True
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, x.connections) == (Fault.NO_NETWORK, 3)
