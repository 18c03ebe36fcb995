"""Many days at once: they resume, and stop where going on would be in vain or dear."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from backfills import days_of_sample, draft_days, read_reports
from fake_models import FakeModel, Step, report_of
from sites import make_site

from pelican_aireport.drafting.run import Outcome
from pelican_aireport.errors import LeftError
from pelican_aireport.model import Window
from pelican_aireport.sources.port import Fetched
from pelican_aireport.sources.sample import SampleSource
from pelican_aireport.summarizers.llm import LLMSummarizer
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault, is_of_account

ARGUMENTS = ("draft", "--from", "2026-09-07", "--to", "2026-09-13", "--jobs", "2")


def _start(folder: Path, executor: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "pelican_aireport", *ARGUMENTS),
            *("-e", f'AIREPORT_EXECUTOR="{executor}"'),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _is_in_the_middle(folder: Path) -> bool:
    return 0 < len(list((folder / "content").rglob("*.md"))) < 7


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a week that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    assert len(list(draft_days(folder, days_of_sample()))) == 7
    return read_reports(folder)


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [
        pytest.param(signal.SIGKILL, -9, "", id="killed"),
        pytest.param(signal.SIGINT, 75, "interrupted; the next run", id="Ctrl-C"),
    ],
)
@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_backfill_that_is_stopped_in_the_middle_resumes(
    *,
    executor: str,
    sent: signal.Signals,
    code: int,
    said: str,
    whole: dict[str, bytes],
    tmp_path: Path,
) -> None:
    """What is there is whole, what comes after is the same, and no worker stays."""
    make_site(tmp_path, 'AIREPORT_TOPICS = {"ai": {"source": "sample"}}\n')
    with _start(tmp_path, executor) as run:
        _wait(lambda: _is_in_the_middle(tmp_path))
        if sent is signal.SIGKILL:
            run.kill()
        else:
            os.killpg(run.pid, sent)
        _, errors = run.communicate(timeout=60)
    assert (run.returncode, said in errors, "Traceback" in errors) == (
        code,
        True,
        False,
    ), errors
    _wait(lambda: not _group_lives(run.pid))
    before = read_reports(tmp_path)
    articles = {name for name in before if name.endswith(".md")}
    assert 0 < len(articles) < 7
    with _start(tmp_path, executor) as again:
        out, _ = again.communicate(timeout=60)
    assert (again.returncode, out.count("drafted from")) == (0, 7 - len(articles))
    after = read_reports(tmp_path)
    assert {name: after[name] for name in articles} == {
        name: before[name] for name in articles
    }
    # a killed run may leave a file that never got its name
    named = {name: after[name] for name in after if not name.endswith(".part")}
    assert named == whole


@dataclass(slots=True)
class WatchedSource:
    """The sample, which counts how far fetching is ahead of drafting."""

    ended: list[Outcome] = field(default_factory=list)
    fetched: int = 0
    most_ahead: int = 0

    def fetch(self, window: Window) -> Fetched:
        """Return tweets of the sample."""
        self.fetched += 1
        self.most_ahead = max(self.most_ahead, self.fetched - len(self.ended))
        return SampleSource().fetch(window)


@pytest.mark.parametrize(
    ("jobs", "most"), [pytest.param(1, 1, id="one"), pytest.param(2, 3, id="two")]
)
def test_no_more_windows_are_in_memory_than_jobs_need(
    jobs: int, most: int, tmp_path: Path
) -> None:
    """Outcomes come as they happen."""
    source = WatchedSource()
    for outcome in draft_days(tmp_path, days_of_sample(), jobs=jobs, source=source):
        source.ended.append(outcome)
    assert (source.fetched, source.most_ahead) == (7, most)


def test_windows_that_begin_are_told(tmp_path: Path) -> None:
    begun: list[tuple[str, int]] = []
    drafted = draft_days(
        tmp_path,
        days_of_sample(6, 8),
        tell_begin=lambda slug, *, windows: begun.append((slug, windows)),
    )
    errors = [outcome.error is None for outcome in drafted]
    assert errors == [False, True, True]
    assert begun == [(f"ai_202609{day}_202609{day}", 3) for day in ("06", "07", "08")]


ANSWER = report_of(
    key_points=[
        {"lead": "", "text": "T1 说了一件事。", "ids": ["T1"], "modality": "data"}
    ]
)


@pytest.fixture
def model() -> FakeModel:
    return FakeModel(steps=[ANSWER], price=0.001, window=50_000)


def _by_model(model: FakeModel, *, most: float = 999) -> LLMSummarizer:
    return LLMSummarizer(open_client=lambda: model, max_cost_usd=most)


def _facts(outcomes: Iterator[Outcome]) -> list[str]:
    """Tell of each window whether it was told, quoted or left."""
    facts = []
    for outcome in outcomes:
        if isinstance(outcome.error, LeftError):
            assert outcome.draft is None
            facts.append("left")
        else:
            assert outcome.draft is not None
            facts.append("quoted" if outcome.error else "told")
    return facts


@pytest.mark.parametrize(
    ("jobs", "told"), [pytest.param(1, 2, id="one"), pytest.param(2, 4, id="two")]
)
def test_a_run_begins_no_window_when_its_money_is_spent(
    jobs: int, told: int, model: FakeModel, tmp_path: Path
) -> None:
    """Those under way are finished; the next run has the rest."""
    week = days_of_sample()
    first = list(
        draft_days(
            tmp_path,
            week,
            jobs=jobs,
            max_cost_usd=0.5,
            summarizer=_by_model(model),
        )
    )
    costs = [outcome.cost_usd for outcome in first]
    assert costs == [0.33] * told + [None] * (7 - told)
    assert _facts(iter(first)) == ["told"] * told + ["left"] * (7 - told)
    (reason,) = {str(each.error) for each in first[told:]}
    assert reason == (
        "--max-cost-usd: models have taken the USD 0.5000 of this run; "
        "run again for the rest"
    )
    rest = draft_days(tmp_path, week, summarizer=_by_model(model))
    assert _facts(rest) == ["told"] * (7 - told)


REFUSALS = [fault for fault in LLMFault if is_of_account(fault)]


def test_what_holds_for_an_account_is_known() -> None:
    """A fault of one answer is none of it."""
    assert {fault.value for fault in REFUSALS} == {
        "missing-key",
        "bad-version",
        "unknown-model",
        "unreachable",
        "refused-key",
        "no-credit",
        "rate-limit",
        "proxy",
        "certificate",
    }


@pytest.mark.parametrize("fault", REFUSALS, ids=lambda fault: fault.value)
def test_a_refused_account_leaves_the_rest_of_a_backfill(
    fault: LLMFault, tmp_path: Path
) -> None:
    """No window is quoted for it, and none is asked for in vain; the next run tells."""
    days = days_of_sample(7, 9)
    model = FakeModel(steps=[LLMError(fault, "as it said")])
    left = list(draft_days(tmp_path, days, summarizer=_by_model(model)))
    assert (_facts(iter(left)), len(model.requests)) == (["left"] * 3, 1)
    assert len({str(outcome.error) for outcome in left}) == 1
    assert isinstance(left[0].error, LeftError)
    assert left[0].error.needs_person is LLMError(fault).needs_person
    assert read_reports(tmp_path) == {}


def test_a_backfill_goes_on_where_a_model_refused(tmp_path: Path) -> None:
    """What was told before stays; side by side those under way are left as well."""
    no_credit = LLMError(LLMFault.NO_CREDIT, "402")
    steps: list[Step] = [*[ANSWER] * 3, no_credit]
    days = days_of_sample(7, 12)
    model = FakeModel(steps=steps)
    first = draft_days(tmp_path, days, summarizer=_by_model(model))
    assert _facts(first) == ["told", *["left"] * 5]
    refused = FakeModel(steps=[no_credit])
    again = draft_days(tmp_path, days, jobs=2, summarizer=_by_model(refused))
    assert (_facts(again), len(refused.requests)) == (["left"] * 5, 3)
    rest = draft_days(
        tmp_path, days, jobs=2, summarizer=_by_model(FakeModel(steps=[ANSWER]))
    )
    assert _facts(rest) == ["told"] * 5


@pytest.mark.parametrize("fault", [LLMFault.REFUSAL, LLMFault.NOT_JSON])
def test_a_fault_of_one_answer_is_quoted_in_a_backfill_too(
    fault: LLMFault, tmp_path: Path
) -> None:
    model = FakeModel(steps=[LLMError(fault)])
    days = days_of_sample(7, 8)
    found = draft_days(tmp_path, days, summarizer=_by_model(model))
    assert _facts(found) == ["quoted", "quoted"]


def test_a_week_waits_for_its_days_side_by_side(tmp_path: Path) -> None:
    """It is told from their articles; of a range without its last day it is not due."""
    periods = ["day", "week"]
    for jobs in (1, 3):
        folder = tmp_path / str(jobs)
        part = draft_days(folder, days_of_sample(7, 12), jobs=jobs, period=periods)
        rest = draft_days(folder, days_of_sample(), jobs=jobs, period=periods)
        assert (len(list(part)), [each.slug for each in rest]) == (
            6,
            ["ai_20260913_20260913", "ai_20260907_20260913"],
        )
    whole = tmp_path / "at once"
    at_once = draft_days(whole, days_of_sample(), jobs=4, period=periods)
    assert [each.error for each in at_once] == [None] * 8
    assert read_reports(whole) == read_reports(tmp_path / "1")
    assert read_reports(whole) == read_reports(tmp_path / "3")
