"""The layout: every word has its own place on the canvas."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.model import Term
from pelican_aireport.pictures.cloud import Layout, lay_out
from pelican_aireport.pictures.fonts import font_path


@pytest.fixture(scope="module")
def layout(terms: Sequence[Term]) -> Layout:
    """Return eighty terms laid out."""
    return lay_out(terms, font_path(None))


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    """Return the pairs of words whose boxes meet."""
    return [
        (first.text, second.text)
        for first, second in combinations(layout.words, 2)
        if first.x < second.x + second.width
        and second.x < first.x + first.width
        and first.top < second.bottom
        and second.top < first.bottom
    ]


def outside(layout: Layout) -> list[str]:
    """Return the words that the canvas cuts off."""
    return [
        word.text
        for word in layout.words
        if word.x < -1
        or word.top < 0
        or word.x + word.width > layout.width + 1
        or word.bottom > layout.height
    ]


def test_nine_of_ten_words_find_room(layout: Layout, terms: Sequence[Term]) -> None:
    """Of eighty terms, seventy-two are drawn."""
    assert len(layout.words) >= 0.9 * len(terms)


def test_no_two_words_overlap(layout: Layout) -> None:
    """Their boxes are disjoint, so text of another font cannot overlap either."""
    assert overlapping(layout) == []


def test_no_word_leaves_the_canvas(layout: Layout) -> None:
    """A box ends where the picture ends."""
    assert outside(layout) == []


def test_heavier_words_are_not_smaller(layout: Layout) -> None:
    """Size follows weight, but for words that shrank to fit in."""
    sizes = [word.font_size for word in layout.words if word.font_size > 18]

    assert sizes == sorted(sizes, reverse=True)


def test_a_word_has_its_colour_on_every_day(terms: Sequence[Term]) -> None:
    """Neither its weight nor its neighbours decide on it."""
    font = font_path(None)
    some = {word.text: word.color for word in lay_out(terms[:40], font).words}
    other = {word.text: word.color for word in lay_out(terms[20:60], font).words}
    both = some.keys() & other.keys()

    assert {text: some[text] for text in both} == {text: other[text] for text in both}


@settings(max_examples=15, deadline=None)
@given(
    weights=st.lists(st.floats(0.1, 1e6), min_size=5, max_size=30),
    length=st.integers(1, 40),
)
def test_any_terms_are_laid_out_apart(weights: list[float], length: int) -> None:
    """Equal weights, one giant, very long words: boxes stay apart and inside."""
    terms = [
        Term(text=f"{n}" + "模" * length, weight=weight)
        for n, weight in enumerate(sorted(weights, reverse=True))
    ]
    layout = lay_out(terms, font_path(None))

    assert (overlapping(layout), outside(layout)) == ([], [])
