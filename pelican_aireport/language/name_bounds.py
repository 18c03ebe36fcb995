"""How far names may go beyond their tokens, or end before them; pure.

Form alone does not tell whether ``ListenHub TTS`` is one name, nor whether 亿航 and
``EH216-S`` are. Who counts them may see which of them others use.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pelican_aireport.language.compounds import Reading
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.names import is_counted
from pelican_aireport.language.segmenter import is_name
from pelican_aireport.language.stop_words import (
    function_words,
    stop_words,
    term_stop_words,
)
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["UNSURE", "read_bounds"]

UNSURE = 0.2
"""Less than half, as others are more likely; 4 of 20 on two days of marked tweets."""
_OF_A_MAKER = 0.6
_CODE = re.compile(r"[A-Za-z]{1,4}[ -]?\d[\w-]*(?: \w+){0,2}")
"""Of a product, such as ``EH216-S``."""
_QUARTER = re.compile(r"Q\d|FY\d*")
_GRADE = re.compile(r"[HS][12]|[A-DLPT]\d")
"""A half of a year, a level or a round, or a product after all."""
_NUMBER = re.compile(r"(?!(?:19|20)\d\d\Z)\d{1,4}(?:\.\d{1,2}){0,2}")
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}")
"""Behind a word in small letters a version too: ``opus 4.7``."""
_HEAD = re.compile(r"([A-Z][A-Za-z0-9]{2,})-[a-z]{3,}")
_SHORTEST, _SHORTEST_MAKER = 3, 2


def read_bounds(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[Reading]:
    """Yield names that are longer or shorter than the tokens of a text, in order.

    Most of them are less likely names than not.
    """
    for token in tokens:
        if token.kind is TokenKind.NUMBER:
            yield from _without_unit(token)
        if _has_parts(token) and not _is_known(token.text, aliases):
            yield from _shorter(token)
    for first, second in pairwise(tokens):
        probability = _of_two(first, second, aliases)
        name = f"{first.text} {second.text}"
        is_beside = name in text or first.text + second.text in text
        end = text.find(second.text) + len(second.text)
        if probability and is_beside and not is_counted(text, end):
            yield _name(name, probability)


def _of_two(first: Token, second: Token, aliases: Aliases) -> float:
    """Return how likely a token and the one behind it are one name."""
    if second.text in _small_tails():
        return UNSURE if _may_begin(first) else 0.0
    if _NUMBER.fullmatch(second.text):
        is_named = first.kind is TokenKind.NAME or is_name(first.text)
        is_version = is_named or _DOTTED.fullmatch(second.text) is not None
        # Jan 14
        is_plain = first.text.casefold() in term_stop_words()
        return UNSURE if is_version and not is_plain else 0.0
    return _of_maker(first, second, aliases)


def _without_unit(token: Token) -> Iterator[Reading]:
    """Yield a figure without what it counts: 90 万 of 90 万 token."""
    figure, space, unit = token.text.rpartition(" ")
    if space and unit.islower():
        yield Reading(Token(figure, TokenKind.NUMBER), UNSURE, is_inner=True)


def _has_parts(token: Token) -> bool:
    is_name = token.kind is TokenKind.NAME
    return (is_name and " " in token.text) or "-" in token.text


def _shorter(token: Token) -> Iterator[Reading]:
    """Yield what may be a name inside one, or before a hyphen."""
    head = _HEAD.fullmatch(token.text)
    if head is not None:
        yield _name(head[1], UNSURE, is_inner=True)
    words = token.text.split(" ")
    if token.kind is TokenKind.NAME and len(words) > 1:
        for end in range(1, len(words)):
            yield from _part(words[:end])
            yield from _part(words[end:])


def _part(words: Sequence[str]) -> Iterator[Reading]:
    first = words[0]
    is_telling = len(words) > 1 or first.casefold() not in stop_words()
    is_long = len(first) >= _SHORTEST or not first.isalpha() or not first.isascii()
    if is_telling and is_long and not first[0].islower() and not first.isdecimal():
        yield _name(" ".join(words), UNSURE, is_inner=True)


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
    return _OF_A_MAKER if is_code and is_maker else UNSURE


def _is(form: re.Pattern[str], token: Token) -> bool:
    return form.fullmatch(token.text) is not None


def _is_known(word: str, aliases: Aliases) -> bool:
    return find_entity(word, aliases) is not None


def _may_begin(token: Token) -> bool:
    """Tell whether a small word may end a name behind it: ``Erdos problems``."""
    is_word = token.kind is TokenKind.LATIN and token.text.isalpha()
    is_telling = is_word and token.text.casefold() not in stop_words()
    return is_telling or token.kind is TokenKind.NAME


@cache
def _small_tails() -> frozenset[str]:
    path = files("pelican_aireport") / "data" / "stop_words" / "small_tails.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(w for each in lines if each[0] != "#" for w in each.split())


def _name(text: str, probability: float, *, is_inner: bool = False) -> Reading:
    return Reading(Token(text, TokenKind.NAME), probability, is_inner=is_inner)
