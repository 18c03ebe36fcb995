"""What comes from tweets does nothing on GitHub but stand there."""

import re
from html import unescape

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.review.github_markdown import (
    render_link,
    render_row,
    render_text,
    shorten,
)

JOINER = "\u2060"
CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)
TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            *"@#1|\\`<>[]()!*_~&;:/$\n a.{=+-\u202e\u200b甲f",
            *("http", "https://", "www.", "x.com", "&lt", "GH"),
        ]
    ),
    max_size=20,
).map("".join)


def cell(text: str) -> str:
    """Return the HTML that GitHub's engine makes of a text in a table."""
    table = f"| a |\n| --- |\n{render_row((render_text(text),))}\n"
    (found,) = CELL.findall(cmarkgfm.github_flavored_markdown_to_html(table))
    return str(found)


@given(text=TEXTS)
def test_a_text_in_a_table_is_shown_exactly_and_makes_no_element(text: str) -> None:
    """Whatever it holds; only the joiners, which nobody sees, are added."""
    html = cell(text)
    shown = unescape(html).replace(JOINER, "").strip()
    assert ("<" in html, shown) == (False, clean_line(text).replace(JOINER, ""))


@given(text=TEXTS)
def test_nothing_is_left_of_what_github_looks_for_in_the_rendered_text(
    text: str,
) -> None:
    """Mentions, numbers of issues, addresses, as GitHub's own patterns find them."""
    shown = unescape(cell(text))
    live = r"@[a-z0-9]|#[0-9]|\bGH-[0-9]|https?://|\bwww\.|\b[0-9a-f]{7,40}\b"
    assert re.findall(live, shown, re.IGNORECASE) == []


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param("@ann 说", f"@{JOINER}ann 说", id="mention"),
        pytest.param("@org/team", f"@{JOINER}org/team", id="team"),
        pytest.param("a@b.com", f"a@{JOINER}b.com", id="mail"),
        pytest.param("Fixes #12", f"Fixes #{JOINER}12", id="issue"),
        pytest.param("o/r#12", f"o/r#{JOINER}12", id="issue elsewhere"),
        pytest.param("GH-12", f"GH{JOINER}-12", id="issue by its letters"),
        pytest.param("https://a.b", f"https:{JOINER}//a.b", id="address"),
        pytest.param("www.a.b", f"www{JOINER}.a.b", id="address without scheme"),
        pytest.param("see deadbeef", f"see d{JOINER}eadbeef", id="commit"),
        pytest.param("赞 :+1:", f"赞 :{JOINER}+1:", id="emoji"),
        pytest.param("a|b", "a\\|b", id="end of a cell"),
        pytest.param("![x](y)", "!\\[x\\](y)", id="image"),
        pytest.param("a\u202eb\nc", "ab c", id="direction and lines"),
        pytest.param("增长 31% @ 3 点", "增长 31% @ 3 点", id="plain"),
    ],
)
def test_each_kind_of_meaning_is_taken_away(text: str, markdown: str) -> None:
    assert render_text(text) == markdown


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(
            "https://x.com/ann/status/7", "[ann](https://x.com/ann/status/7)", id="x"
        ),
        pytest.param(
            "https://twitter.com/ann/status/7",
            "[ann](https://x.com/ann/status/7)",
            id="its old name",
        ),
        pytest.param("https://x.com.evil.example/ann/status/7", "ann", id="another"),
        pytest.param("https://x.com/ann/status/7)![", "ann", id="more than an address"),
        pytest.param("javascript:alert(1)", "ann", id="script"),
        pytest.param(None, "ann", id="none"),
    ],
)
def test_only_tweets_are_linked(url: str | None, expected: str) -> None:
    assert render_link("ann", url) == expected


def test_a_long_text_ends_where_a_sentence_does() -> None:
    text = "第一句讲的是一件事情，" * 5 + "到此为止。" + "第二句" * 40
    assert (shorten("短", 9), shorten(text, 80)) == ("短", f"{text[:60]}…")
