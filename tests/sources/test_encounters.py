"""What a run was refused it does not ask for again, and nothing else is held back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from paged_service import AFTER, DAY, WINDOW, Service, make_source

from pelican_aireport.model import Window
from pelican_aireport.sources.encounters import Encounters, Way
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import RateLimit
from pelican_aireport.sources.port import Fetched

BEFORE = Window(start=DAY - timedelta(days=1), end=DAY)
SOON, LATE = AFTER + timedelta(seconds=30), AFTER + timedelta(minutes=10)


def fetch_both(
    first: Service, second: Service, state: Path, *, proxy: str | None = None
) -> Fetched | FetchError:
    """Fetch two windows in one run, and return how the second one went."""
    met = Encounters()
    for service, window, way in ((first, WINDOW, None), (second, BEFORE, proxy)):
        source = replace(make_source(service, state), met=met, proxy=way)
        try:
            outcome: Fetched | FetchError = source.fetch(window)
        except FetchError as error:
            outcome = error
    return outcome


@pytest.mark.parametrize(
    ("fault", "call", "is_asked"),
    [
        pytest.param(
            FetchError(Fault.STALE_COOKIES, "code 32"), 1, False, id="cookies"
        ),
        pytest.param(FetchError(Fault.ACCOUNT_LOCKED), 3, False, id="locked, later on"),
        pytest.param(FetchError(Fault.NO_NETWORK), 1, False, id="network"),
        pytest.param(FetchError(Fault.TIMEOUT), 1, False, id="silence"),
        pytest.param(FetchError(Fault.TIMEOUT), 2, True, id="a window that takes long"),
        pytest.param(FetchError(Fault.SERVER), 1, True, id="its own error"),
        pytest.param(FetchError(Fault.NOT_FOUND), 1, True, id="no such list"),
        pytest.param(FetchError(Fault.RATE_LIMIT, retry_at=LATE), 1, False, id="limit"),
        pytest.param(FetchError(Fault.RATE_LIMIT), 1, False, id="endless limit"),
    ],
)
def test_the_account_and_the_way_are_asked_once(
    fault: FetchError, call: int, tmp_path: Path, *, is_asked: bool
) -> None:
    second = Service()
    fetch_both(Service(faults={call: fault}), second, tmp_path)
    assert bool(second.calls) is is_asked


@pytest.mark.parametrize(
    ("fault", "proxy", "is_asked"),
    [
        pytest.param(Fault.PROXY, "http://127.0.0.1:9", True, id="another way"),
        pytest.param(
            Fault.RATE_LIMIT, "http://127.0.0.1:9", False, id="account's limit"
        ),
    ],
)
def test_another_proxy_is_another_way(
    fault: Fault, proxy: str, tmp_path: Path, *, is_asked: bool
) -> None:
    second = Service()
    fetch_both(Service(faults={1: FetchError(fault)}), second, tmp_path, proxy=proxy)
    assert bool(second.calls) is is_asked


def test_a_refused_account_needs_no_client(tmp_path: Path) -> None:
    second = Service()
    fault = FetchError(Fault.ACCOUNT_LOCKED)
    fetch_both(Service(faults={1: fault}), second, tmp_path)
    assert second.opened == 0


def test_the_same_words_are_told(tmp_path: Path) -> None:
    fault = FetchError(Fault.STALE_COOKIES, "code 32: words", body=b"{}")
    told = fetch_both(Service(faults={1: fault}), Service(), tmp_path)
    assert isinstance(told, FetchError)
    assert (str(told), told.fault, told.body) == (str(fault), fault.fault, None)


def test_a_limit_is_told_with_its_reset(tmp_path: Path) -> None:
    limited = Service(faults={1: FetchError(Fault.RATE_LIMIT, retry_at=LATE)})
    told = fetch_both(limited, Service(), tmp_path)
    assert isinstance(told, Fetched)
    assert told.state.retry_at == LATE
    assert "(it resets at 10:10 UTC)" in str(told.state.reason)


def test_a_reserve_is_kept_for_the_whole_run(tmp_path: Path) -> None:
    """A window's last page may leave no call to the next window."""
    second = Service()
    first = Service(limit=RateLimit(remaining=1, reset_at=LATE))
    fetch_both(first, second, tmp_path)
    assert (len(first.calls), second.calls) == (1, [])


def test_a_limit_that_resets_soon_is_waited_for_by_the_next_window(
    tmp_path: Path,
) -> None:
    second = Service(limit=RateLimit(remaining=9, reset_at=SOON))
    fetch_both(Service(limit=RateLimit(remaining=1, reset_at=SOON)), second, tmp_path)
    assert (second.waited, bool(second.calls)) == ([31], True)


def test_a_way_does_not_show_the_proxy_s_password() -> None:
    assert "hunter2" not in repr(Way(source="x", proxy="http://ann:hunter2@h:1"))
