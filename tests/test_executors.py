"""Windows side by side: any executor, the same bytes; a worker's death, one window."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import dask
import pytest
from backfills import days_of_sample, draft_days, read_reports
from distributed import Client, LocalCluster
from odd_summarizers import Deadly, Faulty, Stuck, Unwelcome

from pelican_aireport.errors import AIReportError, SettingsError, WorkerError

THREE_DAYS = days_of_sample(7, 9)


@pytest.fixture(scope="module")
def dask_executor() -> Iterator[Executor]:
    """Return a client's executor of two worker processes on this machine."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client.get_executor()


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the week of the sample, drafted day after day."""
    folder = tmp_path_factory.mktemp("serial")
    assert [each.error for each in draft_days(folder, days_of_sample())] == [None] * 7
    return read_reports(folder)


@pytest.mark.parametrize(
    ("executor", "jobs"),
    [
        pytest.param("threads", 2, id="two threads"),
        pytest.param("threads", 4, id="four threads"),
        pytest.param("processes", 2, id="processes"),
        pytest.param(ThreadPoolExecutor, 2, id="factory"),
        pytest.param("concurrent.futures:ThreadPoolExecutor", 2, id="named factory"),
    ],
)
def test_a_week_has_the_same_bytes_side_by_side(
    executor: object, jobs: int, serial: dict[str, bytes], tmp_path: Path
) -> None:
    """Articles and pictures; standings too, which rest on the articles before."""
    outcomes = draft_days(tmp_path, days_of_sample(), jobs=jobs, executor=executor)
    slugs = [each.slug for each in outcomes]
    assert slugs == [f"ai_202609{day:02}_202609{day:02}" for day in range(7, 14)]
    assert read_reports(tmp_path) == serial


def test_a_week_has_the_same_bytes_on_a_cluster_of_dask(
    dask_executor: Executor, serial: dict[str, bytes], tmp_path: Path
) -> None:
    """And its executor is open afterwards: it belongs to whoever made it."""
    list(draft_days(tmp_path, days_of_sample(), jobs=4, executor=dask_executor))
    assert read_reports(tmp_path) == serial
    assert dask_executor.submit(int, "7").result(10) == 7


def test_the_week_tells_what_is_new_and_what_continues(
    serial: dict[str, bytes],
) -> None:
    """Else the tests above would compare too little."""
    text = b"".join(serial.values()).decode("utf-8", errors="replace")
    assert ("进展" in text or "持续" in text, "earlier_reports: 6" in text) == (
        True,
        True,
    )


def _errors(
    folder: Path, summarizer: object, executor: object
) -> list[AIReportError | None]:
    drafted = draft_days(
        folder, THREE_DAYS, jobs=2, executor=executor, summarizer=summarizer
    )
    return [outcome.error for outcome in drafted]


def test_a_dead_process_costs_its_own_window_alone(tmp_path: Path) -> None:
    """Though it breaks the pool for all that are under way."""
    before, lost, after = _errors(tmp_path, Deadly(8), "processes")
    assert (before, after) == (None, None)
    assert isinstance(lost, WorkerError)
    assert ("BrokenProcessPool" in str(lost), lost.needs_person) == (True, False)


def test_a_dead_worker_of_dask_costs_its_own_window_alone(
    dask_executor: Executor, tmp_path: Path
) -> None:
    before, lost, after = _errors(tmp_path, Deadly(8), dask_executor)
    assert (before, after) == (None, None)
    assert isinstance(lost, WorkerError)
    assert ("KilledWorker" in str(lost), lost.needs_person) == (True, False)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(Stuck, "pickle", id="not picklable"),
        pytest.param(Unwelcome, "", id="not unpicklable"),
        pytest.param(Faulty, "LookupError", id="fails"),
    ],
)
def test_what_does_not_come_back_from_a_process_is_an_error_of_ours(
    make: Callable[[], object], words: str, tmp_path: Path
) -> None:
    """Each window has its own, and the run goes on."""
    errors = _errors(tmp_path, make(), "processes")
    assert [type(error) for error in errors] == [WorkerError] * 3
    assert [words in str(error) for error in errors] == [True] * 3
    assert read_reports(tmp_path) == {}


def test_a_fault_of_the_plugin_in_a_thread_is_told_as_ever(tmp_path: Path) -> None:
    """It is no worker's."""
    with pytest.raises(LookupError, match="clusters in zh-CN"):
        _errors(tmp_path, Faulty(), "threads")


def test_an_executor_that_is_closed_costs_its_windows(tmp_path: Path) -> None:
    class Closed:
        def submit(self, *_: object) -> None:
            raise RuntimeError("cannot schedule new futures after shutdown")

    errors = _errors(tmp_path, "extractive", Closed())
    assert [type(error) for error in errors] == [WorkerError] * 3


def _unreachable(**_: object) -> Executor:
    raise OSError("timed out while connecting to tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    ("executor", "error", "words"),
    [
        pytest.param("thread", SettingsError, "did you mean threads", id="no name"),
        pytest.param("nowhere:f", SettingsError, "AIREPORT_EXECUTOR", id="no module"),
        pytest.param(dict, SettingsError, "no method submit", id="no executor"),
        pytest.param(_unreachable, WorkerError, "cluster runs", id="unreachable"),
    ],
)
def test_what_is_no_executor_ends_the_run_with_the_way_out(
    executor: object, error: type[AIReportError], words: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=words):
        _errors(tmp_path, "extractive", executor)


def test_one_job_needs_no_executor(tmp_path: Path) -> None:
    """A build of every day does not start a cluster."""
    (outcome,) = draft_days(tmp_path, days_of_sample(7, 7), executor=_unreachable)
    assert outcome.error is None
