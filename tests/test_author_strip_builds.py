"""The author's strip in real builds: on pages of drafts, and nowhere else."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fake_models import report_of
from loopback.llm_server import LLMServer, completion
from sites import ROOT, Site, make_site, tweet_line

SLUG = "ai_20260907_20260907"
EDIT_URL = "https://github.com/me/site/edit/main/{path}"
TEXTS = (
    "Larkspur 3 今天发布，推理价格下降 50%，上下文 400K",
    "Tarn 2 跑分比上一代高 12%，功耗不变，十月发货",
    "据传 Brindle 4 可能推迟到第四季度，良率只有 60%",
    "Fennwick 开源语音模型 Fennwick Voice，参数 7B",
)
HOSTILE = (
    '限时优惠 <script>alert(1)</script> <img src=x onerror=y> "双引号" \u202e反转'
    " </blockquote></details></aside> {attach}x {{ 7*7 }}"
)
SECRET = "这句话只在没有入选的推文里"  # noqa: S105 - a sentence to look for


def _item(lead: str, text: str, short: str, modality: str) -> dict[str, object]:
    return {"lead": lead, "text": text, "ids": [short], "modality": modality}


def _tarn(percent: int) -> dict[str, object]:
    text = f"Tarn 2 跑分比上一代高 {percent}%，功耗不变。"
    return _item("Tarn 2 跑分", text, "T3", "data")


REPORT = report_of(
    overview=[_item("", "Larkspur 3 发布，推理价格下降 50%。", "T4", "released")],
    key_points=[
        _item(
            "Brindle 4 传推迟",
            "据传 Brindle 4 可能推迟到第四季度，良率只有 60%。",
            "T2",
            "rumoured",
        ),
        _tarn(21),
        _item("Fennwick Voice", "Fennwick Voice 开源，参数为 70B。", "T1", "released"),
    ],
)
REPAIR = {"claims": [{"n": 3, **_tarn(12)}]}


@pytest.fixture(scope="module")
def server() -> Iterator[LLMServer]:
    with LLMServer() as running:
        running.script(
            completion(json.dumps(REPORT, ensure_ascii=False)),
            completion(json.dumps(REPAIR, ensure_ascii=False)),
            completion('{"claims": []}'),
        )
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, server: LLMServer) -> Site:
    """Return a site with one draft by a model and two advertisements left out."""
    folder = tmp_path_factory.mktemp("strip")
    topic = {
        "title": "AI 日报",
        "source": "jsonl",
        "query": {"path": "t.jsonl"},
        "window": "2026-09-07",
        "summarizer": "llm",
        "model": "openai/scripted",
        "api_base": server.url,
    }
    made = make_site(
        folder,
        f"AIREPORT_TOPICS = {{'ai': {topic!r}}}\nAIREPORT_EDIT_URL = {EDIT_URL!r}\n",
    )
    lines = [tweet_line(n, text) for n, text in enumerate(TEXTS, 1)]
    lines += [tweet_line(8, HOSTILE), tweet_line(9, f"优惠码 {SECRET}", promoted=True)]
    (folder / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    shutil.copy(ROOT / "publishconf.py", folder)
    result = made.build("--fatal", "errors", env={"OPENAI_API_KEY": "sk-none"})
    assert result.returncode == 0, result.stdout + result.stderr
    return made


def _page(site: Site, folder: str = "output", place: str = "drafts") -> BeautifulSoup:
    path = site.folder / folder / place / SLUG / "index.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


def test_a_draft_s_page_shows_what_wants_a_look(site: Site) -> None:
    """Repaired and replaced claims, rumours and lonely sources, with the reason."""
    (strip,) = _page(site).select(".author-strip")
    (wanted, _) = strip.select(".author-claims")
    found = [
        (item["value"], [badge.get_text() for badge in item.select(".badge")])
        for item in wanted.find_all("li", recursive=False)
    ]
    assert found == [
        ("1", ["单一来源"]),
        ("2", ["传闻", "单一来源"]),
        ("3", ["修正过", "单一来源"]),
        ("4", ["摘引原文"]),
    ]
    assert "模型起初写的没有通过核对，改写之后才通过。" in wanted.get_text()


def test_its_facts_are_told(site: Site) -> None:
    """Status, cost, model, calls, tokens, and every count."""
    strip = _page(site).select_one(".author-strip")
    assert strip is not None
    facts = {
        _words(fact.dt): _words(fact.dd) for fact in strip.select(".author-facts div")
    }
    assert facts == {
        "状态": "草稿",
        "人工编辑": "未经修改",
        "摘要方式": "语言模型",
        "模型": "openai/scripted",
        "费用": "未知",
        "模型调用": "3",
        "词元": "输入 120 词元，输出 6 词元",
        "条目": "4",
        "摘引原文": "1",
        "修正过": "1",
        "传闻": "1",
        "单一来源": "3",
        "推文": "6",
        "付费推广": "−1",
        "广告": "−1",
        "入选": "4",
    }


def test_what_was_left_out_is_text_whatever_it_holds(site: Site) -> None:
    """Advertising with what gave it away; no tag, no turned direction."""
    (left_out,) = _page(site).select(".author-dropped")
    assert [_words(item) for item in left_out.find_all("li", recursive=False)] == [
        f"付费推广 @author_9 9 月 7 日 12:09 在 X 上查看 优惠码 {SECRET}",
        "广告 @author_8 9 月 7 日 12:08 在 X 上查看 因为写着“限时优惠” "
        + " ".join(HOSTILE.replace("\u202e", "").split()),
    ]
    assert _page(site).find(["script", "img"], src=lambda src: src == "x") is None


def test_the_file_is_a_click_away_and_robots_stay_away(site: Site) -> None:
    page = _page(site)
    (link,) = page.select("a.author-edit")
    path = f"content/reports/2026/09/{SLUG}.md"
    assert link["href"] == EDIT_URL.replace("{path}", path)
    (robots,) = page.select("meta[name=robots]")
    assert robots["content"] == "noindex"
    sheets = [sheet["href"] for sheet in page.select("link[rel=stylesheet]")]
    assert [re.sub(r"\.[0-9a-f]{8}", "", Path(str(href)).name) for href in sheets] == [
        "author.css",
        "site.css",
    ]


def test_every_link_of_the_strip_leads_to_its_claim(site: Site) -> None:
    page = _page(site)
    for item in page.select(".author-claims > li"):
        (link,) = item.select(".author-badges a")
        target = page.find(id=str(link["href"])[1:])
        assert target is not None
        said = _words(item.p)
        assert re.sub(r"\s", "", said) in re.sub(r"\s", "", target.get_text())


def _publish(site: Site, context: str | None, output: str, *more: str) -> None:
    env = {"CONTEXT": context or "", "SITEURL": "https://example.org"}
    result = site.build(
        "-s", "publishconf.py", "-o", output, "--fatal", "errors", *more, env=env
    )
    assert result.returncode == 0, result.stdout + result.stderr


_TRACES = (b"author-strip", SECRET.encode(), "限时优惠".encode(), b"github.com/me/site")


def _traces(site: Site, folder: str) -> dict[str, list[bytes]]:
    """Return which files hold something of the strip, but for its style sheet."""
    files = site.files(site.folder / folder)
    assert "index.html" in files
    found = {
        name: [trace for trace in _TRACES if trace in data]
        for name, data in files.items()
        if not re.fullmatch(r"theme/(hashed/)?author\.(\w+\.)?css", name)
    }
    return {name: traces for name, traces in found.items() if traces}


@pytest.mark.parametrize(
    "context",
    [
        pytest.param("production", id="production"),
        pytest.param("branch-deploy", id="branch"),
        pytest.param(None, id="on this machine"),
    ],
)
def test_what_goes_online_holds_no_draft_and_nothing_of_the_strip(
    context: str | None, site: Site
) -> None:
    """No page, no picture, no JSON, no word of it in any file."""
    output = f"online-{context}"
    _publish(site, context, output)
    names = [*site.files(site.folder / output)]
    assert (_traces(site, output), [n for n in names if SLUG in n]) == ({}, [])


def test_a_deploy_preview_shows_the_draft_and_says_what_it_lacks(site: Site) -> None:
    """Another machine knows the counts alone: the state does not go with the files."""
    _publish(site, "deploy-preview", "preview", "-e", 'AIREPORT_STATE="elsewhere"')
    (strip,) = _page(site, "preview").select(".author-strip")
    assert "没有入选的推文，这台机器上没有留存" in strip.get_text()
    assert strip.select(".author-dropped") == []
    assert len(strip.select(".wanted")) == 8  # each on top and in its place


def test_a_deploy_preview_shows_what_a_published_article_rests_on(site: Site) -> None:
    """A pull request may bring it published: the preview is where it is looked at."""
    article = site.reports / "2026" / "09" / f"{SLUG}.md"
    draft = article.read_text(encoding="utf-8")
    article.write_text(draft.replace("status: draft", "status: published"), "utf-8")
    try:
        _publish(site, "deploy-preview", "preview-published")
    finally:
        article.write_text(draft, encoding="utf-8")
    traces = _traces(site, "preview-published")
    assert [*traces] == [f"reports/{SLUG}/index.html"]
    page = _page(site, "preview-published", "reports")
    assert page.select(".author-facts dd")[0].get_text() == "发布"


def test_a_published_article_holds_nothing_of_the_strip(site: Site) -> None:
    """Nor do its JSON, the feeds, the home page; the next build is quiet about it."""
    article = site.reports / "2026" / "09" / f"{SLUG}.md"
    draft = article.read_text(encoding="utf-8")
    article.write_text(draft.replace("status: draft", "status: published"), "utf-8")
    try:
        _publish(site, "production", "online")
        local = site.build("-o", "local", "--fatal", "errors")
    finally:
        article.write_text(draft, encoding="utf-8")
    assert local.returncode == 0, local.stdout + local.stderr
    page = site.folder / "online" / "reports" / SLUG / "index.html"
    assert "noindex" not in page.read_text(encoding="utf-8")
    assert (_traces(site, "online"), _traces(site, "local")) == ({}, {})


def test_wrong_settings_cost_the_strip_and_not_the_page(site: Site) -> None:
    """They are told where reports are drafted; the edit address is one of them."""
    result = site.build("-o", "wrong", "-e", 'AIREPORT_EDIT_URL="http://{path}"')
    said = result.stdout + result.stderr
    assert (result.returncode, "AIREPORT_EDIT_URL: 'http://{path}'" in said) == (
        0,
        True,
    )
    assert _page(site, "wrong").select(".author-strip") == []


def test_another_theme_gets_nothing_of_it(site: Site) -> None:
    result = site.build("-o", "other", "-t", "simple", "--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    assert (site.folder / "other" / "drafts" / SLUG / "index.html").is_file()
    assert _traces(site, "other") == {}
