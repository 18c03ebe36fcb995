"""Whatever happens to a snapshot's files, no tweet is lost and none is invented."""

import json
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from paged_service import (
    INSIDE,
    SLUG,
    TWEETS,
    WINDOW,
    Service,
    ids,
    make_source,
    pages_written,
)

from pelican_aireport.errors import SettingsError
from pelican_aireport.sources.port import Fetched, FetchStatus
from pelican_aireport.sources.replay import replay_source


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Fetched]:
    """Fetch a window once: the state folder, and what was answered."""
    state = tmp_path_factory.mktemp("kept")
    return state, make_source(Service(), state).fetch(WINDOW)


def files_of(state: Path) -> list[Path]:
    return sorted(path for path in state.rglob("*") if path.is_file())


FILES = [
    "0000.start.json",
    *(
        f"000{number}.{kind}.gz"
        for number in range(1, 7)
        for kind in ("raw.json", "page.jsonl")
    ),
    "0007.end.json",
]


def test_files_are_numbered_and_the_answer_precedes_what_was_read(
    kept: tuple[Path, Fetched],
) -> None:
    folder = pages_written(kept[0])[0].parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    parts = folder.relative_to(kept[0]).parts
    assert (parts[:3], parts[3][:2]) == (("snapshots", "ai", SLUG), "x-")


def test_the_same_fetch_writes_the_same_bytes(
    kept: tuple[Path, Fetched], tmp_path: Path
) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    first, second = (
        {str(path.relative_to(state)): path.read_bytes() for path in files_of(state)}
        for state in (kept[0], tmp_path)
    )
    assert first == second


@pytest.mark.parametrize("count", range(len(FILES)))
def test_a_run_killed_after_any_file_is_gone_on_with(
    count: int, kept: tuple[Path, Fetched], tmp_path: Path
) -> None:
    """Every page that is there is not fetched again."""
    state, whole = kept
    folder = pages_written(state)[0].parent
    copy = tmp_path / folder.relative_to(state)
    copy.mkdir(parents=True)
    for name in FILES[:count]:
        shutil.copy(folder / name, copy / name)
    pages = sum(".page." in name for name in FILES[:count])
    service = Service()
    assert make_source(service, tmp_path).fetch(WINDOW) == whole
    assert len(service.calls) == 6 - pages


def cut(content: bytes, position: int) -> bytes:
    return content[:position]


def flip(content: bytes, position: int) -> bytes:
    changed = bytearray(content)
    changed[position] ^= 0x55
    return bytes(changed)


@pytest.mark.parametrize("damage", [cut, flip])
@pytest.mark.parametrize("name", [FILES[0], *FILES[5:7], FILES[-1]])
def test_a_damaged_file_costs_its_page_at_most(
    name: str,
    damage: Callable[[bytes, int], bytes],
    kept: tuple[Path, Fetched],
    tmp_path: Path,
) -> None:
    """Whatever byte is lost: asked again, the answer is the same."""
    state, whole = kept
    content = next(state.rglob(name)).read_bytes()
    for position in range(0, len(content), 7):
        copy = tmp_path / str(position)
        shutil.copytree(state, copy)
        next(copy.rglob(name)).write_bytes(damage(content, position))
        service = Service()
        assert make_source(service, copy).fetch(WINDOW) == whole
        assert service.calls in ([], ["t20"])


@pytest.mark.parametrize("damage", [cut, flip])
@pytest.mark.parametrize("name", [FILES[0], FILES[6], FILES[-1]])
def test_a_replay_of_a_damaged_snapshot_says_so(
    name: str,
    damage: Callable[[bytes, int], bytes],
    kept: tuple[Path, Fetched],
    tmp_path: Path,
) -> None:
    """It answers as before or not as a whole one, also when asked twice."""
    state, whole = kept
    content = next(state.rglob(name)).read_bytes()
    for position in range(0, len(content), 7):
        copy = tmp_path / str(position)
        shutil.copytree(state, copy)
        next(copy.rglob(name)).write_bytes(damage(content, position))
        try:
            source = replay_source({"replay": SLUG}, state=copy, base=copy)
        except SettingsError:
            continue
        first, second = source.fetch(WINDOW), source.fetch(WINDOW)
        assert first == second
        assert first == whole or first.state.status is FetchStatus.PARTIAL
        assert set(first.tweets) <= set(whole.tweets)


def test_a_damaged_file_is_kept_under_another_name(
    kept: tuple[Path, Fetched], tmp_path: Path
) -> None:
    shutil.copytree(kept[0], tmp_path, dirs_exist_ok=True)
    page = pages_written(tmp_path)[2]
    page.write_bytes(b"")
    make_source(Service(), tmp_path).fetch(WINDOW)
    names = {path.name for path in page.parent.iterdir()} - set(FILES)
    assert names == {
        "0003.page.jsonl.gz.corrupt",
        "0008.raw.json.gz",
        "0008.page.jsonl.gz",
        "0009.end.json",
    }


def test_a_page_that_cannot_be_read_now_is_not_called_damaged(
    kept: tuple[Path, Fetched], tmp_path: Path
) -> None:
    shutil.copytree(kept[0], tmp_path, dirs_exist_ok=True)
    page = pages_written(tmp_path)[2]
    page.unlink()
    page.mkdir()
    with pytest.raises(IsADirectoryError):
        make_source(Service(), tmp_path).fetch(WINDOW)
    assert page.is_dir()


def test_half_a_character_is_kept_as_it_is(tmp_path: Path) -> None:
    links = ("https://a.example/\ud83d",)
    tweets = tuple(replace(tweet, links=links) for tweet in TWEETS)
    fetched = make_source(Service(tweets=tweets), tmp_path).fetch(WINDOW)
    assert {tweet.links for tweet in fetched.tweets} == {links}


@pytest.fixture
def newer(kept: tuple[Path, Fetched], tmp_path: Path) -> Path:
    """Make a state folder whose snapshot a later version wrote."""
    shutil.copytree(kept[0], tmp_path, dirs_exist_ok=True)
    check = zlib.crc32(b'{"format": 2}')
    start = next(tmp_path.rglob(FILES[0]))
    start.write_text(f'{{"format": 2, "check": "{check:08x}"}}', encoding="utf-8")
    return tmp_path


def test_a_newer_format_is_left_alone(newer: Path) -> None:
    before = files_of(newer)
    service = Service()
    with pytest.raises(SettingsError, match=r"format 2.*upgrade"):
        make_source(service, newer).fetch(WINDOW)
    assert (service.opened, files_of(newer)) == (0, before)


def test_a_newer_format_is_not_replayed(newer: Path) -> None:
    with pytest.raises(SettingsError, match=r"format 2.*upgrade"):
        replay_source({"replay": SLUG}, state=newer, base=newer)


def test_the_start_says_what_the_snapshot_is_of(kept: tuple[Path, Fetched]) -> None:
    values = json.loads(next(kept[0].rglob(FILES[0])).read_bytes())
    assert {name: values[name] for name in values if name != "check"} == {
        "format": 1,
        "topic": "ai",
        "slug": SLUG,
        "source": "x",
        "window": {
            "start": "2026-09-08T00:00:00+00:00",
            "end": "2026-09-09T00:00:00+00:00",
        },
        "query": {"list": "7"},
    }


def test_every_tweet_of_the_window_is_there_once(kept: tuple[Path, Fetched]) -> None:
    assert ids(kept[1]) == INSIDE
