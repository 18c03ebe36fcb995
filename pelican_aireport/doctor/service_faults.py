"""What a fault of a service is as a finding: its words, the way out, when to return.

Pure.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.errors import SettingsError
from pelican_aireport.moments import tell_reset
from pelican_aireport.sources.faults import FAULTS, Fault, FetchError

__all__ = [
    "describe_reset",
    "find_features",
    "list_problems",
    "tell_fault",
]

_FLAG = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def tell_fault(
    check: str, error: FetchError, *, timezone: ZoneInfo, now: datetime, place: str = ""
) -> Finding:
    """Return the finding for a fault.

    Args:
        check: What was checked.
        error: The fault.
        timezone: For the time when the service may be asked again.
        now: The time.
        place: What was asked for, to be named first.
    """
    words = FAULTS[error.fault].words + (f" ({error.detail})" if error.detail else "")
    if error.retry_at is not None:
        words += f"; it resets {describe_reset(error.retry_at, timezone, now)}"
    retry_at = error.retry_at and error.retry_at.isoformat()
    return Finding(
        check=check,
        verdict=Verdict.PROBLEM if error.needs_person else Verdict.LATER,
        words=f"{place}: {words}" if place else words,
        remedy=_remedy(error),
        facts={"fault": error.fault.value, "retry_at": retry_at},
    )


def describe_reset(moment: datetime, timezone: ZoneInfo, now: datetime) -> str:
    """Return when a limit resets: ``at 14:05 Asia/Shanghai (in 12 minutes)``."""
    minutes = max(round((moment - now).total_seconds() / 60), 1)
    unit = "minute" if minutes == 1 else "minutes"
    return f"{tell_reset(moment, timezone, now)} (in {minutes} {unit})"


def _remedy(error: FetchError) -> str:
    flags = find_features(error.detail)
    if error.fault is Fault.MISSING_FEATURE and flags:
        named = json.dumps(dict.fromkeys(flags, False)).replace("false", "False")
        return f"add {named} to AIREPORT_X_FEATURES, or upgrade pelican-aireport"
    return FAULTS[error.fault].remedy


def find_features(words: str) -> tuple[str, ...]:
    """Find the feature flags that X's words name."""
    return tuple(dict.fromkeys(_FLAG.findall(words)))


def list_problems(check: str, error: SettingsError) -> Iterator[Finding]:
    """Return a finding for each thing that is wrong with the settings."""
    for problem in error.problems:
        words, _, remedy = problem.partition("; ")
        yield Finding(
            check=check,
            verdict=Verdict.PROBLEM,
            words=words,
            remedy=remedy or None,
        )
