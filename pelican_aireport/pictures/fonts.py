"""The font that pictures are drawn with: the bundled package's or the author's.

Reads font files; no font of the system is ever used, so that every machine draws
the same picture.
"""

import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pelican_aireport.errors import PublishError, SettingsError
from pelican_aireport.installing import pip_command

if TYPE_CHECKING:
    from PIL import ImageFont

__all__ = ["find_covered", "font_path", "load_font"]

_PACKAGE = "pylopdf_fonts_zh_cn"
_FILE = "NotoSansSC-Regular.otf"
_NOWHERE = "\U0010ffff"
"""A character of no font: it is drawn as the font's sign for a missing one."""

_PROBE_SIZE = 20


def font_path(setting: Path | None) -> Path:
    """Return the font of ``AIREPORT_FONT``, or else the bundled one.

    Raises:
        SettingsError: the file is missing or is no font.
        PublishError: no font is set and the bundled one is not installed.
    """
    if setting is None:
        return _bundled()
    if not setting.is_file():
        raise SettingsError([_problem(setting, "is not a file")])
    try:
        load_font(setting, _PROBE_SIZE)
    except OSError as error:
        raise SettingsError([_problem(setting, f"is no font ({error})")]) from error
    return setting


@lru_cache(maxsize=8)
def load_font(path: Path, size: int) -> "ImageFont.FreeTypeFont":
    """Load a font at a size in pixels that draws character by character.

    Where the system has FriBiDi, Pillow would have it shape the words: other widths and
    other pixels than on a machine without.
    """
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def find_covered(texts: Iterable[str], path: Path) -> frozenset[str]:
    """Return those of the texts of which the font holds every character."""
    texts = tuple(texts)
    missing = _missing({character for text in texts for character in text}, path)
    return frozenset(text for text in texts if missing.isdisjoint(text))


def _missing(characters: Iterable[str], path: Path) -> set[str]:
    return {
        character
        for character in characters
        if not character.isspace()
        and _draw_character(character, path) == _draw_character(_NOWHERE, path)
    }


@lru_cache(maxsize=8192)
def _draw_character(character: str, path: Path) -> bytes:
    # Reports of a site share most of theirs.
    mask = load_font(path, _PROBE_SIZE).getmask(character)
    return hashlib.sha256(bytes(mask)).digest()


def _problem(setting: Path, fault: str) -> str:
    return (
        f"AIREPORT_FONT: {str(setting)!r} {fault};"
        " name a TTF or OTF file with Chinese characters, or leave the setting out"
    )


@cache
def _bundled() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise PublishError(
            "the font of the word cloud is not installed;"
            f" run {pip_command('install', 'pylopdf-fonts-zh-cn')} or set AIREPORT_FONT"
        )
    return Path(spec.origin).with_name(_FILE)
