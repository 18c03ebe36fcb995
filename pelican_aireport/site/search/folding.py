"""One form of a text in which what is typed finds what is written; pure.

The browser folds what is typed, and what it shows, by the same rules: see
``theme/static/search.js``.
"""

import re
import unicodedata

__all__ = ["fold"]

_DROPPED = re.compile(
    "["
    "\x00-\x20\x7f-\xa0\u1680\u2028-\u202f\u205f-\u2064\u3000\ufeff"  # spaces, controls
    "\\-\xad\u2000-\u2015\u2212"  # spaces of a width, hyphens and dashes
    "'\u2018\u2019"  # apostrophes
    "\xb7\u2022\u2027\u22c5\u30fb"  # middle dots
    "]"
)


class _Folded(dict[int, str | int | None]):
    """What each code point becomes, remembered."""

    def __missing__(self, point: int) -> str:
        # Point by point, never over a text as a whole: the place of a find in the
        # folded text leads back to its place in the text.
        written = unicodedata.normalize("NFKC", chr(point)).lower()
        self[point] = folded = _DROPPED.sub("", written)
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return a text without what readers do not type, and do not mean to tell apart.

    Widths and capitals count no more, and spaces, hyphens and middle dots are gone.

    >>> fold("ＧＰＴ-5.1 Codex"), fold("埃隆·马斯克")
    ('gpt5.1codex', '埃隆马斯克')
    """
    return text.translate(_FOLDED)
