"""What ``aireport draft`` shows while it works, on a terminal and elsewhere."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from backfills import days_of_sample, draft_days
from sites import Site, make_site

from pelican_aireport.cli import main
from pelican_aireport.commands import draft
from pelican_aireport.commands.draft_progress import Count, show_progress
from pelican_aireport.drafting.run import Outcome
from pelican_aireport.errors import LeftError, SummaryError

THREE_DAYS = ["draft", "--from", "2026-09-06", "--to", "2026-09-08"]
DRAFTED = (
    "ai_20260907_20260907: drafted from 52 of 73 tweets (2 of 3)\n"
    "  content/reports/2026/09/ai_20260907_20260907.md; its page, once built: "
    "output/drafts/ai_20260907_20260907/index.html\n"
    "ai_20260908_20260908: drafted from 54 of 73 tweets (3 of 3)\n"
    "  content/reports/2026/09/ai_20260908_20260908.md; its page, once built: "
    "output/drafts/ai_20260908_20260908/index.html\n"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path, 'AIREPORT_TOPICS = {"ai": {"source": "sample"}}\n')


def test_each_window_is_a_plain_line_where_there_is_no_terminal(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.reports.is_dir()
    assert main(THREE_DAYS) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.startswith("ai_20260906_20260906: no tweet")) == (
        DRAFTED,
        True,
    )


def test_json_leaves_the_lines_to_stderr(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.reports.is_dir()
    assert main([*THREE_DAYS, "--json", "--jobs", "2"]) == 1
    told = capsys.readouterr()
    facts = json.loads(told.out)
    assert [each["drafted"] for each in facts["reports"]] == [False, True, True]
    assert (facts["left"], facts["cost_usd"]) == (0, None)
    assert told.err.endswith(DRAFTED)


def test_lines_come_as_the_windows_end(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not all of them when the run is over."""
    seen: list[int] = []
    tell = draft._facts_of

    def look(outcome: Outcome) -> dict[str, object]:
        seen.append(len(capsys.readouterr().out.splitlines()))
        return tell(outcome)

    monkeypatch.setattr(draft, "_facts_of", look)
    assert site.reports.is_dir()
    main(THREE_DAYS)
    assert seen == [0, 2, 2]


def _read_all(descriptor: int) -> bytes:
    read = b""
    # Linux says of a terminal that nobody writes to any more that it is broken
    with suppress(OSError):
        while piece := os.read(descriptor, 4096):
            read += piece
    return read


@pytest.mark.parametrize("is_whole", [True, False], ids=["all", "stderr alone"])
def test_a_terminal_has_a_bar(site: Site, *, is_whole: bool) -> None:
    """With windows, day, tweets and time; what is piped away holds lines alone."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pelican_aireport", *THREE_DAYS],
        cwd=site.folder,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "TERM": "xterm",
            "COLUMNS": "160",
        },
        stdin=subprocess.DEVNULL,
        stdout=theirs if is_whole else subprocess.PIPE,
        stderr=theirs,
    ) as run:
        os.close(theirs)
        shown = _read_all(ours).decode()
        os.close(ours)
        piped = run.stdout.read().decode() if run.stdout else None
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    bar = re.search(
        r"ai_20260908_20260908 [━╸╺]+ 3/3 106 tweets [\d:]{7} / [\d:]{7} left", text
    )
    assert (bar is not None, run.returncode) == (True, 1), text
    assert piped == (None if is_whole else DRAFTED)
    lines = [line.strip() for line in re.split("[\r\n]", text)]
    told = [line.strip() in lines for line in DRAFTED.splitlines()]
    assert told == [is_whole] * 4


def _left(reason: str, slug: str) -> Outcome:
    return Outcome(topic="ai", slug=slug, error=LeftError(reason), cost_usd=0.25)


def test_what_is_left_is_told_once_for_each_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A hundred lines would hide it."""
    with show_progress(as_json=False) as show:
        show.begin("a", windows=4)
        for reason, slug in (("no credit", "a"), ("no credit", "b"), ("a limit", "c")):
            show.end(_left(reason, slug))
    told = capsys.readouterr()
    assert (told.out, told.err.splitlines()) == (
        "",
        [
            "2 windows are left for the next run: no credit",
            "1 window is left for the next run: a limit",
        ],
    )
    assert (show.count.cost_usd, sum(show.count.left.values())) == (0.75, 3)


@pytest.fixture
def outcomes(tmp_path: Path) -> Iterator[Outcome]:
    return draft_days(tmp_path, days_of_sample(7, 7))


def test_a_line_tells_the_cost_so_far(
    outcomes: Iterator[Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    """As far as it is known."""
    (drafted,) = outcomes
    with show_progress(as_json=False) as show:
        show.begin("a", windows=3)
        for cost_usd in (None, 0.125, 0.25):
            show.end(replace(drafted, cost_usd=cost_usd))
    lines = capsys.readouterr().out.splitlines()[::2]
    ends = [line[line.index("(") :] for line in lines]
    assert ends == [
        "(1 of 3)",
        "(2 of 3; USD 0.1250 so far)",
        "(3 of 3; USD 0.3750 so far)",
    ]
    assert show.count == Count(windows=3, done=3, tweets=156, cost_usd=0.375)


def test_a_report_that_quotes_instead_says_so_with_the_reason(
    outcomes: Iterator[Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason by itself would read as if there were no report."""
    (drafted,) = outcomes
    assert drafted.place is not None
    with show_progress(as_json=False) as show:
        show.begin("a", windows=1)
        show.end(replace(drafted, error=SummaryError("no key is set")))
    told = capsys.readouterr()
    lines = ["ai_20260907_20260907: drafted from 52 of 73 tweets"]
    assert (told.out.splitlines(), told.err) == (
        [*lines, f"  {drafted.place.article}"],
        "ai_20260907_20260907: it quotes, as the summarizer failed: no key is set\n",
    )


LEFT = """
from fake_models import FakeModel
from pelican_aireport.summarizers.llm import LLMSummarizer
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
AIREPORT_TOPICS = {{"ai": {{"source": "sample"}}}}
AIREPORT_SUMMARIZER = LLMSummarizer(
    open_client=lambda: FakeModel(steps=[LLMError(LLMFault.{fault})]), max_cost_usd=9
)
"""


@pytest.mark.parametrize(
    ("fault", "code"),
    [pytest.param("NO_CREDIT", 1, id="402"), pytest.param("RATE_LIMIT", 75, id="429")],
)
def test_json_tells_how_many_windows_are_left(
    site: Site, capsys: pytest.CaptureFixture[str], fault: str, code: int
) -> None:
    """The code tells whether the next run may do without a person."""
    site.configure(LEFT.format(fault=fault))
    assert main(["draft", "--from=2026-09-07", "--to=2026-09-09", "--json"]) == code
    told = capsys.readouterr()
    facts = json.loads(told.out)
    assert (facts["exit_code"], facts["left"]) == (code, 3)
    assert [each["left"] for each in facts["reports"]] == [True] * 3
    assert told.err.startswith("3 windows are left for the next run: the provider's")


def test_no_money_begins_nothing(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.reports.is_dir()
    assert main([*THREE_DAYS, "--max-cost-usd", "0"]) == 75
    assert "3 windows are left for the next run: --max-cost" in capsys.readouterr().err
