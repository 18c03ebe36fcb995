"""New names, learnt from the tweets that use them; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pelican_aireport.language.entities import find_entity, load_aliases
from pelican_aireport.language.tokens import TokenKind
from pelican_aireport.language.whole_names import tokenize_whole
from pelican_aireport.model import Tweet

__all__ = ["learn_names"]

_AUTHORS = 2
"""A word that only one author capitalises may be his habit."""


def learn_names(tweets: Iterable[Tweet]) -> Mapping[str, tuple[str, ...]]:
    """Return names that two authors use, in the form of ``AIREPORT_ALIASES``.

    Once learnt, a name is found where its place hides that it is one, such as at
    the beginning of a sentence. Names that are known already keep their preferred
    form.
    """
    authors: defaultdict[str, set[str]] = defaultdict(set)
    known = load_aliases()
    for tweet in tweets:
        for token in tokenize_whole(tweet.text, known):
            if token.kind is TokenKind.NAME:
                authors[token.text].add(tweet.author)
    return {
        name: ()
        for name in sorted(authors)
        if len(authors[name]) >= _AUTHORS and find_entity(name, known) is None
    }
