"""A cloud as a PNG, for feeds, cards and readers without SVG. Reads the font file."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_aireport.pictures.cloud import Layout
from pelican_aireport.pictures.fonts import load_font
from pelican_aireport.pictures.palette import (
    DEFAULT_PALETTE,
    LIGHT_PAGE,
    Palette,
    color_of,
)

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["render_png"]

_SCALE = 2
"""For screens with two pixels to a point."""

_EDGE, _LEAN = 2, 0.06
"""Ink that leaves a word's box, since a larger font is no exact multiple, and letters
lean out of it by a part of their size."""

_SHADES = 10
"""Steps from the page to a colour: smooth edges in a palette of 81 entries at most."""


def render_png(
    layout: Layout, font: Path, *, palette: Palette = DEFAULT_PALETTE
) -> bytes:
    """Draw a layout on white; the same layout and font give the same bytes.

    The palette is made beforehand and words do not overlap, so that each is pasted as
    it is: a quarter of the time that reducing a full-colour picture takes.
    """
    from PIL import Image, ImageDraw

    image = Image.new("P", (layout.width * _SCALE, layout.height * _SCALE))
    image.putpalette(bytes(_palette(palette.light)))
    for word in layout.words:
        beside = _EDGE + round(_LEAN * word.font_size)
        left, top = word.x - beside, word.top - _EDGE
        right, bottom = word.x + word.width + beside, word.bottom + _EDGE
        size = (round((right - left) * _SCALE), round((bottom - top) * _SCALE))
        ink = Image.new("L", size)
        ImageDraw.Draw(ink).text(
            (beside * _SCALE, (word.y - top) * _SCALE),
            word.text,
            font=load_font(font, word.font_size * _SCALE),
            fill=255,
            anchor="ls",
        )
        corner = (round(left * _SCALE), round(top * _SCALE))
        image.paste(
            ink.point(_indices(color_of(word.text, len(palette.light)))), corner
        )
    return _encode(image)


def _encode(image: "Image.Image") -> bytes:
    """Encode as PNG with the handler that Pillow has registered for it.

    ``Image.save`` would import those of four other formats first, which takes longer
    than to write the picture.
    """
    from PIL import Image, PngImagePlugin

    file = BytesIO()
    image.encoderinfo = {}
    image.encoderconfig = ()
    Image.SAVE[PngImagePlugin.PngImageFile.format](image, file, "")
    return file.getvalue()


def _palette(colors: Iterable[str]) -> Iterator[int]:
    """Yield red, green and blue of each entry: the page, then each colour's shades."""
    page = _channels(LIGHT_PAGE)
    yield from page
    for color in colors:
        for shade in range(1, _SHADES + 1):
            for paper, ink in zip(page, _channels(color), strict=True):
                yield round(paper + (ink - paper) * shade / _SHADES)


def _channels(color: str) -> bytes:
    return bytes.fromhex(color.removeprefix("#"))


@cache
def _indices(color: int) -> Sequence[int]:
    """Return the palette entry of a colour for each of 256 strengths of its ink."""
    shades = [round(strength * _SHADES / 255) for strength in range(256)]
    return tuple(color * _SHADES + shade if shade else 0 for shade in shades)
