"""What a cluster is called in three words: its names, else its weightiest words.

Pure. A lead never says what happened: whether it did is for the quotation to say.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from pelican_aireport.language.entities import Aliases, find_entities
from pelican_aireport.language.tokens import Token, TokenKind, content_words, tokenize
from pelican_aireport.model import Cluster, Tweet

__all__ = ["find_lead", "names_in"]

_NAMES_PER_LEAD = 2
_NAMING = {TokenKind.NAME, TokenKind.CASHTAG, TokenKind.HASHTAG}


def names_in(text: str, aliases: Aliases) -> tuple[str, ...]:
    """Return the names in a text by their preferred spelling, in order, once each."""
    found = [entity.name for entity in find_entities(text, aliases)]
    for token in tokenize(text):
        if token.kind in _NAMING and not _is_part_of_any(token, found, aliases):
            found.append(token.text.lstrip("#"))
    return tuple(dict.fromkeys(found))


def _is_part_of_any(token: Token, names: Iterable[str], aliases: Aliases) -> bool:
    known = {entity.name for entity in find_entities(token.text, aliases)}
    return bool(known & set(names))


def find_lead(cluster: Cluster, spokesman: Tweet, aliases: Aliases) -> tuple[str, ...]:
    """Find one or two names for what a tweet says on behalf of its cluster.

    Only what stands in the tweet itself is used, so that the tweet covers its
    lead; what more tweets of the cluster name comes first.
    """
    shared = Counter(
        name for tweet in cluster.tweets for name in set(names_in(tweet.text, aliases))
    )
    own = names_in(spokesman.text, aliases)
    names = sorted(own, key=lambda name: (-shared[name], own.index(name)))
    return tuple(names[:_NAMES_PER_LEAD]) or _words_of(cluster, spokesman)


def _words_of(cluster: Cluster, spokesman: Tweet) -> tuple[str, ...]:
    spelling = {token.text.casefold(): token.text for token in tokenize(spokesman.text)}
    own: Sequence[str] = content_words(spokesman.text)
    words = [word for word in cluster.words if word in own]
    return tuple(spelling.get(word, word) for word in words[:_NAMES_PER_LEAD])
