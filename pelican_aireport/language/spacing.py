"""A space between Chinese and Latin characters, as editors set it; pure."""

import re

__all__ = ["space_out"]

_HAN = r"[\u3400-\u9fff]"
_LATIN = r"[A-Za-z0-9$@#%+]"
_SEAM = re.compile(rf"(?<={_HAN})(?={_LATIN})|(?<={_LATIN})(?={_HAN})")


def space_out(text: str) -> str:
    """Return a text with a space at every seam of Han and Latin characters.

    For sentences that code composes; quotations stay as they are.
    """
    return _SEAM.sub(" ", text)
