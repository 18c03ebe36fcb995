"""Claims and quotations are read back as their reader sees them."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.sections import CLAIM_SECTIONS, Section, wording
from pelican_aireport.model import Briefing, Claim, Digest, Outline, Quotation

SHANGHAI = ZoneInfo("Asia/Shanghai")
EMPTY = Outline(digest=Digest(briefing=Briefing()))


def _key_points(markdown: str) -> tuple[Claim, ...]:
    outline = parse_outline(f"### 核心信息\n\n{markdown}\n\n[^1]: 一\n[^2]: 二\n")
    return outline.digest.briefing.key_points


@pytest.mark.parametrize(
    ("markdown", "claims"),
    [
        pytest.param(
            "1. **甲**：乙[^1]\n2. 丙[^2][^1]",
            (
                Claim(text="甲：乙", lead="甲", evidence=("1",)),
                Claim(text="丙", evidence=("2", "1")),
            ),
            id="list items",
        ),
        pytest.param(
            "甲\n乙[^1]，丙[^2]。又[^1]\n\n丁",
            (Claim(text="甲 乙，丙。又", evidence=("1", "2")), Claim(text="丁")),
            id="paragraphs",
        ),
        pytest.param(
            "- 甲\n\n  乙[^1]\n\n- 丙",
            (Claim(text="甲 乙", evidence=("1",)), Claim(text="丙")),
            id="paragraphs inside an item belong to it",
        ),
        pytest.param(
            "- 甲[^1]\n  - 乙[^2]\n  - 丙\n- 丁",
            (
                Claim(text="甲", evidence=("1",)),
                Claim(text="乙", evidence=("2",)),
                Claim(text="丙"),
                Claim(text="丁"),
            ),
            id="a nested item stands for itself",
        ),
        pytest.param(
            "**技术发展**：\n- 甲\n\n**产业**\n\n- 乙",
            (Claim(text="甲"), Claim(text="乙")),
            id="a bold label is no claim",
        ),
        pytest.param(
            "- **影响**：\n  - 甲\n- **乙**",
            (Claim(text="甲"), Claim(text="乙")),
            id="a label as item",
        ),
        pytest.param(
            "**甲**[^1]",
            (Claim(text="甲", evidence=("1",)),),
            id="bold with evidence is a claim",
        ),
        pytest.param(
            "- **甲：** 乙\n- **丙** : 丁\n- **戊** 己\n- 庚**辛**：壬\n- **a:**：b",
            (
                Claim(text="甲： 乙", lead="甲"),
                Claim(text="丙 : 丁", lead="丙"),
                Claim(text="戊 己"),
                Claim(text="庚辛：壬"),
                Claim(text="a:：b", lead="a:"),
            ),
            id="where a lead ends",
        ),
        pytest.param(
            "#### 1. 小标题\n\n甲\n\n##### 更小\n\n乙",
            (Claim(text="甲"), Claim(text="乙")),
            id="headings inside a section",
        ),
        pytest.param("本期没有值得单列的要点。", (), id="the honest sentence"),
        pytest.param(
            "甲\n\n**报告说明**：乙\n\n数据来源：丙", (Claim(text="甲"),), id="colophon"
        ),
        pytest.param(
            "| 乙 |\n|---|\n| 丙 |\n\n    丁\n\n---\n\n戊",
            (Claim(text="戊"),),
            id="tables and code do not count",
        ),
        pytest.param(
            "> 编者按：甲[^1]\n>\n> > 乙\n>\n> - 丙\n\n丁",
            (Claim(text="丁"),),
            id="a quote is a remark",
        ),
        pytest.param(
            "- 甲\n\n  > 乙[^1]\n\n  丙",
            (Claim(text="甲 乙 丙", evidence=("1",)),),
            id="a quote inside an item belongs to it",
        ),
        pytest.param(
            "*甲* `乙` [丙](https://a.b) &lt;丁&gt; &amp;amp; \\*戊\\*<br>",
            (Claim(text="甲 乙 丙 <丁> &amp; *戊*"),),
            id="text as it is seen",
        ),
        pytest.param(
            "甲[^1]\\\n乙", (Claim(text="甲 乙", evidence=("1",)),), id="break"
        ),
        pytest.param("[^1]", (), id="evidence for nothing"),
    ],
)
def test_what_counts_as_a_claim(markdown: str, claims: tuple[Claim, ...]) -> None:
    assert _key_points(markdown) == claims


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("", id="nothing"),
        pytest.param("甲\n\n- 乙\n\n## 别的\n\n丙", id="no known section"),
        pytest.param(
            "## 简要部分\n\n甲\n\n### 专项分析\n\n乙", id="sections of sections"
        ),
    ],
)
def test_outside_of_the_seven_sections_there_are_no_claims(markdown: str) -> None:
    assert parse_outline(markdown) == EMPTY


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_each_section_has_its_claims(language: str) -> None:
    """All eleven headings in order; the words differ, the outline does not."""
    headings = wording(language).headings
    markdown = "\n\n".join(f"## {headings[s]}\n\n{s.value}" for s in Section)
    claims = claims_of(parse_outline(markdown).digest)
    assert claims == {s: (Claim(text=s.value),) for s in CLAIM_SECTIONS}


def test_a_foreign_heading_of_the_same_level_ends_a_section() -> None:
    """A deeper one does not; a second heading of a section goes on with it."""
    markdown = (
        "### 人工智能\n\n甲\n\n### 别的\n\n乙\n\n#### 人工智能\n\n丙\n\n##### x\n\n丁"
    )
    assert parse_outline(markdown).digest.details.ai == (
        Claim(text="甲"),
        Claim(text="丙"),
        Claim(text="丁"),
    )


NOTE = (
    "**@ann_b** · 2025-12-04 21:03 · 赞 1,234 · 转 0 · "
    "[原推](https://x.com/ann_b/status/99)：“甲“乙”丙”……"
)
ENGLISH = (
    "**@ann_b** · 2025-12-04 21:03 · likes 5 · "
    "[tweet](https://x.com/ann_b/status/99): “a *b*”"
)


@pytest.mark.parametrize(
    ("note", "quotation"),
    [
        pytest.param(
            NOTE,
            Quotation(
                id="99",
                author="ann_b",
                url="https://x.com/ann_b/status/99",
                created_at=datetime(2025, 12, 4, 21, 3, tzinfo=SHANGHAI),
                likes=1234,
                reposts=0,
                quote="甲“乙”丙",
            ),
            id="Chinese",
        ),
        pytest.param(
            ENGLISH,
            Quotation(
                id="99",
                author="ann_b",
                url="https://x.com/ann_b/status/99",
                created_at=datetime(2025, 12, 4, 21, 3, tzinfo=SHANGHAI),
                likes=5,
                quote="a b",
            ),
            id="English, without reposts",
        ),
        pytest.param("一段话", Quotation(id="99"), id="the author's own note"),
        pytest.param(
            "**@中文** · 2025-13-04 21:03 · 赞 多 · [原推](https://a.b/status/99)：“",
            Quotation(id="99"),
            id="nothing usable",
        ),
        pytest.param(
            "“赞 5 · 转 6”", Quotation(id="99", quote="赞 5 · 转 6"), id="quote"
        ),
    ],
)
def test_a_footnote_says_where_a_claim_comes_from(
    note: str, quotation: Quotation
) -> None:
    outline = parse_outline(f"甲[^99]\n\n[^99]: {note}\n", timezone=SHANGHAI)
    assert outline.quotations == (quotation,)


def test_without_a_time_zone_a_footnote_s_time_is_unknown() -> None:
    (quotation,) = parse_outline(f"甲[^9]\n\n[^9]: {NOTE}\n").quotations
    assert quotation.created_at is None


def test_quotations_are_in_the_order_of_the_text_and_labels_are_read_back() -> None:
    """Footnotes that nothing cites are not shown, so they are no evidence."""
    outline = parse_outline(
        "## 核心信息\n\n甲[^b-2][^注]，[^b-2]\n\n[^注]: 一\n[^c]: 二\n[^b-2]: 三\n"
    )
    assert [quotation.id for quotation in outline.quotations] == ["b-2", "注"]
    assert outline.digest.briefing.key_points[0].evidence == ("b-2", "注")


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "## 核心信息\n",
                    "### 人工智能\n",
                    "#### x\n",
                    "\n\n",
                    "\n",
                    "- ",
                    "  - ",
                ),
                *(
                    "1. ",
                    "**",
                    "：",
                    "[^1]",
                    "[^2]",
                    "\n[^1]: a",
                    "> ",
                    "|",
                    "---",
                    "`",
                ),
                *(
                    "```\n",
                    "甲",
                    "b ",
                    "<p>",
                    "</li>",
                    '"',
                    "&lt;",
                    "![x](y)",
                    "[x](y)",
                ),
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_article_has_an_outline(markdown: str) -> None:
    """Claims are never empty and never cite a tweet twice: their type says so."""
    assert isinstance(parse_outline(markdown), Outline)


def test_the_legacy_posts_have_ten_key_points_and_all_their_sections(
    shared_data: Path,
) -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for path in sorted((shared_data / "seeds").glob("*.txt"))
    ]
    read = [claims_of(parse_outline(parse_front_matter(t).body).digest) for t in texts]
    counts = [{s: len(claims) for s, claims in each.items()} for each in read]
    assert [each[Section.KEY_POINTS] for each in counts] == [10] * 5
    assert all(all(each.values()) for each in counts)
    assert [sum(each.values()) for each in counts] == [39, 41, 36, 28, 67]
