"""The page of the search in a browser, as a reader uses it."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from search.invented import HOSTILE, Invented
from search.searching import await_answer, hits_of, read_on, type_query

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.site.search.passages import PIECES
from pelican_aireport.site.search.terms import LIMIT

_EMPTY = {
    **dict.fromkeys(("url", "title", "date", "lang"), ""),
    "pieces": [["", "", ""]] * PIECES,
}

MODULE = Path(__file__).resolve().parents[2] / "theme" / "static" / "search.js"


@pytest.fixture
def page(address: str, open_page: Callable[..., Page]) -> Page:
    """Open the page of the search."""
    return open_page(f"{address}search/")


def _said(page: Page, name: str) -> str:
    return page.locator("#said").get_attribute(f"data-{name}") or ""


def test_the_module_is_small() -> None:
    assert len(gzip.compress(MODULE.read_bytes(), 6)) <= 2048


def test_the_module_counts_as_the_index_does() -> None:
    """Pieces of a passage, and terms that are looked up."""
    source = MODULE.read_text(encoding="utf-8")
    assert (1 << int(re.findall(r"number >> (\d+)", source)[0])) == PIECES
    assert re.findall(r"batch\[at\] % (\d+)", source) == [str(PIECES)]
    assert re.findall(r"wanted\.slice\(0, (\d+)\)", source) == [str(LIMIT)]


def test_what_is_typed_is_found_without_a_key_more(page: Page) -> None:
    """A short while after the last letter; the address says what is asked."""
    page.get_by_role("searchbox").press_sequentially("估值泡沫")
    expect(page.locator("#hits li").first).to_contain_text("否认估值泡沫")
    assert page.url.endswith(f"/search/?q={quote('估值泡沫')}")


def test_nothing_is_searched_while_a_word_is_composed(page: Page) -> None:
    """An input method shows letters that are no words yet."""
    page.evaluate(
        """() => {
          const field = document.querySelector("[name=q]");
          field.value = "gu zhi";
          const typing = { bubbles: true, isComposing: true };
          field.dispatchEvent(new InputEvent("input", typing));
        }"""
    )
    page.wait_for_timeout(500)
    before = page.locator("#said").text_content()
    page.evaluate(
        """() => {
          const field = document.querySelector("[name=q]");
          field.value = "估值";
          const end = new CompositionEvent("compositionend", { bubbles: true });
          field.dispatchEvent(end);
        }"""
    )
    expect(page.locator("#hits li").first).to_contain_text("估值")
    assert before == ""


def test_a_hit_marks_the_words_and_leads_to_the_claim(
    page: Page, address: str, reports: tuple[Invented, ...]
) -> None:
    type_query(page, "gpt5.1 larkspur")
    link = page.locator("#hits li a").first
    text = link.text_content() or ""
    slug = hits_of(page)[0].slug
    assert link.locator("mark").all_text_contents() == ["Larkspur", "GPT-5.1"]
    assert text in next(each for each in reports if each.slug == slug).claims
    link.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url == f"{address}reports/{slug}/#{claim_anchor(text)}"
    assert text in (page.locator(":target").text_content() or "")


_SHIFT = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().reduce((sum, each) => sum + each.value, 0)
)).observe({ type: "layout-shift", buffered: true }) || setTimeout(done, 500, 0))"""


def test_what_is_found_pushes_nothing_away(
    open_page: Callable[..., Page], address: str
) -> None:
    """An address with a query fills a page that stands already."""
    page = open_page(f"{address}search/?q=larkspur")
    expect(page.locator("#hits li").first).to_be_visible()
    assert page.evaluate(_SHIFT) == 0


def test_hostile_texts_stay_texts(page: Page) -> None:
    """In a claim and in a title; neither runs, and what is marked is their own."""
    type_query(page, "onerror")
    shown = {hit.text for hit in hits_of(page)}
    elements = page.locator("#hits li *").evaluate_all(
        "all => [...new Set(all.map((each) => each.localName))].sort()"
    )
    assert shown == {HOSTILE, f"标题 {HOSTILE}"}
    assert elements == ["a", "mark", "p", "small", "span"]
    assert page.evaluate("window.harm") is None


def test_the_newest_come_first(page: Page) -> None:
    type_query(page, "开源")
    dates = [hit.slug for hit in read_on(page)]
    assert dates == sorted(dates, reverse=True)


def test_filters_let_pass_what_they_say(
    page: Page, reports: tuple[Invented, ...]
) -> None:
    """Each by itself, and together with words; the address tells of them."""
    page.locator("[name=month]").select_option("2026-06")
    page.locator("[name=entity]").select_option("OpenAI")
    page.locator("[name=topic]").select_option("日报一")
    type_query(page, "芯片")
    odd = {each.slug for each in reports if re.search(r"_202606\d[02468]_", each.slug)}
    expected = {
        (each.slug, text)
        for each in reports
        for text in each.texts
        if each.slug in odd and "OpenAI" in text and "芯片" in text
    }
    assert expected
    assert set(read_on(page)) == expected
    query = (quote("芯片"), quote("日报一"))
    assert page.url.endswith(
        "?q={}&topic={}&month=2026-06&entity=OpenAI".format(*query)
    )


def test_a_filter_alone_lists_all_that_it_lets_pass(
    page: Page, reports: tuple[Invented, ...]
) -> None:
    page.locator("[name=month]").select_option("2026-07")
    expect(page.locator("#hits li").first).to_be_visible()
    expected = {
        (e.slug, text) for e in reports if "_202607" in e.slug for text in e.texts
    }
    assert set(read_on(page)) == expected


def test_an_address_asks_what_it_says(
    address: str, open_page: Callable[..., Page]
) -> None:
    """Also for an entity that the list does not offer."""
    page = open_page(f"{address}search/?q={quote('芯片')}&entity=Nobody")
    await_answer(page)
    fields = [page.locator(f"[name={name}]").input_value() for name in ("q", "entity")]
    assert fields == ["芯片", "Nobody"]
    expect(page.locator("#said")).to_have_text(_said(page, "none"))


def test_back_and_forward_ask_again(page: Page) -> None:
    """One step for each thing that was asked, not for each letter."""
    start = page.url
    for query in ("估值泡沫", "世界模型"):
        type_query(page, query)
    page.go_back()
    expect(page.locator("#hits li").first).to_contain_text("估值泡沫")
    assert page.get_by_role("searchbox").input_value() == "估值泡沫"
    page.go_forward()
    expect(page.locator("#hits li").first).to_contain_text("世界模型")
    page.go_back()
    page.go_back()
    expect(page.locator("#hits li")).to_have_count(0)
    assert page.url == start


@pytest.mark.parametrize(
    ("query", "said"),
    [
        pytest.param("没有这个词", "none", id="nothing found"),
        pytest.param("源", "short", id="one character"),
        pytest.param("第 3 期", "short", id="single characters"),
        pytest.param("，。", "short", id="punctuation"),
    ],
)
def test_the_page_says_why_nothing_is_shown(page: Page, query: str, said: str) -> None:
    type_query(page, query)
    expect(page.locator("#said")).to_have_text(_said(page, said))
    assert hits_of(page) == []


def test_more_is_found_at_a_press(page: Page) -> None:
    """Ten at a time; what is said counts them."""
    type_query(page, "开源")
    first = hits_of(page)
    page.get_by_role("button", name="再找一些").click()
    expect(page.locator("#hits li")).to_have_count(20)
    assert hits_of(page)[:10] == first
    assert page.locator("#said").text_content() == _said(page, "some").format(20)
    expect(page.locator("#hits li").nth(10).locator("a")).to_be_focused()


def test_where_no_more_is_found_the_focus_goes_to_what_is_said(page: Page) -> None:
    """The button is gone, and a keyboard must not be left with nothing."""
    type_query(page, "开源")
    more = page.get_by_role("button", name="再找一些")
    page.route("**/passages/*", lambda route: route.fulfill(json=_EMPTY))
    while more.is_visible():
        more.press("Enter")
        await_answer(page)
    expect(page.locator("#said")).to_be_focused()


def test_files_of_another_build_are_no_answer(page: Page) -> None:
    """The site was built again since the page was opened: its numbers are others."""

    def answer(route: Route) -> None:
        route.fulfill(json={"": "another", "开源": "a"})

    page.route("**/index/*.json?*", answer)
    type_query(page, "开源")
    expect(page.locator("#said")).to_have_text(_said(page, "failed"))
    assert hits_of(page) == []


def test_each_build_s_files_have_their_own_addresses(page: Page) -> None:
    """What the browser has kept of an earlier build is not asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    type_query(page, "开源")
    build = page.locator("form.search").get_attribute("data-build")
    files = [urlsplit(url).query for url in asked if ".json" in url]
    assert set(files) == {build}


def test_a_lost_connection_is_told_and_can_be_tried_again(
    address: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{address}search/")

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<p>Not here.</p>")

    page.route("**/index/*.json?*", answer)
    type_query(page, "开源")
    expect(page.locator("#said")).to_have_text(_said(page, "failed"))
    page.unroute("**/index/*.json?*")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#hits li")).to_have_count(10)


def test_without_javascript_the_form_leads_to_the_archive(
    address: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{address}search/", scripts=False)
    told = page.locator("#said").inner_text()
    page.get_by_role("searchbox").fill("开源")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("h1")).to_have_text("归档")
    assert "JavaScript" in told
