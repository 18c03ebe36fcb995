"""How much a tweet was noticed, as one number; pure.

The counts are weighted by the effort they stand for, and the sum ``x`` goes
through ``(x + 1) / (x + m + 2)``, where ``m`` is the window's median sum. So a tweet
noticed as much as the median scores 0.5, also where nothing is counted, and an
account with a thousand times the readers of the others scores not even twice that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from statistics import median

from pelican_aireport.model import Engagement, Tweet

__all__ = ["rank", "score_tweets"]

_WEIGHTS = {
    "likes": 1.0,
    "replies": 1.0,
    "bookmarks": 1.0,
    "reposts": 2.0,
    "quotes": 2.0,
    # X shows a tweet to about a hundred readers for each one who likes it.
    "views": 0.01,
}


def rank(tweets: Iterable[Tweet]) -> tuple[Tweet, ...]:
    """Return the tweets by score, highest first; ties by time, then by id."""
    tweets = tuple(tweets)
    scores = score_tweets(tweets)
    return tuple(sorted(tweets, key=lambda t: (-scores[t.id], t.created_at, t.id)))


def score_tweets(tweets: Iterable[Tweet]) -> Mapping[str, float]:
    """Return each tweet's score by id: above 0, 0.5 if typical, below 1.

    An unknown count stands at the median of those that are known, so a source that
    does not deliver views does not rank its tweets last. The score grows with each
    count of a tweet.
    """
    tweets = tuple(tweets)
    typical = _typical_counts(tweet.engagement for tweet in tweets)
    sums = {tweet.id: _weigh(tweet.engagement, typical) for tweet in tweets}
    middle = median(sums.values()) if sums else 0.0
    return {id_: (total + 1) / (total + middle + 2) for id_, total in sums.items()}


def _typical_counts(engagements: Iterable[Engagement]) -> Mapping[str, float]:
    engagements = tuple(engagements)
    typical = {}
    for field in fields(Engagement):
        known = [
            count
            for each in engagements
            if (count := getattr(each, field.name)) is not None
        ]
        typical[field.name] = float(median(known)) if known else 0.0
    return typical


def _weigh(engagement: Engagement, typical: Mapping[str, float]) -> float:
    total = 0.0
    for name, weight in _WEIGHTS.items():
        count = getattr(engagement, name)
        total += weight * (typical[name] if count is None else count)
    return total
