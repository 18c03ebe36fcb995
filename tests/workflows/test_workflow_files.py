"""The workflows: valid, pinned, with little right, and secrets in one step only."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
SCRIPTS = sorted(p for p in (GITHUB / "scripts").iterdir() if p.is_file())
BY_NAME = [pytest.param(path, id=path.name) for path in WORKFLOWS]


def read(path: Path) -> dict[str, Any]:
    """Read a workflow; YAML's own reading of ``on`` is undone."""
    read: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else str(key): value for key, value in read.items()}


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def tool(name: str) -> str:
    """Return a tool of the test extra, or skip where it cannot be installed."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else which(name)
    if found is None:
        reason = f"{name} is not installed"
        if os.environ.get("AIREPORT_TEST_STRICT") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def said_by(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        pytest.param("github-workflows", WORKFLOWS, id="workflows"),
        pytest.param("dependabot", [GITHUB / "dependabot.yml"], id="dependabot"),
    ],
)
def test_they_fit_githubs_schema(schema: str, files: list[Path]) -> None:
    check = tool("check-jsonschema")
    names = [str(path) for path in files]
    code, said = said_by(check, "--builtin-schema", f"vendor.{schema}", *names)
    assert code == 0, said


def test_the_audit_finds_nothing() -> None:
    """Injections, credentials left behind, rights too wide, unpinned actions."""
    audit = (tool("zizmor"), "--offline", "--no-progress", "--quiet")
    code, said = said_by(*audit, "--persona", "pedantic", str(GITHUB))
    assert code == 0, said


@pytest.mark.parametrize("path", BY_NAME)
def test_every_action_is_githubs_own_and_pinned(path: Path) -> None:
    """By a whole commit, and its version for people and dependabot."""
    lines = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    form = r"actions/[a-z-]+(?:/[a-z]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert lines, "it uses actions"
    assert [line for line in lines if not re.fullmatch(form, line)] == []


def test_an_action_has_one_version_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        for name, pin in re.findall(r"uses: (actions/[a-z-]+)[a-z/]*(@.*)", text):
            pins.setdefault(name, set()).add(pin)
    assert {name: len(versions) for name, versions in pins.items()} == dict.fromkeys(
        pins, 1
    )


def test_secrets_stand_in_one_step_which_has_no_right_to_write() -> None:
    """No other workflow, job, step or expression names one."""
    told = read(GITHUB / "workflows" / "draft.yml")
    (holder,) = [step for step in steps_of(told) if "secrets." in str(step)]
    named = [
        (path.name, line.strip().split(":")[0])
        for path in WORKFLOWS
        for line in path.read_text(encoding="utf-8").splitlines()
        if "secrets" in re.sub("#.*", "", line)
    ]
    secrets = [name for name, value in holder["env"].items() if "secrets." in value]
    assert holder["name"] == "Draft"
    assert named == [("draft.yml", name) for name in secrets]
    assert [holder["env"][name] for name in secrets] == [
        f"${{{{ secrets.{name} }}}}" for name in secrets
    ]
    rights = told["jobs"]["draft"]["permissions"]
    assert rights == {"contents": "read", "pull-requests": "read"}


@pytest.mark.parametrize("path", BY_NAME)
def test_nothing_has_more_rights_than_it_needs(path: Path) -> None:
    """No default right, and only the job that opens pull requests may write."""
    told = read(path)
    writing = {
        name: job["permissions"]
        for name, job in told["jobs"].items()
        if "write" in job["permissions"].values()
    }
    propose = {"contents": "write", "pull-requests": "write"}
    expected = {"propose": propose} if path.name == "draft.yml" else {}
    assert (told["permissions"], writing) == ({}, expected)
    assert "pull_request_target" not in told["on"]
    assert [job for job in told["jobs"].values() if "timeout-minutes" not in job] == []


@pytest.mark.parametrize("path", BY_NAME)
def test_no_step_keeps_credentials_or_runs_an_expression(path: Path) -> None:
    """What comes from outside reaches a shell as a variable."""
    steps = steps_of(read(path))
    checkouts = [s for s in steps if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert [s for s in checkouts if s["with"]["persist-credentials"] is not False] == []
    assert [s["run"] for s in steps if "${{" in s.get("run", "")] == []


def test_the_schedule_avoids_the_full_hour() -> None:
    told = read(GITHUB / "workflows" / "draft.yml")
    (schedule,) = told["on"]["schedule"]
    assert schedule["cron"].split()[0] not in {"0", "00", "*"}


def test_a_run_that_waits_is_not_lost_to_a_later_one() -> None:
    """Such as a backfill by hand to the next scheduled run; GitHub keeps one only."""
    told = read(GITHUB / "workflows" / "draft.yml")
    rules = {"group": "draft-reports", "cancel-in-progress": False, "queue": "max"}
    assert told["concurrency"] == rules


def test_drafting_ends_in_time_to_hand_over_what_it_has() -> None:
    told = read(GITHUB / "workflows" / "draft.yml")
    (step,) = (each for each in steps_of(told) if each.get("name") == "Draft")
    assert int(step["env"]["MINUTES"]) + 10 <= told["jobs"]["draft"]["timeout-minutes"]


def needs(path: Path) -> set[str]:
    """Return the variables that a script cannot do without."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".sh":
        return set(re.findall(r"\$\{?([A-Z_]{2,})\b", text)) - {"PWD"}
    return set(re.findall(r'os\.environ\["([A-Z_]+)"\]', text))


def test_each_script_is_given_the_variables_that_it_reads() -> None:
    """As far as its step, its job and its workflow give them; GitHub gives one."""
    for path in WORKFLOWS:
        told = read(path)
        for job in told["jobs"].values():
            for step in job["steps"]:
                for name in re.findall(r"\.github/scripts/(\S+)", step.get("run", "")):
                    given = {"GITHUB_OUTPUT"}.union(
                        *(each.get("env", {}) for each in (told, job, step))
                    )
                    assert needs(GITHUB / "scripts" / name) <= given, name


def imports_of(path: Path) -> set[str]:
    """Return the packages that a Python script imports."""
    if path.suffix != ".py":
        return set()
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {
        n.name for node in nodes if isinstance(node, ast.Import) for n in node.names
    }
    other = {str(n.module) for n in nodes if isinstance(n, ast.ImportFrom)}
    return {name.split(".")[0] for name in plain | other}


def test_every_script_is_called_or_imported_and_can_be_run() -> None:
    """The Python ones with what Python brings alone, as they run before pip."""
    runs = " ".join(
        str(step.get("run")) for path in WORKFLOWS for step in steps_of(read(path))
    )
    names = {path.stem for path in SCRIPTS if path.suffix == ".py"}
    imported = {name for path in SCRIPTS for name in imports_of(path)}
    shells = [path for path in SCRIPTS if path.suffix == ".sh"]
    assert [path for path in shells if not os.access(path, os.X_OK)] == []
    assert imported <= sys.stdlib_module_names | names
    called = {p for p in SCRIPTS if p.name in runs or p.stem in imported}
    assert called == set(SCRIPTS)
