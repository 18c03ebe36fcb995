"""A snapshot answers as the service did, and never with more than it holds."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from paged_service import (
    INSIDE,
    SLUG,
    WINDOW,
    KilledError,
    Service,
    ids,
    make_source,
    pages_written,
)

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.port import FetchStatus
from pelican_aireport.sources.replay import replay_source


@pytest.mark.parametrize("how", ["slug", "folder", "folder above"])
def test_a_snapshot_is_replayed_as_it_was_fetched(how: str, tmp_path: Path) -> None:
    fetched = make_source(Service(), tmp_path).fetch(WINDOW)
    folder = pages_written(tmp_path)[0].parent
    named = {
        "slug": SLUG,
        "folder": str(folder.relative_to(tmp_path)),
        "folder above": str(folder.parent),
    }[how]
    replayed = replay_source({"replay": named}, state=tmp_path, base=tmp_path)
    assert replayed.fetch(WINDOW) == fetched


def test_a_replay_beyond_its_window_is_not_whole(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    replayed = replay_source({"replay": SLUG}, state=tmp_path, base=tmp_path)
    start = WINDOW.start.astimezone(ZoneInfo("Asia/Shanghai"))
    longer = Window(start=start, end=start + timedelta(days=2))
    fetched = replayed.fetch(longer)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.PARTIAL)
    assert fetched.state.reason == (
        "the snapshot is of 2026-09-08 08:00+08:00 to 2026-09-09 08:00+08:00; "
        "ask for a window inside it"
    )


def test_a_damaged_snapshot_names_the_way_out(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    pages_written(tmp_path)[0].write_bytes(b"")
    replayed = replay_source({"replay": SLUG}, state=tmp_path, base=tmp_path)
    reason = str(replayed.fetch(WINDOW).state.reason)
    assert reason.endswith("; set AIREPORT_SOURCE to the service to have it fetched")


@pytest.mark.parametrize(
    "value",
    [{"replay": "ai_20200101_20200101"}, {"replay": " "}, {"reply": "a"}, {}],
    ids=str,
)
def test_a_snapshot_that_is_not_there_is_told(
    value: dict[str, object], tmp_path: Path
) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    with pytest.raises(SettingsError, match=r"AIREPORT_SOURCE: .*replay"):
        replay_source(value, state=tmp_path, base=tmp_path)


def test_a_part_of_the_window_is_whole_in_itself(tmp_path: Path) -> None:
    whole = make_source(Service(), tmp_path).fetch(WINDOW)
    replayed = replay_source({"replay": SLUG}, state=tmp_path, base=tmp_path)
    morning = Window(start=WINDOW.start, end=WINDOW.start + timedelta(hours=6))
    fetched = replayed.fetch(morning)
    expected = tuple(tweet for tweet in whole.tweets if tweet.created_at in morning)
    assert (fetched.tweets, fetched.state.status) == (expected, FetchStatus.COMPLETE)


def test_what_was_partial_is_partial_when_replayed(tmp_path: Path) -> None:
    service = Service(faults={4: FetchError(Fault.SERVER)})
    fetched = make_source(service, tmp_path).fetch(WINDOW)
    replayed = replay_source({"replay": SLUG}, state=tmp_path, base=tmp_path)
    assert fetched.state.status is FetchStatus.PARTIAL
    assert replayed.fetch(WINDOW) == fetched


def test_what_a_killed_run_left_is_not_whole(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    next(tmp_path.rglob("*.end.json")).unlink()
    replayed = replay_source({"replay": SLUG}, state=tmp_path, base=tmp_path)
    fetched = replayed.fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.PARTIAL)


def test_pages_behind_the_last_end_are_not_replayed(tmp_path: Path) -> None:
    """They are what a run left that was killed: no report was made from them."""
    service = Service(faults={4: FetchError(Fault.SERVER)})
    fetched = make_source(service, tmp_path).fetch(WINDOW)
    with pytest.raises(KilledError):
        make_source(Service(faults={2: KilledError()}), tmp_path).fetch(WINDOW)
    assert len(pages_written(tmp_path)) == 4
    replayed = replay_source({"replay": SLUG}, state=tmp_path, base=tmp_path)
    assert replayed.fetch(WINDOW) == fetched


def test_a_slug_means_the_whole_snapshot_where_there_are_two(tmp_path: Path) -> None:
    whole = make_source(Service(), tmp_path / "a").fetch(WINDOW)
    service = Service(faults={2: FetchError(Fault.SERVER)})
    make_source(service, tmp_path / "b").fetch(WINDOW)
    folder = pages_written(tmp_path / "b")[0].parent
    there = pages_written(tmp_path / "a")[0].parent.parent
    folder.rename(there / "x-00000000")
    replayed = replay_source({"replay": SLUG}, state=tmp_path / "a", base=tmp_path)
    assert replayed.fetch(WINDOW) == whole


def test_a_pattern_is_no_slug(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    with pytest.raises(SettingsError, match=f"there are: {SLUG};"):
        replay_source({"replay": "*"}, state=tmp_path, base=tmp_path)
