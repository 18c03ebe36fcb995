"""Chinese terms of several words; pure.

No dictionary holds all of them: 触觉传感器 is a word for those who build robots.
Where a text leaves open how far a term goes, all that it may be are told, each with its
probability.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.joints import divide, find_pieces
from pelican_aireport.language.segmenter import (
    is_name,
    is_term,
    word_tags,
)
from pelican_aireport.language.stop_words import function_words, negations, term_parts
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["Reading", "find_readings", "join_compounds"]

_FUNCTIONS = frozenset("cpuryeox")
"""First letters of the tags of words that stand outside of every term."""
_ADVERBS = frozenset("dz")
"""Of one character; longer ones are a part of many terms: 实时翻译."""
_LIKELY = 0.5
_PART = 2
"""A longer word is a term without its neighbour."""
_CACHED_WORDS = 8_192


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may say at one place."""

    token: Token
    probability: float = 1.0
    is_inner: bool = False
    """Whether it is more likely a part of a longer term there, or none at all."""

    @property
    def is_likely(self) -> bool:
        """Whether it is more likely a term than not."""
        return self.probability >= _LIKELY


def join_compounds(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[Token]:
    """Yield tokens in order, the words of a term as one."""
    for run in _runs(tokens, text, aliases):
        if len(run) == 1:
            yield run[0]
        else:
            words = [token.text for token in run]
            yield from (Token(word, TokenKind.WORD) for word in _divided(tuple(words)))


def find_readings(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[Reading]:
    """Yield all that may be terms, in order.

    What stands alone is certain, and so is a term of the dictionary, also in a longer
    one: 智能体 in 智能体评测. Other words that stand together are told alone and
    joined.
    """
    before = ""
    for run in _runs(tokens, text, aliases):
        # Who writes of what is not reversible does not write of what is.
        is_negated = (
            before in negations()
            and _may_join(run[0], aliases)
            and before + run[0].text in text
        )
        before = run[-1].text
        for reading in _read_run(run):
            if not is_negated or not reading.token.text.startswith(run[0].text):
                yield reading


def _read_run(run: Sequence[Token]) -> Iterator[Reading]:
    if len(run) == 1:
        yield Reading(run[0])
    else:
        yield from _readings(tuple(token.text for token in run))
    for token in run:
        yield from _terms_inside(token)


@lru_cache(maxsize=_CACHED_WORDS)
def _divided(words: tuple[str, ...]) -> tuple[str, ...]:
    return divide(_with_cut_terms(words))


@lru_cache(maxsize=_CACHED_WORDS)
def _readings(words: tuple[str, ...]) -> tuple[Reading, ...]:
    words = _with_cut_terms(words)
    pieces = sorted(find_pieces(words), key=lambda each: (each.first, each.end))
    return tuple(
        Reading(
            Token(text, TokenKind.WORD),
            1.0 if is_term(text) else each.probability,
            is_inner=each.probability < _LIKELY,
        )
        for each in pieces
        for text in ("".join(words[each.first : each.end]),)
    )


def _terms_inside(token: Token) -> Iterator[Reading]:
    """Yield the terms that one of the dictionary begins or ends with."""
    if token.kind is TokenKind.WORD and is_term(token.text):
        for place in range(_PART, len(token.text) - 1):
            for part in (token.text[:place], token.text[place:]):
                if is_term(part):
                    yield Reading(Token(part, TokenKind.WORD), is_inner=True)


def _with_cut_terms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Mend where a term's end was taken for the beginning of another: 大|模型更新."""
    mended = list(words)
    for place, (word, following) in enumerate(pairwise(words)):
        is_longer = len(word) == 1 and len(following) > _PART
        if is_longer and is_term(word + following[:_PART]):
            mended[place : place + 2] = word + following[:_PART], following[_PART:]
    return tuple(mended)


def _runs(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[Sequence[Token]]:
    """Yield words that may be parts of a term and that nothing parts; others alone."""
    first = 0
    while first < len(tokens):
        end, run = first + 1, tokens[first].text
        if _may_join(tokens[first], aliases):
            while end < len(tokens) and _may_join(tokens[end], aliases):
                run += tokens[end].text
                if run not in text:
                    break
                end += 1
        yield tokens[first:end]
        first = end


def _may_join(token: Token, aliases: Aliases) -> bool:
    if token.kind is not TokenKind.WORD or _stands_apart(token.text):
        return False
    return find_entity(token.text, aliases) is None


@lru_cache(maxsize=_CACHED_WORDS)
def _stands_apart(word: str) -> bool:
    if word in term_parts():
        return False
    tags = word_tags(word)
    functions = _FUNCTIONS | _ADVERBS if len(word) == 1 else _FUNCTIONS
    is_function = bool(tags) and all(tag[0] in functions for tag in tags)
    return is_function or is_name(word) or word in function_words()
