"""Footnote marks as buttons, footnotes as the cards that they open."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.claim_anchors import anchor_claims
from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.site.evidence_cards import find_homes, show_buttons
from pelican_aireport.site.evidence_lists import list_evidence
from pelican_aireport.site.parts import split_parts

WORDS = {
    "mark": "出处 {number}",
    "close": "关闭",
}


def _mark(note: str, id_: str, number: str) -> str:
    return f'<sup class="footnote-ref"><a href="#{note}" id="{id_}">{number}</a></sup>'


@pytest.mark.parametrize(
    ("note", "id_"),
    [
        pytest.param("fn-1", "fnref-1", id="first mark"),
        pytest.param("fn-1", "fnref-1-2", id="the second mark of a note"),
        pytest.param("fn-%E7%94%B2", "fnref-%E7%94%B2", id="a label of other letters"),
    ],
)
def test_a_mark_gets_a_button_with_a_name(note: str, id_: str) -> None:
    """The link stays behind it, for browsers that know no popovers."""
    assert show_buttons(f"甲{_mark(note, id_, '3')}", WORDS) == (
        f'甲<sup class="footnote-ref" id="{id_}"><button '
        f'popovertarget="{note}" aria-label="出处 3">3</button>'
        f'<a href="#{note}">3</a></sup>'
    )


def test_a_link_gets_no_button() -> None:
    link = '<a href="#fn-1">一</a>'
    assert show_buttons(link, WORDS) == link


def test_a_mark_in_a_claim_is_found_by_the_claim() -> None:
    """It needs no id of its own."""
    first, second, third = (
        _mark("fn-1", id_, "1") for id_ in ("fnref-1", "fnref-1-2", "fnref-1-3")
    )
    fragment = (
        f'<p>题{first}</p><ul><li id="c-1"><p>甲{second}</p></li></ul>'
        f'<p id="c-2">乙{third}</p>'
    )
    assert find_homes(fragment) == {"fnref-1-2": "c-1", "fnref-1-3": "c-2"}
    shown = BeautifulSoup(show_buttons(fragment, WORDS), "html.parser")
    assert [mark.get("id") for mark in shown.select("sup")] == ["fnref-1", None, None]


_BODY = (
    "### 核心信息\n\n- 甲[^1][^2]\n- 乙[^1]\n\n"
    "[^1]: **@ann** · 2026-09-07 21:03 · 赞 9 · 转 1 · "
    "[原推](https://x.com/ann/status/1)：“It was “so” and so it is & was”（节选）\n"
    "[^2]: 别的话 **不是**引文\n"
)


def _page(markdown: str) -> tuple[BeautifulSoup, str]:
    """Return a page's body as it is shown, and as the outline reads it."""
    html = anchor_claims(sanitize(render_html(markdown)))
    cut = split_parts(html)
    lists = [each.items if each else "" for each in list_evidence(cut, WORDS, "zh-CN")]
    shown = [show_buttons(cut.lead, WORDS), lists[0]]
    for part, evidence in zip(cut.parts, lists[1:-1], strict=True):
        shown += [part.heading, show_buttons(part.body, WORDS), evidence]
    shown.append(lists[-1])
    return BeautifulSoup("".join(shown), "html.parser"), html


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
        '</a>：<q lang="en">'
        "“It was “so” and so it is &amp; was”</q>（节选） </p> </li>"
    )


def _broken(page: BeautifulSoup) -> set[str]:
    """Return what a page's footnotes lead back to and is not there.

    The engine itself does that, where a footnote is cited by one that nothing cites.
    """
    ids = {f"#{tag['id']}" for tag in page.select("[id]")}
    return {str(link["href"]) for link in page.select(".footnote-backref")} - ids


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
    """Every mark of the text has a button, every note closes, no id stands twice."""
    page, html = _page("\n".join(pieces))
    ids = [tag["id"] for tag in page.select("[id]")]
    cards = {card["id"] for card in page.select("li[popover]")}
    opened = {button["popovertarget"] for button in page.select(".footnote-ref button")}
    closed = [button["popovertarget"] for button in page.select("button.close")]
    assert len(ids) == len(set(ids))
    assert opened <= cards
    assert _broken(page) <= _broken(BeautifulSoup(html, "html.parser"))
    assert sorted(closed) == sorted(cards)
    assert page.get_text().count("甲") == BeautifulSoup(
        html, "html.parser"
    ).get_text().count("甲")
