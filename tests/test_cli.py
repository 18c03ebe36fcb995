"""The command ``aireport``: what it drafts, what it tells, how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from sites import Site, make_site, tweet_line

from pelican_aireport.cli import main

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
    assert (said[0].startswith(f"{SLUG}: drafted from "), said[1][:14]) == (
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
    assert told["reports"][0]["slug"] == SLUG
    assert told["reports"][0]["tweets"]["fetched"] == 5


def test_settings_may_be_overridden(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.reports.is_dir()
    assert main(["draft", "-e", 'AIREPORT_WINDOW="2026-09-01"']) == 1
    assert "no tweet from 2026-09-01" in capsys.readouterr().err


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


@pytest.mark.parametrize("command", ["draft", "doctor"])
def test_the_module_is_the_command_and_has_help(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pelican_aireport", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--json" in done.stdout
