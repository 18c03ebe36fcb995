"""A report's page in Chromium: cards of evidence, keys, sharing, print."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

_OPEN = ":popover-open"
_LISTED = """card => ({
    display: getComputedStyle(card).display,
    position: getComputedStyle(card).position,
    isSeen: card.checkVisibility(),
})"""


def _open_cards(page: Page) -> list[str]:
    """Return the ids of the cards that are open."""
    found: list[str] = page.eval_on_selector_all(_OPEN, "cards => cards.map(c => c.id)")
    return found


def _mark(page: Page, name: str, index: int = 0) -> None:
    page.get_by_role("button", name=name, exact=True).nth(index).click()


def test_a_footnote_lies_in_its_section_s_list_until_it_is_opened(page: Page) -> None:
    """And again when it is closed: nothing is written twice."""
    page.get_by_text("出处 1–2").click()
    card = page.locator("#fn-a")
    in_list = {"display": "list-item", "position": "static", "isSeen": True}
    before = card.evaluate(_LISTED)
    _mark(page, "出处 1")
    opened = card.evaluate(_LISTED)
    page.keyboard.press("Escape")
    assert (before, opened["position"], card.evaluate(_LISTED)) == (
        in_list,
        "fixed",
        in_list,
    )


def test_a_list_is_folded_until_it_is_asked_for(page: Page) -> None:
    """Or until a link leads into it."""
    fold, notes = page.get_by_text("出处 1–2"), page.locator(".footnotes li")
    expect(notes.first).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    expect(notes.first).to_be_visible()
    page.keyboard.press("Enter")
    expect(notes.first).to_be_hidden()
    page.goto(f"{page.url}#fn-b")
    expect(page.locator("#fn-b")).to_be_in_viewport()


def test_a_click_on_a_mark_opens_its_card_beside_it(page: Page) -> None:
    """With quotation, author, time, counts and link; next to the mark."""
    _mark(page, "出处 1")
    card = page.locator(_OPEN)
    shown = " ".join(card.inner_text().split())
    assert shown == (
        "@ann · 2026-09-08 12:00 · 赞 9 · 转 1 · 原推： “Larkspur 3 is out and it is good”"
    )
    mark = page.get_by_role("button", name="出处 1", exact=True).first.bounding_box()
    box = card.bounding_box()
    assert mark
    assert box
    assert abs(box["x"] - mark["x"]) < 1
    assert 0 <= box["y"] - mark["y"] - mark["height"] < 16


def test_on_a_phone_a_card_lies_at_the_bottom(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _mark(page, "出处 1")
    box = page.locator(_OPEN).bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)


@pytest.mark.parametrize("key", [pytest.param(k, id=k) for k in ("Enter", "Space")])
def test_a_key_opens_a_card_and_escape_closes_it(page: Page, key: str) -> None:
    """The focus is where it was, and the card's controls are next."""
    mark = page.get_by_role("button", name="出处 1", exact=True).first
    mark.focus()
    page.keyboard.press(key)
    opened = _open_cards(page)
    page.keyboard.press("Tab")
    next_ = page.evaluate("document.activeElement.className")
    page.keyboard.press("Escape")
    assert (opened, next_, _open_cards(page)) == (["fn-a"], "close", [])
    expect(mark).to_be_focused()


def test_one_card_is_open_at_a_time(page: Page) -> None:
    """Whatever opens another one, or a click beside it, closes it."""
    _mark(page, "出处 1")
    first = _open_cards(page)
    _mark(page, "出处 2")
    second = _open_cards(page)
    page.mouse.click(1270, 890)
    assert (first, second, _open_cards(page)) == (["fn-a"], ["fn-b"], [])


def test_each_mark_of_a_note_opens_it_and_its_button_closes_it(page: Page) -> None:
    _mark(page, "出处 1", 1)
    opened = _open_cards(page)
    page.locator(_OPEN).get_by_role("button", name="关闭").click()
    assert (opened, _open_cards(page)) == (["fn-a"], [])


def test_without_scripts_cards_open_and_no_button_is_dead(
    browser: Browser, served: str
) -> None:
    """What needs a script is not there."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served}/reports/t_20260908_20260908/")
        expect(page.locator(".tools")).to_be_hidden()
        _mark(page, "出处 1")
        expect(page.locator("#fn-a q")).to_be_in_viewport()
        page.keyboard.press("Escape")
        page.get_by_text("出处 1–2").click()
        expect(page.locator("#fn-a")).to_be_visible()


def test_without_popovers_marks_are_links(browser: Browser, served: str) -> None:
    """A browser that does not know the selector knows no popover either."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route(
            re.compile(r"site\.\w+\.css$"),
            lambda route: route.fulfill(
                body=route.fetch().text().replace(":popover-open", ":unheard-of"),
                content_type="text/css",
            ),
        )
        page.goto(f"{served}/reports/t_20260908_20260908/")
        link = page.locator(".footnote-ref a").first
        expect(link).to_be_visible()
        expect(page.locator(".footnote-ref button").first).to_be_hidden()
        card = page.locator("#fn-a")
        card.evaluate("card => card.removeAttribute('popover')")
        expect(card).to_be_visible()
        link.click()
        assert page.url.endswith("#fn-a")


def test_what_a_link_led_to_is_seen_in_a_system_s_own_colors(page: Page) -> None:
    """Which take grounds and shadows away: a line around it stays."""
    page.emulate_media(forced_colors="active")
    seen = []
    for id_ in (page.locator("[id^=c-]").first.get_attribute("id"), "fn-a"):
        page.goto(f"{page.url.partition('#')[0]}#{id_}")
        outline = "tag => getComputedStyle(tag).outline"
        seen.append(page.locator(f"#{id_}").evaluate(outline))
    assert [each for each in seen if "rgba" in each or "solid" not in each] == []


def test_arrow_keys_lead_to_the_reports_before_and_after(page: Page) -> None:
    """Of the same topic; not where a card or a text field has the focus."""
    for key, day in (("ArrowLeft", 7), ("ArrowRight", 8), ("ArrowRight", 9)):
        page.keyboard.press(key)
        page.wait_for_url(f"**/t_202609{day:02}_202609{day:02}/*")
    last = page.url
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    _mark(page, "出处 1")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(150)
    assert page.url == last


def test_sharing_copies_the_link_and_says_so(page: Page) -> None:
    """Where the machine has no way of its own to share."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.share = undefined")
    page.get_by_role("button", name="分享").click()
    expect(page.get_by_role("status")).to_have_text("链接已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_sharing_asks_the_machine_where_it_can(page: Page) -> None:
    page.evaluate("navigator.share = async given => { window.given = given; }")
    page.get_by_role("button", name="分享").click()
    assert page.evaluate("window.given.url") == page.url
    expect(page.get_by_role("status")).to_have_text("")


def test_a_claim_that_a_link_leads_to_stands_out(page: Page) -> None:
    (id_,) = page.eval_on_selector_all(
        ".part-key-points > ol > li:last-child", "items => items.map(item => item.id)"
    )
    ground = "item => getComputedStyle(item).backgroundColor"
    card = page.locator(f"#{id_}")
    before = card.evaluate(ground)
    page.goto(f"{page.url}#{id_}")
    assert card.evaluate(ground) != before
    expect(card).to_be_in_viewport()


@pytest.mark.parametrize(
    ("width", "is_open"),
    [pytest.param(390, False, id="phone"), pytest.param(1280, True, id="desk")],
)
def test_the_contents_are_folded_where_there_is_no_room(
    page: Page, width: int, *, is_open: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    entry = page.get_by_role("link", name="核心信息")
    assert entry.is_visible() is is_open
    if not is_open:
        page.get_by_text("本页目录").click()
        expect(entry).to_be_visible()


def test_in_print_evidence_is_a_list_with_addresses(page: Page) -> None:
    """No buttons, no menus; a card that was open lies in the list."""
    _mark(page, "出处 1")
    page.pdf()
    page.emulate_media(media="print")
    hidden = ".footnote-ref button, .close, .tools, .contents, .neighbours"
    seen = page.eval_on_selector_all(
        hidden, "all => all.filter(each => each.checkVisibility()).length"
    )
    address = page.locator("#fn-a a[href^=http]").evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    card = page.locator("#fn-a").evaluate(_LISTED)
    assert (seen, card["position"], re.findall(r"<|>|https[^\"<>]*", address)) == (
        0,
        "static",
        ["<", "https://x.com/ann/status/1", ">"],
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_and_nothing_is_wider_than_the_page(
    browser: Browser, served: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 844}) as context:
        page = context.new_page()
        page.add_init_script(
            "window.moved = 0; new PerformanceObserver(list => list.getEntries()"
            ".forEach(each => window.moved += each.value))"
            ".observe({type: 'layout-shift', buffered: true});"
        )
        page.goto(f"{served}/reports/t_20260908_20260908/")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(
            "[window.moved, document.documentElement.scrollWidth]"
        ) == [0, width]


def test_an_ordinary_article_has_no_cards_and_plain_tags(
    browser: Browser, served: str
) -> None:
    """Its tags are no links where the site has no pages of tags."""
    with browser.new_context() as context:
        page = context.new_page()
        answer = page.goto(f"{served}/%E9%9A%8F%E7%AC%94.html")
        assert answer
        assert answer.ok
        assert page.locator(".footnote-ref, .provenance, .neighbours").count() == 0
        assert page.locator(".tags a").evaluate_all(
            "all => all.map(tag => [tag.textContent, tag.href])"
        ) == [["随想", ""]]
