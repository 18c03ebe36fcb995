"""Chinese terms of several words; pure.

No dictionary holds all of them: 触觉传感器 is a word for those who build robots.
Where a text leaves open how far a term goes, all that it may be are told, each with its
probability; words in Latin letters may be a part of them, as of AI 代理.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from itertools import pairwise

from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.joints import divide, find_pieces
from pelican_aireport.language.segmenter import is_name, is_term, word_tags
from pelican_aireport.language.stop_words import (
    function_words,
    negations,
    suffixes,
    term_parts,
    term_stop_words,
    verbs,
)
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["LIKELY", "UNSURE", "Reading", "find_readings", "join_compounds"]

LIKELY = 0.6
"""Of 130 names that form tells so far 124 were marked on 26 days, of 434 known
compounds that the weights alone leave open 352; most of the days taught the forms."""
UNSURE = 0.2
"""Of 406 words with an end that may be theirs 92 were marked on 26 days. Of names
that form leaves open 230 of 507 were, but most of the days taught the forms."""
_FUNCTIONS = frozenset("cpuryeox")
"""First letters of the tags of words that stand outside of every term."""
_ADVERBS = frozenset("dz")
"""Of one character; longer ones are a part of many terms: 实时翻译."""
_VERBAL = frozenset("vli")
"""First letters of the tags of verbs and phrases."""
_LATIN = (TokenKind.LATIN, TokenKind.NAME)
_LONGEST_LATIN = 14
"""A longer word in Latin letters is a name."""
_FIRST_HAN = "\u3400"
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_LEAST = 0.1
"""What is less likely a term is none. When the weights were learnt, 93 % of the terms
of held-out runs reached it; two readers agree on four of five."""
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
    for run in _runs(tokens, text, partial(_may_join, aliases=aliases)):
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
    may_join = _may_mix if max(text, default="") >= _FIRST_HAN else _may_join
    for run in _runs(tokens, text, partial(may_join, aliases=aliases)):
        # Who writes of what is not reversible does not write of what is; but of a
        # rise of interest rates he does, where there is none.
        is_negated = (
            before in negations()
            and not is_term(run[0].text)
            and _may_join(run[0], aliases)
            and before + run[0].text in text
        )
        before = run[-1].text
        for reading in _read_run(run, text):
            if not is_negated or not reading.token.text.startswith(run[0].text):
                yield reading


def _read_run(run: Sequence[Token], text: str) -> Iterator[Reading]:
    if len(run) == 1 or all(token.kind is not TokenKind.WORD for token in run):
        yield from map(Reading, run)
    else:
        yield from _readings(tuple(run))
    for token in run:
        if token.kind is TokenKind.WORD and len(token.text) >= _PART:
            yield from _without_verb(token)
            yield from _terms_inside(token)
            yield from _with_suffix(token, text)


@lru_cache(maxsize=_CACHED_WORDS)
def _divided(words: tuple[str, ...]) -> tuple[str, ...]:
    return divide(_with_cut_terms(words))


@lru_cache(maxsize=_CACHED_WORDS)
def _readings(run: tuple[Token, ...]) -> tuple[Reading, ...]:
    words = _with_cut_terms(tuple(token.text for token in run))
    pieces = sorted(find_pieces(words), key=lambda each: (each.first, each.end))
    latin = {token.text: token for token in run if token.kind is not TokenKind.WORD}
    readings = (_reading(words[p.first : p.end], p.probability, latin) for p in pieces)
    return tuple(each for each in readings if each.probability >= _LEAST)


def _reading(
    words: Sequence[str], probability: float, latin: Mapping[str, Token]
) -> Reading:
    text = _joined(words)
    token = latin.get(text) or Token(text, _kind(words))
    if text in latin or is_term(text):
        least = 1.0
    else:
        least = LIKELY if text.encode() in _known_compounds() else 0.0
    return Reading(token, max(probability, least), is_inner=probability < _LIKELY)


@cache
def _known_compounds() -> frozenset[bytes]:
    path = files("pelican_aireport") / "data" / "compounds.txt"
    return frozenset(path.read_bytes().splitlines()[1:])


def _joined(words: Sequence[str]) -> str:
    """Put words together, with a space where an editor sets one."""
    if not any(map(str.isascii, words)):
        return "".join(words)
    return _BETWEEN_HAN.sub("", " ".join(words))


def _kind(words: Iterable[str]) -> TokenKind:
    if not all(map(str.isascii, words)):
        return TokenKind.WORD
    return TokenKind.LATIN if all(map(str.islower, words)) else TokenKind.NAME


def _terms_inside(token: Token) -> Iterator[Reading]:
    """Yield the terms that one of ours, or a name, begins or ends with."""
    if len(token.text) >= 2 * _PART and _is_listed(token.text):
        for place in range(_PART, len(token.text) - 1):
            for part in (token.text[:place], token.text[place:]):
                if is_term(part):
                    yield Reading(Token(part, TokenKind.WORD), is_inner=True)


def _without_verb(token: Token) -> Iterator[Reading]:
    """Yield what is done to: 补丁 of 打补丁."""
    verb, rest = token.text[0], token.text[1:]
    if verb not in verbs() or len(rest) < _PART:
        return
    is_verb = all(tag[0] in _VERBAL for tag in word_tags(token.text))
    are_terms = is_term(token.text) and is_term(rest)
    if (is_verb or are_terms) and any(tag[0] == "n" for tag in word_tags(rest)):
        yield Reading(Token(rest, TokenKind.WORD), UNSURE, is_inner=True)


def _is_listed(word: str) -> bool:
    return is_term(word) or is_name(word)


def _with_suffix(token: Token, text: str) -> Iterator[Reading]:
    """Yield a word with the character behind it that may make another of it.

    A segmenter that knows no 补贴战 may take its end for the beginning of a verb.
    """
    word = token.text
    if _stands_apart(word):
        return
    place = text.find(word) + len(word)
    if place >= len(word) and text[place : place + 1] in suffixes():
        yield Reading(Token(word + text[place], TokenKind.WORD), UNSURE, is_inner=True)


def _with_cut_terms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Mend where a term's end was taken for the beginning of another: 大|模型更新."""
    mended = list(words)
    for place, (word, following) in enumerate(pairwise(words)):
        is_longer = len(word) == 1 and len(following) > _PART
        if is_longer and is_term(word + following[:_PART]):
            mended[place : place + 2] = word + following[:_PART], following[_PART:]
    return tuple(mended)


def _runs(
    tokens: Sequence[Token], text: str, may_join: Callable[[Token], bool]
) -> Iterator[Sequence[Token]]:
    """Yield words that may be parts of a term and that nothing parts; others alone."""
    joins = [may_join(token) for token in tokens]
    first = 0
    while first < len(tokens):
        end, run = first + 1, tokens[first].text
        while joins[first] and end < len(tokens) and joins[end]:
            following = _following(run, tokens[end].text, text)
            if following is None:
                break
            run, end = following, end + 1
        yield tokens[first:end]
        first = end


def _following(run: str, word: str, text: str) -> str | None:
    """Return a run with the word behind it as the text has them, else nothing."""
    if (run + word) in text:
        return run + word
    has_space = run[-1].isascii() or word[0].isascii()
    spaced = f"{run} {word}"
    return spaced if has_space and spaced in text else None


def _may_join(token: Token, aliases: Aliases) -> bool:
    if token.kind is not TokenKind.WORD or _stands_apart(token.text):
        return False
    return find_entity(token.text, aliases) is None


def _may_mix(token: Token, aliases: Aliases) -> bool:
    if token.kind not in _LATIN:
        return _may_join(token, aliases)
    word = token.text
    is_word = word.isascii() and " " not in word and len(word) <= _LONGEST_LATIN
    # AI says nothing alone, but much in a term.
    is_telling = word.isupper() or word.casefold() not in term_stop_words()
    return is_word and is_telling and find_entity(word, aliases) is None


@lru_cache(maxsize=_CACHED_WORDS)
def _stands_apart(word: str) -> bool:
    if word in term_parts():
        return False
    tags = word_tags(word)
    functions = _FUNCTIONS | _ADVERBS if len(word) == 1 else _FUNCTIONS
    is_function = bool(tags) and all(tag[0] in functions for tag in tags)
    return is_function or is_name(word) or word in function_words()
