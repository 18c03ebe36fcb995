"""Debian's Chromium, and pages made of three reports and an article."""

import os
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from sites import Site, make_site

_CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
_SETTINGS = """
RELATIVE_URLS = True
ARTICLE_PATHS = ["reports", "notes"]
TAG_SAVE_AS = ""
STATIC_PATHS = []
"""
_REPORT = """---
title: 九月{day}日
slug: t_202609{day:02}_202609{day:02}
date: 2026-09-{day:02} 23:59:59+08:00
category: 话题
tags: [Tarn]
aireport:
  topic: t
  window: 2026-09-{day:02}T00:00:00+08:00/2026-09-{next:02}T00:00:00+08:00
  source: jsonl
  tweets: {{fetched: 20, promoted: 1, ads: 2, kept: 17}}
  summarizer: extractive
  body: sha256:0
---

## 简要部分

### 核心信息

1. **Larkspur**：发布 Larkspur 3。 *传闻 · 单一来源 · 后续 · 首见 2026-09-06*[^a][^b]
2. Tarn 停止服务。[^a]

## 详细分析部分

### 关键事件与发展

{filling}

[^a]: **@ann** · 2026-09-{day:02} 12:00 · 赞 9 · 转 1 · \
[原推](https://x.com/ann/status/1)：“Larkspur 3 is out and it is good”
[^b]: **@bob** · 2026-09-{day:02} 13:00 · [原推](https://x.com/bob/status/2)：“好。”
"""
_NOTE = """Title: 随笔
Date: 2026-08-01 10:00
Category: 随笔
Tags: 随想

没有小节的文章。
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a built site: reports of three days and an ordinary article."""
    site = make_site(tmp_path_factory.mktemp("small"), _SETTINGS)
    filling = "\n".join(f"- 第 {number} 件事。[^b]" for number in range(40))
    for day in (7, 8, 9):
        text = _REPORT.format(day=day, next=day + 1, filling=filling)
        (site.reports / f"{day}.md").write_text(text, encoding="utf-8")
    notes = site.reports.parent / "notes"
    notes.mkdir()
    (notes / "note.md").write_text(_NOTE, encoding="utf-8")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site


@pytest.fixture(scope="session")
def served(small_site: Site) -> Iterator[str]:
    """Return the address at which the site is served."""
    handler = partial(_Quiet, directory=str(small_site.output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


# No longer than a module: until it ends, asyncio finds a loop running.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a running Chromium."""
    if not _CHROMIUM.exists():
        reason = f"{_CHROMIUM} is not installed"
        if os.environ.get("AIREPORT_TEST_STRICT") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=list(_FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """Return the page of the middle report at the width of a desk, in Chinese."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{served}/reports/t_20260908_20260908/")
        yield page
