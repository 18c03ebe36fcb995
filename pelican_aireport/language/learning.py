"""New names, learnt from the tweets that use them; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pelican_aireport.language.entities import find_entity, load_aliases
from pelican_aireport.language.names import VERSION
from pelican_aireport.language.stop_words import term_stop_words
from pelican_aireport.language.tokens import Token, TokenKind, tokenize
from pelican_aireport.language.whole_names import tokenize_whole
from pelican_aireport.model import Tweet

__all__ = ["learn_common_words", "learn_names", "learn_tags", "learn_tickers"]

_AUTHORS = 2
"""A word that only one author capitalizes may be his habit."""

_LONGEST_TAG = 8
"""A longer one is a sentence without spaces."""

_KINDS = (TokenKind.NAME, TokenKind.LATIN)


def learn_names(tweets: Iterable[Tweet]) -> Mapping[str, tuple[str, ...]]:
    """Return names that two authors use, in the form of ``AIREPORT_ALIASES``.

    Once learnt, a name is found where its place hides that it is one, such as at
    the beginning of a sentence. Names that are known already keep their preferred
    form. A word that more authors write in small letters is none: in headlines all
    words have capitals.
    """
    authors: defaultdict[Token, set[str]] = defaultdict(set)
    known = load_aliases()
    for tweet in tweets:
        for token in tokenize_whole(tweet.text, known):
            if token.kind in _KINDS:
                authors[token].add(tweet.author)
    return {
        token.text: ()
        for token, users in sorted(authors.items(), key=lambda each: each[0].text)
        if token.kind is TokenKind.NAME
        and _is_telling(token.text)
        and len(users) >= max(_AUTHORS, len(authors.get(_written_small(token), ())))
        and find_entity(token.text, known) is None
    }


def _is_telling(name: str) -> bool:
    # Two letters stand for too much: a state, a time zone, a title.
    is_short = name.isalpha() and len(name) <= len("PT")
    if is_short or VERSION.fullmatch(name):
        return False
    return name.casefold() not in term_stop_words()


def learn_common_words(tweets: Iterable[Tweet]) -> frozenset[str]:
    """Return words that as many authors write in small letters as with a capital."""
    capitalized: defaultdict[str, set[str]] = defaultdict(set)
    small: defaultdict[str, set[str]] = defaultdict(set)
    for tweet in tweets:
        for token in tokenize(tweet.text):
            if token.kind is TokenKind.NAME and token.text.isalpha():
                capitalized[token.text.casefold()].add(tweet.author)
            elif token.kind is TokenKind.LATIN and token.text.islower():
                small[token.text].add(tweet.author)
    return frozenset(
        word for word, users in capitalized.items() if len(small[word]) >= len(users)
    )


def learn_tags(tweets: Iterable[Tweet]) -> tuple[str, ...]:
    """Return the Chinese words that two authors use as a hashtag, without the sign.

    Whoever tags a word says where it begins and ends, which a segmenter guesses.
    """
    authors = _tagging(tweets, TokenKind.HASHTAG)
    return tuple(
        tag
        for tag, users in sorted(authors.items())
        if len(users) >= _AUTHORS and 1 < len(tag) <= _LONGEST_TAG and not tag.isascii()
    )


def learn_tickers(tweets: Iterable[Tweet]) -> frozenset[str]:
    """Return the cashtags that tweets use, in capitals."""
    tickers = _tagging(tweets, TokenKind.CASHTAG)
    return frozenset(ticker.upper() for ticker in tickers)


def _tagging(tweets: Iterable[Tweet], kind: TokenKind) -> Mapping[str, set[str]]:
    authors: defaultdict[str, set[str]] = defaultdict(set)
    for tweet in tweets:
        for token in tokenize(tweet.text):
            if token.kind is kind:
                authors[token.text.removeprefix("#")].add(tweet.author)
    return authors


def _written_small(token: Token) -> Token:
    return Token(token.text.lower(), TokenKind.LATIN)
