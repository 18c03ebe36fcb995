"""Refreshes that ask services: a model writes anew, X is asked, or nobody has to be."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fake_models import report_of
from loopback.llm_server import LLMServer, Step, completion, failure
from loopback.server import LoopbackX
from loopback.web_pages import Post
from sites import tweet_line

from pelican_aireport.drafting.run import draft_due
from pelican_aireport.errors import ArticleError, BlockedError
from pelican_aireport.refreshing.refresh import Refresh, plan_refresh, write_refresh
from pelican_aireport.settings import Settings, parse_settings

NOW = datetime(2026, 9, 10, 4, tzinfo=UTC)
TEXTS = (
    "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K",
    "Tarn 2 跑分比上一代高 12%，功耗不变，十月发货",
    "Fennwick 开源语音模型 Fennwick Voice，参数 7B",
)
KEY = {"OPENAI_API_KEY": "sk-planted-0123456789abcdef"}
NO_REPAIR = completion('{"claims": []}')


def _answer(*points: tuple[str, str, str]) -> Step:
    items = [
        {"lead": lead, "text": text, "ids": [id_], "modality": "released"}
        for lead, text, id_ in points
    ]
    overview = [{**items[0], "lead": ""}]
    report = report_of(overview=overview, key_points=items)
    return completion(json.dumps(report, ensure_ascii=False))


LARKSPUR = ("Larkspur 3 发布", "Larkspur 3 发布，推理价格下降 50%。")
TARN = ("Tarn 2 跑分", "Tarn 2 跑分比上一代高 12%，功耗不变。")
TARN_AGAIN = ("Tarn 2 跑分", "Tarn 2 跑分比上一代高 12%，十月发货。")
FENNWICK = ("Fennwick 开源", "Fennwick 开源语音模型 Fennwick Voice，参数 7B。")


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as running:
        yield running


def _settings(folder: Path, topic: Mapping[str, object]) -> Settings:
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"ai": topic},
    }
    return parse_settings(values, base=folder)


def _by_model(folder: Path, server: LLMServer, **more: object) -> Settings:
    topic = {
        "source": "jsonl",
        "query": {"path": "t.jsonl"},
        "window": "2026-09-07",
        "summarizer": "llm",
        "model": "openai/scripted",
        "api_base": server.url,
        **more,
    }
    known = {key: value for key, value in topic.items() if value is not None}
    return _settings(folder, known)


def _write_tweets(folder: Path, texts: tuple[str, ...]) -> None:
    # The strongest tweet comes first, so the first text is T1.
    lines = (tweet_line(n, text, likes=90 - n) for n, text in enumerate(texts, 1))
    (folder / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _draft(settings: Settings, environ: Mapping[str, str] = KEY) -> Path:
    (outcome,) = draft_due(settings, environ=environ, now=lambda: NOW)
    assert outcome.error is None
    (path,) = settings.reports.rglob("*.md")
    return path


def _plan(path: Path, settings: Settings, environ: Mapping[str, str] = KEY) -> Refresh:
    return plan_refresh(path, settings, environ=environ, now=NOW)


@pytest.fixture
def drafted(tmp_path: Path, server: LLMServer) -> Path:
    """Return an article that a model wrote from two tweets, edited by its author."""
    _write_tweets(tmp_path, TEXTS[:2])
    server.script(_answer((*LARKSPUR, "T1"), (*TARN, "T2")), NO_REPAIR)
    path = _draft(_by_model(tmp_path, server))
    text = path.read_text(encoding="utf-8")
    text = text.replace("**：Larkspur 3 发布，推理", "**：厂商今日发布新品，推理")
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_a_models_new_words_arrive_beside_the_authors(
    drafted: Path, server: LLMServer, tmp_path: Path
) -> None:
    _write_tweets(tmp_path, TEXTS)
    news = _answer((*LARKSPUR, "T1"), (*FENNWICK, "T3"), (*TARN_AGAIN, "T2"))
    server.script(news, NO_REPAIR)
    plan = _plan(drafted, _by_model(tmp_path, server))
    lines = [x for x in plan.merged.text.splitlines() if x[:1].isdigit()]
    assert [line.split("*")[0] + line.split("**")[2] for line in lines] == [
        "1. ：厂商今日发布新品，推理价格下降 50%。 *已发布 · 单一来源*[^t1]",
        "2. ：Fennwick 开源语音模型 Fennwick Voice，参数 7B。 *已发布 · 单一来源*[^t3]",
        "3. ：Tarn 2 跑分比上一代高 12%，十月发货。 *已发布 · 单一来源*[^t2]",
    ]
    assert (plan.merged.marked, plan.merged.changes.kept) == (None, 1)


def test_a_model_that_fails_changes_nothing(
    drafted: Path, server: LLMServer, tmp_path: Path
) -> None:
    """A report that quotes would take the place of one that tells."""
    _write_tweets(tmp_path, TEXTS)
    server.script(failure(500, "down"))
    with pytest.raises(BlockedError, match="stays as it is") as caught:
        _plan(drafted, _by_model(tmp_path, server, timeout_seconds=3))
    assert caught.value.needs_person is False


def test_a_model_without_a_key_is_for_a_person(
    drafted: Path, server: LLMServer, tmp_path: Path
) -> None:
    _write_tweets(tmp_path, TEXTS)
    keyless = _by_model(tmp_path, server, model="deepseek/deepseek-chat", api_base=None)
    with pytest.raises(BlockedError, match="DEEPSEEK_API_KEY") as caught:
        _plan(drafted, keyless, {})
    assert caught.value.needs_person is True


def test_what_a_model_wrote_is_found_out_from_its_kept_answers(
    drafted: Path, server: LLMServer, tmp_path: Path
) -> None:
    """With another summarizer set by now, without a key and without a call."""
    settings = _by_model(tmp_path, server)
    shutil.rmtree(settings.state / "drafts")
    calls = len(server.calls)
    same = _plan(drafted, settings, {})
    other = _plan(drafted, _by_model(tmp_path, server, summarizer="extractive"), {})
    assert (same.is_new, other.is_new, len(server.calls)) == (False, True, calls)
    assert "厂商今日发布新品" in other.merged.text


def test_without_its_answers_nobody_is_asked_what_a_model_wrote(
    drafted: Path, server: LLMServer, tmp_path: Path
) -> None:
    settings = _by_model(tmp_path, server)
    shutil.rmtree(settings.state)
    calls = len(server.calls)
    with pytest.raises(ArticleError, match="cannot be refreshed"):
        _plan(drafted, settings)
    assert len(server.calls) == calls


DAY = datetime(2026, 9, 8, tzinfo=UTC)
POSTS = tuple(
    Post(
        created_at=DAY + timedelta(hours=15) - timedelta(minutes=20 * number),
        author=f"author_{number % 9}",
        text=f"Larkspur 3.{number} is out with a window of {number} million tokens",
        number=number,
        likes=number,
    )
    for number in range(90)
)


def test_what_was_fetched_from_x_is_drafted_again_without_asking_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The base comes from the snapshot, as does what a whole window gives anew."""
    with LoopbackX(timeline=POSTS) as x:
        monkeypatch.setenv("SSL_CERT_FILE", str(x.ca_file))
        topic = {
            "source": "x",
            "query": {"list": 7},
            "window": "2026-09-08",
            "proxy": x.proxy,
        }
        settings = _settings(tmp_path, topic)
        path = _draft(settings, x.environ)
        text = path.read_text(encoding="utf-8")
        mine = text.replace("### 核心信息\n", "### 核心信息\n\n编者：以下未经核实。\n")
        path.write_text(mine, encoding="utf-8", newline="\n")
        shutil.rmtree(settings.state / "drafts")
        calls = x.calls("ListLatestTweetsTimeline")
        plan = _plan(path, settings, x.environ)
        fewer = _plan(path, _settings(tmp_path, {**topic, "title": "每日"}), x.environ)
        write_refresh(fewer, settings)
        assert x.calls("ListLatestTweetsTimeline") == calls
    assert (plan.is_new, plan.after) == (False, mine.encode())
    assert "编者：以下未经核实。" in path.read_text(encoding="utf-8")
