"""Requests leave by the right proxy, are tried again in measure, and keep quiet."""

import logging

import pytest

from pelican_aireport.errors import SettingsError
from pelican_aireport.sources import web_access
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.web_access import (
    connection_options,
    fetch_with_retries,
    find_proxy,
    quiet_logs,
    shown_proxy,
    stall_seconds,
)

URL = "https://x.com"


@pytest.mark.parametrize(
    ("setting", "environ", "expected"),
    [
        pytest.param(None, {}, None, id="none"),
        pytest.param(
            "http://a:1", {"HTTPS_PROXY": "http://b:2"}, "http://a:1", id="set"
        ),
        pytest.param("http://a:1", {"NO_PROXY": "*"}, "http://a:1", id="set stays"),
        pytest.param(None, {"HTTPS_PROXY": "http://b:2"}, "http://b:2", id="upper"),
        pytest.param(None, {"https_proxy": "http://b:2"}, "http://b:2", id="lower"),
        pytest.param(None, {"ALL_PROXY": "socks5://c:3"}, "socks5://c:3", id="all"),
        pytest.param(None, {"https_proxy": "b:2"}, "http://b:2", id="no scheme"),
        pytest.param(None, {"HTTP_PROXY": "http://b:2"}, None, id="for http only"),
        pytest.param(None, {"HTTPS_PROXY": ""}, None, id="blank"),
        pytest.param(
            None, {"HTTPS_PROXY": "http://b:2", "NO_PROXY": "a,.x.com"}, None, id="not"
        ),
    ],
)
def test_proxy_is_the_settings_or_the_environments(
    setting: str | None, environ: dict[str, str], expected: str | None
) -> None:
    assert find_proxy(setting, URL, environ) == expected


@pytest.mark.parametrize(
    "url",
    [
        "socks4://ann:hunter2@a:1",
        "http://ann:hunter2@a:port",
        "http://ann:hunter2",
        "http://a:99999",
        "ftp://a:1",
        "http://",
    ],
)
def test_a_proxy_of_the_environment_that_is_none_is_a_fault(url: str) -> None:
    """It is told without the address, which may hold a password."""
    with pytest.raises(SettingsError, match="correct HTTPS_PROXY") as caught:
        find_proxy(None, URL, {"https_proxy": url})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [("http://ann:s@3cret@a:1", "a:1"), ("socks5://127.0.0.1:9/", "127.0.0.1:9")],
)
def test_a_proxy_is_shown_without_its_password(url: str, shown: str) -> None:
    assert shown_proxy(url) == shown


class Line:
    """A line to a service: its faults in turn, then an answer; time passes in waits."""

    def __init__(self, *faults: Fault, seconds_each: float = 0) -> None:
        self.faults = list(faults)
        self.seconds_each = seconds_each
        self.now = 0.0
        self.left: list[float] = []

    def fetch(self, seconds: float) -> str:
        """Answer, or fail as scripted."""
        self.left.append(seconds)
        self.now += self.seconds_each
        if self.faults:
            raise FetchError(self.faults.pop(0))
        return "answer"

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def call(self, timeout_seconds: float = 120) -> str:
        """Fetch with retries over this line."""
        return fetch_with_retries(
            self.fetch,
            timeout_seconds=timeout_seconds,
            sleep=self.sleep,
            monotonic=lambda: self.now,
        )


@pytest.mark.parametrize("fault", [Fault.SERVER, Fault.TIMEOUT, Fault.NO_NETWORK])
def test_what_may_pass_is_tried_three_times(fault: Fault) -> None:
    line = Line(fault, fault)
    assert (line.call(), len(line.left)) == ("answer", 3)
    assert 0.5 + 1 <= line.now <= 0.5 + 1 + 2


def test_after_three_tries_the_last_fault_is_told() -> None:
    line = Line(Fault.SERVER, Fault.SERVER, Fault.TIMEOUT, Fault.SERVER)
    with pytest.raises(FetchError) as caught:
        line.call()
    assert (caught.value.fault, len(line.left)) == (Fault.TIMEOUT, 3)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.STALE_COOKIES,
        Fault.ACCOUNT_LOCKED,
        Fault.ACCOUNT_SUSPENDED,
        Fault.CLOUDFLARE,
        Fault.RATE_LIMIT,
        Fault.PROXY,
    ],
)
def test_what_does_not_pass_is_asked_once(fault: Fault) -> None:
    line = Line(fault)
    with pytest.raises(FetchError):
        line.call()
    assert len(line.left) == 1


def test_all_tries_share_one_time_budget() -> None:
    """Each is given what is left, and none begins after the end."""
    line = Line(*[Fault.TIMEOUT] * 3, seconds_each=10)
    with pytest.raises(FetchError):
        line.call(timeout_seconds=15)
    assert line.left[0] == 15
    assert len(line.left) == 2
    assert 3 <= line.left[1] <= 4.5


def test_network_libraries_write_nothing_below_a_warning() -> None:
    """And speak as before when the client has done its work."""
    logger = logging.getLogger("httpcore")
    before = logger.level
    with quiet_logs():
        inside = logger.isEnabledFor(logging.INFO)
        child = logging.getLogger("httpcore.http11").isEnabledFor(logging.DEBUG)
    assert (inside, child, logger.level) == (False, False, before)


def test_a_file_of_certificates_that_is_not_there_is_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "nowhere.pem")
    with pytest.raises(FetchError, match="SSL_CERT_FILE cannot be used") as caught:
        connection_options(None, "agent")
    assert caught.value.fault is Fault.CERTIFICATE


def test_a_proxy_that_wants_another_package_is_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web_access, "find_spec", lambda _: None)
    with pytest.raises(FetchError, match=r"httpx\[socks\]") as caught:
        connection_options("socks5://127.0.0.1:1", "agent")
    assert caught.value.fault is Fault.PROXY


@pytest.mark.parametrize(("timeout", "stall"), [(120, 20), (15, 5)])
def test_a_stalled_connection_leaves_time_for_other_tries(
    timeout: float, stall: float
) -> None:
    assert stall_seconds(timeout) == stall
