"""Draft what is due and put the new files aside for the pull request.

The one step that has secrets. Exit codes: 0 done, or nothing due, or a later run may
do (a warning says so); 1 a person must act. New files are put aside in any case.
Environment: REPORTS, DRAFTED (a folder), and optionally STATUS, FROM, TO, TOPIC and
MINUTES, after which the command is stopped. Standard library only.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from repository import git
from runner import annotate, set_output

LATER = 75
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TOPIC = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_STATUSES = {"draft", "published", "verified"}


def main() -> int:
    """Run the command and return the step's exit code."""
    problems = list(_problems())
    for problem in problems:
        annotate("error", problem)
    if problems:
        return 1
    done = _run()
    code = _tell_stopped() if done is None else _tell(done)
    set_output("drafted", is_so=_put_aside() > 0)
    return code


def _said(name: str) -> str:
    return os.environ.get(name, "").strip()


def _problems() -> Iterator[str]:
    for name in ("FROM", "TO"):
        if _said(name) and not _DAY.fullmatch(_said(name)):
            yield f"{name.lower()}: use YYYY-MM-DD"
    if _said("TOPIC") and not _TOPIC.fullmatch(_said("TOPIC")):
        yield "topic: use the name of a topic in AIREPORT_TOPICS"
    if _said("STATUS") and _said("STATUS") not in _STATUSES:
        yield f"AIREPORT_STATUS: use one of {', '.join(sorted(_STATUSES))}"


def _run() -> subprocess.CompletedProcess[str] | None:
    """Run the command; ``None``: it took longer than MINUTES."""
    # What services say may stand in the log, and must not be taken for commands.
    mark = uuid.uuid4().hex
    print(f"::stop-commands::{mark}", flush=True)
    try:
        return subprocess.run(
            _command(),
            stdout=subprocess.PIPE,
            # the runner reads both side by side: only here is it between the marks
            stderr=sys.stdout,
            check=False,
            encoding="utf-8",
            timeout=float(_said("MINUTES")) * 60 if _said("MINUTES") else None,
        )
    except subprocess.TimeoutExpired:
        return None
    finally:
        print(f"\n::{mark}::", flush=True)


def _command() -> list[str]:
    options = [("--from", "FROM"), ("--to", "TO"), ("--topic", "TOPIC")]
    command = ["aireport", "draft", "--json"]
    for option, name in options:
        if _said(name):
            command += [option, _said(name)]
    if _said("STATUS"):
        command += ["-e", f"AIREPORT_STATUS={json.dumps(_said('STATUS'))}"]
    return command


def _tell_stopped() -> int:
    annotate(
        "error",
        f"aireport draft was stopped after {_said('MINUTES')} minutes; what it has "
        "drafted is handed over, and another run goes on from there",
    )
    return 1


def _tell(done: subprocess.CompletedProcess[str]) -> int:
    try:
        told = json.loads(done.stdout)
    except ValueError:
        annotate("error", "aireport draft did not end properly; see the log above")
        return 1
    is_later = done.returncode == LATER
    failed = "warning" if is_later or done.returncode == 0 else "error"
    for problem in told.get("problems", ()):
        annotate(failed, problem)
    reports = told.get("reports", ())
    for report in reports:
        _tell_report(report, failed)
    if not reports and done.returncode == 0:
        annotate("notice", "Nothing is due.")
    if is_later:
        annotate("warning", "The next scheduled run tries again; nothing is lost.")
    return 0 if done.returncode in {0, LATER} else 1


def _tell_report(report: dict[str, object], failed: str) -> None:
    name = report.get("slug") or report.get("topic")
    if not report.get("drafted"):
        retry_at = report.get("retry_at")
        when = f" (not before {retry_at})" if retry_at else ""
        annotate(failed, f"{name}: {report.get('error')}{when}")
        return
    annotate("notice", f"{name}: drafted")
    for kind in ("partial", "fallback"):
        if report.get(kind):
            annotate("warning", f"{name}: {kind}: {report[kind]}")


def _put_aside() -> int:
    """Copy what is new below the reports folder, and return how many files."""
    listed = git(
        *("ls-files", "-z", "--others", "--exclude-standard"),
        *("--", os.environ["REPORTS"]),
    )
    names = [name for name in listed.split("\0") if name]
    for name in names:
        target = Path(os.environ["DRAFTED"]) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(name, target, follow_symlinks=False)
    return len(names)


if __name__ == "__main__":
    sys.exit(main())
