"""Colours: to be read in the light and in the dark."""

import pytest

from pelican_aireport.pictures.cloud import COLORS
from pelican_aireport.pictures.palette import DARK, DARK_PAGE, LIGHT, LIGHT_PAGE


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [byte / 255 for byte in bytes.fromhex(color[1:])]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: str, page: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    low, high = sorted([luminance(color), luminance(page)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("color", "page"),
    [
        *(pytest.param(color, LIGHT_PAGE, id=f"light-{color}") for color in LIGHT),
        *(pytest.param(color, DARK_PAGE, id=f"dark-{color}") for color in DARK),
    ],
)
def test_a_colour_stands_out_from_its_page(color: str, page: str) -> None:
    """The contrast is that of level AA for text."""
    assert contrast(color, page) >= 4.5


def test_both_pages_have_as_many_colours_as_words_use() -> None:
    """A word's colour is a number into either."""
    assert (len(LIGHT), len(DARK)) == (COLORS, COLORS)
