"""Chinese terms of several words; pure.

No dictionary holds all of them: 触觉传感器 is a word for those who build robots.
Where a text leaves open how far a term goes, all that it may be are told, each with its
probability.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.joints import divide, find_pieces
from pelican_aireport.language.segmenter import (
    is_name,
    is_term,
    is_word,
    segment,
    word_tags,
)
from pelican_aireport.language.stop_words import function_words, negations, term_parts
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["join_compounds", "split_compound", "weigh_terms"]

_FUNCTIONS = frozenset("cpuryeox")
"""First letters of the tags of words that stand outside of every term."""
_ADVERBS = frozenset("dz")
"""Of one character; longer ones are a part of many terms: 实时翻译."""
_PART = 2
"""A longer word is a term without its neighbour."""
_CACHED_WORDS = 8_192


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


def weigh_terms(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Iterator[tuple[Token, float]]:
    """Yield all that may be terms, in order, and the probability of each.

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
        for token, weight in _weigh_run(run):
            if not is_negated or not token.text.startswith(run[0].text):
                yield token, weight


def _weigh_run(run: Sequence[Token]) -> Iterator[tuple[Token, float]]:
    if len(run) == 1:
        yield run[0], 1.0
    else:
        yield from _weighed(tuple(token.text for token in run))
    for token in run:
        yield from _terms_inside(token)


def split_compound(word: str) -> tuple[str, ...]:
    """Return the words of a term that is none of the dictionary, else nothing."""
    parts = () if is_word(word) or word.isascii() else tuple(segment(word))
    return parts if len(parts) > 1 and _divided(parts) == (word,) else ()


@lru_cache(maxsize=_CACHED_WORDS)
def _divided(words: tuple[str, ...]) -> tuple[str, ...]:
    return divide(_with_cut_terms(words))


@lru_cache(maxsize=_CACHED_WORDS)
def _weighed(words: tuple[str, ...]) -> tuple[tuple[Token, float], ...]:
    words = _with_cut_terms(words)
    pieces = sorted(find_pieces(words), key=lambda each: (each.first, each.end))
    found = (("".join(words[each.first : each.end]), each) for each in pieces)
    return tuple(
        (Token(text, TokenKind.WORD), 1.0 if is_term(text) else piece.probability)
        for text, piece in found
    )


def _terms_inside(token: Token) -> Iterator[tuple[Token, float]]:
    """Yield the terms that one of the dictionary begins or ends with."""
    if token.kind is TokenKind.WORD and is_term(token.text):
        for place in range(_PART, len(token.text) - 1):
            for part in (token.text[:place], token.text[place:]):
                if is_term(part):
                    yield Token(part, TokenKind.WORD), 1.0


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
