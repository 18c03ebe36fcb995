"""The command ``aireport``: what it drafts, what it tells, how it ends."""

import gzip
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock
from sites import Site, make_site, tweet_line

from pelican_aireport.cli import main
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.sources.snapshots import Snapshot, Start, find_folder

TOPIC = """
AIREPORT_TOPICS = {"ai": {"source": "jsonl", "query": {"path": "t.jsonl"}}}
AIREPORT_WINDOW = "2026-09-07"
"""
SLUG = "ai_20260907_20260907"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    lines = [tweet_line(number, f"Larkspur {number} 发布") for number in range(1, 6)]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path, TOPIC)


def test_a_draft_is_made_without_a_build(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a second run has nothing to do."""
    codes = [main(["draft"]), main(["draft"])]
    said = capsys.readouterr().out.splitlines()
    assert (codes, (site.reports / "2026" / "09" / f"{SLUG}.md").is_file()) == (
        [0, 0],
        True,
    )
    assert (said[0].startswith(f"{SLUG}: drafted from "), said[2][:14]) == (
        True,
        "Nothing is due",
    )
    assert not site.output.exists()


def test_json_tells_the_same_to_programs(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.reports.is_dir()
    assert main(["draft", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["exit_code"]) == (1, 0)
    assert told["reports"] == [
        {
            "topic": "ai",
            "slug": SLUG,
            "drafted": True,
            "file": str(site.reports / "2026" / "09" / f"{SLUG}.md"),
            "page": str(site.output / "drafts" / SLUG / "index.html"),
            "tweets": {"fetched": 5, "kept": 5},
            "partial": None,
            "fallback": None,
        }
    ]


def test_json_tells_why_a_report_is_partial(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    tweets = site.folder / "t.jsonl"
    zipped = gzip.compress(tweets.read_bytes())
    tweets.write_bytes(zipped[:-8])
    assert main(["draft", "--json", "-e", "AIREPORT_DRAFT_PARTIAL=true"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "t.jsonl: the gzip file is broken" in told["reports"][0]["partial"]


def test_settings_may_be_overridden(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.reports.is_dir()
    assert main(["draft", "-e", 'AIREPORT_WINDOW="2026-09-01"']) == 1
    several = ["-e", 'AIREPORT_WINDOW="2026-09-01"', "-e", "AIREPORT_KEY_POINTS=3"]
    assert main(["draft", *several]) == 1
    assert capsys.readouterr().err.count("no tweet from 2026-09-01") == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["-s", "nowhere.py"], "nowhere.py is not there", id="no settings"),
        pytest.param(["--topic", "aii"], "did you mean ai?", id="no topic"),
        pytest.param(
            ["-e", 'AIREPORT_LANGUAGE="fr"'], "AIREPORT_LANGUAGE: 'fr'", id="settings"
        ),
    ],
)
def test_what_a_person_must_mend_ends_with_1(
    arguments: list[str],
    words: str,
    site: Site,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert site.reports.is_dir()
    assert main(["draft", *arguments]) == 1
    assert words in capsys.readouterr().err


def test_a_damaged_file_is_for_a_person_to_mend(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not to be tried later: it stays as it is."""
    tweets = site.folder / "t.jsonl"
    tweets.write_bytes(gzip.compress(tweets.read_bytes())[:-8])
    assert main(["draft"]) == 1
    assert "mend or remove the file" in capsys.readouterr().err


def test_the_doctor_examines_the_site(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    checks = [finding["check"] for finding in told["findings"]]
    assert {"Python", "packages", "font", "state", "topic ai"} <= set(checks)
    assert site.files(site.reports) == {}


def test_a_run_that_is_held_up_ends_with_75_and_says_so(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.folder / ".aireport").mkdir()
    with FileLock(site.folder / ".aireport" / "lock"):
        code = main(["draft", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["exit_code"], told["problems"][0][:23]) == (
        75,
        75,
        "another run is drafting",
    )


@pytest.mark.parametrize("command", ["draft", "check", "doctor"])
def test_the_module_is_the_command_and_has_help(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pelican_aireport", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--json" in done.stdout


QUOTED = """
AIREPORT_TOPICS = {"ai": {"source": "jsonl", "query": {"path": "t.jsonl"},
    "summarizer": "llm", "model": "deepseek/deepseek-chat"}}
AIREPORT_WINDOW = "2026-09-07"
"""


@pytest.mark.parametrize(
    ("on_failure", "code"),
    [pytest.param("keep", 0, id="keep"), pytest.param("fail", 1, id="fail")],
)
def test_json_tells_what_stood_in_for_a_model_and_what_models_cost(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    on_failure: str,
    code: int,
) -> None:
    """What quotes instead of telling is a report: the setting decides on the code."""
    monkeypatch.delenv("DEEPSEEK_API_KEY", raising=False)
    site.configure(f"{QUOTED}\nAIREPORT_ON_FAILURE = {on_failure!r}\n")
    article = "---\ntitle: a\nslug: b\naireport:\n  {}\n---\n\nc\n"
    facts = "model: m/a\n  cost_usd: 0.25\n  fetched_at: 2026-08-02T10:00:00+08:00"
    (site.reports / "b.md").write_text(article.format(facts), encoding="utf-8")
    assert main(["draft", "--json"]) == code
    told = json.loads(capsys.readouterr().out)
    (report,) = told["reports"]
    assert (told["exit_code"], report["drafted"]) == (code, True)
    assert "DEEPSEEK_API_KEY" in report["fallback"]
    assert told["costs"] == [
        {"month": "2026-08", "reports": 1, "cost_usd": 0.25, "unknown": 0}
    ]


def test_a_value_that_is_no_json_is_told_with_the_way_out(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.reports.is_dir()
    assert main(["draft", "-e", "AIREPORT_SOURCE=x"]) == 1
    assert "write KEY=JSON" in capsys.readouterr().err


def test_an_interrupted_run_says_that_nothing_is_lost(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pelican_aireport.commands.draft.draft_each", interrupt)
    assert site.reports.is_dir()
    assert main(["draft"]) == 75
    assert capsys.readouterr().err.startswith("interrupted;")


def test_old_snapshots_go_also_where_nothing_is_due(site: Site) -> None:
    assert main(["draft"]) == 0
    site.configure(f"{TOPIC}\nAIREPORT_SNAPSHOT_DAYS = 5\n")
    window = window_of_days(date(2026, 9, 1), date(2026, 9, 1), ZoneInfo("UTC"))
    start = Start(topic="ai", slug="ai_1", source="x", window=window, query={})
    folder = find_folder(site.folder / ".aireport", start)
    Snapshot(folder).write_start(start)
    assert main(["draft"]) == 0
    assert not folder.exists()


@pytest.mark.parametrize("arguments", [[], ["fly"], ["draft", "--fast"]])
def test_a_wrong_command_line_is_for_a_person(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Not the 2 of others: 0, 1 and 75 are all that there is."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("usage: aireport")
