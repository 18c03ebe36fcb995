"""The comparison in Chromium, under a strict policy, with its script and without."""

import json
import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from sites import make_site

CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists() and os.environ.get("AIREPORT_TEST_STRICT") != "1":
    pytest.skip("Chromium is absent", allow_module_level=True)

_SETTINGS = """
SITEURL = "https://example.com"
ARTICLE_URL = "reports/{slug}/"
ARTICLE_SAVE_AS = "reports/{slug}/index.html"
ARCHIVES_URL = "archives/"
ARCHIVES_SAVE_AS = "archives/index.html"
TAG_SAVE_AS = TAGS_SAVE_AS = AUTHOR_SAVE_AS = ""
AIREPORT_TOPICS = {
    "sample": {
        "source": "sample",
        "window": ["2026-09-08", "2026-09-09", "2026-09-10"],
        "status": "published",
        "aliases": {"Corvane": {"kind": "company", "names": ["$CRVN"]}},
    },
}
"""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
_DAYS = tuple(f"sample_202609{day}_202609{day}" for day in ("08", "09", "10"))
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", _POLICY)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build three days of the sample."""
    site = make_site(tmp_path_factory.mktemp("compare") / "site", _SETTINGS)
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site.output


@pytest.fixture(scope="module")
def address(output: Path) -> Iterator[str]:
    """Serve the site on loopback."""
    handler = partial(_Handler, directory=str(output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Debian's Chromium."""
    sync_playwright = import_module("playwright.sync_api").sync_playwright
    flags = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(flags)
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Open a page; what its console complains of fails the test."""
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    # A missing file is what one of the tests is about.
    assert [text for text in said if "404" not in text] == []


def _told(section: Any) -> Any:
    """Return what a comparison says: its names, and its claims with their links."""
    return section.evaluate(
        """section => [...section.querySelectorAll("ul")].map(list =>
            [list.previousElementSibling.textContent.trim(),
             ...[...list.children].map(item => list.className === "names"
                ? item.textContent
                : [...item.querySelectorAll("a")].map(
                    a => [a.textContent, a.pathname, a.hash]))])"""
    )


def test_two_days_are_chosen_and_kept_in_the_address(page: Any, address: str) -> None:
    page.goto(f"{address}/compare/")
    page.get_by_label("前一期").select_option(_DAYS[0])
    page.get_by_label("后一期").select_option(_DAYS[1])
    page.get_by_role("button", name="比较").click()
    page.wait_for_selector("#chosen .comparison")
    assert urlsplit(page.url).query == f"a={_DAYS[0]}&b={_DAYS[1]}"
    assert page.locator("#chosen h2").inner_text() == (
        "2026 年 9 月 8 日 与 2026 年 9 月 9 日"
    )
    assert page.get_by_label("前一期").input_value() == _DAYS[0]
    assert not page.locator(".comparison[aria-labelledby]").first.is_visible()


def test_the_script_compares_as_the_page_does(page: Any, address: str) -> None:
    """The newest two days, as they stand on the page and as they are chosen.

    Their order does not matter: the earlier one always stands first.
    """
    page.goto(f"{address}/compare/")
    built = _told(page.locator(".comparison").first)
    numbers = page.locator(".comparison td").all_inner_texts()
    page.goto(f"{address}/compare/?a={_DAYS[2]}&b={_DAYS[1]}")
    page.wait_for_selector("#chosen .comparison")
    assert _told(page.locator("#chosen .comparison")) == built
    assert page.locator("#chosen td").all_inner_texts() == numbers
    assert len(built) >= 4


def _drawn(section: Any) -> Any:
    """Return what a comparison says of two clouds: links, colours, places."""
    return section.evaluate(
        """section => [...section.querySelectorAll("ul")].map(list =>
            [list.previousElementSibling.textContent.trim(),
             ...[...list.children].map(item => [item.textContent.trim(),
                ...[...item.querySelectorAll("a")].map(
                    a => [a.className, a.pathname + a.search])])])"""
    )


def test_the_script_compares_clouds_as_the_page_does(page: Any, address: str) -> None:
    """Each word in its colour, with its places and its link to the search."""
    page.goto(f"{address}/compare/")
    built = _drawn(page.locator(".clouds").first)
    heads = page.locator(".clouds").first.locator("h3, .note").all_inner_texts()
    page.goto(f"{address}/compare/?a={_DAYS[1]}&b={_DAYS[2]}")
    page.wait_for_selector("#chosen .clouds")
    assert _drawn(page.locator("#chosen .clouds")) == built
    assert (
        page.locator("#chosen .clouds").locator("h3, .note").all_inner_texts() == heads
    )
    assert [len(each) > 10 for each in built] == [True] * 3


def test_a_report_without_a_cloud_is_compared_without_words(
    page: Any, address: str, output: Path
) -> None:
    path = output / "reports" / _DAYS[0] / "report.json"
    content = path.read_bytes()
    path.write_text(json.dumps({**json.loads(content), "terms": []}), encoding="utf-8")
    try:
        page.goto(f"{address}/compare/?a={_DAYS[0]}&b={_DAYS[1]}")
        page.wait_for_selector("#chosen .comparison")
        assert page.locator("#chosen .clouds").count() == 0
    finally:
        path.write_bytes(content)


def test_what_needs_a_script_is_not_said_where_one_runs(
    page: Any, address: str
) -> None:
    page.goto(f"{address}/compare/")
    page.wait_for_selector("form.choose:not([hidden])")
    assert (
        page.get_by_text("任选两天需要 JavaScript").is_visible(),
        page.get_by_text("下面是各话题最近两期的比较").is_visible(),
    ) == (False, True)


def test_neighbouring_days_are_offered_as_links(page: Any, address: str) -> None:
    page.goto(f"{address}/compare/")
    page.get_by_role("link", name="9 月 8 日 与 9 月 9 日").click()
    page.wait_for_selector("#chosen .comparison")
    assert page.locator("#chosen .comparison a.claim").count() > 0


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("a=x&b=x", "两边选了同一期，没有什么可比。", id="the same"),
        pytest.param(
            f"a={_DAYS[0]}&b=gone",
            "没有读到“更早的各期……”的数据；请检查网络，再试一次。",
            id="no index",
        ),
    ],
)
def test_what_goes_wrong_is_told_in_words(
    page: Any, address: str, query: str, words: str
) -> None:
    page.route("**/reports/index.json", lambda route: route.fulfill(status=404))
    page.goto(f"{address}/compare/?{query}")
    page.wait_for_selector(f"#chosen >> text={words}")
    assert page.locator("#chosen").inner_text() == words


def test_older_reports_are_found_in_the_index(
    page: Any, address: str, output: Path
) -> None:
    """Which is fetched when the address or the reader asks for one."""
    old = output / "reports" / "old_20250101_20250101"
    shutil.copytree(output / "reports" / _DAYS[0], old)
    reports = [
        {"slug": slug, "title": "<b>题", "date": date, "url": f"reports/{slug}/"}
        for slug, date in (
            (_DAYS[1], "2026-09-09T23:59:59+08:00"),
            (old.name, "2025-01-01T23:59:59+08:00"),
        )
    ]
    index = output / "reports" / "index.json"
    index.write_text(json.dumps({"reports": reports}), encoding="utf-8")
    try:
        page.goto(f"{address}/compare/?a={old.name}&b={_DAYS[1]}")
        page.wait_for_selector("#chosen .comparison")
        options = page.locator("select[name=a] option").all_inner_texts()
        page.goto(f"{address}/compare/?a={old.name}&b=nowhere")
        page.wait_for_selector("#chosen >> text=没有找到“nowhere”这一期。")
    finally:
        index.unlink()
        shutil.rmtree(old)
    assert options == ["2026-09-09 · <b>题", "2025-01-01 · <b>题"]


def test_without_scripts_the_newest_days_are_compared(
    browser: Any, address: str
) -> None:
    """The form that nothing would answer is not shown; the archive is named."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/compare/")
    found = (
        page.locator("form").is_visible(),
        page.locator(".comparison").first.is_visible(),
        page.get_by_text("任选两天需要 JavaScript").is_visible(),
    )
    context.close()
    assert found == (False, True, True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "compare/",
        f"compare/?a={_DAYS[0]}&b={_DAYS[1]}",
        "entities/",
        "entities/corvane/",
    ],
)
def test_axe_finds_no_barrier(
    browser: Any, address: str, path: str, width: int, scheme: str
) -> None:
    """And nothing scrolls sideways."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    options = {"runOnly": {"type": "tag", "values": list(_RULES)}}
    axe: Any = import_module("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options=options).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert wide <= width
