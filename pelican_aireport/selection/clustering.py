"""Tweets about one thing, together; pure.

Leader clustering over TF-IDF (Hartigan, *Clustering Algorithms*, 1975, ch. 3): in
the order of their scores each tweet joins the most similar leader, or becomes a
leader itself. An inverted index makes it close to linear in the number of tweets.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pelican_aireport.language.tokens import content_words
from pelican_aireport.model import Cluster, Tweet
from pelican_aireport.selection.ranking import score_tweets

__all__ = ["Vector", "cluster_tweets", "similarity", "vectorize"]

Vector = Mapping[str, float]
"""Weight by word, of length 1; empty for a text without content words."""

_THRESHOLD = 0.2
"""Cosine from which two tweets are about one thing."""

_SHARED_WORDS = 2
"""One word in common, however rare, is a coincidence in texts so short."""

_COMMON_SHARE = 0.15
"""A word in a larger share of the tweets tells none of them apart."""

_COMMON_FLOOR = 12
"""In how many tweets a word must be before it can count as common."""

_WORDS_PER_CLUSTER = 12


def cluster_tweets(tweets: Sequence[Tweet]) -> tuple[Cluster, ...]:
    """Group tweets by what they are about; strongest cluster first.

    A cluster's score adds up the best scores of its authors, so that three people
    who tell of something outweigh one who tells it three times. A tweet that
    quotes or answers another joins it. The order of the input does not matter.
    """
    scores = score_tweets(tweets)
    ranked = sorted(tweets, key=lambda t: (-scores[t.id], t.created_at, t.id))
    vectors = vectorize(ranked)
    groups = _group(ranked, vectors)
    clusters = (_build(group, vectors, scores) for group in groups)
    return tuple(sorted(clusters, key=lambda c: (-c.score, c.tweets[0].id)))


def vectorize(tweets: Iterable[Tweet]) -> Mapping[str, Vector]:
    """Return the TF-IDF vector of each tweet by its id."""
    counts = {tweet.id: Counter(content_words(tweet.text)) for tweet in tweets}
    frequency = Counter(word for words in counts.values() for word in words)
    common = max(_COMMON_FLOOR, _COMMON_SHARE * len(counts))
    weights = {
        word: math.log(1 + len(counts) / found)
        for word, found in frequency.items()
        if found <= common
    }
    return {id_: _unit(words, weights) for id_, words in counts.items()}


def _unit(words: Mapping[str, int], weights: Mapping[str, float]) -> Vector:
    raw = {
        word: (1 + math.log(count)) * weights[word]
        for word, count in sorted(words.items())
        if word in weights
    }
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    return {word: weight / length for word, weight in raw.items()}


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return math.fsum(weight * other.get(word, 0.0) for word, weight in one.items())


@dataclass(frozen=True, slots=True)
class _Leaders:
    groups: list[list[Tweet]]
    index: defaultdict[str, list[tuple[int, float]]]
    """Group number and weight of each leader that holds the word."""
    of_tweet: dict[str, int]


def _group(ranked: Iterable[Tweet], vectors: Mapping[str, Vector]) -> list[list[Tweet]]:
    leaders = _Leaders([], defaultdict(list), {})
    wanted: dict[str, int] = {}
    for tweet in ranked:
        number = _find_group(tweet, vectors[tweet.id], leaders, wanted)
        if number is None:
            number = len(leaders.groups)
            leaders.groups.append([])
            for word, weight in vectors[tweet.id].items():
                leaders.index[word].append((number, weight))
        leaders.groups[number].append(tweet)
        leaders.of_tweet[tweet.id] = number
        for ref in tweet.refs:
            wanted.setdefault(ref, number)
    return leaders.groups


def _find_group(
    tweet: Tweet, vector: Vector, leaders: _Leaders, wanted: Mapping[str, int]
) -> int | None:
    if tweet.id in wanted:
        return wanted[tweet.id]
    referred = [leaders.of_tweet[ref] for ref in tweet.refs if ref in leaders.of_tweet]
    if referred:
        return referred[0]
    closeness: defaultdict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for word, weight in vector.items():
        for number, other in leaders.index[word]:
            closeness[number] += weight * other
            shared[number] += 1
    close = [n for n in closeness if shared[n] >= _SHARED_WORDS]
    best = max(close, key=lambda number: (closeness[number], -number), default=None)
    return best if best is not None and closeness[best] >= _THRESHOLD else None


def _build(
    group: Sequence[Tweet],
    vectors: Mapping[str, Vector],
    scores: Mapping[str, float],
) -> Cluster:
    center: defaultdict[str, float] = defaultdict(float)
    for tweet in group:
        for word, weight in vectors[tweet.id].items():
            center[word] += weight * scores[tweet.id]
    words = sorted(center, key=lambda word: (-center[word], word))
    best_of_author: dict[str, float] = {}
    for tweet in group:
        score = scores[tweet.id]
        best_of_author[tweet.author] = max(score, best_of_author.get(tweet.author, 0))
    return Cluster(
        tweets=tuple(group),
        score=math.fsum(best_of_author.values()),
        words=tuple(words[:_WORDS_PER_CLUSTER]),
    )
