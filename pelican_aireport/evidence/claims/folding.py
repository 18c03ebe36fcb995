"""Texts made comparable without moving a character; pure."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

__all__ = [
    "Span",
    "blank",
    "find_clause",
    "fold",
    "is_inside",
    "mask",
    "split_clauses",
]

Span = tuple[int, int]
"""Where something stands in a text: first character and the one after the last."""

_CACHED_TEXTS = 4_096
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'"})
_CLAUSE_END = re.compile(
    r"[\u3002\uff1b;\uff01!\uff1f?\n\u2026|]|\uff0c|,(?!\d{3}(?!\d))|\.(?![\dA-Za-z])"
    r"|[\uff1a:](?!\d)"
)
"""Not inside 1,234, 3.5 or 21:30."""


@lru_cache(maxsize=_CACHED_TEXTS)
def fold(text: str) -> str:
    """Return a text of the same length, with wide and styled characters plain.

    Positions stay, so that what is found can be shown as it was written.
    """
    if not text.isascii():
        text = "".join(map(_fold_character, text)).translate(_APOSTROPHES)
    return text


@lru_cache(maxsize=_CACHED_TEXTS)
def _fold_character(character: str) -> str:
    # A wide comma parts two figures, a narrow one may be inside of one.
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded != "," else character


def mask(length: int, spans: Iterable[Span]) -> bytearray:
    """Return a byte for each character: 1 where it belongs to one of the spans."""
    marks = bytearray(length)
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def blank(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length in which some spans are white space."""
    spans = tuple(spans)
    if not spans:
        return text
    marks = mask(len(text), spans)
    return "".join(
        " " if mark else character for character, mark in zip(text, marks, strict=True)
    )


def is_inside(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


@lru_cache(maxsize=_CACHED_TEXTS)
def split_clauses(folded: str) -> tuple[Span, ...]:
    """Return the clauses of a folded text, in order."""
    spans = []
    start = 0
    for end in _CLAUSE_END.finditer(folded):
        spans.append((start, end.start()))
        start = end.end()
    spans.append((start, len(folded)))
    return tuple(span for span in spans if folded[span[0] : span[1]].strip())


def find_clause(folded: str, place: int) -> Span:
    """Return the clause in which a place of a folded text is."""
    clauses = split_clauses(folded)
    number = bisect_right(clauses, place, key=lambda clause: clause[0])
    return clauses[max(0, number - 1)] if clauses else (0, len(folded))
