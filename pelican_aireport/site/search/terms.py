"""The terms by which a text is found: pieces of two or three characters; pure.

Chinese has no spaces, and a list of words always lacks some: so every two neighbours
are a term. In Latin words and numbers, where two letters say little, every three are
one as well. Both find any part of a text, whatever it is a word of.
"""

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["LIMIT", "filter_term", "query_terms", "terms_of"]

LIMIT = 8
"""The browser looks up so many terms of a query: each costs a file.

What more is typed it looks for in the text of what these lead to.
"""

_NARROW = re.compile(r"[a-z0-9.]{2,}")


class _Gaps(dict[int, str | int | None]):
    """A space for each code point that is part of no term, remembered."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        self[point] = kept = character if _is_part(character) else " "
        return kept


_GAPS = _Gaps()


def terms_of(folded: str) -> set[str]:
    """Return all terms of a folded text; none reaches over punctuation."""
    parts = folded.translate(_GAPS)
    terms = {run[at : at + 2] for run in parts.split() for at in range(len(run) - 1)}
    terms.update(
        run[at : at + 3] for run in _NARROW.findall(parts) for at in range(len(run) - 2)
    )
    return terms


def query_terms(folded: str) -> tuple[str, ...]:
    """Return the terms that lead to all texts which hold a folded word.

    The browser makes them by a pattern of its own. Of a Latin word it takes as many as
    cover it. What they lead to is not yet a hit: they may stand in any order there.

    >>> query_terms("gpt5.1"), query_terms("多模态"), query_terms("ai芯片")
    (('gpt', '5.1'), ('多模', '模态'), ('ai', 'i芯', '芯片'))
    """
    parts = folded.translate(_GAPS)
    return tuple(term for _, term in sorted({*_narrow(parts), *_wide(parts)}))


def filter_term(field: str, value: str) -> str:
    """Return the term of all that a filter lets pass; no text has it."""
    return f"{field}={value}"


def _is_part(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "."
    return unicodedata.category(character)[0] not in "PS"


def _narrow(parts: str) -> Iterator[tuple[int, str]]:
    for run in _NARROW.finditer(parts):
        last = max(run.start(), run.end() - 3)
        for start in range(run.start(), run.end(), 3):
            at = min(start, last)
            yield at, parts[at : min(at + 3, run.end())]


def _wide(parts: str) -> Iterator[tuple[int, str]]:
    for at in range(len(parts) - 1):
        pair = parts[at : at + 2]
        if " " not in pair and not pair.isascii():
            yield at, pair
