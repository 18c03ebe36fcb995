"""What a drawing of our own form shows, read back from its text; pure.

``svg.render_svg`` writes the form. What an author drew himself has another one, and is
left as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from pelican_aireport.model import Term
from pelican_aireport.pictures.palette import Palette
from pelican_aireport.pictures.svg import read_terms

__all__ = ["Drawing", "DrawnWord", "parse_drawing"]

_LONGEST = 65_536
"""Characters; four times what 120 words take."""

_NUMBER = r"(-?\d{1,5}(?:\.\d{1,4})?)"
_HEAD = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" role="img"'
    r' aria-labelledby="cloud-title cloud-desc"'
    r' viewBox="0 0 ([1-9]\d{1,3}) ([1-9]\d{1,3})">\n'
    r'<title id="cloud-title">([^<]*)</title>\n'
    r'<desc id="cloud-desc">([^<]*)</desc>\n'
    r"<metadata>[^<]*</metadata>\n"
    r"<style>([^<]*)</style>\n"
)
_WORD = re.compile(
    rf'<text class="c(\d)" x="{_NUMBER}" y="{_NUMBER}" font-size="(\d{{1,3}})"'
    rf' textLength="{_NUMBER}" lengthAdjust="spacingAndGlyphs">([^<]+)</text>\n'
)
_END = "</svg>\n"
_FILL = re.compile(r"\.c\d\{fill:(#[0-9a-f]{6})\}")
_DARK = "@media (prefers-color-scheme:dark)"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnWord:
    """A word where it is drawn."""

    text: str
    color: int
    x: float
    y: float
    font_size: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A cloud as its file shows it."""

    width: int
    height: int
    title: str
    description: str
    palette: Palette
    words: tuple[DrawnWord, ...]
    """Heaviest first."""
    terms: tuple[Term, ...]
    """Also those that found no room, heaviest first."""


def parse_drawing(svg: str) -> Drawing | None:
    """Parse a drawing of our own form, with its terms; another one is ``None``."""
    head = _HEAD.match(svg) if len(svg) <= _LONGEST else None
    if head is None:
        return None
    palette = _palette(head[5])
    words = tuple(_words(svg, head.end()))
    terms = read_terms(svg)
    if palette is None or not words or not terms:
        return None
    if any(word.color >= len(palette.light) for word in words):
        return None
    return Drawing(
        width=int(head[1]),
        height=int(head[2]),
        title=unescape(head[3]),
        description=unescape(head[4]),
        palette=palette,
        words=words,
        terms=terms,
    )


def _words(svg: str, start: int) -> Iterator[DrawnWord]:
    """Yield the words to the end of the file; none where anything else stands there."""
    found: list[DrawnWord] = []
    while word := _WORD.match(svg, start):
        found.append(_word(word))
        start = word.end()
    if svg[start:] == _END:
        yield from found


def _word(found: re.Match[str]) -> DrawnWord:
    color, x, y, size, width, text = found.groups()
    return DrawnWord(
        text=unescape(text),
        color=int(color),
        x=float(x),
        y=float(y),
        font_size=int(size),
        width=float(width),
    )


def _palette(style: str) -> Palette | None:
    light, _, dark = style.partition(_DARK)
    try:
        return Palette(
            light=tuple(_FILL.findall(light)), dark=tuple(_FILL.findall(dark))
        )
    except ValueError:
        # An author has changed the colours by hand; his picture is shown as it is.
        return None
