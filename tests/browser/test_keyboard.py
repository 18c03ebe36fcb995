"""The pages by keyboard: the way past the menu, and where one is."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from browsing.built import LargeSite
from browsing.serving import serve
from browsing.visits import PHONE, visit
from playwright.sync_api import Browser, Page

_STEPS = 30
_WHERE = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
        || style.boxShadow !== "none";
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0
        && box.left < innerWidth;
    return {at: at.outerHTML.slice(0, 80), body: at === document.body,
        fine: marked && inside && at.checkVisibility({opacityProperty: true})};
}"""


def _unseen(page: Page) -> list[str]:
    """Press the tabulator a number of times; return where nothing shows the focus."""
    found = []
    for _ in range(_STEPS):
        page.keyboard.press("Tab")
        step = page.evaluate(_WHERE)
        if step["body"]:  # past the last one
            break
        if not step["fine"]:
            found.append(step["at"])
    return found


@pytest.fixture(scope="module")
def steps(
    browser: Browser, large_site: LargeSite, picked: Mapping[str, str]
) -> dict[str, tuple[bool, list[str]]]:
    """Return whether each first link leads past the menu, and where focus is unseen."""
    found = {}
    for name in picked.values():
        with visit(browser, f"{large_site.url}/{name}", width=PHONE) as seen:
            unseen = _unseen(seen.page)
            seen.page.goto(f"{large_site.url}/{name}")
            found[name] = (_skips(seen.page), unseen)
    return found


def _skips(page: Page) -> bool:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.matches('main *, footer *')"
    return page.url.endswith("#main") and bool(page.evaluate(inside))


def test_the_first_link_of_each_page_leads_past_the_menu(
    steps: dict[str, tuple[bool, list[str]]],
) -> None:
    assert [name for name, (skips, _) in steps.items() if not skips] == []


def test_one_sees_where_the_focus_is(
    steps: dict[str, tuple[bool, list[str]]],
) -> None:
    unseen = {name: places for name, (_, places) in steps.items()}
    assert {name: places for name, places in unseen.items() if places} == {}


def test_a_focus_that_nobody_sees_is_found(browser: Browser, tmp_path: Path) -> None:
    """An outline that is taken away, and a link outside of the window."""
    (tmp_path / "a.css").write_text(
        ".bare { outline: 0 } .away { position: fixed; left: -999px }", "utf-8"
    )
    page = """<!doctype html><title>x</title><link rel="stylesheet" href="a.css">
    <main id="main"><a href="#1">1</a><a href="#2" class="bare">2</a>
    <a href="#3" class="away">3</a></main>"""
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    with serve(tmp_path) as url, visit(browser, f"{url}/") as seen:
        assert (_unseen(seen.page), _skips(seen.page)) == (
            ['<a href="#2" class="bare">2</a>', '<a href="#3" class="away">3</a>'],
            False,
        )
