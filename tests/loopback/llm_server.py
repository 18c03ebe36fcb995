"""A scripted model: an OpenAI-compatible server on 127.0.0.1.

The real litellm runs unpatched: it is given the server's address. It is also a proxy
for addresses that begin with ``http://``, since those arrive whole.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

__all__ = ["Call", "LLMServer", "Step", "completion", "failure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a client asked for."""

    path: str
    """The whole address where the server stands in for a proxy."""
    headers: Mapping[str, str]
    """By name in lower case."""
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the server does with one call."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = b""
    """Bytes as they are; everything else as JSON."""
    does: Literal["answer", "drop", "hang", "trickle"] = "answer"
    """``trickle`` sends blank lines and never ends."""

    @property
    def content(self) -> bytes:
        """The body as it goes over the line."""
        if isinstance(self.body, bytes):
            return self.body
        return json.dumps(self.body, ensure_ascii=False).encode()


def completion(
    content: str | None, *, finish_reason: str = "stop", **message: object
) -> Step:
    """Answer a call with a text, as OpenAI does."""
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": {"role": "assistant", "content": content, **message},
    }
    usage = {"prompt_tokens": 40, "completion_tokens": 2, "total_tokens": 42}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1788825600,
        "model": "scripted",
        "choices": [choice],
        "usage": usage,
    }
    return Step(body=body)


def failure(
    status: int, message: str, *, code: str | None = None, **headers: str
) -> Step:
    """Refuse a call, as OpenAI does; ``_`` in a header's name stands for ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = {"error": {"message": message, "type": code or "error", "code": code}}
    return Step(status=status, headers=named, body=body)


class LLMServer:
    """The scripted model, for a ``with`` statement."""

    def __init__(self, *steps: Step) -> None:
        self.calls: list[Call] = []
        self._steps = list(steps)
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    @property
    def url(self) -> str:
        """The address that is given to clients."""
        return f"{self.origin}/v1"

    @property
    def origin(self) -> str:
        """The address without a path, as that of a proxy."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def models(self) -> list[str]:
        """Which model each call asked for."""
        return [str(call.body["model"]) for call in self.calls]

    def script(self, *steps: Step) -> None:
        """Do so with the next calls, the last step for ever; forget the calls."""
        self.calls.clear()
        self._steps = list(steps)

    def __enter__(self) -> Self:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server._handle(self)

            def do_CONNECT(self) -> None:
                self.send_error(407)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)

    def _handle(self, handler: BaseHTTPRequestHandler) -> None:
        step = self._take(handler)
        if step.does == "hang":
            self._stopped.wait(60)
        handler.close_connection = True
        if step.does in ("drop", "hang"):
            return
        handler.send_response_only(step.status)
        headers = {"content-type": "application/json", **step.headers}
        if step.does == "answer":
            headers["content-length"] = str(len(step.content))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(step.content)
        if step.does == "trickle":
            self._trickle(handler)

    def _trickle(self, handler: BaseHTTPRequestHandler) -> None:
        try:
            while not self._stopped.wait(0.02):
                handler.wfile.write(b"\n")
        except ConnectionError:
            return  # the client has gone

    def _take(self, handler: BaseHTTPRequestHandler) -> Step:
        size = int(handler.headers.get("content-length", 0))
        body = json.loads(handler.rfile.read(size))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            self.calls.append(Call(path=handler.path, headers=headers, body=body))
            return self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
