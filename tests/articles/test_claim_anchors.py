"""Claims get the ids by which other pages link to them."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from archives import SHANGHAI, report_body
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.claim_anchors import anchor_claims, claim_anchor
from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.outline import outline_of, place_claims
from pelican_aireport.articles.report_file import Site, read_report_file
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.articles.sections import Section

_ANCHOR = re.compile(r'<(?:li|p) id="(c-[0-9a-f]{8})">')


def _html(markdown: str) -> str:
    return sanitize(render_html(markdown))


def _claimed(html: str) -> list[str]:
    """Return the anchors of a body's claims, each once, in the outline's order."""
    claims = claims_of(outline_of(html).digest).values()
    return sorted({claim_anchor(claim.text) for each in claims for claim in each})


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param(
            "### 核心信息\n\n1. 甲\n2. 乙\n",
            '<li id="{甲}">甲</li>|<li id="{乙}">乙</li>',
            id="items",
        ),
        pytest.param(
            "### 核心信息\n\n甲\n\n乙\n",
            '<p id="{甲}">甲</p>|<p id="{乙}">乙</p>',
            id="paragraphs",
        ),
        pytest.param(
            "### 核心信息\n\n- 甲\n\n- 乙\n",
            '<li id="{甲}">|<p>甲</p>|<li id="{乙}">|<p>乙</p>',
            id="a loose list: the item, not the paragraph in it",
        ),
        pytest.param(
            "### 核心信息\n\n- **甲**：\n  - 乙\n",
            '<li><strong>甲</strong>：|<li id="{乙}">乙</li>',
            id="a label is no claim",
        ),
        pytest.param(
            "### 核心信息\n\n- 甲\n- 甲\n\n### 关键事件与发展\n\n- 甲\n",
            '<li id="{甲}">甲</li>|<li>甲</li>|<li>甲</li>',
            id="the first of equal texts",
        ),
        pytest.param(
            "- 甲\n\n### 广告内容过滤\n\n- 乙\n",
            "<li>甲</li>|<li>乙</li>",
            id="nothing outside of known sections",
        ),
    ],
)
def test_a_claim_s_element_has_its_id(markdown: str, shown: str) -> None:
    """Lists' own tags and headings apart, this is what the page has."""
    expected = re.sub(r"\{(.)\}", lambda each: claim_anchor(each[1]), shown)
    lines = anchor_claims(_html(markdown)).splitlines()
    kept = [line for line in lines if re.match("<(?:li|p)", line)]
    assert kept == expected.split("|")


def test_what_marks_and_notes_say_is_not_in_the_id() -> None:
    """The same claim is found from day to day."""
    body = report_body("**Larkspur**：发布 *传闻 · 后续 · 首见 2026-09-01*")
    assert _ANCHOR.findall(anchor_claims(_html(body))) == [
        claim_anchor("Larkspur：发布")
    ]


_PIECES = st.one_of(
    st.sampled_from(
        [
            *("### 核心信息", "## 词云分析", "#### 人工智能", "### 别的", "# 题"),
            *("- 甲[^1]", "1. 乙", "  - 丙 *传闻*", "**丁**：戊", "> 己", "- **庚**："),
            *(
                "    代码",
                "| a | b |\n|---|---|\n| - c | d |",
                '![图 "<p>"](a.png "<p>")',
            ),
            *("<li>辛", '[链](https://x.com/a "<li>")', "本期没有值得单列的要点。"),
            *("[^1]: **@ann** · “引”", "", "  ", "- ", "&lt;p&gt;", "- 甲"),
        ]
    ),
    st.text(alphabet='甲 -*1.#[]^"<>&|\\\n', max_size=12),
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=16))
def test_the_ids_of_a_page_are_those_of_its_claims(pieces: list[str]) -> None:
    """Each once, and nothing else of the page has changed."""
    html = _html("\n".join(pieces))
    anchored = anchor_claims(html)
    found = _ANCHOR.findall(anchored)
    assert sorted(found) == _claimed(html)
    assert re.sub(r' id="c-[0-9a-f]{8}"', "", anchored) == html


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=16))
def test_a_claim_stands_where_its_tag_begins(pieces: list[str]) -> None:
    html = _html("\n".join(pieces))
    starts = [each.start for each in place_claims(html)]
    tags = {html[start : html.index(">", start) + 1] for start in starts}
    assert tags <= {"<li>", "<p>"}
    assert starts == sorted(set(starts))


def test_seeds_have_the_ids_of_their_claims(shared_data: Path, tmp_path: Path) -> None:
    """What the earlier script wrote takes part."""
    site = Site(timezone=ZoneInfo("Asia/Shanghai"), lang="zh-cn", titles={})
    counts = []
    for seed in sorted((shared_data / "seeds").glob("*.txt")):
        path = tmp_path / f"{seed.stem}.md"
        path.write_bytes(seed.read_bytes())
        file = read_report_file(path, site)
        claims = claims_of(file.report.outline.digest)
        anchors = {claim_anchor(c.text) for each in claims.values() for c in each}
        found = _ANCHOR.findall(file.html)
        assert sorted(found) == sorted(anchors)
        counts.append(len(found))
    assert min(counts) > len(Section)


def test_a_file_is_read_before_its_claims_have_ids(tmp_path: Path) -> None:
    """The outline, the summary and all that is compared know nothing of them."""
    path = tmp_path / "t_20260907_20260907.md"
    path.write_text(f"---\ntitle: 题\n---\n{report_body('甲', '乙')}", encoding="utf-8")
    file = read_report_file(path, Site(timezone=SHANGHAI, lang="zh-cn", titles={}))
    plain = re.sub(r' id="c-[0-9a-f]{8}"', "", file.html)
    assert (file.report.outline, file.report.summary) == (
        outline_of(plain, timezone=SHANGHAI),
        "甲",
    )
