"""What the doctor finds, and how it tells; pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

__all__ = ["Finding", "Verdict", "exit_code", "render_json", "render_text"]

_ACT, _LATER = 1, 75


class Verdict(Enum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"
    LATER = "later"
    """The world's fault: waiting may do."""
    PROBLEM = "problem"
    """A person must act."""


_MARKS = {
    Verdict.OK: "ok     ",
    Verdict.WARNING: "warning",
    Verdict.LATER: "later  ",
    Verdict.PROBLEM: "PROBLEM",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found."""

    check: str
    """What was checked, in a few words."""
    verdict: Verdict
    words: str
    remedy: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    """For programs; values that JSON knows."""


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 1 where a person must act, else 75 where waiting may do, else 0."""
    verdicts = {finding.verdict for finding in findings}
    if Verdict.PROBLEM in verdicts:
        return _ACT
    return _LATER if Verdict.LATER in verdicts else 0


def render_text(findings: Iterable[Finding]) -> str:
    """Render findings for people, one a line, each remedy below."""
    lines = []
    for finding in findings:
        lines.append(f"{_MARKS[finding.verdict]}  {finding.check}: {finding.words}")
        if finding.remedy is not None:
            lines.append(f"         {finding.remedy}")
    return "\n".join(map(_printable, lines))


def _printable(line: str) -> str:
    # A path, or a service's own words, may hold what moves a terminal's cursor.
    return "".join(each if each.isprintable() else " " for each in line)


def render_json(findings: Iterable[Finding]) -> str:
    """Render findings for programs."""
    findings = tuple(findings)
    values = {
        "schema": 1,
        "exit_code": exit_code(findings),
        "findings": [
            {
                "check": finding.check,
                "verdict": finding.verdict.value,
                "words": finding.words,
                "remedy": finding.remedy,
                **finding.facts,
            }
            for finding in findings
        ],
    }
    return json.dumps(values, ensure_ascii=False, indent=2)
