"""X's home page and scripts in the layouts of a year, rebuilt from public parsers."""

import base64
import hashlib
import math
import re
import time
from collections.abc import Mapping

from twikit.x_client_transaction import ClientTransaction

__all__ = ["LAYOUTS", "check_signature", "home_page", "script"]

LAYOUTS = ("2025", "2026", "x-web")
_KEY = bytes((number * 37 + 11) % 256 for number in range(48))
_INDICES = (2, 12, 14, 7)
_HASH = "a1b2c3d4e5f60718"
_EPOCH = 1682924400
_WORD = "obfiowerehiring"
_CLOCK_SECONDS = 60
_CLIENT = "https://abs.twimg.com/responsive-web/client-web/"
_BUNDLE = "https://abs.twimg.com/x-web/x-web/entry-client-4f2a.js"
_LOGGED_OUT = "https://abs.twimg.com/x-web/x-web/entry-client-logged-out-4f2a.js"


def _drawing() -> str:
    rows = (
        " ".join(str((row * 17 + column * 23) % 256) for column in range(11))
        for row in range(16)
    )
    return "M 10,30 C" + " C".join(rows)


_DRAWINGS = "".join(
    f'<svg id="loading-x-anim-{number}"><g><path d="M0 0"></path>'
    f'<path d="{_drawing()}"></path></g></svg>'
    for number in range(4)
)
_META = (
    '<meta name="twitter-site-verification" '
    f'content="{base64.b64encode(_KEY).decode()}"/>'
)
_MAIN = f'<script src="{_CLIENT}main.7e8f9a.js"></script>'
_ENTRY = f'<script type="module" src="{_BUNDLE}"></script>'
_DEEP = "chunk-49.js"
"""The one of many bundles that names the script, where the first does not."""
_MISSING = re.compile(r"chunk-\d*[05]\.js")
_PRELOADS = "".join(
    f'<link rel="modulepreload" href="https://abs.twimg.com/x-web/x-web/chunk-{n}.js">'
    for n in range(60)
)
_SCRIPTS = {
    "2025": (
        f'<script>x={{"main":"0000000","ondemand.s":"{_HASH[:7]}"}}</script>{_MAIN}'
    ),
    "2026": (
        '<script>n={1:"main",20113:"ondemand.s"};'
        f'h={{1:"0000000",20113:"{_HASH}"}}</script>{_MAIN}'
    ),
    "x-web": _ENTRY,
    "x-web, many bundles": _PRELOADS + _ENTRY,
    "x-web, deep": _PRELOADS,
    "loggedout": f'<script type="module" src="{_LOGGED_OUT}"></script>',
    "unknown": '<script src="https://abs.twimg.com/next/app.js"></script>',
}


def home_page(layout: str) -> str:
    """Return the home page in a layout."""
    head = f"<head>{_META}{_SCRIPTS[layout]}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{_DRAWINGS}</body></html>"


def script(path: str, query_ids: Mapping[str, str]) -> str | None:
    """Return a script of the CDN; ``None`` where there is none."""
    if "ondemand.s" in path or "sign.o" in path:
        parts = (f"parseInt(w[{index}], 16)" for index in _INDICES)
        return "function(e){" + ";".join(parts).replace("parseInt(", "(") + "}"
    if "main." in path or "entry-client" in path or path.endswith(_DEEP):
        ids = ",".join(
            f'params:{{queryId:"{query_id}",operationName:"{operation}"}}'
            for operation, query_id in query_ids.items()
        )
        return f'const a=()=>import("./sign.o-XYZ.js");e.exports={{{ids}}}'
    return "export{}" if "chunk-" in path and not _MISSING.search(path) else None


def check_signature(header: str | None, method: str, path: str) -> bool:
    """Tell whether a transaction header is the one for a call of this minute."""
    try:
        raw = base64.b64decode((header or "") + "=" * (-len(header or "") % 4))
        content = bytes(byte ^ raw[0] for byte in raw[1:])
    except (ValueError, IndexError):
        return False
    seconds = int.from_bytes(content[48:52], "little")
    is_fresh = abs(seconds - (time.time() - _EPOCH)) < _CLOCK_SECONDS
    expected = hashlib.sha256(
        f"{method}!{path}!{seconds}{_WORD}{_animation_key()}".encode()
    ).digest()[:16]
    return (content[:48], content[52:68], content[68:], is_fresh) == (
        _KEY,
        expected,
        b"\x03",
        True,
    )


def _animation_key() -> str:
    """Derive the key from our own numbers, without a page."""
    row = [int(number) for number in _drawing()[9:].split("C")[_KEY[2] % 16].split()]
    frame = math.prod(_KEY[index] % 16 for index in _INDICES[1:])
    return str(ClientTransaction().animate(row, frame / 4096))
