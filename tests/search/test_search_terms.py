"""The pieces by which a text is found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.search.folding import fold
from pelican_aireport.site.search.terms import filter_term, query_terms, terms_of

# Letters of both kinds, digits, punctuation, pictures, what folding drops or widens.
TEXTS = st.text(
    st.sampled_from("开源模型芯片々〇aBcdEF019.。，、“$%-— ·é㎏ＧＰ🚀𠮷\u200b")
    | st.characters()
)


@pytest.mark.parametrize(
    ("folded", "terms"),
    [
        pytest.param("多模态", {"多模", "模态"}, id="Chinese"),
        pytest.param("gpt", {"gp", "pt", "gpt"}, id="Latin"),
        pytest.param("v3.2", {"v3", "3.", ".2", "v3.", "3.2"}, id="a version"),
        pytest.param("ai芯片", {"ai", "i芯", "芯片"}, id="both"),
        pytest.param("开源，免费", {"开源", "免费"}, id="not over punctuation"),
        pytest.param("涨🚀了", set(), id="not over pictures"),
        pytest.param("é的", {"é的"}, id="other letters go in pairs"),
        pytest.param("源", set(), id="a single character"),
    ],
)
def test_a_text_has_terms(folded: str, terms: set[str]) -> None:
    assert terms_of(folded) == terms


@pytest.mark.parametrize(
    ("folded", "terms"),
    [
        pytest.param("字节跳动", ("字节", "节跳", "跳动"), id="each pair"),
        pytest.param("deepseek", ("dee", "pse", "eek"), id="as many as cover it"),
        pytest.param("openai", ("ope", "nai"), id="without overlap"),
        pytest.param("opus", ("opu", "pus"), id="to its end"),
        pytest.param("v3", ("v3",), id="two letters"),
        pytest.param("3版", ("3版",), id="a digit and a character"),
        pytest.param("第3版b", ("第3", "3版", "版b"), id="single letters between"),
        pytest.param("c++", (), id="a letter and signs"),
        pytest.param("源", (), id="a single character"),
        pytest.param("$nvda", ("nvd", "vda"), id="a sign before"),
        pytest.param("开源开源", ("开源", "源开", "开源"), id="twice"),
    ],
)
def test_a_query_has_terms(folded: str, terms: tuple[str, ...]) -> None:
    """In their order, as the browser makes them."""
    assert query_terms(folded) == terms


@given(TEXTS, st.data())
def test_each_part_of_a_text_is_found_by_its_terms(
    text: str, data: st.DataObject
) -> None:
    """Whatever is typed of it, from any place to any other."""
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    assert set(query_terms(fold(part))) <= terms_of(fold(text))


@given(TEXTS.map(fold))
def test_two_letters_or_digits_side_by_side_are_enough(folded: str) -> None:
    """There is a term to look up, and so something to search for."""
    if any(pair.isalnum() for pair in map("".join, pairwise(folded))):
        assert query_terms(folded)


def test_no_text_has_the_term_of_a_filter() -> None:
    assert filter_term("topic", "") not in terms_of(fold("topic=AI"))
