"""Nothing that an article holds is alive on its page."""

import json
import re
from pathlib import Path

import pytest
from html_dangers import find_dangers
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.sanitizer import sanitize

PELICAN_LINK = re.compile(
    r"""<[^\>]+(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*"""
    r"""(["\'])[{|](?P<what>.*?)[|}](?P<value>.*?)\1"""
)
"""Pelican's own default, which any file of the machine matches."""

MARKERS = ("{attach}", "{static}", "{filename}", "|attach|", "|static|")
CARRIERS = (
    "[x](%s/../x)",
    "![x](%s../x)",
    "[x](<%s/../x>)",
    "[x][r]\n\n[r]: %s/../x",
    "<a href='%s/../x'>x</a>",
    "![src='%s/../x'](a.png)",
    "![x](a.png \"src='%s/../x'\")",
    "![x](a.png 'src=\"%s/../x\"')",
    "[x](a.html \"data='%s/../x'\")",
    "[^a](x)[^n]\n\n[^n]: [x](%s/../x)",
)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        pytest.param("<p>a<script>b</script></p>", "<p>a</p>", id="script"),
        pytest.param('<p onclick="x" style="y">a</p>', "<p>a</p>", id="attributes"),
        pytest.param('<a href="javascript:x">a</a>', "<a>a</a>", id="javascript"),
        pytest.param('<a href="data:text/html,x">a</a>', "<a>a</a>", id="data"),
        pytest.param('<a href="">a</a>', "<a>a</a>", id="link to nowhere"),
        pytest.param('<h3 id="ai">a</h3>', '<h3 id="ai">a</h3>', id="section's id"),
        pytest.param('<h3 id="location">a</h3>', "<h3>a</h3>", id="foreign id"),
        pytest.param(
            '<section class="footnotes x" data-footnotes>a</section>',
            '<section class="footnotes">a</section>',
            id="classes",
        ),
        pytest.param(
            '<a href="#fnref-1" class="footnote-backref" aria-label="Back">↩</a>',
            '<a href="#fnref-1" class="footnote-backref">↩</a>',
            id="back link without words",
        ),
        pytest.param(
            '<ol start="3"><li>a</li></ol>',
            '<ol start="3"><li>a</li></ol>',
            id="list's first number",
        ),
        pytest.param(
            '<a class="wordcloud" href="{attach}wordcloud_x.svg">'
            '<img src="{attach}wordcloud_x.png" alt="a" width="9" height="8" '
            'loading="lazy"></a>',
            '<a href="{attach}wordcloud_x.svg" class="wordcloud">'
            '<img src="{attach}wordcloud_x.png" alt="a" width="9" height="8" '
            'loading="lazy"></a>',
            id="our own picture",
        ),
        pytest.param("<h1>a</h1>", "a", id="h1"),
        pytest.param("a\ud800", "a\ufffd", id="lone surrogate"),
    ],
)
def test_only_what_is_listed_stays(html: str, kept: str) -> None:
    assert _sorted_attributes(sanitize(html)) == _sorted_attributes(kept)


def _sorted_attributes(html: str) -> str:
    return re.sub(
        r'((?: [a-z]+="[^"]*")+)',
        lambda found: "".join(sorted(re.findall(r' [a-z]+="[^"]*"', found[1]))),
        html,
    )


@pytest.mark.parametrize(
    "target",
    [
        "{attach}/../x.png", "{attach}../x.png", "{attach}..png", "{attach}.env",
        "{attach}a/b.png", "{attach}a.txt", "{attach}a..png", "{static}a.png",
        "{filename}a.md", "|attach|a.png", "|static|a.png", " {attach}a.png",
        "\t{attach}a.png", "\x01{attach}a.png", "&#123;attach}../a.png",
        "%7Battach%7Da.png", "%7battach}a.png", "%257Battach%257Da.png",
        "%20%7Battach%7Da.png", "%7Cattach%7Ca.png", "{attach}a.png'", "{}", "{",
        "#src='{attach}/../x'", "/x?data='|attach|/../x'",
    ],
)  # fmt: skip
def test_no_other_target_of_pelican_survives(target: str) -> None:
    """The text of the link stays, its target goes."""
    assert sanitize(f'<a href="{target}">文</a>') == "<a>文</a>"
    assert sanitize(f'<img src="{target}" alt="文">') == '<img alt="文">'


def test_a_mark_inside_a_link_stands_behind_it() -> None:
    """Links hold no links, and a mark out of its place would be text."""
    html = sanitize(render_html("[甲[^1]乙](https://a.b)\n\n[^1]: 丙\n"))
    assert html.startswith(
        '<p><a rel="nofollow noopener noreferrer" href="https://a.b">甲</a>'
        '<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup>乙</p>'
    )


@pytest.mark.parametrize("marker", MARKERS)
@pytest.mark.parametrize("carrier", CARRIERS)
def test_pelican_finds_no_link_in_what_was_sanitised(carrier: str, marker: str) -> None:
    """Not even inside the text of an attribute, where Pelican looks as well."""
    html = sanitize(render_html(carrier % marker))
    assert PELICAN_LINK.search(html) is None


def test_a_marker_in_text_stays_visible() -> None:
    assert sanitize(render_html("写 `{attach}x` 或 {attach}/../x")) == (
        "<p>写 <code>{attach}x</code> 或 {attach}/../x</p>\n"
    )


@given(
    st.lists(
        st.sampled_from(
            [
                *("{attach}", "{static}", "|attach|", "/../x", "'", '"', "`", "=", " "),
                *("src", "href", "data", "![", "[", "](", ")", "<a ", "<img ", ">"),
                *("a.png", "&#39;", "&#123;", "%7B", "\\", "\n", "[r]: ", "[^1]", "x"),
            ]
        ),
        max_size=24,
    ).map("".join)
)
def test_no_combination_makes_a_link_for_pelican(markdown: str) -> None:
    """Neither as Markdown nor as raw HTML that somehow came through."""
    for html in (sanitize(render_html(markdown)), sanitize(markdown)):
        found = PELICAN_LINK.search(html)
        assert found is None or (found["what"], found["value"]) == ("attach", "a.png")


def test_nothing_of_the_attack_lists_is_alive(shared_data: Path) -> None:
    """As body, as raw HTML and as the target of links and pictures."""
    attacks = [
        line
        for path in sorted((shared_data / "attacks" / "xss").glob("*.txt"))
        for line in path.read_text("utf-8", errors="replace").splitlines()
        if line.strip()
    ]
    folder = shared_data / "attacks" / "markdown"
    attacks += json.loads((folder / "own-markdown-hostile.json").read_text("utf-8"))
    attacks += (folder / "markdown-it-xss.txt").read_text("utf-8").split("\n.\n")
    alive = {
        attack: dangers
        for attack in attacks
        for dangers in [
            find_dangers(sanitize(attack)),
            *(
                find_dangers(sanitize(render_html(form.replace("%", attack))))
                for form in ("%", "- %", "[x](%)", "[x](<%>)", "![%](%)", "<%>", "## %")
            ),
        ]
        if dangers
    }
    assert len(attacks) > 450
    assert alive == {}


@pytest.mark.parametrize(
    ("html", "dangers"),
    [
        pytest.param("<script>x</script>", ["<script>"], id="script"),
        pytest.param("<p onclick=x>", ["onclick="], id="handler"),
        pytest.param('<a href="java\tscript:x">', ["href=java\tscript:x"], id="scheme"),
        pytest.param('<a href="/a:b"><a href="a/b"><a href="#x">', [], id="harmless"),
    ],
)
def test_the_detector_sees_what_is_alive(html: str, dangers: list[str]) -> None:
    assert find_dangers(html) == dangers
