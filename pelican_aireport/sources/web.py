"""What the web's own answers mean, whichever of X's services gave them.

Pure: values in, faults out. The words of each service are read by its own module.
"""

import json
import re
import socket
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import RateLimit

if TYPE_CHECKING:
    import httpx

__all__ = [
    "Answer",
    "find_web_fault",
    "is_challenge",
    "load_object",
    "read_rate_limit",
    "shorten",
    "transport_fault",
]

_WHOLE = re.compile(r"\d{1,11}", re.ASCII)
_TITLE = re.compile(
    rb"<title>[^<]{0,200}(?:just a moment|attention required|cloudflare)", re.IGNORECASE
)
_REFUSAL = re.compile(rb"\s*error code: 1\d{3}\b", re.IGNORECASE)
_OF_X = frozenset({*range(300, 400), 404, 500, 502, 504, *range(520, 528)})
"""X's redirects and ids that it does not know, and its servers that are ill; of the
last Cloudflare tells in pages of its own."""
_OF_A_GATE = ("502", "503", "504")
"""What a proxy answers that cannot reach X just now."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_LONGEST_WORDS = 300
_LONGEST_WAIT = timedelta(days=1)
"""X counts in quarters of an hour and, for some calls, in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, before anybody has read it."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By name in lower case; may hold a cookie that X renews."""
    body: bytes = field(default=b"", repr=False)

    @property
    def is_html(self) -> bool:
        """Whether the body is a page for people."""
        kind = self.headers.get("content-type", "")
        return "html" in kind or self.body[:200].lstrip().lower().startswith(b"<")


def load_object(body: bytes) -> Mapping[str, Any] | None:
    """Load an answer's JSON object; ``None`` where it is none."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, Mapping) else None


def shorten(words: object) -> str:
    """Return a service's own words fit for a line of a log."""
    return _UNPRINTABLE.sub(" ", str(words))[:_LONGEST_WORDS]


def read_rate_limit(headers: Mapping[str, str], *, now: datetime) -> RateLimit | None:
    """Read how many calls are left; ``None`` where the headers make no sense."""
    remaining = _whole(headers.get("x-rate-limit-remaining"))
    reset_at = _moment(headers.get("x-rate-limit-reset"), now)
    if remaining is None or reset_at is None:
        return None
    return RateLimit(remaining=remaining, reset_at=reset_at)


def find_web_fault(answer: Answer, *, now: datetime) -> FetchError | None:
    """Find what is wrong with an answer that should be JSON, before it is read."""
    if is_challenge(answer) or _is_refused_on_the_way(answer):
        return FetchError(Fault.CLOUDFLARE, f"HTTP {answer.status}")
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return FetchError(Fault.RATE_LIMIT, retry_at=_retry_at(answer.headers, now))
    if answer.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return FetchError(Fault.PROXY_LOGIN, "HTTP 407")
    if answer.status == HTTPStatus.REQUEST_TIMEOUT:
        return FetchError(Fault.TIMEOUT, "HTTP 408")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return FetchError(Fault.SERVER, f"HTTP {answer.status}")
    return None


def is_challenge(answer: Answer) -> bool:
    """Tell whether Cloudflare says of an answer that it is its own, a page or not.

    X stands behind Cloudflare, so that its headers alone say nothing.
    """
    if "cf-mitigated" in answer.headers:
        return True
    told = _TITLE.search(answer.body) if answer.is_html else _REFUSAL.match(answer.body)
    return _is_through_cloudflare(answer) and told is not None


def _is_through_cloudflare(answer: Answer) -> bool:
    server = answer.headers.get("server", "")
    return "cf-ray" in answer.headers or "cloudflare" in server.lower()


def _is_refused_on_the_way(answer: Answer) -> bool:
    """Tell whether a page for people came for what X answers with JSON."""
    if answer.status == HTTPStatus.FORBIDDEN:
        return answer.is_html
    # X calls words and empty bodies HTML too
    is_page = answer.body[:200].lstrip().startswith(b"<")
    return is_page and _is_through_cloudflare(answer) and answer.status not in _OF_X


def _retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    reset_at = _moment(headers.get("x-rate-limit-reset"), now)
    seconds = _whole(headers.get("retry-after"))
    if reset_at is None and seconds is not None:
        return now + min(timedelta(seconds=seconds), _LONGEST_WAIT)
    return reset_at


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if _WHOLE.fullmatch(text) else None


def _moment(text: str | None, now: datetime) -> datetime | None:
    """Read seconds since 1970, not before now and at most a day ahead."""
    seconds = _whole(text)
    if seconds is None:
        return None
    latest = now + _LONGEST_WAIT
    if seconds >= latest.timestamp():
        return latest
    return max(datetime.fromtimestamp(seconds, UTC), now)


def transport_fault(
    error: "httpx.HTTPError | httpx.InvalidURL", *, is_proxied: bool
) -> FetchError:
    """Return the fault behind an error of httpx.

    Nothing of the error's text is told that could hold the proxy's password.
    """
    import httpx

    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return FetchError(Fault.CERTIFICATE)
    if isinstance(error, httpx.ProxyError):
        return _proxy_fault(str(error)[:3])
    if is_proxied and _is_unconnected(error):
        return FetchError(Fault.PROXY, _tell_break(error), may_pass=True)
    if isinstance(error, httpx.TimeoutException):
        return FetchError(Fault.TIMEOUT, _tell_break(error))
    if isinstance(error, httpx.TransportError):
        return FetchError(Fault.NO_NETWORK, _tell_break(error))
    return FetchError(Fault.UNKNOWN_SHAPE, type(error).__name__)


def _tell_break(error: "httpx.HTTPError | httpx.InvalidURL") -> str:
    """Tell in plain words how a connection came to nothing."""
    import httpx

    if isinstance(error, httpx.ConnectTimeout):
        return "it took up no connection"
    if isinstance(error, httpx.TimeoutException):
        return "it took up the connection, then said nothing"
    if not isinstance(error, httpx.ConnectError):
        return "the connection broke off"
    causes = tuple(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "DNS does not find its name"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "it refuses connections"
    return "there is no way to it"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        # where a name has several addresses, each may have failed in its own way
        yield from getattr(error, "exceptions", ())
        error = error.__cause__ or error.__context__


def _proxy_fault(status: str) -> FetchError:
    """Return the fault of a proxy that answered with a status, such as ``407``."""
    if status == str(HTTPStatus.PROXY_AUTHENTICATION_REQUIRED.value):
        return FetchError(Fault.PROXY_LOGIN, f"it answered {status}")
    said = f"it answered {status}" if status.isdecimal() else "it refused"
    return FetchError(Fault.PROXY, said, may_pass=status in _OF_A_GATE)


def _is_unconnected(error: BaseException) -> bool:
    """Tell whether an error arose before there was a connection at all.

    Through a proxy that is one to the proxy. What fails behind it, such as TLS with X
    itself, is told by the same type: only where it was raised tells them apart.
    """
    raised: BaseException | None = error
    while raised is not None:
        frames = traceback.walk_tb(raised.__traceback__)
        if any(frame.f_code.co_name == "connect_tcp" for frame, _ in frames):
            return True
        raised = raised.__cause__ or raised.__context__
    return False
