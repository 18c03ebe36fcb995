"""The real twikit against a loopback X: what arrives, and what each refusal means."""

import json
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback.home_pages import LAYOUTS, home_page
from loopback.server import AUTH_TOKEN, CT0, LoopbackX, Reply
from loopback.web_pages import Post, graphql_page

from pelican_aireport.model import Window
from pelican_aireport.sources import x_client
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.x_client import XClient
from pelican_aireport.sources.x_cookies import read_cookies
from pelican_aireport.sources.x_interface import load_interface

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


@pytest.fixture
def x(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackX]:
    with LoopbackX(timeline=POSTS) as server:
        for name, value in server.environ.items():
            monkeypatch.setenv(name, value)
        yield server


Open = Callable[..., XClient]


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


def fetch(
    client: XClient,
    stream: Stream = LIST,
    window: Window | None = WINDOW,
    cursor: str | None = None,
) -> Page:
    return client.fetch_page(stream, window, cursor, timeout_seconds=20)


def ids(page: Page) -> list[str]:
    return [tweet.id for tweet in page.parsed.tweets]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tweets_arrive_whatever_the_home_page(
    layout: str, x: LoopbackX, open_client: Open
) -> None:
    """In one call, with a header that X accepts, and names for all authors."""
    x.layout = layout
    page = fetch(open_client())
    assert ids(page) == [post.id for post in POSTS[:100]]
    assert {tweet.name for tweet in page.parsed.tweets} == {"Ann"}
    assert (page.next_cursor, x.calls(*GRAPHQL), x.leaks) == ("c100", 1, [])


def test_a_search_keeps_to_the_window(x: LoopbackX, open_client: Open) -> None:
    page = fetch(open_client(), SEARCH)
    inside = [post.id for post in POSTS if post.created_at in WINDOW]
    query = x.requests[-1].variables["rawQuery"]
    assert ids(page) == inside[:20]
    assert query == "larkspur since_time:1788825600 until_time:1788912000"


def test_a_search_without_bounds_shows_everything(open_client: Open) -> None:
    assert ids(fetch(open_client(), SEARCH, None)) == [post.id for post in POSTS[:20]]


def test_a_users_number_is_asked_for_once(x: LoopbackX, open_client: Open) -> None:
    client = open_client()
    first = fetch(client, USER)
    second = fetch(client, USER, cursor=first.next_cursor)
    assert ids(first) + ids(second) == [post.id for post in POSTS[:80]]
    assert (x.calls("UserByScreenName"), x.calls("UserTweets")) == (1, 2)


def test_another_process_goes_on_at_a_cursor(open_client: Open) -> None:
    first = fetch(open_client())
    second = fetch(open_client(), cursor=first.next_cursor)
    assert ids(second) == [post.id for post in POSTS[100:200]]


def test_the_answer_is_kept_as_it_came(x: LoopbackX, open_client: Open) -> None:
    body = b' {"data": ' + str(graphql_page(GRAPHQL[0], ())["data"]).encode() + b"}\n"
    body = body.replace(b"'", b'"')
    x.script("ListLatestTweetsTimeline", Reply(body=body))
    assert fetch(open_client()).body == body


def test_the_limit_is_read_from_every_answer(x: LoopbackX, open_client: Open) -> None:
    reset_at = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=5)
    x.limits["ListLatestTweetsTimeline"] = (41, reset_at)
    limit = fetch(open_client()).rate_limit
    assert limit is not None
    assert (limit.remaining, limit.reset_at) == (40, reset_at)


def test_one_user_agent_speaks_for_all_requests(
    x: LoopbackX, open_client: Open
) -> None:
    fetch(open_client(ListLatestTweetsTimeline="stale-id-0000"))
    agents = {request.headers.get("user-agent") for request in x.requests}
    assert agents == {load_interface(query_ids={}, features={}).user_agent}


def test_a_renewed_cookie_is_used_from_then_on(x: LoopbackX, open_client: Open) -> None:
    client = open_client()
    x.new_ct0 = "d9" * 32
    fetch(client)
    fetch(client)
    last = x.requests[-1]
    assert (last.cookies["ct0"], last.headers["x-csrf-token"]) == ("d9" * 32,) * 2


def renewal(ct0: str) -> dict[str, str]:
    return {"set-cookie": f"ct0={ct0}; Domain=.x.com; Path=/; Secure"}


def test_a_cookie_renewed_before_a_failure_does_no_harm(
    x: LoopbackX, open_client: Open
) -> None:
    """The home page renews it, and then its script cannot be had at once."""
    x.script("home", Reply(headers=renewal("e5" * 32), body=home_page("2026")))
    x.script("script", Reply(status=503), Reply(body=SIGNING))
    assert len(fetch(open_client()).parsed.tweets) == 100


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        pytest.param(Reply(status=401, headers=renewal("e5" * 32)), CT0, id="refusal"),
        pytest.param(
            Reply(headers=renewal("e5"), body=graphql_page(GRAPHQL[0], ())),
            CT0,
            id="odd value",
        ),
        pytest.param(
            Reply(headers=renewal("e5" * 32), body=graphql_page(GRAPHQL[0], ())),
            "e5" * 32,
            id="answer",
        ),
    ],
)
def test_only_an_answer_renews_the_cookie_in_the_file(
    reply: Reply, kept: str, x: LoopbackX, tmp_path: Path
) -> None:
    """A refusal may come with the cookie of somebody who is logged out."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"auth_token": AUTH_TOKEN, "ct0": CT0}))
    path.chmod(0o600)
    x.script("ListLatestTweetsTimeline", reply)
    client = open_from(path, x)
    with suppress(FetchError):
        fetch(client)
    client.close()
    client.close()
    assert json.loads(path.read_text())["ct0"] == kept


def test_a_cookie_file_that_is_gone_is_told_at_the_end(
    x: LoopbackX, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The tweets have come by then, so that nothing is raised."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"auth_token": AUTH_TOKEN, "ct0": CT0}))
    path.chmod(0o600)
    x.new_ct0 = "d9" * 32
    client = open_from(path, x)
    fetch(client)
    path.unlink()
    client.close()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "could not be kept" in caplog.text


def open_from(path: Path, x: LoopbackX) -> XClient:
    return XClient(
        read_cookies({"AIREPORT_X_COOKIES": str(path)}, base=path.parent),
        interface=load_interface(query_ids={}, features={}),
        proxy=x.proxy,
    )


def errors(*codes: int, message: str = "words", status: int = 200) -> Reply:
    listed = [{"code": code, "message": message} for code in codes]
    return Reply(status=status, body={"errors": listed})


def nameless() -> Reply:
    body = graphql_page("ListLatestTweetsTimeline", POSTS[:5], cursor="c5")
    text = str(body).replace("'screen_name': 'ann'", "'screen_name': ''")
    return Reply(body=eval(text))  # noqa: S307 - our own dictionary


HTML = {"content-type": "text/html"}
SOON = str(int(datetime.now(UTC).timestamp()) + 600)
FEATURES = "The following features cannot be null: new_flag_enabled"


@pytest.mark.parametrize(
    ("reply", "fault", "calls", "words"),
    [
        pytest.param(errors(32, status=401), Fault.STALE_COOKIES, 1, "32", id="401"),
        pytest.param(errors(326), Fault.ACCOUNT_LOCKED, 1, "326", id="locked"),
        pytest.param(
            errors(326, status=403), Fault.ACCOUNT_LOCKED, 1, "326", id="locked, 403"
        ),
        pytest.param(errors(64), Fault.ACCOUNT_SUSPENDED, 1, "64", id="suspended"),
        pytest.param(errors(37), Fault.ACCOUNT_SUSPENDED, 1, "37", id="suspended 37"),
        pytest.param(
            errors(336, message=FEATURES, status=400),
            Fault.MISSING_FEATURE,
            1,
            "new_flag_enabled",
            id="missing feature",
        ),
        pytest.param(
            Reply(
                status=403, headers={**HTML, "cf-mitigated": "challenge"}, body="<p>"
            ),
            Fault.CLOUDFLARE,
            1,
            "403",
            id="Cloudflare",
        ),
        pytest.param(
            Reply(status=429, headers={"x-rate-limit-reset": SOON}, body="Rate limit"),
            Fault.RATE_LIMIT,
            1,
            "",
            id="429",
        ),
        pytest.param(errors(88), Fault.RATE_LIMIT, 1, "88", id="88"),
        pytest.param(Reply(status=503, body="x"), Fault.SERVER, 3, "503", id="503"),
        pytest.param("drop", Fault.NO_NETWORK, 3, "", id="connection dropped"),
        pytest.param(
            Reply(body={"errors": [{"message": "Dependency: Unspecified"}]}),
            Fault.SERVER,
            3,
            "Dependency",
            id="200 with an error that has no code",
        ),
        pytest.param(
            Reply(body={"errors": [{"message": "LoadShed"}], "data": {}}),
            Fault.LOAD_SHED,
            3,
            "LoadShed",
            id="load shed",
        ),
        pytest.param(nameless(), Fault.NAMELESS, 1, "5 tweets", id="nameless"),
        pytest.param(
            Reply(body={"data": {"list": {"timeline_v9": {}}}}),
            Fault.UNKNOWN_SHAPE,
            1,
            "no timeline",
            id="no timeline",
        ),
        pytest.param(
            Reply(headers=HTML, body="<html>Hello</html>"),
            Fault.UNKNOWN_SHAPE,
            1,
            "a web page",
            id="a page for people",
        ),
        pytest.param(
            Reply(headers=HTML, body='<a href="/i/flow/login">Log in</a>'),
            Fault.STALE_COOKIES,
            1,
            "login",
            id="login page",
        ),
        pytest.param(
            Reply(status=302, headers={"location": "https://x.com/i/flow/login"}),
            Fault.STALE_COOKIES,
            1,
            "login",
            id="sent to the login",
        ),
        pytest.param(
            Reply(body={"data": {"list": None}}),
            Fault.NOT_FOUND,
            1,
            "no such list",
            id="no list",
        ),
        pytest.param(
            Reply(body={"errors": "many"}), Fault.UNKNOWN_SHAPE, 1, "", id="odd errors"
        ),
        pytest.param(
            Reply(body={"errors": []}), Fault.UNKNOWN_SHAPE, 1, "", id="no errors"
        ),
        pytest.param(
            Reply(headers={"x-loopback-cut": "200"}, body={"data": "x" * 500}),
            Fault.NO_NETWORK,
            3,
            "",
            id="cut off on the way",
        ),
        pytest.param(
            Reply(body=b'{"data": {"list'), Fault.UNKNOWN_SHAPE, 1, "", id="half JSON"
        ),
        pytest.param(
            Reply(body=b"[" * 100_000), Fault.UNKNOWN_SHAPE, 1, "", id="deep JSON"
        ),
        pytest.param(Reply(body=b"[1]"), Fault.UNKNOWN_SHAPE, 1, "", id="a list"),
        pytest.param(Reply(body=b""), Fault.UNKNOWN_SHAPE, 1, "", id="nothing"),
        pytest.param(
            Reply(status=400, body=b"no"), Fault.REFUSED_REQUEST, 1, "400", id="400"
        ),
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
    x.script("ListLatestTweetsTimeline", reply)
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, x.calls(*GRAPHQL)) == (fault, calls)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        pytest.param("unknown", Fault.UNKNOWN_LAYOUT, id="unknown"),
        pytest.param("loggedout", Fault.STALE_COOKIES, id="of the logged out"),
        pytest.param("login", Fault.STALE_COOKIES, id="login"),
    ],
)
def test_a_home_page_that_is_no_use_is_told_before_any_call(
    layout: str, fault: Fault, x: LoopbackX, open_client: Open
) -> None:
    """And the client works as soon as the page is right."""
    x.layout = layout
    client = open_client()
    with pytest.raises(FetchError) as caught:
        fetch(client)
    assert (caught.value.fault, x.calls(*GRAPHQL)) == (fault, 0)
    x.layout = "2026"
    assert len(fetch(client).parsed.tweets) == 100


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_stale_query_id_is_renewed_from_x_s_own_scripts(
    layout: str,
    x: LoopbackX,
    open_client: Open,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Pelican, once imported, lets a logger say the same thing once in a process.
    monkeypatch.setattr(x_client.logger, "filters", [])
    x.layout = layout
    client = open_client(ListLatestTweetsTimeline="stale-id-0000")
    assert len(fetch(client).parsed.tweets) == 100
    assert x.calls(*GRAPHQL) == 2
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert x.query_ids["ListLatestTweetsTimeline"] in caplog.text


SIGNING = "p(w[2], 16);p(w[12], 16);p(w[14], 16);p(w[7], 16)"


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(Reply(body="nothing here"), id="no ids"),
        pytest.param(Reply(status=404), id="no script"),
        pytest.param(Reply(status=503), id="script's host fails"),
        pytest.param("drop", id="connection dropped"),
    ],
)
def test_a_stale_query_id_that_cannot_be_renewed_is_told(
    main: Reply, x: LoopbackX, open_client: Open
) -> None:
    """By its own name, whatever goes wrong while another is looked for."""
    x.script("script", Reply(body=SIGNING), main)
    with pytest.raises(FetchError) as caught:
        fetch(open_client(ListLatestTweetsTimeline="stale-id-0000"))
    assert (caught.value.fault, x.calls(*GRAPHQL)) == (Fault.STALE_QUERY_ID, 1)
    assert "stale-id-0000, or the transaction header" in str(caught.value)


def test_a_refused_header_is_told_apart_from_a_stale_id(
    x: LoopbackX, open_client: Open
) -> None:
    """Also the second time, and without looking at the scripts again."""
    x.script("ListLatestTweetsTimeline", Reply(status=404))
    client = open_client()
    faults = []
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            fetch(client)
        faults.append(caught.value.fault)
    assert faults == [Fault.REFUSED_SIGNATURE] * 2
    assert (x.calls(*GRAPHQL), x.calls("script")) == (2, 2)


def test_a_header_that_is_refused_with_today_s_id_too_is_told(
    x: LoopbackX, open_client: Open
) -> None:
    x.script("ListLatestTweetsTimeline", Reply(status=404))
    with pytest.raises(FetchError) as caught:
        fetch(open_client(ListLatestTweetsTimeline="stale-id-0000"))
    assert (caught.value.fault, x.calls(*GRAPHQL)) == (Fault.REFUSED_SIGNATURE, 2)


@pytest.mark.parametrize(
    ("body", "fault", "calls"),
    [
        pytest.param(
            {"errors": [{"message": "DeadlineExceeded"}], "data": {"user": {}}},
            Fault.SERVER,
            3,
            id="deadline",
        ),
        pytest.param(b"[" * 100_000, Fault.UNKNOWN_SHAPE, 1, id="deep JSON"),
        pytest.param(b"", Fault.UNKNOWN_SHAPE, 1, id="nothing"),
    ],
)
def test_a_user_s_number_that_does_not_come_is_told(
    body: bytes | dict[str, object],
    fault: Fault,
    calls: int,
    x: LoopbackX,
    open_client: Open,
) -> None:
    """That X could not answer does not mean that there is no such user."""
    x.script("UserByScreenName", Reply(body=body))
    with pytest.raises(FetchError) as caught:
        fetch(open_client(), USER)
    assert (caught.value.fault, x.calls(*GRAPHQL)) == (fault, calls)


def test_the_limit_is_told_with_its_reset_at_status_200_too(
    x: LoopbackX, open_client: Open
) -> None:
    headers = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": SOON}
    body = {"errors": [{"code": 88, "message": "Rate limit exceeded"}]}
    x.script("ListLatestTweetsTimeline", Reply(headers=headers, body=body))
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert caught.value.retry_at == datetime.fromtimestamp(int(SOON), UTC)


def test_a_user_that_x_does_not_show_is_told(x: LoopbackX, open_client: Open) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(open_client(), Stream(kind=StreamKind.USER, value="nobody"))
    assert (caught.value.fault, x.calls(*GRAPHQL)) == (Fault.NOT_FOUND, 1)


def test_an_answer_that_does_not_come_is_waited_for_in_measure(
    x: LoopbackX, open_client: Open
) -> None:
    x.script("ListLatestTweetsTimeline", "hang")
    with pytest.raises(FetchError) as caught:
        open_client().fetch_page(LIST, WINDOW, None, timeout_seconds=0.5)
    assert caught.value.fault is Fault.TIMEOUT


def test_a_connection_that_stalls_leaves_time_for_another_try(
    x: LoopbackX, open_client: Open
) -> None:
    page = Reply(body=graphql_page("ListLatestTweetsTimeline", POSTS[:3]))
    x.script("ListLatestTweetsTimeline", "hang", page)
    client = open_client()
    tweets = client.fetch_page(LIST, WINDOW, None, timeout_seconds=6).parsed.tweets
    assert (len(tweets), x.calls(*GRAPHQL)) == (3, 2)


def test_a_server_that_recovers_is_not_told(x: LoopbackX, open_client: Open) -> None:
    page = Reply(body=graphql_page("ListLatestTweetsTimeline", POSTS[:3]))
    x.script("ListLatestTweetsTimeline", Reply(status=502), "drop", page)
    assert len(fetch(open_client()).parsed.tweets) == 3


@pytest.mark.parametrize("status", [407, 502])
def test_a_proxy_that_refuses_is_told(
    status: int, x: LoopbackX, open_client: Open
) -> None:
    x.connect_status = status
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert caught.value.fault is Fault.PROXY
    assert str(status) in str(caught.value)


def test_a_certificate_that_is_not_trusted_is_told(
    open_client: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert caught.value.fault is Fault.CERTIFICATE


def test_certificates_that_cannot_be_read_are_told(
    open_client: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    with pytest.raises(FetchError, match="SSL_CERT_FILE cannot be used") as caught:
        open_client()
    assert caught.value.fault is Fault.CERTIFICATE


def test_a_home_page_that_leads_to_another_host_takes_no_cookie_there(
    x: LoopbackX, open_client: Open
) -> None:
    location = {"location": "https://abs.twimg.com/main.0.js"}
    x.script("home", Reply(status=302, headers=location))
    with pytest.raises(FetchError):
        fetch(open_client())
    assert [request.host for request in x.requests] == ["x.com", "abs.twimg.com"]
    assert x.leaks == []


def test_errors_beside_tweets_do_no_harm(x: LoopbackX, open_client: Open) -> None:
    body = graphql_page("ListLatestTweetsTimeline", POSTS[:3])
    x.script(
        "ListLatestTweetsTimeline",
        Reply(body={**body, "errors": [{"message": "Timeout: Unspecified"}]}),
    )
    assert len(fetch(open_client()).parsed.tweets) == 3


def test_ads_quoted_and_reposted_tweets_are_what_they_are(
    x: LoopbackX, open_client: Open
) -> None:
    """Ads are flagged, originals of reposts unwrapped, quoted ones only referred to."""
    older = Post(created_at=DAY, author="bob", text="the original")
    x.timeline = (
        Post(created_at=DAY + timedelta(hours=3), is_ad=True),
        Post(created_at=DAY + timedelta(hours=2), reposts=older),
        Post(created_at=DAY + timedelta(hours=1), quotes=older, note="a long & whole"),
    )
    tweets = fetch(open_client()).parsed.tweets
    assert [(tweet.kind.value, tweet.promoted, tweet.text) for tweet in tweets] == [
        ("post", True, "Larkspur 3 is out"),
        ("repost", False, "RT @bob: the original"),
        ("post", False, "the original"),
        ("quote", False, "a long & whole"),
    ]


def test_secrets_are_in_no_log_and_no_message(
    x: LoopbackX, open_client: Open, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even where everything is logged and X hands out a cookie."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpcore").setLevel(logging.DEBUG)
    x.new_ct0 = "d9" * 32
    client = open_client()
    fetch(client)
    said = repr(client)
    for reply in (errors(32, status=401), "drop", Reply(status=503), Reply(status=404)):
        x.script("ListLatestTweetsTimeline", reply)
        with pytest.raises(FetchError) as caught:
            fetch(client)
        said += repr(vars(caught.value))
        said += "".join(traceback.format_exception(caught.value))
    logging.getLogger("httpcore").setLevel(logging.NOTSET)
    said += caplog.text
    assert [s for s in (AUTH_TOKEN, CT0, "d9" * 32) if s in said] == []
