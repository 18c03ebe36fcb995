"""Each refusal of X has its name, and costs no more calls than it must."""

from datetime import UTC, datetime

import pytest
from loopback.home_pages import LAYOUTS
from loopback.server import LoopbackX, Reply
from loopback.web_pages import graphql_page
from x_clients import GRAPHQL, POSTS, SIGNING, USER, Open, errors, fetch

from pelican_aireport.sources import x_client
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Stream, StreamKind


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
            Reply(
                status=503, headers={**HTML, "cf-mitigated": "challenge"}, body="<p>"
            ),
            Fault.CLOUDFLARE,
            1,
            "503",
            id="Cloudflare's challenge at 503",
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
        pytest.param("locked", Fault.ACCOUNT_LOCKED, id="locked"),
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


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        pytest.param(errors(32, status=401), Fault.STALE_COOKIES, id="401"),
        pytest.param(errors(326, status=403), Fault.ACCOUNT_LOCKED, id="locked"),
        pytest.param(
            Reply(headers={"cf-mitigated": "challenge"}),
            Fault.CLOUDFLARE,
            id="Cloudflare",
        ),
        pytest.param(Reply(status=404), Fault.UNKNOWN_LAYOUT, id="404"),
    ],
)
def test_a_home_page_that_is_refused_is_told_by_its_words(
    reply: Reply, fault: Fault, x: LoopbackX, open_client: Open
) -> None:
    x.script("home", reply)
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, x.calls("home")) == (fault, 1)


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        pytest.param(Reply(status=404), Fault.UNKNOWN_LAYOUT, id="not there"),
        pytest.param(Reply(body="export{}"), Fault.UNKNOWN_LAYOUT, id="of no use"),
        pytest.param(Reply(status=503), Fault.SERVER, id="their host is ill"),
        pytest.param(
            Reply(status=403, headers=HTML), Fault.CLOUDFLARE, id="refused on the way"
        ),
        pytest.param("drop", Fault.NO_NETWORK, id="connection dropped"),
    ],
)
def test_bundles_without_the_script_are_told(
    reply: Reply, fault: Fault, x: LoopbackX, open_client: Open
) -> None:
    x.layout = "x-web, many bundles"
    x.script("script", reply)
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert caught.value.fault is fault


@pytest.mark.parametrize("layout", [*LAYOUTS, "x-web, deep"])
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
