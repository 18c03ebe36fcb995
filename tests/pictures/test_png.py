"""The PNG: all ink of each word, on white."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from pelican_aireport.pictures.cloud import Layout
from pelican_aireport.pictures.fonts import font_path, load_font
from pelican_aireport.pictures.palette import Palette
from pelican_aireport.pictures.placing import PlacedWord
from pelican_aireport.pictures.png import render_png

BLACK = Palette(light=("#000000",), dark=("#ffffff",))


def render(word: PlacedWord) -> Image.Image:
    """Render a layout of one word in black."""
    layout = Layout(width=600, height=300, words=(word,))
    return Image.open(BytesIO(render_png(layout, font_path(None), palette=BLACK)))


@pytest.mark.parametrize("size", [18, 48, 93, 144])
@pytest.mark.parametrize("text", ["jeff", "Ångström", "$gjyQ", "模型"])
def test_no_ink_is_cut_off(text: str, size: int) -> None:
    """Letters lean out of the width that they advance; the larger, the further."""
    face, twice = (load_font(font_path(None), each) for each in (size, 2 * size))
    _, top, _, bottom = face.getbbox(text, anchor="ls")
    word = PlacedWord(
        text=text,
        weight=1.0,
        x=100,
        y=200,
        width=round(face.getlength(text), 1),
        top=200 + top,
        bottom=200 + bottom,
        font_size=size,
    )
    whole = Image.new("L", (1200, 600), 255)
    ImageDraw.Draw(whole).text((200, 400), text, font=twice, fill=0, anchor="ls")

    assert _ink(render(word)) == _ink(whole)


def _ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of what is darker than the lightest of few shades."""
    grey = picture.convert("L")
    return grey.point([255 * (shade < 243) for shade in range(256)]).getbbox()
