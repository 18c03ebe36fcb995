"""How a command ends: exit codes, refusals, JSON; prints, touches nothing else."""

import json
import sys

from pelican_aireport.errors import (
    AIReportError,
    BlockedError,
    LeftError,
    WorkerError,
)
from pelican_aireport.sources.faults import FetchError

__all__ = ["ACT", "DONE", "LATER", "may_pass", "print_json", "refuse"]

DONE = 0
ACT = 1
"""A person must act."""
LATER = 75
"""A later try may do."""

_SCHEMA = 1


def may_pass(error: AIReportError) -> bool:
    """Tell whether a later try may do, without anything being changed."""
    passing = BlockedError | FetchError | LeftError | WorkerError
    return isinstance(error, passing) and not error.needs_person


def refuse(error: AIReportError, *, as_json: bool) -> int:
    """Print why a command did nothing and return its exit code."""
    code = LATER if may_pass(error) else ACT
    if as_json:
        problems = str(error).split("\n")
        print_json({"exit_code": code, "problems": problems})
    else:
        print(error, file=sys.stderr)
    return code


def print_json(values: dict[str, object]) -> None:
    """Print a command's answer for programs."""
    print(json.dumps({"schema": _SCHEMA, **values}, ensure_ascii=False, indent=2))
