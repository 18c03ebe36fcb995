"""Old snapshots are deleted where that is asked for, and nothing else ever is."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from paged_service import (
    AFTER,
    SLUG,
    WINDOW,
    KilledError,
    Service,
    make_source,
    pages_written,
)

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.retention import drop_old_snapshots

LATER = WINDOW.end + timedelta(days=9)


@pytest.mark.parametrize(("days", "dropped"), [(9, 1), (10, 0)])
def test_old_snapshots_go_where_that_is_asked_for(
    days: int, dropped: int, tmp_path: Path
) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    (tmp_path / "snapshots" / "ai" / "mine" / "notes").mkdir(parents=True)
    now = AFTER + timedelta(days=9, hours=1)
    found = drop_old_snapshots(tmp_path, keep_days=days, now=now)
    assert (found, len(pages_written(tmp_path))) == (dropped, 0 if dropped else 6)
    assert (tmp_path / "snapshots" / "ai" / "mine" / "notes").is_dir()


def test_what_drafts_left_out_goes_with_their_last_snapshot(tmp_path: Path) -> None:
    """The generated texts stay, and so does what another slug left out."""
    make_source(Service(), tmp_path).fetch(WINDOW)
    for name in (f"{SLUG}/1.md", f"{SLUG}/1.json", "ai_20260909_20260909/1.json"):
        path = tmp_path / "drafts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    other = pages_written(tmp_path)[0].parent.with_name("x-mine")
    other.mkdir()
    kept = []
    for _ in range(2):
        drop_old_snapshots(tmp_path, keep_days=1, now=LATER)
        kept.append(sorted(path.name for path in tmp_path.rglob("drafts/*/*")))
        make_source(Service(), tmp_path).fetch(WINDOW)
        if other.exists():
            other.rmdir()
    assert kept == [["1.json", "1.json", "1.md"], ["1.json", "1.md"]]


TODAY = WINDOW.end + timedelta(days=40)
MORNING = WINDOW.start + timedelta(hours=4)


@pytest.mark.parametrize(
    ("service", "youngest"),
    [
        pytest.param(Service(now=TODAY), TODAY, id="fetched long after"),
        pytest.param(
            Service(now=TODAY, faults={1: FetchError(Fault.SERVER)}),
            TODAY,
            id="nothing came",
        ),
        pytest.param(Service(now=TODAY, faults={3: KilledError()}), TODAY, id="killed"),
        pytest.param(Service(now=MORNING), WINDOW.end, id="fetched while open"),
    ],
)
def test_the_age_counts_from_the_last_thing_that_happened(
    service: Service, youngest: datetime, tmp_path: Path
) -> None:
    """That the window ended, or that a run added something."""
    with suppress(KilledError):
        make_source(service, tmp_path).fetch(WINDOW)
    dropped = [
        drop_old_snapshots(tmp_path, keep_days=7, now=youngest + timedelta(days=days))
        for days in (7, 8)
    ]
    assert dropped == [0, 1]


def test_what_is_needed_stays_however_old(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    others = ("ai_20260909_20260909",)
    needed = [
        drop_old_snapshots(tmp_path, keep_days=1, now=LATER, needed=slugs)
        for slugs in ((SLUG,), others)
    ]
    assert needed == [0, 1]


@pytest.mark.parametrize("level", ["snapshots", "ai", "ai_20260908_20260908", "x-"])
def test_links_are_not_followed(level: str, tmp_path: Path) -> None:
    """At no level: what lies elsewhere stays."""
    elsewhere, state = tmp_path / "elsewhere", tmp_path / "state"
    make_source(Service(), elsewhere).fetch(WINDOW)
    there = next(elsewhere.rglob(f"{level}*"))
    link = state / there.relative_to(elsewhere)
    link.parent.mkdir(parents=True)
    link.symlink_to(there)
    assert drop_old_snapshots(state, keep_days=1, now=LATER) == 0
    assert len(pages_written(elsewhere)) == 6


def test_what_is_no_snapshot_stays(tmp_path: Path) -> None:
    """A folder beside, one without a start, and a file put into a snapshot's."""
    make_source(Service(), tmp_path).fetch(WINDOW)
    folder = pages_written(tmp_path)[0].parent
    mine = folder.parent / "x-mine"
    mine.mkdir()
    (mine / "0001.page.jsonl.gz").write_bytes(b"mine")
    assert drop_old_snapshots(tmp_path, keep_days=1, now=LATER) == 1
    assert (folder.exists(), (mine / "0001.page.jsonl.gz").exists()) == (False, True)


def test_emptied_folders_go_too(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    drop_old_snapshots(tmp_path, keep_days=1, now=LATER)
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_without_snapshots_there_is_nothing_to_drop(tmp_path: Path) -> None:
    assert drop_old_snapshots(tmp_path / "none", keep_days=1, now=LATER) == 0
