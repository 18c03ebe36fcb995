"""The terms of a day: what many authors, and those who were heard, wrote about; pure.

Counted in tweets, not in the report's prose, which says the same of every day.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.segmenter import WordClass, word_class
from pelican_aireport.language.stop_words import stop_words
from pelican_aireport.language.tokens import Token, TokenKind
from pelican_aireport.language.whole_names import tokenize_whole
from pelican_aireport.model import Engagement, Term, Tweet

__all__ = ["count_terms"]

_ENOUGH = 30
"""With so many terms of two authors, those of a single one are left out."""

_SHORTEST_LATIN = 3
_NAME_FACTOR = 1.5
"""Names tell one day from another better than words do."""
_VERB_FACTOR = 0.6
_LATIN_FACTOR = 0.4
"""Common English words say little, and less to a reader of Chinese."""


@dataclass(slots=True)
class _Count:
    """What is known of one term while counting."""

    by_author: dict[str, float] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)


def count_terms(
    tweets: Iterable[Tweet],
    *,
    aliases: Aliases,
    limit: int = 80,
    ignored: Collection[str] = (),
) -> tuple[Term, ...]:
    """Count the terms of tweets, heaviest first, then by text.

    An author counts once per term, with the most heard of his tweets. Names are
    whole, an entity's names are one term, and the order of the tweets plays no part.
    ``ignored`` holds words that every tweet of the topic could use.
    """
    ordered = sorted(tweets, key=lambda tweet: (tweet.id, tweet.text))
    weights = _weights(ordered)
    without = {word.casefold() for word in ignored}
    counts: defaultdict[str, _Count] = defaultdict(_Count)
    for tweet in ordered:
        for key, text, factor in _terms_of(tweet.text, aliases):
            if key not in without:
                _add(counts[key], text, tweet.author, weights[tweet.id] * factor)
    return _ranked(_without_plurals(counts))[:limit]


def _add(count: _Count, text: str, author: str, weight: float) -> None:
    count.spellings[text] += 1
    count.by_author[author] = max(weight, count.by_author.get(author, 0.0))


def _weights(tweets: Collection[Tweet]) -> Mapping[str, float]:
    known = {t.id: w for t in tweets if (w := _heard(t.engagement)) is not None}
    unknown = median(known.values()) if known else 1.0
    return {tweet.id: known.get(tweet.id, unknown) for tweet in tweets}


def _heard(engagement: Engagement) -> float | None:
    counts = (
        engagement.likes,
        engagement.reposts,
        engagement.replies,
        engagement.quotes,
    )
    known = [count for count in counts if count is not None]
    return 1.0 + math.log1p(sum(known)) if known else None


def _terms_of(text: str, aliases: Aliases) -> Iterator[tuple[str, str, float]]:
    """Yield each term's key, its spelling here and its factor."""
    for token in tokenize_whole(text, aliases):
        entity = find_entity(token.text.removeprefix("#"), aliases)
        if entity is not None:
            yield entity.name.casefold(), entity.name, _NAME_FACTOR
        elif _is_term(token):
            spelling = token.text.removeprefix("#")
            yield _key(spelling), spelling, _factor(token)


def _is_term(token: Token) -> bool:
    text = token.text.removeprefix("#")
    if token.kind is TokenKind.NUMBER or text.casefold() in stop_words():
        return False
    if token.kind is TokenKind.WORD and word_class(text) is WordClass.FUNCTION:
        return False
    if token.kind is TokenKind.LATIN:
        return len(text) >= _SHORTEST_LATIN and not text[0].isdigit()
    return len(text) > 1


def _key(spelling: str) -> str:
    return spelling.casefold().replace(" ", "-")


def _factor(token: Token) -> float:
    match token.kind:
        case TokenKind.NAME | TokenKind.CASHTAG:
            return _NAME_FACTOR
        case TokenKind.LATIN:
            return _LATIN_FACTOR
        case TokenKind.WORD if word_class(token.text) is WordClass.VERB:
            return _VERB_FACTOR
        case _:
            return 1.0


def _without_plurals(counts: Mapping[str, _Count]) -> Iterable[_Count]:
    """Join ``agents`` to ``agent`` where both are there."""
    merged = dict(counts)
    for key in sorted(counts):
        singular = key.removesuffix("s")
        if singular != key and singular in merged:
            merged[singular] = _joined(merged[singular], merged.pop(key))
    return merged.values()


def _joined(first: _Count, second: _Count) -> _Count:
    joined = _Count(dict(first.by_author), first.spellings + second.spellings)
    for author, weight in second.by_author.items():
        _add(joined, "", author, weight)
    del joined.spellings[""]
    return joined


def _ranked(counts: Iterable[_Count]) -> tuple[Term, ...]:
    counts = tuple(counts)
    shared = tuple(count for count in counts if len(count.by_author) > 1)
    chosen = shared if len(shared) >= _ENOUGH else counts
    terms = (
        Term(text=_spelling(c), weight=round(math.fsum(c.by_author.values()), 1))
        for c in chosen
    )
    return tuple(sorted(terms, key=lambda term: (-term.weight, term.text)))


def _spelling(count: _Count) -> str:
    return min(count.spellings, key=lambda text: (-count.spellings[text], text))
