"""A site of sixty-four reports, searched in Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)
from search.invented import Invented, invent_reports, write_reports
from search.served import serve
from sites import make_site

_SETTINGS = """
AIREPORT_TOPICS = {}
ARTICLE_PATHS = ["reports", "essays"]
ARTICLE_URL, ARTICLE_SAVE_AS = "reports/{slug}/", "reports/{slug}/index.html"
ARCHIVES_URL, ARCHIVES_SAVE_AS = "archives/", "archives/index.html"
RELATIVE_URLS = True
ARTICLE_ORDER_BY = "reversed-date"
"""

_ORDINARY = """Title: 一篇随笔
Slug: essay
Summary: 杂谈
Date: 2026-04-01
Category: 随笔

没有小节的文章，只谈量子计算机。

第二段。
"""


@pytest.fixture(scope="session")
def reports() -> tuple[Invented, ...]:
    """Return what the site's reports say."""
    return invent_reports()


@pytest.fixture(scope="session")
def address(
    tmp_path_factory: pytest.TempPathFactory, reports: tuple[Invented, ...]
) -> Iterator[str]:
    """Build the site and serve it; the value is the address of its root."""
    site = make_site(tmp_path_factory.mktemp("searched"), _SETTINGS)
    write_reports(site.reports, reports)
    essays = site.reports.parent / "essays"
    essays.mkdir()
    (essays / "essay.md").write_text(_ORDINARY, encoding="utf-8")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    with serve(site.output) as root:
        yield root


# No longer than a module: until it ends, asyncio finds a loop running.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium."""
    path = shutil.which("chromium")
    if path is None:
        reason = "chromium is not installed"
        if os.environ.get("AIREPORT_TEST_STRICT") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Return what opens a page; none may complain, of its policy or otherwise."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def open_(url: str, *, scripts: bool = True) -> Page:
        contexts.append(chromium.new_context(java_script_enabled=scripts))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
