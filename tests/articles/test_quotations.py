"""Quotations: verbatim, short, without links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.quotations import QUOTE_LENGTH, Quote, quote

TEXTS = (
    st.lists(
        st.sampled_from(
            [
                *("模型发布", "。", "，", "！", "？", "；", "：", "“", "”", "……", "\n"),
                *("word", "another ", " ", ". ", ", ", "! ", ": ", "1,234", "3.5"),
                *("21:30", "https://t.co/aBc123", "http://", "https://t.co/x，", "😀"),
                *("Read more: ", "ht\u200btps://a.b", "\u200b", "长句没有标点" * 8),
            ]
        ),
        max_size=40,
    ).map("".join)
    | st.text(max_size=200)
).filter(clean_line)


@given(text=TEXTS, length=st.integers(20, QUOTE_LENGTH))
def test_a_quotation_is_a_short_verbatim_part(text: str, length: int) -> None:
    said = quote(text, length=length).text

    assert said in clean_line(text)
    assert 0 < len(said) <= length
    assert said == clean_line(said)


@given(TEXTS.map(lambda text: f"正文 {text}"))
def test_a_quotation_holds_no_link(text: str) -> None:
    said = quote(text).text

    assert ("https://" in said, "http://" in said) == (False, False)


SENTENCE = "这一句话刚好有二十个汉字加上一个句号。"
ENGLISH = "The model is out today, at half the price. "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("短句。", Quote("短句。", is_cut=False), id="short"),
        pytest.param("a\n\nb", Quote("a b", is_cut=False), id="one-line"),
        pytest.param(
            SENTENCE * 8, Quote(SENTENCE * 7, is_cut=True), id="whole-sentences"
        ),
        pytest.param(
            ENGLISH * 4, Quote((ENGLISH * 3).strip(), is_cut=True), id="english"
        ),
        pytest.param(
            "前半句没有句号" * 10 + "，" + "后半句也没有句号" * 10,
            Quote("前半句没有句号" * 10, is_cut=True),
            id="end-of-a-clause",
        ),
        pytest.param("字" * 200, Quote("字" * 140, is_cut=True), id="no-punctuation"),
        pytest.param(
            "全文见我们今天上午发布的博客文章： https://example.com/a",
            Quote("全文见我们今天上午发布的博客文章：", is_cut=False),
            id="a-whole-tweet-keeps-its-end",
        ),
        pytest.param(
            "全文见我们今天上午发布的博客文章 · https://example.com/a 谢谢",
            Quote("全文见我们今天上午发布的博客文章", is_cut=True),
            id="an-excerpt-ends-in-no-separator",
        ),
        pytest.param(
            "版本 3.5 的价格是 $1.25。" * 3,
            Quote("版本 3.5 的价格是 $1.25。" * 3, is_cut=False),
            id="decimal-points-end-no-sentence",
        ),
        pytest.param(
            "营收" * 66 + "达 1,234 亿元，同比增长",
            Quote("营收" * 66 + "达", is_cut=True),
            id="a-number-stays-whole",
        ),
        pytest.param(
            "直播" * 66 + "今晚 21:30 开始预约",
            Quote("直播" * 66 + "今晚", is_cut=True),
            id="a-time-stays-whole",
        ),
        pytest.param(
            "没有标点的长句" * 19 + "共1234567890元",
            Quote("没有标点的长句" * 19 + "共", is_cut=True),
            id="a-number-without-spaces-stays-whole",
        ),
        pytest.param(
            "看这里 https://t.co/a", Quote("看这里", is_cut=False), id="link-at-the-end"
        ),
        pytest.param(
            "https://t.co/a 看这里", Quote("看这里", is_cut=False), id="link-first"
        ),
        pytest.param(
            "先看 https://t.co/a 再说",
            Quote("先看", is_cut=True),
            id="link-in-the-middle",
        ),
        pytest.param(
            "先看https://t.co/a，再说",
            Quote("先看", is_cut=True),
            id="text-right-after-a-link",
        ),
        pytest.param(
            "新模型发布了。详情： https://t.co/a",
            Quote("新模型发布了。", is_cut=False),
            id="what-only-opens-a-link",
        ),
        pytest.param(
            "安全\u202e提\u200b示", Quote("安全提示", is_cut=False), id="invisible"
        ),
    ],
)
def test_a_quotation_ends_where_a_sentence_or_clause_does(
    text: str, said: Quote
) -> None:
    assert said == quote(text)
