"""New names, learnt from the tweets that use them; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pelican_aireport.language.entities import find_entity, load_aliases
from pelican_aireport.language.tokens import Token, TokenKind
from pelican_aireport.language.whole_names import tokenize_whole
from pelican_aireport.model import Tweet

__all__ = ["learn_names"]

_AUTHORS = 2
"""A word that only one author capitalizes may be his habit."""

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
        and len(users) >= max(_AUTHORS, len(authors.get(_written_small(token), ())))
        and find_entity(token.text, known) is None
    }


def _written_small(token: Token) -> Token:
    return Token(token.text.lower(), TokenKind.LATIN)
