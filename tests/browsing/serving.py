"""A folder on 127.0.0.1, sent as Netlify sends it: compressed, with its headers.

Touches the network: listens on loopback.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from deploys import headers_of, read_config

__all__ = ["COMPRESSED", "compress", "serve"]

CONFIG = read_config()
COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"})


@lru_cache(maxsize=512)
def compress(content: bytes) -> bytes:
    """Return content as it goes over the line; the level is servers' usual one."""
    return gzip.compress(content, compresslevel=6, mtime=0)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder, which may be filled later; the value is its address."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if path.is_dir():
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        content = path.read_bytes() if path.is_file() else b""
        self.send_response(status)
        headers = {"Content-Type": self.guess_type(path)}
        headers |= headers_of(CONFIG, self.path.partition("?")[0])
        if path.suffix in COMPRESSED:
            content = compress(content)
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(content))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Keep quiet."""
