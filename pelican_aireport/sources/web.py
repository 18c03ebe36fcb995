"""What the web's own answers mean, whichever of X's services gave them.

Pure: values in, faults out. The words of each service are read by its own module.
"""

import json
import re
import socket
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
    "load_object",
    "read_rate_limit",
    "shorten",
    "transport_fault",
]

_WHOLE = re.compile(r"\d{1,11}", re.ASCII)
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
    """Find what the status and headers alone say is wrong."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return FetchError(Fault.RATE_LIMIT, retry_at=_retry_at(answer.headers, now))
    if answer.status == HTTPStatus.FORBIDDEN and (
        answer.is_html or "cf-mitigated" in answer.headers
    ):
        return FetchError(Fault.CLOUDFLARE, "HTTP 403")
    if answer.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return FetchError(Fault.PROXY_LOGIN, "HTTP 407")
    if answer.status == HTTPStatus.REQUEST_TIMEOUT:
        return FetchError(Fault.TIMEOUT, "HTTP 408")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return FetchError(Fault.SERVER, f"HTTP {answer.status}")
    return None


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

    Through a proxy every connection is one to the proxy. Nothing of the error's text
    is told that could hold the proxy's password.
    """
    import httpx

    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return FetchError(Fault.CERTIFICATE)
    if isinstance(error, httpx.ProxyError):
        return _refusal_of_proxy(str(error))
    if is_proxied and isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return FetchError(Fault.PROXY, _tell_break(error))
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


def _refusal_of_proxy(text: str) -> FetchError:
    """Return the fault behind what a proxy answered, such as ``407 Proxy …``."""
    status = text[:3]
    if status == str(HTTPStatus.PROXY_AUTHENTICATION_REQUIRED.value):
        return FetchError(Fault.PROXY_LOGIN, f"it answered {status}")
    detail = f"it answered {status}" if status.isdecimal() else "it refused"
    return FetchError(Fault.PROXY, detail)
