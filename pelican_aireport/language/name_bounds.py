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
from pelican_aireport.language.segmenter import is_name
from pelican_aireport.language.stop_words import function_words, stop_words
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["UNSURE", "read_bounds"]

UNSURE = 0.2
"""Less than half, as others are more likely; 4 of 20 on two days of marked tweets."""
_OF_A_MAKER = 0.6
_CODE = re.compile(
    r"(?!(?:Q\d|[HS][12]|[A-DLPT]\d|FY\d*)\Z)[A-Za-z]{1,4}[ -]?\d[\w-]*(?: \w+){0,2}"
)
"""Of a product, such as ``EH216-S``; no quarter, grade or round."""
_HEAD = re.compile(r"([A-Z][A-Za-z0-9]{2,})-[a-z]{3,}")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d)?")
_SHORTEST = 3


def read_bounds(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[Reading]:
    """Yield names that are longer or shorter than the tokens of a text, in order.

    Most of them are less likely names than not.
    """
    for token in tokens:
        if not _is_known(token.text, aliases):
            yield from _shorter(token)
    for first, second in pairwise(tokens):
        name = f"{first.text} {second.text}"
        if name in text or first.text + second.text in text:
            if _is_maker(first) and _is_model(second, aliases):
                is_sure = is_name(first.text) or _is_known(first.text, aliases)
                yield _name(name, _OF_A_MAKER if is_sure else UNSURE)
            elif _is_tailed(first, second):
                yield _name(name, UNSURE)


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
    if is_telling and first[0].isupper() and len(first) >= _SHORTEST:
        yield _name(" ".join(words), UNSURE, is_inner=True)


def _is_maker(token: Token) -> bool:
    word = token.text
    return len(word) > 1 and not word.isascii() and word not in function_words()


def _is_model(token: Token, aliases: Aliases) -> bool:
    is_code = _CODE.fullmatch(token.text) is not None
    return is_code and not _is_known(token.text, aliases)


def _is_known(word: str, aliases: Aliases) -> bool:
    return find_entity(word, aliases) is not None


def _is_tailed(first: Token, second: Token) -> bool:
    """Tell whether a small word may end a name: ``Erdos problems``."""
    is_word = first.kind is TokenKind.LATIN and first.text.isalpha()
    may_begin = first.kind is TokenKind.NAME or (
        is_word and first.text.casefold() not in stop_words()
    )
    return may_begin and second.text in _small_tails()


@cache
def _small_tails() -> frozenset[str]:
    path = files("pelican_aireport") / "data" / "stop_words" / "small_tails.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(w for each in lines if each[0] != "#" for w in each.split())


def _name(text: str, probability: float, *, is_inner: bool = False) -> Reading:
    return Reading(Token(text, TokenKind.NAME), probability, is_inner=is_inner)
