"""Footnotes behind the section that cites them first."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.claim_anchors import anchor_claims, claim_anchor
from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.site.evidence_lists import EvidenceList, list_evidence
from pelican_aireport.site.parts import split_parts

WORDS = {"close": "关闭"}
_BACK = re.compile(r'<a href="#([^"]*)" class="footnote-backref">')


def _lists(markdown: str) -> list[EvidenceList | None]:
    html = anchor_claims(sanitize(render_html(markdown)))
    return list(list_evidence(split_parts(html), WORDS, "zh-CN"))


def _notes(*ids: str) -> str:
    return "\n" + "".join(f"[^{id_}]: 注 {id_}\n" for id_ in ids)


def _tell(lists: list[EvidenceList | None]) -> list[tuple[int, int, str] | None]:
    """Return first and last number and the labels of each list."""
    return [
        (each.first, each.last, "".join(_labels(each.items))) if each else None
        for each in lists
    ]


def _labels(html: str) -> list[str]:
    return re.findall(r'<li id="fn-(.)"', html)


def test_a_section_lists_what_it_cites_first() -> None:
    body = (
        "前言[^a]\n\n### 核心信息\n\n- 甲[^b][^a]\n- 乙[^c]\n\n"
        "### 关键事件与发展\n\n- 丙[^a][^b]\n\n#### 人工智能\n\n- 丁[^d]\n"
    )
    lists = _lists(body + _notes("d", "c", "b", "a"))
    assert _tell(lists) == [(1, 1, "a"), (2, 3, "bc"), None, (4, 4, "d"), None]


def test_what_only_a_footnote_cites_is_listed_last() -> None:
    body = "### 核心信息\n\n- 甲[^a]\n\n[^a]: 见[^b]\n[^b]: 注\n"
    assert _tell(_lists(body)) == [None, (1, 1, "a"), (2, 2, "b")]


def test_a_footnote_leads_back_to_each_claim_once() -> None:
    """To its mark where that stands in no claim."""
    body = "> 题[^a]\n\n### 核心信息\n\n- 甲[^a]，再说[^a]\n- 乙[^a]\n"
    first, *_ = _lists(body + _notes("a"))
    assert first
    assert _BACK.findall(first.items) == [
        "fnref-a",
        claim_anchor("甲，再说"),
        claim_anchor("乙"),
    ]


def test_without_footnotes_there_is_no_list() -> None:
    assert _lists("### 核心信息\n\n- 甲\n") == [None, None, None]


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["### 核心信息", "#### 人工智能", "## 别的", "", "> 引"]),
            st.text(alphabet="abc-", min_size=1, max_size=4).map(
                lambda ids: "- 甲" + "".join(f"[^{id_}]" for id_ in ids)
            ),
        ),
        max_size=12,
    )
)
def test_lists_follow_each_other_without_a_gap(lines: list[str]) -> None:
    """And hold each footnote of the article once, in its order."""
    markdown = "\n".join(lines) + "\n" + _notes("a", "b", "c", "-")
    html = sanitize(render_html(markdown))
    all_ids = _labels(html)
    lists = [each for each in _lists(markdown) if each]
    listed = [_labels(each.items) for each in lists]
    numbers = [range(each.first, each.last + 1) for each in lists]
    assert [id_ for ids in listed for id_ in ids] == all_ids
    assert [n for each in numbers for n in each] == list(range(1, len(all_ids) + 1))
    assert [len(ids) for ids in listed] == [len(each) for each in numbers]
