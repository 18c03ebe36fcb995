"""Matters: what two claims share decides whether they are about the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.evidence.matter import (
    are_alike,
    find_cosine,
    find_news,
    read_matter,
)
from pelican_aireport.language.entities import load_aliases

ALIASES = load_aliases()
RELEASE = "Larkspur 发布 Larkspur 3 模型，推理价格下降 40%，权重开源。"
TEXTS = (
    RELEASE,
    "Larkspur releases Larkspur 3: 40% cheaper, with open weights.",
    "Nvidia is buying Tarn for $1.8 billion.",
    "🚀",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("英伟达收购 Tarn", "Nvidia acquires Tarn", id="alias"),
        pytest.param("Tarn 融资 18 亿", "Tarn raised $1.8B", id="figure"),
        pytest.param("AMD 正式发布新芯片 Tarn 4", "AMD launches Tarn 4", id="version"),
    ],
)
def test_what_languages_share_is_weighed_alike(one: str, other: str) -> None:
    """Names, figures and actions, but for the words around them."""
    mine, theirs = read_matter(one, ALIASES), read_matter(other, ALIASES)
    assert (are_alike(mine, theirs), find_news(theirs, [mine])) == (True, frozenset())


@pytest.mark.parametrize(
    ("text", "news"),
    [
        pytest.param(RELEASE, set(), id="nothing"),
        pytest.param("Larkspur 3 的价格再降 15%", {"15%"}, id="figure"),
        pytest.param("Larkspur 3 与 Fennwick 合作", {"Fennwick"}, id="name"),
        pytest.param("Larkspur 否认此事", {"a denial"}, id="turn"),
        pytest.param("9 月 12 日，Larkspur 3 又谈价格", set(), id="a-date-is-none"),
    ],
)
def test_news_is_what_no_earlier_claim_has(text: str, news: set[str]) -> None:
    assert find_news(read_matter(text, ALIASES), [read_matter(RELEASE, ALIASES)]) == (
        news
    )


def test_the_frame_of_a_quotation_is_no_matter() -> None:
    """Neither who wrote it, nor when."""
    framed = (
        "Ann（@ann）9 月 8 日 12:00 写道：“Tarn 4 降价 15%”。另有 3 位作者谈到此事。"
    )
    assert read_matter(framed, ALIASES) == read_matter("Tarn 4 降价 15%", ALIASES)


@settings(deadline=None)
@given(st.sampled_from(TEXTS) | st.text(), st.sampled_from(TEXTS) | st.text())
def test_likeness_has_no_direction(one: str, other: str) -> None:
    mine, theirs = read_matter(one, ALIASES), read_matter(other, ALIASES)
    assert are_alike(mine, theirs) == are_alike(theirs, mine)
    assert find_cosine(mine, theirs) == pytest.approx(find_cosine(theirs, mine))


def test_a_text_without_words_is_like_none() -> None:
    empty = read_matter("🚀", ALIASES)
    assert (empty.vector, are_alike(empty, empty)) == ({}, False)
