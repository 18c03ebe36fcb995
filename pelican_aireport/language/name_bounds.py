"""How far names may go beyond their tokens, or end before them; pure.

Form alone does not tell whether ``ListenHub TTS`` is one name, nor whether 亿航 and
``EH216-S`` are. Who counts them may see which of them others use.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pelican_aireport.language.compounds import LIKELY, UNSURE, Reading
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.names import is_counted
from pelican_aireport.language.segmenter import is_name
from pelican_aireport.language.stop_words import (
    function_words,
    small_tails,
    stop_words,
    term_stop_words,
)
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["read_bounds"]

_CODE = re.compile(r"[A-Za-z]{1,4}[ -]?\d[\w-]*(?: \w+){0,2}")
"""Of a product, such as ``EH216-S``."""
_QUARTER = re.compile(r"Q\d|FY\d*")
_GRADE = re.compile(r"[HS][12]|[A-DLPT]\d")
"""A half of a year, a level or a round, or a product after all."""
_NUMBER = re.compile(r"(?!(?:19|20)\d\d\Z)\d{1,4}(?:\.\d{1,2}){0,2}")
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}")
"""Behind a word in small letters a version too: ``opus 4.7``."""
_HEAD = re.compile(r"([A-Z][A-Za-z0-9]{2,})-[a-z]{3,}")
_SHORTEST_MAKER = 2


def read_bounds(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[Reading]:
    """Yield names that are longer or shorter than the tokens of a text, in order.

    Most of them are less likely names than not.
    """
    for token in tokens:
        yield from _shorter(token)
    for first, second in pairwise(tokens):
        probability = _of_two(first, second, aliases)
        if probability and (name := _beside(first.text, second.text, text)):
            yield Reading(Token(name, TokenKind.NAME), probability)


def _beside(first: str, second: str, text: str) -> str | None:
    """Return two words as one name where the text has them so and counts nothing."""
    for name in (f"{first} {second}", first + second):
        place = text.find(name)
        if place >= 0 and not is_counted(text, place + len(name)):
            return f"{first} {second}"
    return None


def _of_two(first: Token, second: Token, aliases: Aliases) -> float:
    """Return how likely a token and the one behind it are one name."""
    if second.text in small_tails():
        return UNSURE if _may_begin(first) else 0.0
    if _NUMBER.fullmatch(second.text):
        is_named = first.kind is TokenKind.NAME or is_name(first.text)
        is_version = is_named or _DOTTED.fullmatch(second.text) is not None
        # Jan 14
        is_plain = first.text.casefold() in term_stop_words()
        return UNSURE if is_version and not is_plain else 0.0
    return _of_maker(first, second, aliases)


def _shorter(token: Token) -> Iterator[Reading]:
    """Yield what may be a name before a hyphen: Dunar of Dunar-inspired."""
    if "-" in token.text and (head := _HEAD.fullmatch(token.text)):
        yield Reading(Token(head[1], TokenKind.NAME), UNSURE, is_inner=True)


def _of_maker(first: Token, second: Token, aliases: Aliases) -> float:
    """Return how likely a word and what is behind it are a maker and its product."""
    is_code = _CODE.fullmatch(second.text) is not None
    if not (is_code or second.kind is TokenKind.NAME) or _is(_QUARTER, second):
        return 0.0
    word = first.text
    if len(word) < _SHORTEST_MAKER or word.isascii() or word in function_words():
        return 0.0
    is_maker = is_name(word) or _is_known(word, aliases)
    if _is_known(second.text, aliases) or not (is_code or is_maker):
        return 0.0
    if _is(_GRADE, second):
        return UNSURE if is_maker else 0.0
    return LIKELY if is_code and is_maker else UNSURE


def _is(form: re.Pattern[str], token: Token) -> bool:
    return form.fullmatch(token.text) is not None


def _is_known(word: str, aliases: Aliases) -> bool:
    return find_entity(word, aliases) is not None


def _may_begin(token: Token) -> bool:
    """Tell whether a small word may end a name behind it: ``Erdos problems``."""
    is_word = token.kind is TokenKind.LATIN and token.text.isalpha()
    is_telling = is_word and token.text.casefold() not in stop_words()
    return is_telling or token.kind is TokenKind.NAME
