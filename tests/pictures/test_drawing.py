"""A drawing is read back from its file, if it is one of ours."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Term
from pelican_aireport.pictures.cloud import Layout
from pelican_aireport.pictures.drawing import Drawing, DrawnWord, parse_drawing
from pelican_aireport.pictures.palette import DEFAULT_PALETTE, Palette, color_of
from pelican_aireport.pictures.placing import PlacedWord
from pelican_aireport.pictures.svg import render_svg
from pelican_aireport.pictures.word_cloud import draw_word_cloud

WORD = PlacedWord(
    text="R&D <模型>",
    weight=12.5,
    x=10,
    y=60.5,
    width=200.0,
    top=20,
    bottom=70,
    font_size=44,
)
TERMS = (Term(text="R&D <模型>", weight=12.5), Term(text="没有画", weight=1.0))
PALETTE = Palette(light=("#7a0000",), dark=("#ff9c9c",))


def render(
    words: Sequence[PlacedWord] = (WORD,), palette: Palette = DEFAULT_PALETTE
) -> str:
    """Render a drawing of some words."""
    layout = Layout(width=1000, height=500, words=tuple(words))
    return render_svg(
        layout, title="词云", description="词云：R&D", terms=TERMS, palette=palette
    )


def test_a_drawing_of_ours_is_read_back() -> None:
    """With its words where they stand, its colours, and terms that it did not draw."""
    assert parse_drawing(render(palette=PALETTE)) == Drawing(
        width=1000,
        height=500,
        title="词云",
        description="词云：R&D",
        palette=PALETTE,
        words=(
            DrawnWord(
                text="R&D <模型>", color=0, x=10.0, y=60.5, font_size=44, width=200.0
            ),
        ),
        terms=TERMS,
    )


TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1)


@given(texts=st.lists(TEXTS, min_size=1, max_size=9), place=st.integers(-99, 2000))
def test_any_words_are_read_back_as_they_were_drawn(
    texts: list[str], place: int
) -> None:
    """Markup in a word stays a word."""
    words = [replace(WORD, text=text, x=place) for text in texts]
    drawing = parse_drawing(render(words))

    assert drawing is not None
    assert [(word.text, word.color, word.x) for word in drawing.words] == [
        (text, color_of(text, 6), place) for text in texts
    ]


def test_what_the_cloud_draws_is_read_back(terms: Sequence[Term]) -> None:
    """The writer and the reader keep to one form."""
    _, svg = draw_word_cloud(terms, slug="a", language="zh-CN").pictures
    drawing = parse_drawing(svg.content.decode())

    assert drawing is not None
    assert drawing.terms == tuple(terms)
    assert len(drawing.words) == svg.content.count(b"<text ")


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        pytest.param("</svg>", "<g/></svg>", id="another-element"),
        pytest.param("</svg>", '<text x="1">a</text></svg>', id="another-word"),
        pytest.param("</svg>\n", "</svg>\n<svg/>", id="something-behind"),
        pytest.param('class="c0"', 'class="c7"', id="a-colour-that-is-not-there"),
        pytest.param('x="10"', 'x="1e9"', id="far-away"),
        pytest.param('x="10"', 'x="10" onclick="a()"', id="script"),
        pytest.param('font-size="44"', 'font-size="44444"', id="huge"),
        pytest.param("fill:#7a0000", "fill:red", id="its-own-colours"),
        pytest.param("<metadata>.*</metadata>\n", "", id="no-terms-at-all"),
        pytest.param("<metadata>.*</metadata>", "<metadata></metadata>", id="no-terms"),
        pytest.param("<text.*</text>\n", "", id="no-words"),
        pytest.param("viewBox=.*>", 'viewBox="0 0 9 9">', id="tiny"),
        pytest.param("^", "<!-- mine -->\n", id="a-note-before-it"),
        pytest.param("</title>", "</title>" + " " * 70_000, id="too-large"),
    ],
)
def test_another_drawing_is_the_author_s(pattern: str, replacement: str) -> None:
    """It is shown as it is."""
    changed = re.sub(pattern, lambda _: replacement, render(palette=PALETTE), count=1)

    assert parse_drawing(changed) is None


@given(text=st.text())
def test_any_text_may_be_asked_for_a_drawing(text: str) -> None:
    """What is none is none."""
    assert parse_drawing(text) is None
