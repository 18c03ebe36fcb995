"""The terms of a day: what many authors, and those who were heard, wrote about; pure.

Counted in tweets, not in the report's prose, which says the same of every day.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations
from statistics import median

from pelican_aireport.language.entities import Aliases
from pelican_aireport.model import Engagement, Term, Tweet
from pelican_aireport.pictures.vocabulary import Mention, find_terms, make_vocabulary

__all__ = ["count_terms"]

_SHORTEST = 2
_LONGEST, _MOST_WORDS = 24, 8
"""Of a term whose parts are looked at: what is longer is no term."""
_ENOUGH = 30
"""With so many terms of two authors, words of a single one are left out."""


@dataclass(slots=True)
class _Count:
    """What is known of one term while counting."""

    by_author: dict[str, float] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)
    is_sure: bool = False
    is_name: bool = False
    is_likely: bool = False
    stands_alone: bool = False


def count_terms(
    tweets: Iterable[Tweet],
    *,
    aliases: Aliases,
    limit: int = 80,
    ignored: Collection[str] = (),
    dictionary: Collection[str] = (),
    language: str = "zh-CN",
) -> tuple[Term, ...]:
    """Count the terms of tweets, heaviest first, longer ones before others.

    An author counts once per term, with the most heard of his tweets. Names are
    whole, an entity's names are one term, and the order of the tweets plays no part.

    Args:
        tweets: What was written.
        aliases: The names of entities.
        limit: How many terms there are at most.
        ignored: Words that every tweet of the topic could use.
        dictionary: Words of the topic that no segmenter knows.
        language: Of those who read; ``zh-CN`` is counted in simplified characters.
    """
    ordered = sorted(tweets, key=lambda tweet: (tweet.id, tweet.text))
    weights = _weights(ordered)
    vocabulary = make_vocabulary(
        ordered,
        aliases=aliases,
        dictionary=dictionary,
        ignored=ignored,
        language=language,
    )
    counts: defaultdict[str, _Count] = defaultdict(_Count)
    for tweet in ordered:
        for mention in find_terms(tweet.text, vocabulary):
            _add(counts[mention.key], mention, tweet.author, weights[tweet.id])
    chosen = _without_inner(_chosen(_without_plurals(counts)))
    return _ranked(chosen.values())[:limit]


def _add(count: _Count, mention: Mention, author: str, weight: float) -> None:
    count.spellings[mention.text] += 1
    count.is_sure = count.is_sure or mention.is_sure
    count.is_name = count.is_name or mention.is_name
    count.is_likely = count.is_likely or mention.is_likely
    count.stands_alone = count.stands_alone or not mention.is_inner
    _hear(count, author, weight * mention.factor)


def _hear(count: _Count, author: str, weight: float) -> None:
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


def _without_plurals(counts: Mapping[str, _Count]) -> Mapping[str, _Count]:
    """Join ``agents`` to ``agent`` where both are there."""
    merged = dict(counts)
    for key in sorted(counts):
        singular = key.removesuffix("s")
        if singular != key and singular in merged:
            merged[singular] = _joined(merged[singular], merged.pop(key))
    return merged


def _without_inner(counts: Mapping[str, _Count]) -> Mapping[str, _Count]:
    """Leave out one of two terms, one of which holds the other.

    The longer goes where it is nowhere likely a term and the inner one has the same
    authors; else the inner one goes that all of its authors use only within the longer.
    Who counts terms within others has to ask whether they are used without these
    (C-value, Frantzi and Ananiadou 1996).
    """
    doubtful = {
        key
        for key, outer in counts.items()
        if not outer.is_likely
        and any(
            counts[inner].by_author.keys() == outer.by_author.keys()
            for inner in _inner_keys(key) & counts.keys()
        )
    }
    within = {
        inner
        for key, outer in counts.items()
        if outer.is_likely
        for inner in _inner_keys(key) & counts.keys()
        if _is_only_within(counts[inner], outer)
    }
    left_out = doubtful | within
    return {key: count for key, count in counts.items() if key not in left_out}


def _is_only_within(inner: _Count, outer: _Count) -> bool:
    is_open = inner.stands_alone or inner.is_name
    return not is_open and inner.by_author.keys() <= outer.by_author.keys()


def _inner_keys(key: str) -> AbstractSet[str]:
    """Return what a Chinese term holds of at least two characters, others of words."""
    if key.isascii():
        words = key.split("-")[:_MOST_WORDS]
        places = combinations(range(len(words) + 1), 2)
        found = {"-".join(words[first:end]) for first, end in places}
    else:
        key = key[:_LONGEST]
        ends = range(_SHORTEST, len(key) + 1)
        found = {key[first:end] for end in ends for first in range(end - 1)}
    return found - {key}


def _joined(first: _Count, second: _Count) -> _Count:
    joined = _Count(
        dict(first.by_author),
        first.spellings + second.spellings,
        first.is_sure or second.is_sure,
        first.is_name or second.is_name,
        first.is_likely or second.is_likely,
        first.stands_alone or second.stands_alone,
    )
    for author, weight in second.by_author.items():
        _hear(joined, author, weight)
    return joined


def _ranked(counts: Iterable[_Count]) -> tuple[Term, ...]:
    """Return terms by weight; of equals the longer say more."""
    terms = (Term(text=_spelling(c), weight=round(_weight(c), 1)) for c in counts)
    ranked = sorted(terms, key=lambda each: (-each.weight, -len(each.text), each.text))
    return tuple(ranked)


def _chosen(counts: Mapping[str, _Count]) -> Mapping[str, _Count]:
    """Leave out the words of a single author, as far as the others say enough.

    His names stay.
    """
    shared = [key for key, count in counts.items() if len(count.by_author) > 1]
    single = {k: each for k, each in counts.items() if len(each.by_author) <= 1}
    if len(shared) >= _ENOUGH:
        kept = [*shared, *(key for key, each in single.items() if each.is_name)]
    else:
        sure = [*shared, *(key for key, each in single.items() if each.is_sure)]
        doubtful = _heaviest({k: c for k, c in single.items() if not c.is_sure})
        kept = [*sure, *doubtful[: max(0, _ENOUGH - len(sure))]]
    return {key: counts[key] for key in kept}


def _heaviest(counts: Mapping[str, _Count]) -> Sequence[str]:
    return sorted(counts, key=lambda key: (-_weight(counts[key]), key))


def _weight(count: _Count) -> float:
    return math.fsum(count.by_author.values())


def _spelling(count: _Count) -> str:
    return min(count.spellings, key=lambda text: (-count.spellings[text], text))
