"""The overview of an extractive digest: counts and leading names; pure."""

from collections.abc import Iterable, Sequence

from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.spacing import space_out
from pelican_aireport.model import Claim, Cluster, Tweet
from pelican_aireport.summarizers.lexicon import is_market_talk, tickers_in
from pelican_aireport.summarizers.phrases import (
    Phrases,
    count_words,
    join,
    phrases,
)
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.stories import Story

__all__ = ["tell_overview"]

_LEADING_TOPICS = 3
_EVIDENCE_PER_CLAIM = 5

_SCATTERED = 0.9
"""A day is, of whose groups so large a part has one tweet."""


def tell_overview(
    clusters: Sequence[Cluster], points: Sequence[Story], frame: Frame
) -> tuple[Claim, ...]:
    """Tell how much was read, what leads, and what the markets were about.

    Every figure is counted by code; without a key point there is no overview.
    """
    if not points:
        return ()
    return (
        _counts_claim(clusters, points, frame),
        *_markets_claim(clusters, frame),
    )


def _counts_claim(
    clusters: Sequence[Cluster], points: Sequence[Story], frame: Frame
) -> Claim:
    words = phrases(frame.language)
    tweets = [tweet for cluster in clusters for tweet in cluster.tweets]
    scattered = _tell_scattered(clusters, words)
    # To name so many groups of one says nothing.
    is_plain = scattered or len(tweets) == 1
    form = words.overview_counts_without_groups if is_plain else words.overview_counts
    text = form.format(
        tweets=count_words(len(tweets), words.tweets),
        authors=count_words(len(_authors(tweets)), words.authors),
        groups=count_words(len(clusters), words.groups),
    )
    text += scattered
    leading = _leading(points)
    if leading:
        topics = join(tuple(_topic(story, words) for story in leading), words)
        text += words.overview_leading.format(topics=topics)
    told = leading or points[:_LEADING_TOPICS]
    evidence = tuple(story.teller.id for story in told)
    return Claim(text=space_out(text), evidence=evidence)


def _tell_scattered(clusters: Sequence[Cluster], words: Phrases) -> str:
    """Return what there is to say where hardly any two tweets tell of one matter."""
    alone = sum(len(cluster.tweets) == 1 for cluster in clusters)
    if alone < _SCATTERED * len(clusters) or len(clusters) == 1:
        return ""
    if alone == len(clusters):
        return words.overview_scattered
    return words.overview_nearly_scattered


def _leading(points: Sequence[Story]) -> Sequence[Story]:
    # Told by several, and called by a name.
    shared = [story for story in points if story.lead and story.others]
    shared.sort(key=lambda story: -len(story.others))
    return shared[:_LEADING_TOPICS]


def _topic(story: Story, words: Phrases) -> str:
    return words.overview_topic.format(
        lead=words.pair.join(story.lead),
        authors=count_words(1 + len(story.others), words.authors),
    )


def _markets_claim(clusters: Sequence[Cluster], frame: Frame) -> tuple[Claim, ...]:
    words = phrases(frame.language)
    talk = [t for c in clusters for t in c.tweets if is_market_talk(t.text)]
    if not talk:
        return ()
    named = [tweet for tweet in talk if tickers_in(tweet.text)]
    cited = (named or talk)[:_EVIDENCE_PER_CLAIM]
    tickers = (ticker for tweet in cited for ticker in tickers_in(tweet.text))
    preferred = dict.fromkeys(_preferred(each, frame.aliases) for each in tickers)
    names = join(tuple(preferred)[:_EVIDENCE_PER_CLAIM], words)
    template = words.overview_markets if names else words.overview_markets_without_names
    text = template.format(tweets=count_words(len(talk), words.tweets), names=names)
    evidence = tuple(tweet.id for tweet in cited)
    return (Claim(text=space_out(text), evidence=evidence),)


def _preferred(name: str, aliases: Aliases) -> str:
    entity = find_entity(name, aliases)
    return entity.name if entity else name


def _authors(tweets: Iterable[Tweet]) -> frozenset[str]:
    return frozenset(tweet.author for tweet in tweets)
