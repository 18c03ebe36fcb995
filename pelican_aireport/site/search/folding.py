"""One form of a text in which what is typed finds what is written; pure.

The browser folds by the same rules, see ``theme/static/search.js``: what is typed, to
look it up, and what it has found, to mark the place.
"""

import unicodedata

__all__ = ["fold"]

_DROPPED_KINDS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})
"""Spaces, what is not seen, hyphens and dashes."""

_DROPPED = frozenset("'\u2018\u2019\u00b7\u2022\u2027\u30fb\u2212")
"""Apostrophes, middle dots, the minus sign."""


class _Folded(dict[int, str | int | None]):
    """What each code point becomes, remembered."""

    def __missing__(self, point: int) -> str:
        # Point by point, never over a text as a whole: so the place of a find in the
        # folded text leads back to its place in the text.
        written = unicodedata.normalize("NFKC", chr(point)).lower()
        self[point] = folded = "".join(filter(_is_kept, written))
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return a text without what readers do not type, or do not mean to tell apart.

    Widths and capitals count no more; spaces, hyphens and middle dots are gone.

    >>> fold("GPT-5.1 Codex"), fold("埃隆·马斯克")
    ('gpt5.1codex', '埃隆马斯克')
    """
    return text.translate(_FOLDED)


def _is_kept(point: str) -> bool:
    return point not in _DROPPED and unicodedata.category(point) not in _DROPPED_KINDS
