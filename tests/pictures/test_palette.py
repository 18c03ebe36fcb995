"""Colours: to be read in the light and in the dark."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.pictures.palette import (
    DARK_PAGE,
    DEFAULT_PALETTE,
    LEAST_CONTRAST,
    LIGHT_PAGE,
    Palette,
    color_of,
    contrast_of,
    find_faint,
    stand_out,
)

CSS = Path(__file__).resolve().parents[2] / "theme" / "static" / "site.css"
COLORS = st.binary(min_size=3, max_size=3).map(lambda channels: f"#{channels.hex()}")


def colors_of_theme() -> list[list[str]]:
    """Return the colours of words of the theme: light, dark and in print."""
    found = re.findall(r"--cloud-\d: (#[0-9a-f]{6});", CSS.read_text("utf-8"))
    return [found[:6], found[6:12], found[12:]]


def test_every_colour_stands_out_from_its_page() -> None:
    """The contrast is that of level AA for text."""
    assert list(find_faint(DEFAULT_PALETTE)) == []


def test_the_theme_has_the_same_pages_and_colours() -> None:
    """What is drawn is checked against the backgrounds that it stands on."""
    papers = re.findall(r"--paper: (#[0-9a-f]{3,6});", CSS.read_text("utf-8"))
    light, dark = [*DEFAULT_PALETTE.light], [*DEFAULT_PALETTE.dark]

    assert (papers, colors_of_theme()) == (
        ["#fff", DARK_PAGE, "#fff"],
        [light, dark, light],
    )
    assert LIGHT_PAGE == "#ffffff"


@pytest.mark.parametrize(
    ("color", "page", "expected"),
    [
        pytest.param("#000000", "#ffffff", 21.0, id="most"),
        pytest.param("#ffffff", "#ffffff", 1.0, id="least"),
        pytest.param("#767676", "#ffffff", 4.54, id="the-grey-that-just-passes"),
    ],
)
def test_contrast_is_that_of_wcag(color: str, page: str, expected: float) -> None:
    """To two digits, as checkers print it."""
    assert round(contrast_of(color, page), 2) == expected


def test_a_faint_colour_is_named_with_its_page() -> None:
    """The author is told which of his colours cannot be read, and where."""
    palette = Palette(light=("#ffcc00", "#000000"), dark=("#ffffff", "#111111"))

    assert list(find_faint(palette)) == [
        ("#ffcc00", LIGHT_PAGE),
        ("#111111", DARK_PAGE),
    ]


@given(color=COLORS, page=st.sampled_from([LIGHT_PAGE, DARK_PAGE]))
def test_every_colour_has_a_tone_that_stands_out(color: str, page: str) -> None:
    """What is offered instead passes; what passes already stays as it is."""
    tone = stand_out(color, page)

    assert contrast_of(tone, page) >= LEAST_CONTRAST
    assert tone == color or contrast_of(color, page) < LEAST_CONTRAST


@pytest.mark.parametrize(
    ("light", "dark"),
    [
        pytest.param((), (), id="none"),
        pytest.param(("#000000",), (), id="not-as-many"),
        pytest.param(("#000000",) * 9, ("#ffffff",) * 9, id="too-many"),
        pytest.param(("#000",), ("#ffffff",), id="short-form"),
        pytest.param(("#00000g",), ("#ffffff",), id="no-number"),
        pytest.param(("red;}",), ("#ffffff",), id="style"),
    ],
)
def test_other_colours_are_no_palette(
    light: tuple[str, ...], dark: tuple[str, ...]
) -> None:
    """They go into style sheets as they are."""
    with pytest.raises(ValueError, match="colour"):
        Palette(light=light, dark=dark)


@given(text=st.text(), colors=st.integers(1, 8))
def test_a_word_has_one_colour_whatever_stands_beside_it(
    text: str, colors: int
) -> None:
    """It depends on nothing but the word and how many colours there are."""
    assert color_of(text, colors) == color_of(text, colors) < colors
