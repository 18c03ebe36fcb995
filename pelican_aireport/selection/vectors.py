"""Tweets as weighted words; pure.

TF-IDF (Spärck Jones, 1972) with sublinear term frequency; the weights of a vector
are scaled to length 1, so the cosine of two is their dot product.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pelican_aireport.language.tokens import content_words
from pelican_aireport.model import Tweet

__all__ = ["Index", "Vector", "add_vectors", "scale", "vectorize"]

Vector = Mapping[str, float]
"""Weight by word, of length 1; empty for a text without content words."""

_COMMON_SHARE = 0.15
"""A word in a larger share of the tweets tells none of them apart."""

_COMMON_FLOOR = 12
"""In how many tweets a word must be before it can count as common."""


def vectorize(tweets: Iterable[Tweet]) -> Mapping[str, Vector]:
    """Return the vector of each tweet by its id."""
    counts = {tweet.id: Counter(content_words(tweet.text)) for tweet in tweets}
    frequency = Counter(word for words in counts.values() for word in words)
    common = max(_COMMON_FLOOR, _COMMON_SHARE * len(counts))
    weights = {
        word: math.log(1 + len(counts) / found)
        for word, found in frequency.items()
        if found <= common
    }
    return {
        id_: scale(
            {
                word: (1 + math.log(count)) * weights[word]
                for word, count in sorted(words.items())
                if word in weights
            }
        )
        for id_, words in counts.items()
    }


def add_vectors(vectors: Iterable[tuple[Vector, float]]) -> Mapping[str, float]:
    """Return the sum of vectors, each times its factor; in the order given."""
    total: defaultdict[str, float] = defaultdict(float)
    for vector, factor in vectors:
        for word, weight in vector.items():
            total[word] += weight * factor
    return total


def scale(weights: Mapping[str, float]) -> Vector:
    """Return weights scaled to length 1."""
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


class Index:
    """Vectors by number, to be found by the words they share with another."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)

    def add(self, number: int, vector: Vector) -> None:
        """Add a vector under a number."""
        for word, weight in vector.items():
            self._postings[word].append((number, weight))

    def similar(self, vector: Vector, shared_words: int) -> Iterable[tuple[float, int]]:
        """Return cosine and number of those that share enough words."""
        closeness: defaultdict[int, float] = defaultdict(float)
        shared: defaultdict[int, int] = defaultdict(int)
        for word, weight in vector.items():
            for number, other in self._postings.get(word, ()):
                closeness[number] += weight * other
                shared[number] += 1
        return ((closeness[n], n) for n in closeness if shared[n] >= shared_words)
