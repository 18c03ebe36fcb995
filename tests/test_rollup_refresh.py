"""A weekly article refreshed: from its days' tweets and what their authors tell."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from disks import tree
from sites import tweet_line

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.drafting.run import draft_due
from pelican_aireport.errors import ArticleError
from pelican_aireport.refreshing.rebuilding import rebuild_generated
from pelican_aireport.refreshing.refresh import Refresh, plan_refresh, write_refresh
from pelican_aireport.refreshing.refreshable import read_refreshable
from pelican_aireport.settings import Settings, parse_settings

NOW = datetime(2026, 9, 15, 9, tzinfo=UTC)
MONDAY, TUESDAY = "20260907", "20260908"
WEEKLY = "ai_20260907_20260913"
TEXTS = {
    "2026-09-07": (
        "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K",
        "Tarn 2 跑分比上一代高 12%，功耗不变，十月发货",
    ),
    "2026-09-08": (
        "Corvane 收购 Pinnace Labs，作价 12 亿美元，年底完成交割",
        "Fennwick 开源语音模型 Fennwick Voice，参数 7B",
    ),
}
LATE = "Kestreline 云服务涨价 15%，下周一起对新客户生效"


def _write_tweets(folder: Path, *late: str) -> None:
    lines = [
        tweet_line(number, text, id=f"{day[-2:]}{number}", created_at=f"{day}T12:00Z")
        for day, texts in TEXTS.items()
        for number, text in enumerate(texts, 1)
    ]
    more = (
        tweet_line(n, t, id=f"9{n}", created_at="2026-09-09T12:00Z")
        for n, t in enumerate(late, 1)
    )
    (folder / "t.jsonl").write_text("\n".join((*lines, *more)), encoding="utf-8")


def _settings(folder: Path, **topic: object) -> Settings:
    values = {
        "source": "jsonl",
        "query": {"path": "t.jsonl"},
        "window": [*TEXTS],
        "period": ["day", "week"],
        **topic,
    }
    site = {"PATH": str(folder / "content"), "AIREPORT_TOPICS": {"ai": values}}
    return parse_settings({**site, "TIMEZONE": "Asia/Shanghai"}, base=folder)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of a site with two daily articles and their weekly one."""
    _write_tweets(tmp_path)
    settings = _settings(tmp_path)
    outcomes = draft_due(settings, environ={}, now=lambda: NOW)
    slugs = [f"ai_{day}_{day}" for day in (MONDAY, TUESDAY)]
    assert [each.slug for each in outcomes if not each.error] == [*slugs, WEEKLY]
    return settings


def _path(settings: Settings, slug: str = WEEKLY) -> Path:
    return settings.reports / "2026" / "09" / f"{slug}.md"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _body(settings: Settings) -> str:
    text = _path(settings).read_text(encoding="utf-8")
    return parse_front_matter(text).body


def _plan(settings: Settings) -> Refresh:
    return plan_refresh(_path(settings), settings, environ={}, now=NOW)


def test_without_news_a_weekly_article_stays_as_it_is(settings: Settings) -> None:
    before = tree(settings.base)
    assert (_plan(settings).is_new, tree(settings.base)) == (False, before)


def test_what_a_daily_article_tells_now_comes_into_the_week(settings: Settings) -> None:
    """Beside what the author wrote into the weekly one."""
    monday = _path(settings, f"ai_{MONDAY}_{MONDAY}")
    _edit(monday, "，十月发货”。[^072]", "”。编者：跑分已由第三方复现。[^072]")
    _edit(_path(settings), "，年底完成交割”。", "，年底交割”。编者存疑。")
    write_refresh(_plan(settings), settings)
    said = _body(settings).partition("\n[^")[0]
    assert (
        "编者：跑分已由第三方复现。" in said,
        "，年底交割”。编者存疑。" in said,
        said.count("作价 12 亿美元"),
    ) == (True, True, 1)
    assert not _plan(settings).is_new


def test_counts_of_the_week_are_renewed_beside_its_authors_words(
    settings: Settings,
) -> None:
    _edit(_path(settings), "这份周报根据", "这一周要看涨价。这份周报根据")
    _write_tweets(settings.base, LATE)
    plan = _plan(settings)
    write_refresh(plan, settings)
    assert plan.merged.marked is None
    assert (
        "这一周要看涨价。这份周报根据本周的 2 篇日报和入选的 5 条推文整理而成。"
        in _body(settings)
    )


def test_what_was_generated_for_a_week_is_found_out_again(settings: Settings) -> None:
    _edit(_path(settings), "，年底完成交割”。", "，年底交割”。编者存疑。")
    mine = _path(settings).read_bytes()
    shutil.rmtree(settings.state)
    plan = _plan(settings)
    assert (plan.after, [p.name for p in plan.known_pictures]) == (
        mine,
        [f"wordcloud_{WEEKLY}.png", f"wordcloud_{WEEKLY}.svg"],
    )


def test_a_week_is_rebuilt_as_a_week(settings: Settings) -> None:
    """Though its topic is drafted by day alone by now."""
    by_day = _settings(settings.base, period="day")
    article = read_refreshable(_path(settings), by_day)
    rebuilt = rebuild_generated(
        article.topic,
        article.window,
        provenance=article.provenance,
        hash_=article.hash_,
        settings=by_day,
        environ={},
        now=NOW,
    )
    assert rebuilt is not None
    assert rebuilt.markdown.encode() == _path(settings).read_bytes()


def test_of_a_week_whose_days_read_otherwise_no_base_is_made_up(
    settings: Settings,
) -> None:
    monday = _path(settings, f"ai_{MONDAY}_{MONDAY}")
    _edit(monday, "，十月发货”。[^072]", "”。编者：跑分已由第三方复现。[^072]")
    shutil.rmtree(settings.state)
    before = tree(settings.reports)
    with pytest.raises(ArticleError, match="nor comes out again"):
        _plan(settings)
    assert tree(settings.reports) == before


def test_a_daily_article_is_refreshed_as_a_day(settings: Settings) -> None:
    monday = _path(settings, f"ai_{MONDAY}_{MONDAY}")
    plan = plan_refresh(monday, settings, environ={}, now=NOW)
    assert (plan.is_new, "period" in plan.draft.markdown) == (False, False)


def test_tweets_of_other_weeks_stay_away(settings: Settings) -> None:
    line = json.loads(tweet_line(1, LATE, id="x"))
    lines = (settings.base / "t.jsonl").read_text(encoding="utf-8")
    line["created_at"] = "2026-09-14T00:00:00+08:00"
    text = f"{lines}\n{json.dumps(line, ensure_ascii=False)}"
    (settings.base / "t.jsonl").write_text(text, encoding="utf-8")
    assert not _plan(settings).is_new
