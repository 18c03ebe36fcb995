"""What a refresh writes: pictures, marked conflicts, the article last and whole."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from disks import tree
from sites import tweet_line

from pelican_aireport.articles.dropped import find_dropped
from pelican_aireport.drafting.run import draft_due
from pelican_aireport.errors import PublishError
from pelican_aireport.refreshing.refresh import Refresh, plan_refresh, write_refresh
from pelican_aireport.refreshing.refreshable import read_refreshable
from pelican_aireport.settings import Settings, parse_settings

SLUG = "ai_20260907_20260907"
NOW = datetime(2026, 9, 9, tzinfo=UTC)
TEXTS = (
    "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K",
    "Tarn 2 跑分比上一代高 12%，功耗不变，十月发货",
    "Fennwick 开源语音模型 Fennwick Voice，参数 7B",
    "Corvane 收购 Pinnace Labs，作价 12 亿美元，年底完成交割",
)
PNG, SVG = f"wordcloud_{SLUG}.png", f"wordcloud_{SLUG}.svg"
Plan = Callable[[], Refresh]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return a site's settings, with an article of three tweets; a fourth has come."""
    topic = {"source": "jsonl", "query": {"path": "t.jsonl"}, "window": "2026-09-07"}
    values = {
        "PATH": str(tmp_path / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"ai": topic},
    }
    parsed = parse_settings(values, base=tmp_path)
    _write_tweets(tmp_path, TEXTS[:3])
    (outcome,) = draft_due(parsed, environ={}, now=lambda: NOW)
    assert outcome.error is None
    _write_tweets(tmp_path, TEXTS)
    return parsed


def _write_tweets(folder: Path, texts: tuple[str, ...]) -> None:
    lines = "\n".join(tweet_line(n, text) for n, text in enumerate(texts, 1))
    (folder / "t.jsonl").write_text(lines, encoding="utf-8")


def _folder(settings: Settings) -> Path:
    return settings.reports / "2026" / "09"


def _plan(settings: Settings) -> Refresh:
    path = _folder(settings) / f"{SLUG}.md"
    return plan_refresh(path, settings, environ={}, now=NOW)


def test_the_pictures_are_drawn_anew(settings: Settings) -> None:
    plan = _plan(settings)
    assert write_refresh(plan, settings) == (None, ())
    drawn = {picture.name: picture.content for picture in plan.draft.pictures}
    assert tree(_folder(settings)) == {**drawn, f"{SLUG}.md": plan.after}


def test_what_the_new_draft_left_out_is_kept_for_its_author(settings: Settings) -> None:
    """As for a first draft: the page of the article shows it from then on."""
    _write_tweets(settings.base, (*TEXTS, TEXTS[0]))
    plan = _plan(settings)
    write_refresh(plan, settings)
    hash_ = read_refreshable(plan.path, settings).hash_
    found = find_dropped(settings.state, SLUG, hash_)
    assert found is not None
    assert [tweet.id for tweet in found.tweets] == ["t1"]


@pytest.mark.parametrize("name", [PNG, SVG])
def test_a_picture_of_the_author_stays(name: str, settings: Settings) -> None:
    """And with it the other, which is of the same words."""
    before = tree(_folder(settings))
    (_folder(settings) / name).write_bytes(b"mine")
    plan = _plan(settings)
    _, left = write_refresh(plan, settings)
    assert tree(_folder(settings)) == {
        **before,
        name: b"mine",
        f"{SLUG}.md": plan.after,
    }
    assert set(left) == {PNG, SVG}


def test_of_deleted_pictures_those_come_back_that_are_shown(settings: Settings) -> None:
    for name in (PNG, SVG):
        (_folder(settings) / name).unlink()
    plan = _plan(settings)
    write_refresh(plan, settings)
    assert {*tree(_folder(settings))} == {f"{SLUG}.md", PNG, SVG}


def test_deleted_pictures_that_nothing_shows_stay_away(settings: Settings) -> None:
    path = _folder(settings) / f"{SLUG}.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if PNG not in line)
    path.write_text(text, encoding="utf-8", newline="\n")
    for name in (PNG, SVG):
        (_folder(settings) / name).unlink()
    write_refresh(_plan(settings), settings)
    assert {*tree(_folder(settings))} == {f"{SLUG}.md"}


def test_a_drawing_that_the_author_took_away_stays_away(settings: Settings) -> None:
    (_folder(settings) / SVG).unlink()
    plan = _plan(settings)
    write_refresh(plan, settings)
    drawn = {picture.name: picture.content for picture in plan.draft.pictures}
    assert tree(_folder(settings)) == {f"{SLUG}.md": plan.after, PNG: drawn[PNG]}


def test_pictures_are_known_again_where_the_state_is_lost(settings: Settings) -> None:
    """What was generated is found out with its pictures."""
    _write_tweets(settings.base, TEXTS[:3])
    for path in sorted((settings.state / "drafts").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    plan = _plan(settings)
    assert {each.name for each in plan.known_pictures} == {PNG, SVG}


def test_pictures_of_a_lost_state_are_drawn_anew(settings: Settings) -> None:
    """What was generated then is told by what comes out now."""
    _write_tweets(settings.base, TEXTS[:3])
    shutil.rmtree(settings.state)
    (_folder(settings) / SVG).unlink()
    before = tree(_folder(settings))
    plan = _plan(settings)
    assert (plan.is_new, plan.redrawing.drawn, plan.redrawing.left) == (False, (), ())
    (_folder(settings) / PNG).unlink()
    drawn = {picture.name: picture.content for picture in plan.draft.pictures}
    write_refresh(_plan(settings), settings)
    assert tree(_folder(settings)) == {**before, **drawn}


def test_an_article_that_has_changed_is_not_written(settings: Settings) -> None:
    plan = _plan(settings)
    before = tree(settings.base)
    with pytest.raises(PublishError, match="was changed in the meantime"):
        write_refresh(replace(plan, before=b"other"), settings)
    assert tree(settings.base) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes a process of its own")
def test_a_kill_at_any_moment_loses_nothing(settings: Settings) -> None:
    """The article is the old or the new one, and the next run comes to the same end."""
    path = _folder(settings) / f"{SLUG}.md"
    text = path.read_text(encoding="utf-8").replace("本期入选 3 条", "今天有 3 条")
    path.write_text(text, encoding="utf-8", newline="\n")
    before = tree(settings.base)
    plan = _plan(settings)
    assert plan.merged.marked is not None
    write_refresh(plan, settings)
    after = tree(settings.base)
    ends = set()
    for call in range(1, 400):
        _restore(settings.base, before)
        is_done = _run_until(call, lambda: write_refresh(plan, settings))
        ends.add(path.read_bytes())
        if is_done:
            break
        if path.read_bytes() == plan.before:
            write_refresh(plan, settings)
        left = {n: b for n, b in tree(settings.base).items() if n[-5:] != ".part"}
        assert left == after
    assert (ends, call > 20) == ({plan.before, plan.after}, True)


def _restore(folder: Path, files: dict[str, bytes]) -> None:
    for name in tree(folder):
        if name not in files:
            (folder / name).unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _run_until(call: int, work: Callable[[], object]) -> bool:
    """Run work in a process that is killed before a call; tell whether it ended."""
    child = os.fork()
    if not child:
        seen = 0

        def watch(event: str, _: object) -> None:
            nonlocal seen
            seen += event.startswith(("os.", "open"))
            if seen == call:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0
