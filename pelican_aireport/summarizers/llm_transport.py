"""How litellm's requests leave: by which proxy, until when, and what came of them.

Touches the network. litellm takes neither a proxy nor a time limit for a whole answer,
and what it raises no longer tells a refused connection from a server's own error; so
it is given a transport that does the first two and notes the third.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.util import find_spec
from ipaddress import ip_address
from threading import Lock
from typing import TYPE_CHECKING, Any

from pelican_aireport.errors import SettingsError
from pelican_aireport.sources.faults import Fault
from pelican_aireport.sources.web import transport_fault
from pelican_aireport.sources.web_access import find_proxy
from pelican_aireport.summarizers.llm_faults import LLMFault

if TYPE_CHECKING:
    import httpx

__all__ = ["Route", "Seen", "install_transport", "is_loopback", "take_route"]

_FAULTS: Mapping[Fault, LLMFault] = {
    Fault.CERTIFICATE: LLMFault.CERTIFICATE,
    Fault.PROXY: LLMFault.PROXY,
    Fault.PROXY_LOGIN: LLMFault.PROXY,
    Fault.TIMEOUT: LLMFault.TIMEOUT,
}
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What came of one request: an answer's status, or what kept it from coming."""

    status: int | None = None
    retry_after_seconds: float | None = None
    body: bytes = field(default=b"", repr=False)
    """Of an answer that is an error."""
    fault: LLMFault | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How the requests of one call leave."""

    proxy: str | None = field(repr=False)
    """The setting's; it is not for this machine."""
    environ: Mapping[str, str] = field(repr=False)
    end: float
    monotonic: Callable[[], float]
    seen: list[Seen] = field(default_factory=list)
    """What came of each request; the transport adds to it."""


_INSTALLING = Lock()

# litellm hands nothing through to its transport, and calls it in the caller's thread.
_ROUTE: ContextVar[Route] = ContextVar("route")


@contextmanager
def take_route(route: Route) -> Iterator[None]:
    """Let the requests of this thread leave by a route."""
    token = _ROUTE.set(route)
    try:
        yield
    finally:
        _ROUTE.reset(token)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.rstrip(".") == "localhost" or host.endswith(".localhost")


def install_transport(litellm: Any) -> None:
    """Make litellm's clients use the transport, both openai's and its own."""
    import httpx

    with _INSTALLING:
        if isinstance(getattr(litellm, "sync_transport", None), _Transport):
            return
        transport: Any = _Transport()
        litellm.client_session = httpx.Client(
            transport=transport, follow_redirects=True
        )
        litellm.sync_transport = transport


class _Transport:
    """A transport of httpx; each request has a connection of its own."""

    def handle_request(self, request: "httpx.Request") -> "httpx.Response":
        """Send a request, and read the whole answer before the end of the route.

        Raises:
            httpx.TransportError: no answer came.
        """
        import httpx

        route = _ROUTE.get()
        proxy = _find_proxy(request, route)
        try:
            answer = _send(request, route, proxy)
        except httpx.TransportError as error:
            fault = transport_fault(error, is_proxied=proxy is not None)
            known = _FAULTS.get(fault.fault, LLMFault.UNREACHABLE)
            route.seen.append(Seen(fault=known, detail=fault.detail))
            raise
        route.seen.append(_note(answer, is_proxied=proxy is not None))
        return answer

    def close(self) -> None:
        """Nothing is kept open."""


def _find_proxy(request: "httpx.Request", route: Route) -> str | None:
    import httpx

    if is_loopback(request.url.host):
        return None
    try:
        return find_proxy(route.proxy, str(request.url), route.environ)
    except SettingsError as error:
        route.seen.append(Seen(fault=LLMFault.PROXY, detail="its address is wrong"))
        raise httpx.ProxyError(str(error)) from error


def _send(
    request: "httpx.Request", route: Route, proxy: str | None
) -> "httpx.Response":
    import httpx

    with _open(proxy) as transport:
        answer = transport.handle_request(request)
        chunks = []
        for chunk in answer.stream:  # type: ignore[union-attr] # it is no async one
            chunks.append(chunk)
            if route.monotonic() >= route.end:
                # Some servers send blank lines for as long as a model thinks.
                raise httpx.ReadTimeout("the answer has not ended", request=request)
    return httpx.Response(
        answer.status_code,
        headers=answer.headers,
        stream=httpx.ByteStream(b"".join(chunks)),
        request=request,
        extensions={
            name: value
            for name, value in answer.extensions.items()
            if name != "network_stream"
        },
    )


def _open(proxy: str | None) -> "httpx.HTTPTransport":
    import httpx

    try:
        certificates = httpx.create_ssl_context()
    except OSError as error:
        words = f"CERTIFICATE_VERIFY_FAILED: SSL_CERT_FILE: {error.strerror}"
        raise httpx.ConnectError(words) from error
    if proxy is not None and proxy.startswith("socks") and not find_spec("socksio"):
        raise httpx.ProxyError("SOCKS needs pip install 'httpx[socks]'")
    return httpx.HTTPTransport(
        verify=certificates,
        proxy=proxy,
        trust_env=False,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def _note(answer: "httpx.Response", *, is_proxied: bool) -> Seen:
    if is_proxied and answer.status_code == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return Seen(fault=LLMFault.PROXY, detail="it answered 407")
    return Seen(
        status=answer.status_code,
        retry_after_seconds=_retry_after(answer.headers),
        body=answer.read() if answer.is_error else b"",
    )


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Read how long a server asks to wait; a date counts from the server's own."""
    text = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    then, now = _moment(text), _moment(headers.get("date", ""))
    return None if then is None or now is None else max((then - now).total_seconds(), 0)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
