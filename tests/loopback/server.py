"""The loopback X itself: a proxy on 127.0.0.1 that ends TLS for X's hosts.

The real clients run unpatched: they are given the proxy's address and the authority
of its certificates. Like X it answers 404 with no body to a wrong transaction header
or query id, and 401 to missing cookies.
"""

import asyncio
import json
import ssl
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import parse_qsl, urlsplit

import trustme

from loopback import api_pages, home_pages, web_pages
from loopback.web_pages import Post
from pelican_aireport.sources.x_interface import load_interface

__all__ = ["LoopbackX", "Reply", "Request"]

AUTH_TOKEN = "a0" * 20
CT0 = "c7" * 32
BEARER = "AAAA" + "b3" * 30
_HOSTS = ("x.com", "abs.twimg.com", "api.x.com")
_LIMITS = {"ListLatestTweetsTimeline": 500, "recent": 450, "lists": 900}
_USUAL_LIMIT = 50
_WAYS = {"login": "/i/flow/login", "locked": "/account/access"}
"""Layouts of a home page that sends somewhere else."""
_QUARTER = timedelta(minutes=15)
_CLOUDFLARE = {"server": "cloudflare", "cf-ray": "8f2a6d0c1e9b-FRA"}
"""Stands before X, so that every answer carries its headers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asked for."""

    host: str
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    has_valid_signature: bool

    @property
    def operation(self) -> str:
        """What is asked for, in one word."""
        if self.host == "abs.twimg.com":
            return "script"
        if self.host == "api.x.com":
            parts = self.path.strip("/").split("/")
            return parts[-1] if parts[-1] == "recent" else parts[1]
        return self.path.rsplit("/", 1)[-1]

    @property
    def cookies(self) -> Mapping[str, str]:
        """The cookies that came with it."""
        pairs = (
            pair.partition("=") for pair in self.headers.get("cookie", "").split(";")
        )
        return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}

    @property
    def variables(self) -> Mapping[str, object]:
        """What a call of the web interface names."""
        return json.loads(self.query.get("variables", "{}"))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | str | Mapping[str, object] = b""

    def encode(self) -> bytes:
        """Return the answer as it goes over the line."""
        body, kind = self.body, "text/html; charset=utf-8"
        if isinstance(body, Mapping):
            body, kind = json.dumps(body), "application/json; charset=utf-8"
        content = body.encode() if isinstance(body, str) else body
        headers = {
            "content-type": kind,
            **self.headers,
            "content-length": str(len(content)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {self.status} X\r\n{head}\r\n".encode() + content


Answer = Reply | Literal["drop", "hang"] | Callable[[Request], Reply]


@cache
def _authority() -> tuple[trustme.CA, Path, Mapping[str, ssl.SSLContext]]:
    authority = trustme.CA()
    file = Path(tempfile.mkdtemp(prefix="loopback-x-")) / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    contexts = {}
    for host in _HOSTS:
        contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(contexts[host])
    return authority, file, contexts


class LoopbackX:
    """X on 127.0.0.1, for a ``with`` statement.

    Everything that a test may look at or change between calls is a plain attribute.
    """

    def __init__(self, layout: str = "2026", timeline: tuple[Post, ...] = ()) -> None:
        self.layout = layout
        self.timeline = timeline
        """What lists, searches and users show, newest first."""
        self.requests: list[Request] = []
        self.leaks: list[Request] = []
        """Requests that carried a secret to a host that must not see it."""
        self.query_ids = dict(load_interface(query_ids={}, features={}).query_ids)
        self.limits: dict[str, tuple[int, datetime]] = {}
        """Calls left and reset, by operation; counted down."""
        self.new_ct0: str | None = None
        """A cookie that X hands out with its next answers."""
        self.connect_status: int | None = None
        """What the proxy answers instead of letting through."""
        self.breaks_tls = False
        """Whether the proxy lets through and the line breaks at once."""
        self.connections = 0
        self._scripts: dict[str, list[Answer]] = {}
        self._ct0s = {CT0}
        _, self.ca_file, self._contexts = _authority()

    @property
    def environ(self) -> dict[str, str]:
        """The environment of an account that X knows."""
        return {
            "SSL_CERT_FILE": str(self.ca_file),
            "AIREPORT_X_AUTH_TOKEN": AUTH_TOKEN,
            "AIREPORT_X_CT0": CT0,
            "AIREPORT_X_BEARER_TOKEN": BEARER,
        }

    @property
    def proxy(self) -> str:
        """The address to be given to clients."""
        return f"http://127.0.0.1:{self._port}"

    def script(self, operation: str, *answers: Answer) -> None:
        """Answer the next calls of an operation so, the last answer for ever.

        Operations are those of the web interface, ``home``, ``script``, and of the
        official API ``lists``, ``recent`` and ``usage``. No answers: as usual again.
        """
        self._scripts[operation] = list(answers)

    def calls(self, *operations: str) -> int:
        """Count the requests of some operations."""
        return sum(request.operation in operations for request in self.requests)

    def __enter__(self) -> Self:
        started: Future[int] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(started)), daemon=True
        )
        self._thread.start()
        self._port = started.result(timeout=10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(timeout=10)

    async def _serve(self, started: "Future[int]") -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        self._open: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        started.set_result(server.sockets[0].getsockname()[1])
        await self._stopped.wait()
        server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        with suppress(
            asyncio.IncompleteReadError,
            ConnectionError,
            ssl.SSLError,
            asyncio.CancelledError,
        ):
            await self._talk(reader, writer)
        self._open.discard(task)
        writer.transport.abort()

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        _, target, _ = await _read_head(reader)
        self.connections += 1
        if self.connect_status is not None:
            writer.write(Reply(status=self.connect_status).encode())
            await writer.drain()
            return
        host = target.split(":")[0]
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.drain()
        if self.breaks_tls:
            await reader.read(1)
            return
        await writer.start_tls(self._contexts[host])
        while True:
            method, target, headers = await _read_head(reader)
            await reader.readexactly(int(headers.get("content-length", 0)))
            answer = self._answer(_request(host, method, target, headers))
            if answer == "hang":
                await asyncio.sleep(3600)
            if not isinstance(answer, Reply):
                return
            content = answer.encode()
            half = answer.headers.get("x-loopback-cut")
            writer.write(content[: int(half)] if half else content)
            await writer.drain()
            if half:
                return

    def _answer(self, request: Request) -> Answer:
        self.requests.append(request)
        if request.host == "abs.twimg.com" and _secrets(request):
            self.leaks.append(request)
        scripted = self._scripts.get(request.operation)
        if scripted:
            answer = scripted.pop(0) if len(scripted) > 1 else scripted[0]
            if isinstance(answer, Reply | str):
                return answer
            return answer(request)
        if request.host == "abs.twimg.com":
            return self._script(request)
        ask = self._api if request.host == "api.x.com" else self._web
        reply = ask(request)
        return replace(reply, headers={**_CLOUDFLARE, **reply.headers})

    def _script(self, request: Request) -> Reply:
        text = home_pages.script(request.path, self.query_ids)
        kind = {"content-type": "text/javascript"}
        return Reply(status=404) if text is None else Reply(headers=kind, body=text)

    def _web(self, request: Request) -> Reply:
        if not request.path.startswith("/i/api/"):
            return self._home(request)
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        operation = request.operation
        if operation == "UserByScreenName":
            authors = [post.author for post in self.timeline]
            handle = str(request.variables["screen_name"])
            return self._reply(operation, web_pages.user_answer(handle, authors))
        posts, cursor = self._page(request)
        return self._reply(
            operation, web_pages.graphql_page(operation, posts, cursor=cursor)
        )

    def _home(self, request: Request) -> Reply:
        way = _WAYS.get(self.layout)
        if way not in (None, request.path):
            return Reply(status=302, headers={"location": way or ""})
        layout = self.layout if way is None else "loggedout"
        return Reply(body=home_pages.home_page(layout))

    def _refusal(self, request: Request) -> Reply | None:
        query_id = request.path.split("/")[-2]
        if (
            not request.has_valid_signature
            or self.query_ids.get(request.operation) != query_id
        ):
            return Reply(status=404)
        cookies, csrf = request.cookies, request.headers.get("x-csrf-token")
        if cookies.get("auth_token") != AUTH_TOKEN or csrf not in self._ct0s:
            error = {"code": 32, "message": "Could not authenticate you"}
            return Reply(status=401, body={"errors": [error]})
        if cookies.get("ct0") != csrf:
            error = {"code": 353, "message": "This request requires a matching csrf"}
            return Reply(status=403, body={"errors": [error]})
        return None

    def _page(self, request: Request) -> tuple[tuple[Post, ...], str | None]:
        variables = request.variables
        posts = tuple(self._shown(request.operation, variables))
        first = int(str(variables.get("cursor", "0")).removeprefix("c"))
        end = first + int(str(variables["count"]))
        return posts[first:end], f"c{min(end, len(posts))}"

    def _shown(
        self, operation: str, variables: Mapping[str, object]
    ) -> tuple[Post, ...]:
        if operation == "SearchTimeline":
            return _within(self.timeline, str(variables["rawQuery"]))
        if operation == "UserTweets":
            number = variables["userId"]
            return tuple(
                post
                for post in self.timeline
                if web_pages.user_id(post.author) == number
            )
        return self.timeline

    def _reply(self, operation: str, body: Mapping[str, object]) -> Reply:
        left, reset_at = self.limits.get(
            operation,
            (_LIMITS.get(operation, _USUAL_LIMIT), datetime.now(UTC) + _QUARTER),
        )
        self.limits[operation] = (left - 1, reset_at)
        headers = {
            "x-rate-limit-limit": str(_LIMITS.get(operation, _USUAL_LIMIT)),
            "x-rate-limit-remaining": str(max(left - 1, 0)),
            "x-rate-limit-reset": str(int(reset_at.timestamp())),
        }
        if self.new_ct0 is not None:
            self._ct0s.add(self.new_ct0)
            headers["set-cookie"] = f"ct0={self.new_ct0}; Domain=.x.com; Path=/; Secure"
        if left <= 0:
            return Reply(status=429, headers=headers, body="Rate limit exceeded")
        return Reply(headers=headers, body=body)

    def _api(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {BEARER}":
            return Reply(status=401, body={"title": "Unauthorized", "status": 401})
        if request.operation == "usage":
            usage = {"project_usage": "120", "project_cap": "2000000"}
            return self._reply("usage", {"data": usage})
        posts, token = api_pages.page_of(self.timeline, request.query)
        body = api_pages.api_page(posts, next_token=token)
        return self._reply(request.operation, body)


async def _read_head(
    reader: asyncio.StreamReader,
) -> tuple[str, str, dict[str, str]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin1")
    first, *lines = head.split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return method, target, {name.lower(): value.strip() for name, value in pairs}


def _request(host: str, method: str, target: str, headers: dict[str, str]) -> Request:
    address = urlsplit(target)
    header = headers.get("x-client-transaction-id")
    return Request(
        host=host,
        method=method,
        path=address.path,
        query=dict(parse_qsl(address.query)),
        headers=headers,
        has_valid_signature=home_pages.check_signature(header, method, address.path),
    )


def _secrets(request: Request) -> bool:
    carried = " ".join([*request.headers.values(), *request.query.values()])
    return any(secret in carried for secret in (AUTH_TOKEN, CT0, BEARER))


def _within(posts: tuple[Post, ...], query: str) -> tuple[Post, ...]:
    """Keep to the bounds that a search names, as X does."""
    bounds = dict(
        word.split(":")
        for word in query.split()
        if word.startswith(("since_", "until_"))
    )
    first = int(bounds.get("since_time", 0))
    end = int(bounds.get("until_time", 1 << 40))
    return tuple(post for post in posts if first <= post.created_at.timestamp() < end)
