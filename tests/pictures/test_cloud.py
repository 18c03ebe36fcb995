"""The layout: every word has its own place on the canvas."""

import subprocess
import sys
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


def nearest(layout: Layout) -> tuple[float, float]:
    """Return the least room between words, beside and above, in parts of their size."""
    beside, above = [], []
    for first, second in combinations(layout.words, 2):
        size = min(first.font_size, second.font_size)
        across = max(first.x, second.x) - min(
            first.x + first.width, second.x + second.width
        )
        down = max(first.top, second.top) - min(first.bottom, second.bottom)
        if down < 0:
            beside.append(across / size)
        if across < 0:
            above.append(down / size)
    return min(beside), min(above)


def test_no_two_words_are_read_as_one(layout: Layout) -> None:
    """Beside a word is more room than between the words of a line."""
    beside, above = nearest(layout)

    assert (beside >= 0.33, above >= 0.25) == (True, True)


@pytest.mark.parametrize("count", [5, 13, 40, 80])
def test_the_edges_are_equal(terms: Sequence[Term], count: int) -> None:
    """What stands in the middle stands there for the eye, too."""
    words = lay_out(terms[:count], font_path(None)).words
    left, right = min(w.x for w in words), max(w.x + w.width for w in words)
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)

    assert (abs(1000 - left - right) <= 1, abs(500 - top - bottom) <= 1) == (True, True)


@pytest.mark.parametrize(
    ("weights", "smallest"),
    [
        pytest.param([9.0] * 5, 90, id="all-the-same"),
        pytest.param([9.0, 3.0, 3.0, 3.0, 3.0], 48, id="one-and-others"),
    ],
)
def test_few_words_are_large(weights: list[float], smallest: int) -> None:
    """They do not stand lost on the canvas."""
    few = [Term(text=f"词{n}", weight=weight) for n, weight in enumerate(weights)]
    sizes = [word.font_size for word in lay_out(few, font_path(None)).words]

    assert (len(sizes), min(sizes) >= smallest) == (5, True)


def test_no_word_leaves_the_canvas(layout: Layout) -> None:
    """A box ends where the picture ends."""
    assert outside(layout) == []


def test_heavier_words_are_not_smaller(layout: Layout) -> None:
    """Size follows weight, but for words that shrank to fit in."""
    sizes = [word.font_size for word in layout.words if word.font_size > 18]

    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    "size",
    [
        pytest.param((400, 300), id="smallest"),
        pytest.param((600, 900), id="upright"),
        pytest.param((1600, 400), id="wide"),
        pytest.param((1200, 1200), id="square"),
    ],
)
def test_any_canvas_has_room_for_nearly_all(
    terms: Sequence[Term], size: tuple[int, int]
) -> None:
    """Words are as large as the canvas allows."""
    width, height = size
    layout = lay_out(terms[:60], font_path(None), width=width, height=height)

    assert (overlapping(layout), outside(layout), len(layout.words) >= 54) == (
        [],
        [],
        True,
    )


def test_an_endless_word_leaves_the_others_as_they_are(terms: Sequence[Term]) -> None:
    """It is wider than a word may be, so it is not drawn."""
    endless = Term(text="模" * 60, weight=30.0)
    font = font_path(None)

    assert lay_out([terms[0], endless, *terms[1:]], font) == lay_out(terms, font)


@pytest.mark.parametrize("count", [5, 12, 30, 80])
def test_a_long_word_is_drawn_smaller(terms: Sequence[Term], count: int) -> None:
    """However large words of its weight are, and they stay as they are."""
    long = Term(text="Recommendations of the committee", weight=terms[count - 1].weight)
    others = terms[: count - 1]
    layout = lay_out([*others, long], font_path(None))
    short = lay_out([*others, Term(text="词", weight=long.weight)], font_path(None))

    assert long.text in {word.text for word in layout.words}
    assert layout.words[0].font_size >= 0.85 * short.words[0].font_size


def test_a_hundred_and_twenty_words_find_room() -> None:
    """The most that a topic can ask for."""
    many = [Term(text=f"词{n}", weight=130.0 - n) for n in range(120)]

    assert len(lay_out(many, font_path(None)).words) >= 108


def test_colour_maps_are_not_loaded_for_it() -> None:
    """The library's own import of matplotlib is put off until something uses it."""
    program = (
        "import sys\n"
        "from pelican_aireport.model import Term\n"
        "from pelican_aireport.pictures.cloud import lay_out\n"
        "from pelican_aireport.pictures.fonts import font_path\n"
        "lay_out([Term(text='one', weight=1.0)], font_path(None))\n"
        "before = 'matplotlib' in sys.modules\n"
        "from wordcloud import WordCloud\n"
        "WordCloud(width=90, height=60).generate_from_frequencies({'a': 2, 'b': 1})\n"
        "print(before, 'matplotlib.colors' in sys.modules)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert result.stdout.split() == ["False", "True"]


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
