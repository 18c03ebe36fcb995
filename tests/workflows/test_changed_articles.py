"""What contributors change of articles is checked, and nothing else."""

import json
import subprocess
from pathlib import Path

import pytest
from workflows.scheduled import ROOT, Repository, article, make_repository

SCRIPT = ROOT / ".github" / "scripts" / "check-changed.sh"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = make_repository(tmp_path)
    # Installing is pip's affair.
    (tmp_path / "bin" / "python").write_text("#!/bin/sh\n", encoding="utf-8")
    plan = {"check": 1}
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    made.git("branch", "change", "main")
    return made


def check(repository: Repository) -> tuple[int, list[list[str]]]:
    """Run the script on the branch; return its exit code and aireport's calls."""
    repository.runs += 1
    clone = repository.clone(f"check-{repository.runs}", "change")
    calls = repository.folder / "calls"
    calls.write_text("", encoding="utf-8")
    done = subprocess.run(
        [str(SCRIPT), "origin/main"], cwd=clone, env=repository.environ, check=False
    )
    lines = calls.read_text(encoding="utf-8").splitlines()
    return done.returncode, [json.loads(line) for line in lines]


def test_articles_that_differ_from_the_base_are_checked(repository: Repository) -> None:
    """At any depth; deleted ones and pictures are not."""
    new = "content/reports/2026/09/a b.md"
    repository.write("change", new, article("a"))
    repository.write("change", "content/reports/2026/09/x.svg", "<svg/>")
    repository.write("change", "content/reports/old.md", None)
    # What main got in the meantime is no change of this branch.
    repository.write("main", "content/reports/later.md", article("later"))
    assert check(repository) == (123, [["check", new]])


def test_where_no_article_differs_nothing_is_installed_or_run(
    repository: Repository,
) -> None:
    repository.write("change", "README.md", "More")
    assert check(repository) == (0, [])
