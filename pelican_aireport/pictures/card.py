"""A report's share card as a PNG. Reads the font file."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache, reduce
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_aireport.pictures.card_layout import (
    HEIGHT,
    WIDTH,
    CardText,
    Ink,
    PlacedBox,
    PlacedLine,
    lay_out_card,
)
from pelican_aireport.pictures.fonts import find_covered, load_font

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["VERSION", "render_card"]

VERSION = 2
"""Counts up where the same texts are drawn otherwise."""

_PAPER = "#fbf9f5"
_COLORS = {Ink.INK: "#1d1f21", Ink.MUTED: "#5d6368", Ink.ACCENT: "#b3371c"}

_SHADES = 9
"""Steps from the paper to a colour: smooth edges in a palette of 28 entries."""

_LEVEL = 5
"""Of zlib: the highest one takes ten times as long and saves a tenth."""

_FRAME = 2
_MEASURED = 16_384
"""Characters and sizes whose widths are remembered."""

_SPACES = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]")


def render_card(text: CardText, font: Path, *, label: str = "") -> bytes:
    """Draw a card; the same texts and font give the same bytes.

    Characters that the font lacks, and emoji, are left out.

    Args:
        text: What it says.
        font: A font with Chinese characters.
        label: Stands in the file's metadata under ``AIGC``; empty for none.
    """
    drawable = _drawable(text, font)
    placed = lay_out_card(drawable, _measure(font))
    # One canvas a colour, so that edges need not be told apart by their shades; what
    # stands on them does not overlap.
    canvases = (
        _draw([each for each in placed if each.ink is ink], font).point(_indices(index))
        for index, ink in enumerate(_COLORS)
    )
    image = reduce(_add(), canvases)
    image.putpalette(_palette())
    return _save(image, label)


def _drawable(text: CardText, font: Path) -> CardText:
    points = "".join(text.points)
    parts = (text.site, text.days, text.title, points, text.sources, text.mark)
    covered = find_covered({*"".join(parts)}, font)
    kept = {c for c in covered if unicodedata.category(c) not in _INVISIBLE}

    def clean(said: str) -> str:
        shown = "".join(c for c in said if c in kept or c.isspace())
        return _SPACES.sub(" ", _EMOJI.sub("", shown)).strip()

    return replace(
        text,
        site=clean(text.site),
        days=clean(text.days),
        title=clean(text.title),
        points=tuple(map(clean, text.points)),
        sources=clean(text.sources),
        mark=clean(text.mark),
    )


@cache
def _measure(font: Path) -> Callable[[str, int], float]:
    # What one card has measured the next need not: most is of the same characters.
    @lru_cache(maxsize=_MEASURED)
    def advance(character: str, size: int) -> float:
        return load_font(font, size).getlength(character)

    def measure(text: str, size: int) -> float:
        return sum(map(advance, text, repeat(size)))

    return measure


def _add() -> "Callable[[Image.Image, Image.Image], Image.Image]":
    from PIL import ImageChops

    return ImageChops.add


def _draw(placed: list[PlacedLine | PlacedBox], font: Path) -> "Image.Image":
    from PIL import Image, ImageDraw

    canvas = Image.new("L", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(canvas)
    for each in placed:
        if isinstance(each, PlacedBox) and each.radius:
            draw.rounded_rectangle(each.box, each.radius, outline=255, width=_FRAME)
        elif isinstance(each, PlacedBox):
            draw.rectangle(each.box, fill=255)
        else:
            # The font has one weight: a pixel beside itself, it is bolder.
            for shift in (0, 1) if each.is_bold else (0,):
                draw.text(
                    (each.x + shift, each.y),
                    each.text,
                    font=load_font(font, each.size),
                    fill=255,
                    anchor="ls",
                )
    return canvas


def _indices(color: int) -> list[int]:
    """Return the palette entry of a colour for each of 256 strengths of its ink."""
    shades = [round(strength * _SHADES / 255) for strength in range(256)]
    return [color * _SHADES + shade if shade else 0 for shade in shades]


@cache
def _palette() -> bytes:
    paper = bytes.fromhex(_PAPER[1:])
    entries = [paper]
    for color in _COLORS.values():
        ink = bytes.fromhex(color[1:])
        for shade in range(1, _SHADES + 1):
            mixed = (
                round(p + (i - p) * shade / _SHADES)
                for p, i in zip(paper, ink, strict=True)
            )
            entries.append(bytes(mixed))
    return b"".join(entries)


def _save(image: "Image.Image", label: str) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    if label:
        said.add_itxt("AIGC", label)
    file = BytesIO()
    image.save(file, "PNG", pnginfo=said, compress_level=_LEVEL)
    return file.getvalue()
