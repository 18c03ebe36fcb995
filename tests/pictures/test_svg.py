"""The drawing: text that is found, read aloud and read back."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Term
from pelican_aireport.pictures.cloud import Layout
from pelican_aireport.pictures.palette import color_of
from pelican_aireport.pictures.placing import PlacedWord
from pelican_aireport.pictures.svg import read_terms, render_svg

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
LAYOUT = Layout(width=1000, height=500, words=(WORD,))
SVG = "{http://www.w3.org/2000/svg}"


def render(terms: Sequence[Term] = (), title: str = "词云") -> str:
    """Render the layout of one word."""
    return render_svg(LAYOUT, title=title, description="词云：R&D", terms=terms)


def parse(svg: str) -> ET.Element:
    """Parse a drawing of our own making."""
    return ET.fromstring(svg)  # noqa: S314


def test_a_word_is_one_text_of_fixed_width() -> None:
    """Another font is stretched to the box that was measured."""
    words = parse(render()).findall(f"{SVG}text")

    assert [(word.text, word.attrib) for word in words] == [
        (
            "R&D <模型>",
            {
                "class": f"c{color_of('R&D <模型>', 6)}",
                "x": "10",
                "y": "60.5",
                "font-size": "44",
                "textLength": "200",
                "lengthAdjust": "spacingAndGlyphs",
            },
        )
    ]


def test_the_drawing_tells_what_it_shows() -> None:
    """A title and a description stand in it for those who do not see it."""
    svg = parse(render())

    assert (
        svg.get("role"),
        svg.findtext(f"{SVG}title"),
        svg.findtext(f"{SVG}desc"),
    ) == (
        "img",
        "词云",
        "词云：R&D",
    )


def test_nothing_in_it_runs_or_is_fetched() -> None:
    """Neither script nor address is there but the name of the format."""
    svg = render([Term(text="<script>", weight=1.0)])

    assert re.findall(r"<script|\bon\w+=|href|url\(|https?://[^\"]+", svg) == [
        "http://www.w3.org/2000/svg"
    ]


TERMS = st.lists(
    st.builds(
        Term,
        text=st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(
            str.strip
        ),
        weight=st.floats(0.1, 1e6),
    )
)


@given(terms=TERMS)
def test_terms_are_read_back_as_they_were_written(terms: list[Term]) -> None:
    """The drawing alone tells all terms and their weights."""
    assert read_terms(render(terms)) == tuple(terms)


@pytest.mark.parametrize(
    "metadata",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="broken"),
        pytest.param("[]", id="list"),
        pytest.param('{"terms": 3}', id="no-list"),
        pytest.param('{"terms": [["a"]]}', id="no-weight"),
        pytest.param('{"terms": [["a", "b"]]}', id="no-number"),
        pytest.param('{"terms": [[3, 1]]}', id="no-text"),
        pytest.param('{"terms": [["a", NaN], ["b", -1], [" ", 1]]}', id="unsound"),
        pytest.param(f'{{"terms": [["a", 1{"0" * 400}]]}}', id="huge"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("&lol9;", id="entity"),
    ],
)
def test_what_cannot_be_read_holds_no_terms(metadata: str) -> None:
    """An author's own drawing never stops a build."""
    assert read_terms(f"<svg><metadata>{metadata}</metadata></svg>") == ()


@given(text=st.text())
def test_any_text_can_be_asked_for_terms(text: str) -> None:
    """What is no drawing holds none."""
    assert read_terms(text) == ()


@given(title=st.text())
def test_any_title_leaves_the_drawing_well_formed(title: str) -> None:
    """Characters that XML cannot hold are left out."""
    assert parse(render(title=title)).tag == f"{SVG}svg"
