"""Two days' words: gone, new, and moved by more than chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Term
from pelican_aireport.site.term_comparison import (
    SharedTerm,
    TermComparison,
    compare_terms,
)


def day(*texts: str) -> tuple[Term, ...]:
    """Return words of a day, the heaviest first."""
    return tuple(Term(text=text, weight=99.0 - n) for n, text in enumerate(texts))


def test_words_of_one_day_are_told_apart_from_those_of_both() -> None:
    """In the order of their weight; the later spelling is shown."""
    found = compare_terms(day("模型", "Open Tarn", "芯片"), day("open-tarn", "算力"))

    assert found == TermComparison(
        gone=("模型", "芯片"),
        kept=(SharedTerm(text="open-tarn", earlier=2, later=1),),
        new=("算力",),
    )


def test_words_of_equal_weight_share_a_place() -> None:
    """The order of the alphabet is no rise."""
    flat = [Term(text=text, weight=5.0) for text in ("a", "b", "c")]
    found = compare_terms(flat, flat)

    assert found is not None
    assert [(each.earlier, each.later) for each in found.kept] == [(1, 1)] * 3


def test_the_eighty_heaviest_words_of_a_day_are_compared() -> None:
    """A cloud may have more, but the page's script knows those of the JSON alone."""
    many = day(*(f"词{n}" for n in range(81)))

    assert compare_terms(many, day("词80", "词79")) == TermComparison(
        gone=tuple(f"词{n}" for n in range(79)),
        kept=(SharedTerm(text="词79", earlier=80, later=2),),
        new=("词80",),
    )


@pytest.mark.parametrize(
    ("earlier", "later", "move"),
    [
        pytest.param(12, 3, "heavier", id="up"),
        pytest.param(1, 4, "lighter", id="down"),
        pytest.param(1, 3, None, id="too-few-places"),
        pytest.param(60, 41, None, id="far-down-the-list"),
        pytest.param(60, 40, "heavier", id="a-third"),
        pytest.param(7, 7, None, id="the-same"),
    ],
)
def test_a_word_moves_by_more_than_chance(
    earlier: int, later: int, move: str | None
) -> None:
    """At least three places, and a third of them."""
    assert SharedTerm(text="a", earlier=earlier, later=later).move == move


@pytest.mark.parametrize(
    ("earlier", "later"),
    [pytest.param((), day("a"), id="before"), pytest.param(day("a"), (), id="after")],
)
def test_a_day_without_a_cloud_is_not_compared(
    earlier: tuple[Term, ...], later: tuple[Term, ...]
) -> None:
    """That nothing is in both would be no news."""
    assert compare_terms(earlier, later) is None


TEXTS = st.lists(st.text("abc", min_size=1), min_size=1, unique=True)


@given(earlier=TEXTS, later=TEXTS)
def test_every_word_stands_in_one_list(earlier: list[str], later: list[str]) -> None:
    """Nothing is lost and nothing told twice."""
    found = compare_terms(day(*earlier), day(*later))

    assert found is not None
    kept = {each.text for each in found.kept}
    assert ({*found.gone}, kept, {*found.new}) == (
        {*earlier} - {*later},
        {*earlier} & {*later},
        {*later} - {*earlier},
    )
