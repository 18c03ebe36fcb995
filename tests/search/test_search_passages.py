"""What of an article is searched."""

from dataclasses import replace
from datetime import date

from archives import SHANGHAI, make_article, make_entry, report_body
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.site.entries import Entry, read_entry
from pelican_aireport.site.search.passages import (
    PIECES,
    Piece,
    list_passages,
    pieces_of,
)

DAY = date(2026, 9, 7)


def _ordinary(html: str) -> Entry:
    article = make_article(DAY)
    del article.report
    article._content = html
    return read_entry(article, aliases=load_aliases(), timezone=SHANGHAI)


def _texts(entry: Entry) -> list[str]:
    return [piece.text for piece in pieces_of(entry)]


def test_a_report_is_found_by_title_summary_and_claims() -> None:
    """Each claim with its place, its heading and what it names."""
    body = report_body("OpenAI 发布新模型", events=("英伟达供货",))
    entry = make_entry(DAY, body, title="OpenAI 与芯片")
    assert list(pieces_of(entry)) == [
        Piece(text="OpenAI 与芯片", entities=("OpenAI",)),
        Piece(text="概述。"),
        Piece(
            text="OpenAI 发布新模型",
            anchor=claim_anchor("OpenAI 发布新模型"),
            section="核心信息",
            entities=("OpenAI",),
        ),
        Piece(
            text="英伟达供货",
            anchor=claim_anchor("英伟达供货"),
            section="关键事件与发展",
            entities=("英伟达",),
        ),
    ]


def test_what_is_told_twice_is_found_once() -> None:
    """Where it stands first, which is where its address leads."""
    entry = make_entry(DAY, report_body("芯片涨价", events=("芯片涨价", "芯片降价")))
    assert _texts(entry) == ["题", "概述。", "芯片涨价", "芯片降价"]


def test_a_summary_like_the_title_is_found_once() -> None:
    assert _texts(replace(_ordinary(""), summary="题")) == ["题"]


def test_an_ordinary_article_is_found_by_its_paragraphs() -> None:
    """As text, without tags, scripts and styles."""
    html = (
        "<h2>小标题</h2><p>一段 &amp; <em>强调</em><br>换行</p><script>let x</script>"
        '<ul><li title="a>b">甲</li><li>乙<p>丙</p></li></ul><style>p {}</style>尾'
    )
    assert _texts(_ordinary(html)) == [
        *("题", "概述。", "小标题", "一段 & 强调", "换行", "甲", "乙", "丙", "尾")
    ]


def test_a_report_without_claims_is_found_by_its_paragraphs() -> None:
    entry = make_entry(DAY, "没有小节的文章。\n\n第二段。")
    assert _texts(entry) == ["题", "概述。", "没有小节的文章。", "第二段。"]


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    sentences = ["甲" * 199 + "。", "乙" * 99 + "。", "Third one. ", "丁" * 350]
    assert _texts(_ordinary(f"<p>{''.join(sentences)}</p>"))[2:] == [
        "甲" * 199 + "。" + "乙" * 99 + "。",
        "Third one.",
        "丁" * 300,
        "丁" * 50,
    ]


@given(st.text("甲乙 。.!\n", max_size=2000))
def test_cutting_loses_nothing_but_space(paragraph: str) -> None:
    """And leaves nothing that is too long to be shown."""
    pieces = _texts(_ordinary(f"<pre>{paragraph}</pre>"))[2:]
    assert "".join("".join(pieces).split()) == "".join(paragraph.split())
    assert all(0 < len(piece) <= 300 for piece in pieces)


def test_passages_hold_pieces_of_one_article() -> None:
    """So many at most, in their order."""
    first = make_entry(DAY, report_body(*(f"要点 {n}" for n in range(9))))
    second = make_entry(DAY, report_body("另一篇"))
    passages = list(list_passages((first, second)))
    assert [(each.entry.slug, len(each.pieces)) for each in passages] == [
        *[(first.slug, PIECES)] * 2,
        (first.slug, 3),
        (second.slug, 3),
    ]
    found = [piece for each in passages[:3] for piece in each.pieces]
    assert found == list(pieces_of(first))
