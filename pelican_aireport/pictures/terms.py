"""The terms of a day: what many authors, and those who were heard, wrote about; pure.

Counted in tweets, not in the report's prose, which says the same of every day.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from statistics import median

from pelican_aireport.language.compounds import split_compound
from pelican_aireport.language.entities import Aliases
from pelican_aireport.model import Engagement, Term, Tweet
from pelican_aireport.pictures.vocabulary import Mention, find_terms, make_vocabulary

__all__ = ["count_terms"]

_SHORTEST = 2
_ENOUGH = 30
"""With so many terms of two authors, words of a single one are left out."""


@dataclass(slots=True)
class _Count:
    """What is known of one term while counting."""

    by_author: dict[str, float] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)
    is_sure: bool = False
    is_name: bool = False


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
    counted = _without_inner(_without_plurals(_with_parts(counts)))
    return _ranked(_chosen(tuple(counted.values()), limit))[:limit]


def _add(count: _Count, mention: Mention, author: str, weight: float) -> None:
    count.spellings[mention.text] += 1
    count.is_sure = count.is_sure or mention.is_sure
    count.is_name = count.is_name or mention.is_name
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


def _with_parts(counts: Mapping[str, _Count]) -> Mapping[str, _Count]:
    """Count a compound of a single author also for its parts that are there."""
    merged = dict(counts)
    for key, count in sorted(counts.items()):
        if count.is_sure or len(count.by_author) > 1:
            continue
        for part in split_compound(key):
            if part in merged:
                merged[part] = _joined(merged[part], _Count(by_author=count.by_author))
    return merged


def _without_plurals(counts: Mapping[str, _Count]) -> Mapping[str, _Count]:
    """Join ``agents`` to ``agent`` where both are there."""
    merged = dict(counts)
    for key in sorted(counts):
        singular = key.removesuffix("s")
        if singular != key and singular in merged:
            merged[singular] = _joined(merged[singular], merged.pop(key))
    return merged


def _without_inner(counts: Mapping[str, _Count]) -> Mapping[str, _Count]:
    """Leave out one of two terms that the same authors use, one within the other.

    The heavier stays, else the longer. Who counts terms within others has to ask
    whether they are used without these (C-value, Frantzi and Ananiadou 1996).
    """
    left_out = set[str]()
    for key in sorted(counts, key=lambda key: (-len(key), key)):
        for inner in _inner_keys(key) & counts.keys():
            one, other = counts[key], counts[inner]
            if one.by_author.keys() == other.by_author.keys():
                left_out.add(key if _weight(other) > _weight(one) else inner)
    return {key: count for key, count in counts.items() if key not in left_out}


def _inner_keys(key: str) -> AbstractSet[str]:
    """Return what a Chinese term holds of at least two characters."""
    if key.isascii():
        return set()
    ends = range(_SHORTEST, len(key) + 1)
    found = {key[first:end] for end in ends for first in range(end - 1)}
    return found - {key}


def _joined(first: _Count, second: _Count) -> _Count:
    joined = _Count(
        dict(first.by_author),
        first.spellings + second.spellings,
        first.is_sure or second.is_sure,
        first.is_name or second.is_name,
    )
    for author, weight in second.by_author.items():
        _hear(joined, author, weight)
    return joined


def _ranked(counts: Iterable[_Count]) -> tuple[Term, ...]:
    """Return terms by weight; of equals the longer say more."""
    terms = (Term(text=_spelling(c), weight=round(_weight(c), 1)) for c in counts)
    ranked = sorted(terms, key=lambda each: (-each.weight, -len(each.text), each.text))
    return tuple(ranked)


def _chosen(counts: Sequence[_Count], limit: int) -> Sequence[_Count]:
    """Leave out what a single author says, as far as the others say enough.

    Names are let in as far as there is room.
    """
    shared = [count for count in counts if len(count.by_author) > 1]
    single = [count for count in counts if len(count.by_author) == 1]
    if len(shared) >= _ENOUGH:
        names = _heaviest(count for count in single if count.is_name)
        return [*shared, *names[: max(0, limit - len(shared))]]
    sure = [*shared, *(count for count in single if count.is_sure)]
    doubtful = _heaviest(count for count in single if not count.is_sure)
    return [*sure, *doubtful[: max(0, _ENOUGH - len(sure))]]


def _heaviest(counts: Iterable[_Count]) -> Sequence[_Count]:
    return sorted(counts, key=lambda count: (-_weight(count), _spelling(count)))


def _weight(count: _Count) -> float:
    return math.fsum(count.by_author.values())


def _spelling(count: _Count) -> str:
    return min(count.spellings, key=lambda text: (-count.spellings[text], text))
