"""Text from tweets and models as inert Markdown; pure."""

import re
import unicodedata

__all__ = ["clean_line", "escape"]

_JOINERS = {"\u200d", "\ufe0f"}
"""Zero-width joiner and emoji presentation: parts of visible emoji."""

_INLINE = re.compile(r"[\\`*\[\]<>~{}$|]|(?<![^\W_])_|_(?![^\W_])|&(?=[A-Za-z#])")
"""What can begin inline structure here or on GitHub: code, emphasis, links, raw
HTML, Pelican's ``{attach}``, mathematics, entities. An underscore between letters
is plain text in CommonMark and stays, as in handles."""

_BLOCK = re.compile(r"^(?:(?=[#+\-=:])|(\d{1,9})(?=[.)]))")
"""What can begin a block at the start of a line: heading, list, rule."""


def clean_line(text: str) -> str:
    """Return a text as one line without control and invisible characters.

    Direction marks and zero-width characters go: they could make a quotation look
    different from what it says. White space is folded.
    """
    if text.isprintable():
        # Nothing to drop, as in most texts.
        return " ".join(text.split())
    kept = "".join(
        character
        for character in text
        if character in _JOINERS or character.isspace() or _is_visible(character)
    )
    return " ".join(kept.split())


def _is_visible(character: str) -> bool:
    if unicodedata.category(character) == "Cn":
        # New emoji are unassigned here too; feeds may hold no noncharacters.
        code = ord(character)
        return code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def escape(text: str) -> str:
    """Return Markdown that shows a text exactly, on one line.

    Raises nothing; an empty text stays empty.
    """
    inline = _INLINE.sub(r"\\\g<0>", clean_line(text))
    return _BLOCK.sub(lambda found: f"{found.group(1) or ''}\\", inline)
