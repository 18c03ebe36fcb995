"""litellm, imported late, kept quiet and away from what it would read or fetch.

Touches the environment: litellm reads its own switches there. Nothing here asks a
service.
"""

import asyncio
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from threading import Lock
from typing import Any

from pelican_aireport.errors import SettingsError
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault

__all__ = [
    "MALICIOUS_RELEASES",
    "SILENCE",
    "Silence",
    "import_litellm",
    "library_errors",
    "own_event_loop",
]

MALICIOUS_RELEASES = ("1.82.7", "1.82.8", "1.107.0")
"""Releases of litellm that were not its authors' (2026-03-24 and 2026-10-21)."""

_SWITCHES = {
    # else it fetches prices, headers and token tables, and waits for them; the first
    # switch covers all three, but older releases do not know it
    "LITELLM_OFFLINE_MODE": "true",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True",
    # else it loads the .env of the working folder into the environment
    "LITELLM_MODE": "PRODUCTION",
}
_NEEDED = ("litellm", "tenacity")
_ITS_LOGS = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "LiteLLM Proxy.stdout")
_TALKATIVE = ("httpx", "httpcore", "openai")


def import_litellm() -> Any:
    """Import litellm, unless the installed release is one that steals secrets.

    The first call of a process takes some seconds.

    Raises:
        SettingsError: a package is not installed.
        LLMError: the release is a malicious one; it is not imported.
    """
    _check_installed()
    os.environ.update(_SWITCHES)
    for name in _ITS_LOGS:
        # Its records hold tracebacks; what failed is told in our own words.
        logging.getLogger(name).disabled = True
    import litellm

    litellm.suppress_debug_info = True
    return litellm


def _check_installed() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise SettingsError(
            [
                (
                    f'AIREPORT_SUMMARIZER: "llm" needs {", ".join(missing)}; '
                    "run pip install 'pelican-aireport[llm]'"
                )
            ]
        )
    found = _find_version()
    if found in MALICIOUS_RELEASES:
        raise LLMError(LLMFault.BAD_VERSION, f"litellm {found}")


def _find_version() -> str | None:
    try:
        return version("litellm")
    except PackageNotFoundError:
        return None


def library_errors() -> tuple[type[Exception], ...]:
    """Return what litellm raises about a model, a request or a server."""
    import httpx
    import openai

    # litellm's own are subclasses of openai's.
    return (openai.OpenAIError, httpx.HTTPError, httpx.InvalidURL, ValueError)


@contextmanager
def own_event_loop() -> Iterator[None]:
    """Give litellm's reporting an event loop that is closed again.

    Else it makes one in the main thread that nobody ever closes.
    """
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        yield
    finally:
        asyncio.set_event_loop(None)
        loop.close()


class Silence:
    """Keeps the libraries' warnings and small talk away; threads may share one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Keep quiet until the last of those inside has left."""
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._enter()
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if self._inside == 0:
                    self._leave()

    def _enter(self) -> None:
        # Both are the process's own: the first thread keeps them, the last restores.
        self._loggers = [logging.getLogger(name) for name in _TALKATIVE]
        self._levels = [logger.level for logger in self._loggers]
        for logger in self._loggers:
            logger.setLevel(logging.ERROR)
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        warnings.simplefilter("ignore")

    def _leave(self) -> None:
        self._warnings.__exit__(None, None, None)
        for logger, level in zip(self._loggers, self._levels, strict=True):
            logger.setLevel(level)


SILENCE = Silence()
"""The one of the process, whose warnings and loggers all clients share."""
