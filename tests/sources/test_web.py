"""What statuses, headers and broken connections mean."""

import socket
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import httpx
import pytest

from pelican_aireport.sources.faults import FAULTS, Fault, FetchError
from pelican_aireport.sources.paging import RateLimit
from pelican_aireport.sources.web import (
    Answer,
    find_web_fault,
    read_rate_limit,
    transport_fault,
)

NOW = datetime(2026, 9, 8, 12, tzinfo=UTC)
SOON = NOW + timedelta(minutes=5)
HTML = {"content-type": "text/html; charset=utf-8"}


def seconds(moment: datetime) -> str:
    return str(int(moment.timestamp()))


@pytest.mark.parametrize(
    ("remaining", "reset", "expected"),
    [
        pytest.param("49", seconds(SOON), (49, SOON), id="usual"),
        pytest.param("0", seconds(NOW - timedelta(hours=1)), (0, NOW), id="past"),
        pytest.param("0", "99999999999", (0, NOW + timedelta(days=1)), id="far"),
        pytest.param("0", "1" * 400, None, id="endless"),
        pytest.param("-1", seconds(SOON), None, id="negative"),
        pytest.param("many", seconds(SOON), None, id="words"),
        pytest.param("٤٩", seconds(SOON), None, id="other digits"),
        pytest.param("49", "", None, id="no reset"),
    ],
)
def test_rate_limit_is_read_from_the_headers(
    remaining: str, reset: str, expected: tuple[int, datetime] | None
) -> None:
    headers = {"x-rate-limit-remaining": remaining, "x-rate-limit-reset": reset}
    limit = expected and RateLimit(remaining=expected[0], reset_at=expected[1])
    assert read_rate_limit(headers, now=NOW) == limit


THROUGH = {"cf-ray": "8f2a"}
LIMITS = {"x-rate-limit-reset": seconds(SOON)}


def page(status: int, title: str, **headers: str) -> Answer:
    body = f"<!DOCTYPE html><title>{title}</title>".encode()
    return Answer(status=status, headers={**HTML, **headers}, body=body)


@pytest.mark.parametrize(
    ("answer", "fault", "retry_at"),
    [
        pytest.param(Answer(status=200), None, None, id="well"),
        pytest.param(Answer(status=404), None, None, id="404 is the service's word"),
        pytest.param(
            Answer(status=429, headers={"x-rate-limit-reset": seconds(SOON)}),
            Fault.RATE_LIMIT,
            SOON,
            id="429 with its reset",
        ),
        pytest.param(
            Answer(status=429, headers={"retry-after": "60"}),
            Fault.RATE_LIMIT,
            NOW + timedelta(minutes=1),
            id="429 with retry-after",
        ),
        pytest.param(Answer(status=429), Fault.RATE_LIMIT, None, id="bare 429"),
        pytest.param(
            Answer(status=403, headers=HTML), Fault.CLOUDFLARE, None, id="a page"
        ),
        pytest.param(
            Answer(status=403, body=b" <!DOCTYPE html>"),
            Fault.CLOUDFLARE,
            None,
            id="a page without a type",
        ),
        pytest.param(
            Answer(status=403, headers={"cf-mitigated": "challenge"}),
            Fault.CLOUDFLARE,
            None,
            id="a challenge",
        ),
        pytest.param(
            Answer(status=403, body=b'{"errors": []}'), None, None, id="403 with words"
        ),
        pytest.param(
            page(200, "Just a moment...", **{"cf-mitigated": "challenge"}),
            Fault.CLOUDFLARE,
            None,
            id="a challenge at 200",
        ),
        pytest.param(
            Answer(status=503, headers={"cf-mitigated": "challenge"}),
            Fault.CLOUDFLARE,
            None,
            id="a challenge at 503",
        ),
        pytest.param(
            page(503, "Sorry", **THROUGH), Fault.CLOUDFLARE, None, id="a page at 503"
        ),
        pytest.param(
            page(200, "Sorry", **THROUGH), Fault.CLOUDFLARE, None, id="a page at 200"
        ),
        pytest.param(
            page(429, "Access denied", server="cloudflare", **LIMITS),
            Fault.CLOUDFLARE,
            None,
            id="1015: no limit of X, whatever its headers say",
        ),
        pytest.param(
            Answer(status=403, headers=THROUGH, body=b"error code: 1020"),
            Fault.CLOUDFLARE,
            None,
            id="a refusal in words",
        ),
        pytest.param(
            page(521, "Attention Required! | Cloudflare", **THROUGH),
            Fault.CLOUDFLARE,
            None,
            id="its own page, whatever the status",
        ),
        pytest.param(
            page(520, "x.com | 520: unknown error", **THROUGH),
            Fault.SERVER,
            None,
            id="X is ill behind Cloudflare",
        ),
        pytest.param(
            page(502, "Bad gateway", **THROUGH), Fault.SERVER, None, id="so is its gate"
        ),
        pytest.param(page(503, "Sorry"), Fault.SERVER, None, id="a page of X's own"),
        pytest.param(
            Answer(
                status=429, headers={**HTML, **THROUGH, **LIMITS}, body=b"Rate limit"
            ),
            Fault.RATE_LIMIT,
            SOON,
            id="X's own limit in words",
        ),
        pytest.param(page(302, "Moved", **THROUGH), None, None, id="a redirect"),
        pytest.param(
            Answer(status=404, headers={**HTML, **THROUGH}), None, None, id="no page"
        ),
        pytest.param(
            Answer(status=200, headers=THROUGH, body=b'{"text": "error code: 1020"}'),
            None,
            None,
            id="a tweet about Cloudflare",
        ),
        pytest.param(
            Answer(status=400, body=b"error code: 1020"),
            None,
            None,
            id="words that did not come through Cloudflare",
        ),
        pytest.param(Answer(status=407), Fault.PROXY_LOGIN, None, id="407"),
        pytest.param(Answer(status=408), Fault.TIMEOUT, None, id="408"),
        pytest.param(Answer(status=500), Fault.SERVER, None, id="500"),
        pytest.param(
            Answer(status=522, headers=HTML), Fault.SERVER, None, id="Cloudflare's 522"
        ),
    ],
)
def test_status_and_headers_name_the_fault(
    answer: Answer, fault: Fault | None, retry_at: datetime | None
) -> None:
    found = find_web_fault(answer, now=NOW)
    assert (found and found.fault, found and found.retry_at) == (fault, retry_at)


@pytest.mark.parametrize(
    ("error", "is_proxied", "fault"),
    [
        pytest.param(httpx.ConnectError("x"), False, Fault.NO_NETWORK, id="no route"),
        pytest.param(
            httpx.ConnectError("x"),
            True,
            Fault.NO_NETWORK,
            id="no TLS behind the proxy",
        ),
        pytest.param(httpx.ConnectTimeout("x"), False, Fault.TIMEOUT, id="silence"),
        pytest.param(
            httpx.ConnectTimeout("x"),
            True,
            Fault.TIMEOUT,
            id="silence behind the proxy",
        ),
        pytest.param(httpx.ReadTimeout("x"), True, Fault.TIMEOUT, id="slow answer"),
        pytest.param(httpx.ProxyError("407 A"), True, Fault.PROXY_LOGIN, id="login"),
        pytest.param(httpx.ProxyError("502 Bad"), True, Fault.PROXY, id="refusal"),
        pytest.param(httpx.ReadError("x"), False, Fault.NO_NETWORK, id="cut"),
        pytest.param(
            httpx.RemoteProtocolError("x"), False, Fault.NO_NETWORK, id="rubbish"
        ),
        pytest.param(
            httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed"),
            True,
            Fault.CERTIFICATE,
            id="certificate",
        ),
        pytest.param(
            httpx.DecodingError("x"), False, Fault.UNKNOWN_SHAPE, id="not gzip"
        ),
        pytest.param(
            httpx.TooManyRedirects("x"), False, Fault.UNKNOWN_SHAPE, id="redirects"
        ),
    ],
)
def test_a_broken_connection_names_the_fault(
    error: httpx.HTTPError, *, is_proxied: bool, fault: Fault
) -> None:
    assert transport_fault(error, is_proxied=is_proxied).fault is fault


def _caused(error: httpx.HTTPError, *causes: BaseException) -> httpx.HTTPError:
    """Return an error as the layers below raise it."""
    for outer, inner in pairwise((error, *causes)):
        outer.__cause__ = inner
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(
            _caused(httpx.ConnectError("x"), socket.gaierror(-2, "unknown")),
            "X cannot be reached (DNS does not find its name); check the network",
            id="name",
        ),
        pytest.param(
            _caused(httpx.ConnectError("x"), OSError(), ConnectionRefusedError()),
            "X cannot be reached (it refuses connections); check the network",
            id="refused",
        ),
        pytest.param(
            _caused(
                httpx.ConnectError("x"),
                OSError(),
                ExceptionGroup("x", [OSError(), ConnectionRefusedError()]),
            ),
            "X cannot be reached (it refuses connections)",
            id="refused-at-two-addresses",
        ),
        pytest.param(
            _caused(httpx.ConnectError("x"), OSError(101, "unreachable")),
            "X cannot be reached (there is no way to it)",
            id="no-way",
        ),
        pytest.param(
            httpx.ReadError("x"),
            "X cannot be reached (the connection broke off)",
            id="broken",
        ),
        pytest.param(
            httpx.ConnectTimeout("x"),
            "X did not answer in time (it took up no connection)",
            id="silence",
        ),
        pytest.param(
            httpx.ReadTimeout("x"),
            "X did not answer in time (it took up the connection, then said nothing)",
            id="no-answer",
        ),
    ],
)
def test_a_broken_connection_is_told_in_plain_words(
    error: httpx.HTTPError, words: str
) -> None:
    assert str(transport_fault(error, is_proxied=False)).startswith(words)


def connect(proxy: str | None) -> httpx.HTTPError:
    """Return the error of a request to somebody who is not there."""
    target = "https://127.0.0.1:9" if proxy is None else "https://x.com"
    with (
        httpx.Client(proxy=proxy, trust_env=False) as client,
        pytest.raises(httpx.HTTPError) as caught,
    ):
        client.get(target)
    return caught.value


@pytest.mark.parametrize(
    ("proxy", "fault"),
    [
        pytest.param("http://ann:hunter2@127.0.0.1:9", Fault.PROXY, id="proxy"),
        pytest.param(None, Fault.NO_NETWORK, id="no proxy"),
    ],
)
def test_a_connection_that_never_was_is_told_by_whose_it_is(
    proxy: str | None, fault: Fault
) -> None:
    """And it may be there at the next try."""
    found = transport_fault(connect(proxy), is_proxied=proxy is not None)
    assert (found.fault, found.is_retried) == (fault, True)
    assert "hunter2" not in str(found)


@pytest.mark.parametrize(
    ("words", "is_retried"),
    [
        pytest.param("403 Forbidden", False, id="403"),
        pytest.param("502 Bad Gateway", True, id="502"),
        pytest.param("503 Service Unavailable", True, id="503"),
        pytest.param("504 Gateway Timeout", True, id="504"),
        pytest.param("500 Internal Server Error", False, id="500"),
        pytest.param("SOCKS: not allowed", False, id="words"),
    ],
)
def test_a_proxy_is_asked_again_where_it_cannot_reach_x(
    words: str, *, is_retried: bool
) -> None:
    found = transport_fault(httpx.ProxyError(words), is_proxied=True)
    assert (found.fault, found.is_retried) == (Fault.PROXY, is_retried)


def test_a_proxy_that_wants_a_password_is_not_asked_again() -> None:
    error = httpx.ProxyError("407 Proxy Authentication Required")
    found = transport_fault(error, is_proxied=True)
    assert (found.fault, found.is_retried) == (Fault.PROXY_LOGIN, False)


def test_what_a_proxy_answered_is_told_by_its_number_only() -> None:
    error = httpx.ProxyError("502 Proxy http://ann:hunter2@127.0.0.1 wants more")
    assert transport_fault(error, is_proxied=True).detail == "it answered 502"


def test_a_proxy_that_wants_to_know_who_asks_is_for_a_person() -> None:
    """Waiting never helps; the way out names where user and password go."""
    fault = transport_fault(httpx.ProxyError("407 Proxy"), is_proxied=True)
    assert (fault.needs_person, "USER:PASSWORD@" in str(fault)) == (True, True)


def test_answers_are_printed_without_headers_and_body() -> None:
    """They may hold a cookie that X renews."""
    answer = Answer(status=200, headers={"set-cookie": "ct0=hunter2"}, body=b"hunter2")
    assert repr(answer) == "Answer(status=200)"


def test_every_fault_has_its_words() -> None:
    assert set(FAULTS) == set(Fault)


def test_a_fetch_error_says_what_happened_and_what_to_do() -> None:
    error = FetchError(Fault.ACCOUNT_LOCKED, "code 326")
    assert str(error) == (
        "X has locked the account (code 326); "
        "unlock it at https://x.com/account/access in a browser"
    )
