"""Backfills for tests: some days of the sample, drafted by any executor."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from pelican_aireport.drafting.plans import Plan
from pelican_aireport.drafting.run import Outcome, draft_each
from pelican_aireport.selection.windows import Days
from pelican_aireport.settings import parse_settings

__all__ = ["NOW", "days_of_sample", "draft_days", "read_reports"]

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def days_of_sample(first: int = 7, last: int = 13) -> Days:
    """Return days of September 2026; the sample has the 7th to the 13th."""
    return Days(first=date(2026, 9, first), last=date(2026, 9, last))


def draft_days(
    folder: Path,
    days: Days,
    *,
    jobs: int = 1,
    max_cost_usd: float | None = None,
    executor: object = "threads",
    tell_begin: Callable[..., None] = lambda *_, **__: None,
    **topic: object,
) -> Iterator[Outcome]:
    """Draft days of a topic, the sample's unless it says otherwise."""
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"ai": {"source": "sample", **topic}},
        "AIREPORT_EXECUTOR": executor,
    }
    return draft_each(
        parse_settings(values, base=folder),
        environ={},
        now=lambda: NOW,
        plan=Plan(days=days, jobs=jobs, max_cost_usd=max_cost_usd),
        tell_begin=tell_begin,
    )


def read_reports(folder: Path) -> dict[str, bytes]:
    """Return all files of the reports folder by their names."""
    return {
        path.name: path.read_bytes()
        for path in sorted((folder / "content").rglob("*"))
        if path.is_file()
    }
