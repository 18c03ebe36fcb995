"""Footnote marks as buttons, footnotes as the cards that they open."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.outline import outline_of
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.model import Quotation
from pelican_aireport.site.evidence_cards import (
    shorten_marks,
    show_buttons,
    show_cards,
)
from pelican_aireport.site.pages import keep_together, split_parts

WORDS = {
    "mark": "出处 {number}",
    "mark_by": "出处 {number}：@{author}",
    "close": "关闭",
}


def _mark(note: str, id_: str, number: str) -> str:
    return f'<sup class="footnote-ref"><a href="#{note}" id="{id_}">{number}</a></sup>'


def _button(note: str, id_: str, number: str, name: str) -> str:
    return (
        f'<sup class="footnote-ref" id="{id_}"><button '
        f'popovertarget="{note}" aria-label="{name}">{number}</button>'
        f'<a href="#{note}">{number}</a></sup>'
    )


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        pytest.param(
            _mark("fn-1", "fnref-1", "3"),
            _button("fn-1", "fnref-1", "3", "出处 3：@ann"),
            id="author",
        ),
        pytest.param(
            _mark("fn-1", "fnref-1-2", "3"),
            _button("fn-1", "fnref-1-2", "3", "出处 3：@ann"),
            id="the second mark of a note",
        ),
        pytest.param(
            _mark("fn-%E7%94%B2", "fnref-%E7%94%B2", "4"),
            _button("fn-%E7%94%B2", "fnref-%E7%94%B2", "4", "出处 4：@bob"),
            id="a label of other letters",
        ),
        pytest.param(
            _mark("fn-9", "fnref-9", "5"),
            _button("fn-9", "fnref-9", "5", "出处 5"),
            id="no author",
        ),
        pytest.param('<a href="#fn-1">一</a>', '<a href="#fn-1">一</a>', id="a link"),
    ],
)
def test_a_mark_gets_a_button_with_a_name(mark: str, expected: str) -> None:
    """The link stays behind it, for browsers that know no popovers."""
    quotations = (Quotation(id="1", author="ann"), Quotation(id="甲", author="bob"))
    assert show_buttons(f"甲{mark}", quotations, WORDS) == f"甲{expected}"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            f"甲{_mark('fn-19', 'fnref-19', '3')}{_mark('fn-19', 'fnref-19-2', '3')}"
            '<a href="#fnref-19-2" class="footnote-backref">',
            f"甲{_mark('fn-19', 'r3', '3')}{_mark('fn-19', 'r3-2', '3')}"
            '<a href="#r3-2" class="footnote-backref">',
            id="a mark and its second one",
        ),
        pytest.param(
            f'{_mark("fn-b-2", "fnref-b-2", "1")}<a href="#fnref-b-2">',
            f'{_mark("fn-b-2", "r1", "1")}<a href="#r1">',
            id="a label that ends like a second one",
        ),
        pytest.param(
            f'{_mark("fn-1", "fnref-1", "x")}<a href="#fnref-1">',
            f'{_mark("fn-1", "fnref-1", "x")}<a href="#fnref-1">',
            id="no number",
        ),
        pytest.param(
            f'{_mark("fn-1", "fnref-1", "1")} id="fnref-1" <a href="#fnref-2">',
            f'{_mark("fn-1", "r1", "1")} id="fnref-1" <a href="#fnref-2">',
            id="text, and a link to no mark",
        ),
    ],
)
def test_marks_have_short_ids(html: str, expected: str) -> None:
    assert shorten_marks(html) == expected


_BODY = (
    "### 核心信息\n\n- 甲[^1][^2]\n- 乙[^1]\n\n"
    "[^1]: **@ann** · 2026-09-07 21:03 · 赞 9 · 转 1 · "
    "[原推](https://x.com/ann/status/1)：“It was “so” and so it is & was”（节选）\n"
    "[^2]: 别的话 **不是**引文\n"
)


def _page(markdown: str) -> tuple[BeautifulSoup, str]:
    """Return a page's body as it is shown, and as the outline reads it."""
    html = sanitize(render_html(markdown))
    cut = split_parts(shorten_marks(html))
    quotations = outline_of(html).quotations
    shown = [show_buttons(cut.lead, quotations, WORDS)]
    for part in cut.parts:
        shown += [part.heading, show_buttons(part.body, quotations, WORDS)]
    shown.append(show_cards(keep_together(cut.footnotes), WORDS, "zh-CN"))
    return BeautifulSoup("".join(shown), "html.parser"), html


def _lost(page: BeautifulSoup) -> list[str]:
    """Return links back that lead nowhere, as from a note that only a note cites."""
    ids = {f"#{tag['id']}" for tag in page.select("[id]")}
    back = [str(link["href"]) for link in page.select("a.footnote-backref")]
    return [each for each in back if each not in ids]


def test_a_footnote_is_the_card_itself() -> None:
    """Its quotation has its language, its time does not break, one button closes it."""
    page, _ = _page(_BODY)
    note = page.select_one("#fn-1")
    assert note is not None
    for link in note.select(".footnote-backref"):
        link.extract()
    assert " ".join(str(note).split()) == (
        '<li id="fn-1" popover=""><button aria-label="关闭" class="close" '
        'popovertarget="fn-1"></button> '
        "<p><strong>@ann</strong> · <time>2026-09-07 21:03"
        "</time> · 赞 9 · 转 1 · "
        '<a href="https://x.com/ann/status/1" rel="nofollow noopener noreferrer">原推'
        '</a><span class="colon">：</span><span class="quotation" lang="en">'
        "“It was “so” and so it is &amp; was”</span>（节选） </p> </li>"
    )


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    *(
                        "### 核心信息",
                        "- 甲[^1]",
                        "乙[^2][^1]",
                        "## 题[^1]",
                        "",
                        "> [^3]",
                    ),
                    *(
                        "[^1]: **@a** · 2026-09-07 12:00 · [原推](https://x.com/a/status/1)",
                        "[^2]: x：“a”[b](https://a.b)：“<b>”",
                        "[^3]: - 甲\n\n    - 乙[^1]",
                    ),
                ]
            ),
            st.text(alphabet='甲[]^12"<>&：“”*\n', max_size=10),
        ),
        max_size=14,
    )
)
def test_each_button_opens_a_card_that_is_there(pieces: list[str]) -> None:
    """Every mark has a button, every note closes, no id stands twice.

    A note leads back wherever it did before its marks had short ids.
    """
    page, html = _page("\n".join(pieces))
    ids = [tag["id"] for tag in page.select("[id]")]
    cards = {card["id"] for card in page.select("li[popover]")}
    opened = {button["popovertarget"] for button in page.select(".footnote-ref button")}
    closed = [button["popovertarget"] for button in page.select("button.close")]
    assert len(ids) == len(set(ids))
    assert opened <= cards
    assert len(_lost(page)) == len(_lost(BeautifulSoup(html, "html.parser")))
    assert sorted(closed) == sorted(cards)
    assert page.get_text().count("甲") == BeautifulSoup(
        html, "html.parser"
    ).get_text().count("甲")
