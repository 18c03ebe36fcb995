"""Names inside of longer ones; pure.

A word that begins a sentence has its capital for that, and two names may stand side by
side.
"""

import re
from collections.abc import Iterator, Sequence

from pelican_aireport.language.compounds import UNSURE, Reading
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.stop_words import common_names, english_words
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["read_parts"]

_HEAD = re.compile(r"([A-Z][A-Za-z0-9]{2,})-[a-z]{3,}")
_TELLING = re.compile(r"[A-Z]+[a-z]+[A-Z][A-Za-z]*|[A-Z]{3,}[a-z]?(?:-[A-Z]+)?")
"""A word that is a name by itself: ``DeepComputing``, ``RISC-V``."""
_TRIAL = re.compile(r"[A-Z]{4,}-\d+")
"""Of a drug, which stands before it."""
_NUMERALS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"}
)


def read_parts(token: Token, aliases: Aliases) -> Iterator[Reading]:
    """Yield the names that a name may have in it."""
    if token.kind in (TokenKind.NAME, TokenKind.LATIN):
        for part in _parts(token.text, aliases):
            yield Reading(Token(part, TokenKind.NAME), UNSURE, is_inner=True)


def _parts(name: str, aliases: Aliases) -> Iterator[str]:
    head = _HEAD.fullmatch(name)
    if head:
        yield head[1]
    words = name.split(" ")
    if len(words) == 1 or name.casefold() in common_names():
        return
    if words[0].isascii() and find_entity(name, aliases) is None:
        yield from _of_latin(words)


def _of_latin(words: Sequence[str]) -> Iterator[str]:
    if not all(word[0].isalpha() for word in words):
        return
    key = words[0].casefold()
    if key in english_words() or key in _NUMERALS:
        yield " ".join(words[1:])
    if _TRIAL.fullmatch(words[-1]):
        yield " ".join(words[:-1])
    telling = [word for word in words if _TELLING.fullmatch(word)]
    if len(telling) == len([word for word in words if word != "AI"]):
        yield from telling
