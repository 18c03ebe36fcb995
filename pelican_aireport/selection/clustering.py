"""Tweets about one thing, together; pure.

Leader clustering over TF-IDF (Hartigan, *Clustering Algorithms*, 1975, ch. 3): in
the order of their scores each tweet joins the most similar leader, or becomes a
leader itself. Then whole groups join, by their mean vectors, in the same way.
Inverted indexes make both close to linear in the number of tweets.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from pelican_aireport.language.script import is_chinese
from pelican_aireport.language.stop_words import stop_words
from pelican_aireport.model import Cluster, Tweet
from pelican_aireport.selection.ranking import score_tweets
from pelican_aireport.selection.vectors import (
    Index,
    Vector,
    add_vectors,
    scale,
    vectorize,
)

__all__ = ["cluster_tweets"]

_TWEETS_ALIKE = 0.22
"""Cosine from which two tweets are about one thing."""

_GROUPS_ALIKE = 0.3
"""Cosine of their means from which two groups are about one thing."""

_GROUPS_ALIKE_ACROSS = 0.15
"""The same across languages, where only names and figures can be shared."""

_ACROSS = _GROUPS_ALIKE / _GROUPS_ALIKE_ACROSS

_SHARED_WORDS = 3
"""Two words in common, such as a name and its title, tell two stories as well."""

_SHARED_WORDS_OF_GROUPS = 4
_WORDS_PER_CLUSTER = 12

_Group = list[Tweet]


def cluster_tweets(tweets: Sequence[Tweet]) -> tuple[Cluster, ...]:
    """Group tweets by what they are about; strongest cluster first.

    A cluster's score adds up the best scores of its authors, so that three people
    who tell of something outweigh one who tells it three times. A tweet that
    quotes or answers another joins it. The order of the input does not matter.
    """
    scores = score_tweets(tweets)
    ranked = sorted(tweets, key=lambda t: (-scores[t.id], t.created_at, t.id))
    vectors = vectorize(ranked)
    groups = _join_groups(_group(ranked, vectors), vectors)
    clusters = (_build(group, vectors, scores) for group in groups)
    return tuple(sorted(clusters, key=lambda c: (-c.score, c.tweets[0].id)))


def _group(ranked: Iterable[Tweet], vectors: Mapping[str, Vector]) -> list[_Group]:
    groups: list[_Group] = []
    leaders = Index()
    of_tweet: dict[str, int] = {}
    for tweet in ranked:
        number = _find_related(tweet, of_tweet)
        if number is None:
            alike = leaders.similar(vectors[tweet.id], _SHARED_WORDS)
            number = _best(alike, _TWEETS_ALIKE)
        if number is None:
            number = len(groups)
            groups.append([])
            leaders.add(number, vectors[tweet.id])
        groups[number].append(tweet)
        for id_ in (tweet.id, *tweet.refs):
            of_tweet.setdefault(id_, number)
    return groups


def _find_related(tweet: Tweet, of_tweet: Mapping[str, int]) -> int | None:
    known = (of_tweet[id_] for id_ in (tweet.id, *tweet.refs) if id_ in of_tweet)
    return next(known, None)


def _best(alike: Iterable[tuple[float, int]], bar: float) -> int | None:
    above = [(cosine, -number) for cosine, number in alike if cosine >= bar]
    return -max(above)[1] if above else None


def _join_groups(
    groups: Sequence[_Group], vectors: Mapping[str, Vector]
) -> list[_Group]:
    joined: list[_Group] = []
    means = Index()
    chinese: list[bool] = []
    for group in sorted(groups, key=len, reverse=True):
        mean = scale(add_vectors((vectors[tweet.id], 1.0) for tweet in group))
        own = is_chinese(group[0].text)
        alike = (
            # Brought to one measure: as if both bars were the same.
            (cosine * (_ACROSS if chinese[number] != own else 1.0), number)
            for cosine, number in means.similar(mean, _SHARED_WORDS_OF_GROUPS)
        )
        number = _best(alike, _GROUPS_ALIKE)
        if number is None:
            means.add(len(joined), mean)
            joined.append(list(group))
            chinese.append(own)
        else:
            joined[number] += group
    return joined


def _build(
    group: Sequence[Tweet], vectors: Mapping[str, Vector], scores: Mapping[str, float]
) -> Cluster:
    ranked = sorted(group, key=lambda t: (-scores[t.id], t.created_at, t.id))
    center = add_vectors((vectors[t.id], scores[t.id]) for t in ranked)
    subjects = (word for word in center if word not in stop_words())
    words = sorted(subjects, key=lambda word: (-center[word], word))
    best_of_author: dict[str, float] = {}
    for tweet in ranked:
        best_of_author.setdefault(tweet.author, scores[tweet.id])
    return Cluster(
        tweets=tuple(ranked),
        score=math.fsum(best_of_author.values()),
        words=tuple(words[:_WORDS_PER_CLUSTER]),
    )
