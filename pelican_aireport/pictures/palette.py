"""The colours of words, for light and dark pages. Pure.

Each is at least 4.5 times as bright or dark as its background, which is what level
AA of WCAG 2 asks of text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

__all__ = [
    "DARK_PAGE",
    "DEFAULT_PALETTE",
    "LEAST_CONTRAST",
    "LIGHT_PAGE",
    "Palette",
    "color_of",
    "contrast_of",
    "find_faint",
    "stand_out",
]

LIGHT_PAGE = "#ffffff"
DARK_PAGE = "#16181a"
"""The pages of the theme, as ``site.css`` has them."""

LEAST_CONTRAST = 4.5

_COLOR = re.compile(r"#[0-9a-f]{6}")
_FEWEST, _MOST = 1, 8
_STEPS = 64
_LINEAR = 0.04045


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """As many colours for light pages as for dark ones, as ``#rrggbb``."""

    light: tuple[str, ...]
    dark: tuple[str, ...]

    def __post_init__(self) -> None:
        if not _FEWEST <= len(self.light) == len(self.dark) <= _MOST:
            raise ValueError(
                f"give {_FEWEST} to {_MOST} colours for light pages and as many for "
                "dark ones"
            )
        for color in (*self.light, *self.dark):
            if not _COLOR.fullmatch(color):
                raise ValueError(f"{color!r} is no colour of the form #1e3a8a")


DEFAULT_PALETTE = Palette(
    light=("#1e3a8a", "#1d4ed8", "#0f766e", "#6d28d9", "#9a3412", "#374151"),
    dark=("#93c5fd", "#60a5fa", "#5eead4", "#c4b5fd", "#fdba74", "#d1d5db"),
)


def color_of(text: str, colors: int) -> int:
    """Return the number of a word's colour: the same on every day, whatever is near."""
    return crc32(text.encode("utf-8", "surrogatepass")) % colors


def find_faint(palette: Palette) -> Iterator[tuple[str, str]]:
    """Find colours that do not stand out, each with the page that it is faint on."""
    for colors, page in ((palette.light, LIGHT_PAGE), (palette.dark, DARK_PAGE)):
        for color in colors:
            if contrast_of(color, page) < LEAST_CONTRAST:
                yield color, page


def contrast_of(color: str, page: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2, from 1 to 21."""
    low, high = sorted([_luminance(color), _luminance(page)])
    return (high + 0.05) / (low + 0.05)


def stand_out(color: str, page: str) -> str:
    """Return the nearest tone of a colour that stands out from a page."""
    goal = 0 if _luminance(page) > _luminance("#808080") else 255
    channels = bytes.fromhex(color[1:])
    tones = (
        "#" + bytes(round(c + (goal - c) * step / _STEPS) for c in channels).hex()
        for step in range(_STEPS + 1)
    )
    return next(tone for tone in tones if contrast_of(tone, page) >= LEAST_CONTRAST)


def _luminance(color: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= _LINEAR else ((c + 0.055) / 1.055) ** 2.4
        for c in (byte / 255 for byte in bytes.fromhex(color[1:]))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
