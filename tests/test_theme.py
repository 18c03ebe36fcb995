"""The theme: every kind of page of a small site, built by real pelican."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "theme"

_SETTINGS = """
import sys
sys.path.insert(0, ".")
from {base} import *
THEME = {theme!r}
PAGINATED_TEMPLATES = {{**PAGINATED_TEMPLATES, "tag": 2}}
AIREPORT_TOPICS = {{
    "sample": {{**AIREPORT_TOPICS["sample"], "window": ["2026-09-07", "2026-09-08"]}},
    "sample_en": {{
        "title": "AI on X",
        "source": "sample",
        "window": "2026-09-07",
        "language": "en",
        "status": "published",
    }},
}}
"""

_LEGACY = """---
layout: post
title: "field_20250301_20250301"
date: "2025-03-01 10:01:36 +0800"
---

Field 报告 (2025-03-01 至 2025-03-01)

# 行业讨论总结

## 简要部分

### 核心信息（10个关键点）

1. 第一点
2. 第二点

## 词云分析

![词云图](wordcloud_field.jpg)
"""

_DRAFT = """---
title: "尚未发布的 <b> & \\"草稿\\""
slug: draft_20260901_20260901
date: 2026-09-01 23:59:59+08:00
category: 其他话题
summary: "摘要里的 <script> & \\"引号\\""
status: draft
aireport:
  topic: draft
  window: 2026-09-01T00:00:00+08:00/2026-09-02T00:00:00+08:00
  source: x
  fetched_at: 2026-09-01T20:05:00+08:00
  tweets: {fetched: 12, promoted: 2, kept: 10}
  summarizer: llm
  model: maker/model
  partial: 账号被限流
---

## 简要部分

### 核心信息

1. 一点。[^1]

[^1]: **@one** · 2026-09-01 21:03 · [原推](https://x.com/one/status/1)：“一点。”
"""

_ORDINARY = """---
title: 随笔
date: 2026-08-01 10:00:00+08:00
category: 随笔
---

没有小节的文章。

## 小标题

正文。
"""


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Any]]:
    """Return a function that builds the site; its articles are drafted only once."""
    site = tmp_path_factory.mktemp("site")
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, site)
    shutil.copytree(ROOT / "content" / "pages", site / "content" / "pages")
    reports = site / "content" / "reports"
    reports.mkdir()
    for name, text in (
        ("field_20250301_20250301", _LEGACY),
        ("draft", _DRAFT),
        ("plain", _ORDINARY),
    ):
        (reports / f"{name}.md").write_text(text, encoding="utf-8")

    def run(base: str, **environment: str) -> dict[str, Any]:
        settings = _SETTINGS.format(base=base, theme=str(THEME))
        (site / "settings.py").write_text(settings, encoding="utf-8")
        output = site / f"output_{base}"
        result = subprocess.run(
            [sys.executable, "-m", "pelican", "-s", "settings.py", "-o", str(output)],
            cwd=site,
            env={**os.environ, "PYTHONHASHSEED": "0", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        assert "ERROR" not in result.stdout + result.stderr
        return {
            path.relative_to(output).as_posix(): BeautifulSoup(
                path.read_text(encoding="utf-8"), "html.parser"
            )
            for path in output.rglob("*.html")
        }

    return run


@pytest.fixture(scope="session")
def pages(build: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """Return the demo's pages by path: relative links, drafts shown."""
    return build("pelicanconf")


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory, pages: dict[str, Any]) -> Path:
    """Return the folder that the demo's pages lie in."""
    assert pages
    return next(tmp_path_factory.getbasetemp().glob("site*/output_pelicanconf"))


@pytest.fixture(scope="session")
def published(
    pages: dict[str, Any], build: Callable[..., dict[str, Any]]
) -> dict[str, Any]:
    """Return the pages that go online."""
    assert pages
    return build("publishconf", SITEURL="https://example.org")


def _report(pages: dict[str, Any], slug: str) -> Any:
    return pages[f"reports/{slug}/index.html"]


def test_every_kind_of_page_is_there(pages: dict[str, Any]) -> None:
    """Home, reports, draft, year, month, week, topics, entities, 404, about."""
    kinds = {
        "index.html",
        "reports/sample_20260907_20260907/index.html",
        "reports/sample_en_20260907_20260907/index.html",
        "reports/field_20250301_20250301/index.html",
        "drafts/draft_20260901_20260901/index.html",
        "archives/index.html",
        "archives/2026/index.html",
        "archives/2026/09/index.html",
        "archives/2026/W37/index.html",
        "topics/index.html",
        "topics/ai-推特日报示例/index.html",
        "entities/index.html",
        "entities/corvane/index.html",
        "compare/index.html",
        "about/index.html",
        "how/index.html",
        "how-en/index.html",
        "corrections/index.html",
        "404.html",
    }
    assert kinds - set(pages) == set()


def test_every_page_has_one_first_heading(pages: dict[str, Any]) -> None:
    wrong = {name: len(page("h1")) for name, page in pages.items()}
    assert {name: n for name, n in wrong.items() if n != 1} == {}


def test_every_page_has_a_title_and_its_language(pages: dict[str, Any]) -> None:
    """English where the report or its topic is English, Chinese everywhere else."""
    found = {
        name: (bool(page.title.get_text().strip()), page.html["lang"])
        for name, page in pages.items()
    }
    expected = {
        name: (
            True,
            "en"
            if any(part in name for part in ("sample_en", "ai-on-x", "-en/"))
            else "zh-CN",
        )
        for name in pages
    }
    assert found == expected


def test_no_page_holds_a_style_or_a_script(pages: dict[str, Any]) -> None:
    """A content security policy without exceptions fits; data is not executed."""
    assert {
        name: found for name, page in pages.items() if (found := [*_inline(page)])
    } == {}


def _inline(page: Any) -> Iterator[str]:
    for tag in page.select("*"):
        if tag.name in {"style", "iframe", "object", "embed"}:
            yield tag.name
        is_data = tag.get("type") == "application/ld+json"
        is_file = "src" in tag.attrs and not tag.get_text()
        if tag.name == "script" and not is_data and not is_file:
            yield "script"
        yield from (
            f"{tag.name} {key}"
            for key in tag.attrs
            if key == "style" or key[:2] == "on"
        )


def test_no_page_asks_another_server_for_anything(pages: dict[str, Any]) -> None:
    """Whatever a browser loads by itself has a relative address."""
    found = {name: [*_loaded(page)] for name, page in pages.items()}
    assert {
        n: far for n, urls in found.items() if (far := [u for u in urls if _is_far(u)])
    } == {}


def _loaded(page: Any) -> Iterator[str]:
    for tag in page(["img", "source", "link", "script"]):
        yield from (tag[key] for key in ("src", "srcset", "href") if key in tag.attrs)


def _is_far(url: str) -> bool:
    return bool(urlsplit(url).netloc or urlsplit(url).scheme)


def test_no_page_shows_what_code_left_behind(pages: dict[str, Any]) -> None:
    """No None, no placeholder, nothing escaped twice."""
    leftover = re.compile(
        r"\bNone\b|Undefined|\{\w*\}|&(?:amp|lt|gt|quot|#\d+);|<(?:p|a) "
    )
    found = {name: leftover.findall(page.get_text()) for name, page in pages.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_every_link_of_the_site_leads_somewhere(
    pages: dict[str, Any], output: Path
) -> None:
    """From the disk: each file exists, and each fragment on its page."""
    broken = [
        f"{name} -> {url}"
        for name, page in pages.items()
        for url in _targets(page)
        if not _is_far(url) and not _exists(name, url, pages, output)
    ]
    assert broken == []


def _targets(page: Any) -> Iterator[str]:
    for tag in page.select("*"):
        yield from (tag[key] for key in ("src", "srcset", "href") if key in tag.attrs)


def _exists(name: str, url: str, pages: dict[str, Any], output: Path) -> bool:
    parts = urlsplit(url)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    target = (output / name).parent / path if path else output / name
    if not target.is_file():
        return False
    if not fragment:
        return True
    page = pages[target.resolve().relative_to(output.resolve()).as_posix()]
    return page.find(id=fragment) is not None


def test_no_page_uses_an_id_twice(pages: dict[str, Any]) -> None:
    ids = {name: [tag["id"] for tag in page(id=True)] for name, page in pages.items()}
    assert {
        name for name, found in ids.items() if len(found) != len(set(found))
    } == set()


def test_no_paragraph_holds_a_block(pages: dict[str, Any]) -> None:
    """Browsers would close it early: the page would not be the one we wrote."""
    blocks = ["p", "ul", "ol", "dl", "div", "figure", "section", "h2", "h3", "table"]
    found = {
        name: [str(p)[:80] for p in page("p") if p.find(blocks)]
        for name, page in pages.items()
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_home_shows_the_newest_briefing_with_its_evidence(
    pages: dict[str, Any],
) -> None:
    """Each mark leads to the footnote on the report's page.

    The newest is that of a day, though the window of the week ends later.
    """
    home = pages["index.html"]
    report = _report(pages, "sample_20260908_20260908")
    front = home.find("article")
    assert [*_points(front)] == [*_points(report)]
    assert front.find("button") is None
    marks = [a["href"] for a in front.select(".footnote-ref a")]
    base = "./reports/sample_20260908_20260908/index.html"
    assert marks == [
        f"{base}{a['href']}"
        for a in report.select(
            ".part-overview .footnote-ref a, .part-key-points .footnote-ref a"
        )
    ]


def _points(page: Any) -> Iterator[str]:
    """Yield the key points without what a page adds to their marks."""
    for item in map(copy, page.select(".part-key-points > ol > li")):
        for part in item.select(".footnote-ref"):
            part.extract()
        yield item.get_text()


def test_pages_say_that_the_data_is_a_sample(pages: dict[str, Any]) -> None:
    """Wherever a report of the sample is shown or listed, and nowhere else."""
    places = {
        "index.html": True,
        "reports/sample_20260907_20260907/index.html": True,
        "archives/index.html": True,
        "topics/ai-推特日报示例/index.html": True,
        "drafts/draft_20260901_20260901/index.html": False,
        "reports/field_20250301_20250301/index.html": False,
    }
    found = {name: "示例数据" in pages[name].main.get_text() for name in places}
    assert found == places


def test_a_report_tells_where_it_comes_from(pages: dict[str, Any]) -> None:
    """What is unknown is said to be unknown; trouble is told in words."""
    draft = pages["drafts/draft_20260901_20260901/index.html"]
    told = {
        dt.get_text(): " ".join(dt.find_next("dd").get_text(" ").split())
        for dt in draft.select(".provenance dt")
    }
    assert told == {
        "时段": "9 月 1 日 00:00 — 9 月 2 日 00:00（Asia/Shanghai）",
        "推文": "抓取 12 付费推广 −2 入选 10",
        "数据来源": "X（网页端）",
        "抓取时间": "9 月 1 日 20:05",
        "摘要方式": "语言模型",
        "模型": "maker/model",
        "费用": "未知",
    }
    assert [p.get_text() for p in draft.select(".notice")] == [
        "草稿这是草稿，尚未发布。",
        "时段未结束抓取时（9 月 1 日 20:05）这个时段还没有结束，此后的推文未计入。",
        "数据不全只取到这个时段的一部分推文（账号被限流）。",
    ]


def test_only_what_was_generated_is_called_generated(pages: dict[str, Any]) -> None:
    """An author's own article says nothing of tweets; an older report, less."""
    places = {
        "reports/sample_20260907_20260907/index.html": (True, True),
        "reports/field_20250301_20250301/index.html": (False, True),
        "reports/plain/index.html": (False, False),
    }
    found = {
        name: (
            pages[name].find(class_="byline") is not None,
            pages[name].find(class_="provenance") is not None,
        )
        for name in places
    }
    assert found == places


def test_hostile_text_stays_text(pages: dict[str, Any]) -> None:
    """Title and summary are escaped once, in elements and in attributes."""
    draft = pages["drafts/draft_20260901_20260901/index.html"]
    description = draft.find("meta", attrs={"name": "description"})
    assert isinstance(description, Tag)
    assert (draft.h1.get_text(), description["content"]) == (
        '尚未发布的 <b> & "草稿"',
        '摘要里的 <script> & "引号"',
    )


def test_what_goes_online_has_short_absolute_addresses(
    published: dict[str, Any],
) -> None:
    """A folder's address instead of its index; the canonical one is told."""
    urls = {url for page in published.values() for url in _targets(page)}
    assert {url for url in urls if url.endswith("index.html")} == set()
    report = _report(published, "sample_20260907_20260907")
    canonical = report.find("link", rel="canonical")
    assert canonical["href"] == "https://example.org/reports/sample_20260907_20260907/"


def test_drafts_do_not_go_online(published: dict[str, Any]) -> None:
    assert [name for name in published if name.startswith("drafts/")] == []


def test_a_page_is_small(output: Path) -> None:
    """Compressed, as a server sends it: style sheet 12 KB, a report 25 KB."""
    report = output / "reports" / "sample_20260908_20260908" / "index.html"
    sizes = {
        "site.css": len(gzip.compress((output / "theme" / "site.css").read_bytes())),
        "report": len(gzip.compress(report.read_bytes())),
    }
    limits = {"site.css": 12_000, "report": 25_000}
    assert {name: size for name, size in sizes.items() if size > limits[name]} == {}
