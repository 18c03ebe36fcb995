"""What in a tweet is a term, and how much it says; pure.

Names are whole, whatever segmenters make of them; stop words, handles, addresses,
numbers and single characters are none.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pelican_aireport.language.compounds import Reading
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.learning import (
    learn_common_words,
    learn_tags,
    learn_tickers,
)
from pelican_aireport.language.names import VERSION, is_counted
from pelican_aireport.language.readings import read_whole
from pelican_aireport.language.segmenter import (
    WordClass,
    is_name,
    word_class,
    word_tags,
)
from pelican_aireport.language.simplified import simplify
from pelican_aireport.language.stop_words import term_stop_words
from pelican_aireport.language.tokens import Token, TokenKind
from pelican_aireport.model import Tweet

__all__ = [
    "Mention",
    "Vocabulary",
    "find_terms",
    "make_vocabulary",
]

_SHORTEST_LATIN = 3
_NAME_FACTOR = 1.5
"""Names tell one day from another better than words do."""
_VERB_FACTOR = 0.6
_LATIN_FACTOR = 0.4
"""Common English words say little, and less to a reader of Chinese."""

_NOUN_TAGS = ("n", "vn", "an", "j", "b")
_APART = r"https?://[!-~]*|[@#$]\w+"
"""Addresses, handles and tags hold no words of a dictionary."""
_CACHED_TOKENS = 8_192
"""A day repeats most of its words."""
_DIGIT = re.compile(r"\d")
_SEAM = re.compile(r"(?<=[^\x00-\x7f])[ -](?=\w)|(?<=\w)[ -](?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """What is known of a day's words before they are counted; each is another."""

    aliases: Aliases
    dictionary: Mapping[str, str]
    """Words that are whole wherever they stand: as they are shown, by small letters."""
    pattern: re.Pattern[str]
    """Finds them, each with the version behind it."""
    tickers: frozenset[str]
    """Cashtags whose letters also stand for them without the dollar."""
    common: frozenset[str]
    """Words whose capitals make no name of them."""
    ignored: frozenset[str]
    is_simplified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A term where a tweet uses it."""

    key: str
    """The same for all spellings of a term."""
    text: str
    factor: float
    is_sure: bool
    """Whether it is a term even if nobody else writes it."""
    is_name: bool
    """Whether it names a company, a product, a person or the like."""
    is_likely: bool
    """Whether it is more likely a term here than not."""
    is_inner: bool
    """Whether it is more likely a part of a longer term here."""


def make_vocabulary(
    tweets: Collection[Tweet],
    *,
    aliases: Aliases,
    dictionary: Iterable[str] = (),
    ignored: Iterable[str] = (),
    language: str = "zh-CN",
) -> Vocabulary:
    """Return what is known of the words of tweets, and what these teach.

    ``dictionary`` holds words of the topic, ``ignored`` those that each of its tweets
    could use. In Chinese (``zh-CN``) traditional characters are counted as simplified.
    """
    is_simplified = language == "zh-CN"
    words = [*learn_tags(tweets), *dictionary]
    if is_simplified:
        words = [simplify(word) for word in words]
    shown = {word.casefold(): word for word in words}
    return Vocabulary(
        aliases=aliases,
        dictionary=MappingProxyType(shown),
        pattern=_compile(shown),
        tickers=learn_tickers(tweets),
        common=learn_common_words(tweets),
        ignored=frozenset(word.casefold() for word in ignored),
        is_simplified=is_simplified,
    )


def find_terms(text: str, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the terms of a text in its order, each as often as it stands there."""
    if vocabulary.is_simplified:
        text = simplify(text)
    for reading in _readings(text, vocabulary):
        mention = _find_mention(reading, vocabulary)
        if mention is not None:
            yield mention


def _compile(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    bounded = (
        rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])"
        if word.isascii()
        else re.escape(word)
        for word in longest_first
    )
    return re.compile(
        rf"{_APART}|(?P<word>{'|'.join(bounded) or '(?!)'})"
        rf"(?: (?:{VERSION.pattern})(?![A-Za-z0-9.]))?",
        re.IGNORECASE,
    )


def _readings(text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    start = 0
    for match in vocabulary.pattern.finditer(text):
        if match["word"]:
            end = match.end("word" if is_counted(text, match.end()) else 0)
            yield from read_whole(text[start : match.start()], vocabulary.aliases)
            yield Reading(Token(text[match.start() : end], TokenKind.NAME))
            start = end
    yield from read_whole(text[start:], vocabulary.aliases)


def _find_mention(reading: Reading, vocabulary: Vocabulary) -> Mention | None:
    mention = _without_ignored(reading.token, vocabulary)
    if mention is None or (reading.probability == 1.0 and not reading.is_inner):
        return mention
    return Mention(
        key=mention.key,
        text=mention.text,
        factor=mention.factor * reading.probability,
        is_sure=mention.is_sure and reading.is_likely,
        is_name=mention.is_name and reading.is_likely,
        is_likely=reading.is_likely,
        is_inner=reading.is_inner,
    )


@lru_cache(maxsize=_CACHED_TOKENS)
def _without_ignored(token: Token, vocabulary: Vocabulary) -> Mention | None:
    mention = _mention_of(token, vocabulary)
    is_ignored = mention is not None and not vocabulary.ignored.isdisjoint(
        (mention.key, mention.text.casefold(), token.text.casefold())
    )
    return None if is_ignored else mention


def _mention_of(token: Token, vocabulary: Vocabulary) -> Mention | None:
    """Return what a token is where nothing is left open, nothing if it is no term."""
    text = token.text.removeprefix("#")
    entity = find_entity(text, vocabulary.aliases)
    if entity is not None:
        return _name(entity.name)
    if token.kind is TokenKind.NAME and text.casefold() in vocabulary.common:
        token = Token(text, TokenKind.LATIN)
    if text.casefold() in vocabulary.dictionary:
        return _name(vocabulary.dictionary[text.casefold()])
    if not _is_term(token, text):
        return None
    if text.isupper() and f"${text}" in vocabulary.tickers:
        return _name(f"${text}")
    return Mention(
        key=_key(text),
        text=text,
        factor=_factor(token),
        is_sure=_is_sure(token),
        is_name=_is_name(token),
        is_likely=True,
        is_inner=False,
    )


def _name(text: str) -> Mention:
    return Mention(
        key=_key(text),
        text=text,
        factor=_NAME_FACTOR,
        is_sure=True,
        is_name=True,
        is_likely=True,
        is_inner=False,
    )


def _is_term(token: Token, text: str) -> bool:
    if token.kind is TokenKind.NUMBER or text.casefold() in term_stop_words():
        return False
    match token.kind:
        case TokenKind.WORD:
            return len(text) > 1 and word_class(text) is not WordClass.FUNCTION
        case TokenKind.LATIN:
            return len(text) >= _SHORTEST_LATIN and not _DIGIT.search(text)
        case TokenKind.NAME if text.isalpha():
            # Two letters stand for too much: a state, a time zone, a title.
            return len(text) >= _SHORTEST_LATIN
        case _:
            return len(text) > 1 and VERSION.fullmatch(text) is None


def _key(spelling: str) -> str:
    return _SEAM.sub("", spelling).casefold().replace(" ", "-")


def _factor(token: Token) -> float:
    if _is_name(token):
        return _NAME_FACTOR
    if token.kind is TokenKind.LATIN:
        return _LATIN_FACTOR
    is_word = token.kind is TokenKind.WORD
    return _VERB_FACTOR if is_word and word_class(token.text) is WordClass.VERB else 1.0


def _is_name(token: Token) -> bool:
    if token.kind is TokenKind.WORD:
        return is_name(token.text)
    return token.kind in (TokenKind.NAME, TokenKind.CASHTAG)


def _is_sure(token: Token) -> bool:
    """Tell whether a token is neither a common word nor a guess of the segmenter.

    Of Chinese words nouns are sure; verbs, adjectives and idioms say how one speaks.
    """
    if token.kind is TokenKind.WORD:
        return any(tag.startswith(_NOUN_TAGS) for tag in word_tags(token.text))
    return token.kind is not TokenKind.LATIN
