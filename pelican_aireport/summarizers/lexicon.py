"""Which section of the details a cluster belongs to, by its words; pure."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Cluster, Tweet

__all__ = [
    "field_words",
    "find_section_of",
    "is_market_talk",
    "relevance",
    "tickers_in",
]

_KEYS = {
    "markets": Section.MARKETS,
    "finance": Section.FINANCE,
    "opinions": Section.VIEWPOINTS,
    "events": Section.EVENTS,
    "ai": Section.AI,
}

_TICKER = re.compile(r"(?<![A-Za-z0-9_$])\$[A-Za-z]{1,6}(?![A-Za-z0-9_])")
_PERCENTAGE = re.compile(r"\d\s*[%％]")  # noqa: RUF001 - both widths occur


@cache
def field_words() -> frozenset[str]:
    """Return the words of the field itself, which tell no two of its matters apart."""
    return frozenset(_tables()["ai"])


@cache
def _patterns() -> Mapping[Section, re.Pattern[str]]:
    return {section: _compile(_tables()[key]) for key, section in _KEYS.items()}


@cache
def _tables() -> Mapping[str, tuple[str, ...]]:
    file = resources.files("pelican_aireport") / "data" / "lexicon.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {key: tuple(words) for key, words in tables.items()}


def _compile(words: Iterable[str]) -> re.Pattern[str]:
    words = tuple(words)
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    others = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|{others}", re.IGNORECASE)


def tickers_in(text: str) -> tuple[str, ...]:
    """Return the shares and coins that a text names as ``$NAME``, in its order."""
    return tuple(dict.fromkeys(_TICKER.findall(text)))


def is_market_talk(text: str) -> bool:
    """Tell whether a text speaks of prices: a ticker, or a percentage and a word."""
    hits = _hits(text, Section.MARKETS)
    figure = _PERCENTAGE.search(text) is not None
    return bool(tickers_in(text)) or hits > 1 or (hits > 0 and figure)


def find_section_of(cluster: Cluster) -> Section:
    """Find the section of the details in which a cluster is told.

    Market talk where most of its tweets are; else the subject whose words weigh
    most: finance, events, viewpoints; artificial intelligence for the rest of its
    vocabulary, viewpoints for anything else.
    """
    tweets = cluster.tweets
    if 2 * sum(is_market_talk(tweet.text) for tweet in tweets) > len(tweets):
        return Section.MARKETS
    order = (Section.FINANCE, Section.EVENTS, Section.VIEWPOINTS, Section.AI)
    shares = {section: _share(tweets, section) for section in order}
    best = max(order, key=lambda section: shares[section])
    return best if shares[best] > 0 else Section.VIEWPOINTS


def relevance(cluster: Cluster) -> float:
    """Return how much a cluster belongs to the report's subjects, 0.4 to 1.

    They are those of the sections: artificial intelligence, then shares, coins and
    finance. What the field's people say of the weather or of games ranks behind.
    """
    text = " ".join(tweet.text for tweet in cluster.tweets)
    if _hits(text, Section.AI):
        return 1.0
    market = is_market_talk(text) or _hits(text, Section.FINANCE)
    return _MARKET_RELEVANCE if market else _OTHER_RELEVANCE


_MARKET_RELEVANCE = 0.7
_OTHER_RELEVANCE = 0.4


def _share(tweets: Iterable[Tweet], section: Section) -> float:
    tweets = tuple(tweets)
    # Many words of one kind in one tweet say little more than two.
    hits = (min(_hits(tweet.text, section), 2) for tweet in tweets)
    weight = _AI_WEIGHT if section is Section.AI else 1.0
    return weight * sum(hits) / len(tweets)


_AI_WEIGHT = 0.6
"""Nearly every tweet of the field has such a word: the others go first."""


def _hits(text: str, section: Section) -> int:
    return len({found.casefold() for found in _patterns()[section].findall(text)})
