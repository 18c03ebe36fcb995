"""Markdown becomes regular HTML, whatever it is."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hypothesis import example, given
from hypothesis import strategies as st

from pelican_aireport.articles.commonmark import render_html, render_with_lines


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("# 标题\n\n文", "<p>文</p>\n", id="first h1 is the page's title"),
        pytest.param(
            "## 一\n\n# 二", "<h2>一</h2>\n<h2>二</h2>\n", id="later h1 is kept as h2"
        ),
        pytest.param(
            "# 核心信息",
            '<h3 id="key-points">核心信息</h3>\n',
            id="h1 that names a section",
        ),
        pytest.param(
            "## 简要概要\n\n### 核心信息（10 个关键信息点）",
            '<h2 id="briefing">简要概要</h2>\n'
            '<h3 id="key-points">核心信息（10 个关键信息点）</h3>\n',
            id="legacy wording gets the canonical id",
        ),
        pytest.param(
            "### 人工智能专项分析\n\n#### 产业",
            '<h3 id="ai">人工智能专项分析</h3>\n<h4>产业</h4>\n',
            id="the author's level stays, other headings get no id",
        ),
        pytest.param(
            "### 人工智能\n\n### 人工智能",
            '<h3 id="ai">人工智能</h3>\n<h3>人工智能</h3>\n',
            id="an id is given once",
        ),
        pytest.param(
            "## **Key points**",
            '<h2 id="key-points"><strong>Key points</strong></h2>\n',
            id="a heading in bold",
        ),
        pytest.param(
            "**标签**：\n- 甲\n- 乙",
            "<p><strong>标签</strong>：</p>\n<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n",
            id="a list right after a line",
        ),
        pytest.param(
            "<b>x</b>",
            "<p><!-- raw HTML omitted -->x<!-- raw HTML omitted --></p>\n",
            id="raw HTML is off",
        ),
        pytest.param("~~旧~~", "<p><del>旧</del></p>\n", id="strikethrough"),
        pytest.param(
            "[a](https://b.c) [d](/e)",
            '<p><a rel="nofollow noopener noreferrer" href="https://b.c">a</a> '
            '<a href="/e">d</a></p>\n',
            id="links that leave the site",
        ),
        pytest.param("a\0b\ud800", "<p>a\ufffdb\ufffd</p>\n", id="unusable characters"),
        pytest.param(
            "a\x01b\x0bc\ufffe", "<p>a\ufffdb\ufffdc\ufffd</p>\n", id="no text of XML"
        ),
        pytest.param("", "", id="nothing"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert render_html(markdown) == html


def test_tables_and_footnotes_are_on() -> None:
    """Both are read at once; a table makes another call into the engine."""
    html = render_html("| 甲 |\n|---|\n| 1[^7] |\n\n[^7]: 注")
    assert '<td>1<sup class="footnote-ref"><a href="#fn-7" id="fnref-7"' in html
    assert '<li id="fn-7">' in html


@given(st.text("~a \u3000\t\n|-:>1.", max_size=30))
@example("a~b\n\nc~d")
@example("~a~~ b~")
@example("> | a |\n> | - |")
@example("- a | b\n  :-|-")
@example("\x85~a\x85~")
def test_tables_and_strikethrough_are_found_in_any_text(markdown: str) -> None:
    """The call that knows neither is made only where there is none."""
    options = Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_SOURCEPOS
    extensions = ["table", "strikethrough"]
    whole = markdown_to_html_with_extensions(markdown, options, extensions)
    # A table without a bar is none on GitHub either.
    if "|" in markdown or "<table" not in whole:
        assert render_with_lines(markdown) == whole


def test_rendering_keeps_no_memory() -> None:
    """A site's reports are thousands, and each was a leak of its size."""
    script = """
import resource
from pelican_aireport.articles.commonmark import render_html

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

text = "约 ~3 天，a | b。\\n\\n" * 3_000
render_html(text)
before = peak()
for _ in range(200):
    render_html(text)
print(peak() - before)
"""
    said = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, check=True
    )
    assert int(said.stdout) < 10_000


@given(st.text() | st.text("[^]ab中😀é\n\r\t|~-:`<>&#0;!(\\*_ {", max_size=40))
@example("\t\r[^\r {中)*\tﬁ<|aé_-_ﬁé]a")
@example("[^\r{\"\\(\ufeffß]\n'中(")
@example('[[^`\n*\x00>\\-&_|_\u2028{*ß]!"<')
def test_no_text_makes_it_raise(markdown: str) -> None:
    """The engine cuts some texts inside a character; that is caught."""
    assert isinstance(render_html(markdown), str)


def test_a_false_footnote_mark_is_shown_as_it_is() -> None:
    """The engine alone would answer these with bytes that are no text."""
    assert render_html("[^中\n文]") == "<p>[^中\n文]</p>\n"


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param(text, id=name)
        for name, text in {
            "brackets": "[" * 20_000,
            "images": "![[]()" * 4_000,
            "footnote marks": "[^1]" * 5_000,
            "backticks": "".join("`" * n + " " for n in range(200)),
            "emphasis": "*a _b " * 5_000,
            "quotes": ">" * 2_000,
            "nested lists": "- " * 4_000 + "x",
            "pipes": "|" * 5_000 + "\n" + "|-" * 2_500,
        }.items()
    ],
)
def test_pathological_markdown_is_rendered(markdown: str) -> None:
    assert isinstance(render_html(markdown), str)


def test_the_specification_renders_without_an_error(shared_data: Path) -> None:
    """Every example of the CommonMark specification, and every hostile document."""
    folder = shared_data / "attacks" / "markdown"
    specification = (folder / "commonmark-spec.txt").read_text(encoding="utf-8")
    examples = re.findall(
        r"^`{32} example[^\n]*\n(.*?)^\.\n", specification, re.MULTILINE | re.DOTALL
    )
    hostile = json.loads((folder / "own-markdown-hostile.json").read_text("utf-8"))
    assert len(examples) > 600
    assert {type(render_html(text)) for text in (*examples, *hostile)} == {str}
