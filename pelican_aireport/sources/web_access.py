"""How requests leave: by which proxy, how often, and without a word in the log.

Reads nothing but its arguments; waiting and the clock are handed in.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

from pelican_aireport.errors import SettingsError
from pelican_aireport.installing import pip_command
from pelican_aireport.setting_values import parse_proxy
from pelican_aireport.sources.faults import Fault, FetchError

__all__ = [
    "connection_options",
    "fetch_with_retries",
    "find_proxy",
    "quiet_logs",
    "shown_proxy",
    "stall_seconds",
]

_T = TypeVar("_T")

_TRIES = 3
_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 4.0
_STALL_SECONDS = 20.0
_JITTER_SECONDS = 1.0
_TALKATIVE = ("httpx", "httpcore", "hpack", "h2", "twikit")


def find_proxy(setting: str | None, url: str, environ: Mapping[str, str]) -> str | None:
    """Find the proxy of an address: the setting's, else the environment's.

    ``HTTPS_PROXY`` and ``ALL_PROXY`` count, in either case, and so does ``NO_PROXY``.

    Raises:
        SettingsError: the environment's is no proxy; the setting's was checked before.
    """
    if setting is not None:
        return setting
    proxies = {
        name.lower().removesuffix("_proxy"): value
        for name, value in environ.items()
        if name.lower().endswith("_proxy") and value
    }
    address = urlsplit(url)
    if proxy_bypass_environment(address.hostname or "", proxies):
        return None
    proxy = proxies.get(address.scheme) or proxies.get("all")
    return None if proxy is None else _checked(proxy)


def _checked(proxy: str) -> str:
    url = proxy if "://" in proxy else f"http://{proxy}"
    try:
        return parse_proxy(url)
    except ValueError:
        # its words may hold a piece of the password
        raise SettingsError(
            [
                (
                    "the proxy's address is not usable; correct HTTPS_PROXY or "
                    "ALL_PROXY in the environment: http://HOST:PORT"
                )
            ]
        ) from None


def shown_proxy(url: str) -> str:
    """Return a proxy's host and port, without its user and password."""
    return urlsplit(url).netloc.rpartition("@")[2]


def connection_options(proxy: str | None, user_agent: str) -> dict[str, Any]:
    """Return the options of an httpx client, sync or async.

    The environment is asked for certificates alone: its proxies were weighed before.

    Raises:
        FetchError: ``SSL_CERT_FILE`` names no usable file, or the proxy's kind needs
            another package.
    """
    import httpx

    try:
        certificates = httpx.create_ssl_context()
    except OSError as error:
        raise FetchError(
            Fault.CERTIFICATE, f"SSL_CERT_FILE cannot be used: {error.strerror}"
        ) from error
    if proxy is not None and proxy.startswith("socks") and not find_spec("socksio"):
        command = pip_command("install", "httpx[socks]")
        raise FetchError(Fault.PROXY, f"one of SOCKS needs a package: run {command}")
    return {
        "proxy": proxy,
        "verify": certificates,
        "trust_env": False,
        "headers": {"user-agent": user_agent},
    }


def stall_seconds(timeout_seconds: float) -> float:
    """Return how long a connection may say nothing, so that another try has time."""
    return min(_STALL_SECONDS, timeout_seconds / _TRIES)


def fetch_with_retries(
    fetch: Callable[[float], _T],
    *,
    timeout_seconds: float,
    sleep: Callable[[float], None],
    monotonic: Callable[[], float],
) -> _T:
    """Fetch up to three times, with growing waits and jitter, within a time budget.

    Args:
        fetch: Called with the seconds that are left.
        timeout_seconds: How long all tries and waits may take.
        sleep: Waits so many seconds.
        monotonic: Tells the time in seconds.

    Raises:
        FetchError: the last try's; only faults that may pass at once are tried again.
    """
    import tenacity

    end = monotonic() + timeout_seconds
    retrying = tenacity.Retrying(
        stop=lambda state: (
            state.attempt_number >= _TRIES or monotonic() + state.upcoming_sleep >= end
        ),
        wait=tenacity.wait_exponential(
            multiplier=_FIRST_WAIT_SECONDS, max=_LONGEST_WAIT_SECONDS
        )
        + tenacity.wait_random(0, _JITTER_SECONDS),
        retry=tenacity.retry_if_exception(_may_pass),
        sleep=sleep,
        reraise=True,
    )
    return retrying(lambda: fetch(max(end - monotonic(), 0.001)))


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, FetchError) and error.is_retried


@contextmanager
def quiet_logs() -> Iterator[None]:
    """Keep the network libraries' records below WARNING out of the log.

    httpcore writes headers into it, and among them the cookies that X renews.
    """
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
