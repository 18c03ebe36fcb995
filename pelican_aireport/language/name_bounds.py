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
_SHORTEST, _SHORTEST_MAKER = 3, 2


def read_bounds(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[Reading]:
    """Yield names that are longer or shorter than the tokens of a text, in order.

    Most of them are less likely names than not.
    """
    for token in tokens:
        if _has_parts(token) and not _is_known(token.text, aliases):
            yield from _shorter(token)
    for first, second in pairwise(tokens):
        if second.text in _small_tails():
            probability = UNSURE if _may_begin(first) else 0.0
        else:
            probability = _of_maker(first, second, aliases)
        name = f"{first.text} {second.text}"
        if probability and (name in text or first.text + second.text in text):
            yield _name(name, probability)


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
    if is_telling and first[0].isupper() and len(first) >= _SHORTEST:
        yield _name(" ".join(words), UNSURE, is_inner=True)


def _of_maker(first: Token, second: Token, aliases: Aliases) -> float:
    """Return how likely a word and a code are a maker and its product."""
    if not _CODE.fullmatch(second.text) or _is_known(second.text, aliases):
        return 0.0
    word = first.text
    if len(word) < _SHORTEST_MAKER or word.isascii() or word in function_words():
        return 0.0
    return _OF_A_MAKER if is_name(word) or _is_known(word, aliases) else UNSURE


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
