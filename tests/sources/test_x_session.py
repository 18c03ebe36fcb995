"""A session with X: its cookies stay where they belong, its failures are told."""

import json
import logging
import traceback
from contextlib import closing, suppress
from pathlib import Path

import pytest
from loopback.home_pages import home_page
from loopback.server import AUTH_TOKEN, CT0, LoopbackX, Reply
from loopback.web_pages import graphql_page
from x_clients import GRAPHQL, LIST, POSTS, SIGNING, WINDOW, Open, errors, fetch

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.x_client import XClient
from pelican_aireport.sources.x_cookies import read_cookies
from pelican_aireport.sources.x_interface import load_interface


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


@pytest.mark.parametrize(
    ("status", "fault", "tries"),
    [
        (407, Fault.PROXY_LOGIN, 1),
        (403, Fault.PROXY, 1),
        (502, Fault.PROXY, 3),
        (504, Fault.PROXY, 3),
    ],
)
def test_a_proxy_that_refuses_is_told(
    status: int, fault: Fault, tries: int, x: LoopbackX, open_client: Open
) -> None:
    """One that only cannot reach X is asked again."""
    x.connect_status = status
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, x.connections) == (fault, tries)
    assert str(status) in str(caught.value)


def test_a_line_that_breaks_behind_the_proxy_is_not_the_proxy_s_fault(
    x: LoopbackX, open_client: Open
) -> None:
    x.breaks_tls = True
    with pytest.raises(FetchError) as caught:
        fetch(open_client())
    assert (caught.value.fault, x.connections) == (Fault.NO_NETWORK, 3)


def test_a_proxy_that_is_not_there_is_tried_again(x: LoopbackX, tmp_path: Path) -> None:
    waits: list[float] = []
    client = XClient(
        read_cookies(x.environ, base=tmp_path),
        interface=load_interface(query_ids={}, features={}),
        proxy="http://127.0.0.1:9",
        sleep=waits.append,
    )
    with (
        closing(client),
        pytest.raises(FetchError, match="refuses connections") as caught,
    ):
        fetch(client)
    assert (caught.value.fault, len(waits)) == (Fault.PROXY, 2)


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
