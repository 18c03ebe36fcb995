"""Clusters as stories: who tells each, and which are worth telling; pure.

Key points are chosen by maximal marginal relevance (Carbonell & Goldstein, "The use
of MMR, diversity-based reranking", SIGIR 1998).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.quotations import quote
from pelican_aireport.language.script import is_chinese
from pelican_aireport.language.stop_words import stop_words
from pelican_aireport.language.tokens import TokenKind, content_words, tokenize
from pelican_aireport.model import Cluster, Tweet
from pelican_aireport.summarizers.leads import find_lead, names_in
from pelican_aireport.summarizers.lexicon import relevance
from pelican_aireport.summarizers.port import Frame

__all__ = ["Story", "choose_key_points", "find_stories", "is_worth_a_line"]

_DIVERSITY = 0.5
"""Weight of difference against strength in the choice of key points."""

_SAME_AUTHOR = 0.3
"""How alike two stories are for being told by the same author."""

_SAME_NAME = 0.5
"""How alike they are for being called by the same name."""

_TWEETS_PER_POINT = 4
"""A key point stands out from at least so many tweets: thin days have fewer."""

_OWN_LANGUAGE = 3.0
"""How much a tweet in the reader's language goes before another."""

_POINT_SCORE = 0.5
"""A single voice makes a key point if it is heard as much as the median tweet."""

_LINE_SCORE = 0.4
"""It makes a line of the details if it is heard two thirds as much."""

_FEWEST_POINTS = 3
"""Where fewer stories have a name, nameless ones fill up to so many."""

_SHARED_WORDS = 3
_SHARED_WORDS_ACROSS = 2
"""Across languages only names and figures can be shared."""

_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """A cluster with the tweets that tell it and what it is called."""

    cluster: Cluster
    teller: Tweet
    others: tuple[Tweet, ...]
    """One of each other author's, strongest first."""
    lead: tuple[str, ...]
    weight: float
    """The cluster's score times its relevance."""


def find_stories(clusters: Sequence[Cluster], frame: Frame) -> tuple[Story, ...]:
    """Make a story of each cluster, in their order."""
    names = {
        tweet.id: names_in(tweet.text, frame.aliases)
        for cluster in clusters
        for tweet in cluster.tweets
    }
    return tuple(_tell(cluster, names, frame) for cluster in clusters)


def _tell(
    cluster: Cluster, names: Mapping[str, tuple[str, ...]], frame: Frame
) -> Story:
    teller = _choose_teller(cluster, frame.language)
    others = _other_tellers(cluster, teller)
    lead = find_lead(cluster, quote(teller.text).text, names, frame.aliases)
    weight = cluster.score * relevance(cluster)
    return Story(cluster, teller, others, lead, weight)


def _other_tellers(cluster: Cluster, teller: Tweet) -> tuple[Tweet, ...]:
    by_author: dict[str, Tweet] = {}
    for tweet in cluster.tweets:
        if tweet.author != teller.author and _speaks_of_the_same(teller, tweet):
            by_author.setdefault(tweet.author, tweet)
    return tuple(by_author.values())


def _speaks_of_the_same(one: Tweet, other: Tweet) -> bool:
    # A cluster can be a chain whose ends have little in common: "others spoke of
    # it" must be true of the tweet that is quoted.
    if {one.id, *one.refs} & {other.id, *other.refs}:
        return True
    across = is_chinese(one.text) != is_chinese(other.text)
    shared = set(content_words(one.text)) & set(content_words(other.text))
    return len(shared) >= (_SHARED_WORDS_ACROSS if across else _SHARED_WORDS)


def _choose_teller(cluster: Cluster, language: str) -> Tweet:
    # Of the stronger half the one whose excerpt says most of what they all say; the
    # reader's language goes before all but much better ones.
    strong = cluster.tweets[: (len(cluster.tweets) + 1) // 2]
    words = set(cluster.words)

    def coverage(tweet: Tweet) -> float:
        own = is_chinese(tweet.text) == (language != "en")
        said = len(words.intersection(content_words(quote(tweet.text).text)))
        return said * (_OWN_LANGUAGE if own else 1.0)

    return max(strong, key=coverage)


def choose_key_points(stories: Sequence[Story], most: int) -> tuple[Story, ...]:
    """Choose a diverse few of the strongest stories, strongest first.

    Fewer than ``most`` on a thin day: one in four tweets at the most.
    """
    tweets = sum(len(story.cluster.tweets) for story in stories)
    room = min(most, max(1, tweets // _TWEETS_PER_POINT))
    named = [story for story in stories if _stands_out(story)]
    if len(named) >= min(room, _FEWEST_POINTS):
        return _choose_diverse(named, room)
    told = [story for story in stories if _states_something(story)]
    return _choose_diverse(told, min(room, _FEWEST_POINTS))


def _choose_diverse(stories: Sequence[Story], room: int) -> tuple[Story, ...]:
    candidates = list(stories)
    strongest = max((story.weight for story in candidates), default=1.0)
    chosen: list[Story] = []
    while candidates and len(chosen) < room:
        best = max(
            candidates,
            key=lambda story: (
                (1 - _DIVERSITY) * story.weight / strongest
                - _DIVERSITY * max((_alike(story, c) for c in chosen), default=0.0)
            ),
        )
        chosen.append(best)
        candidates.remove(best)
    return tuple(chosen)


def _stands_out(story: Story) -> bool:
    return _is_told(story) and _is_heard(story, _POINT_SCORE) and _has_words(story)


def is_worth_a_line(story: Story) -> bool:
    """Tell whether a story is worth a line of the details."""
    return _is_told(story) and _is_heard(story, _LINE_SCORE) and _has_words(story)


def _is_told(story: Story) -> bool:
    # What one person says without naming anything is hardly news.
    return bool(story.others or story.lead)


def _states_something(story: Story) -> bool:
    tellable = _is_told(story) or _states_figure(story.teller.text)
    return tellable and _is_heard(story, _LINE_SCORE) and _has_words(story)


def _is_heard(story: Story, score: float) -> bool:
    return bool(story.others) or story.cluster.score >= score


def _has_words(story: Story) -> bool:
    # As its reader sees it: an address may be broken up by what is invisible.
    words = set(content_words(clean_line(story.teller.text))) - stop_words()
    return len(words) >= _FEWEST_WORDS


def _states_figure(text: str) -> bool:
    return any(token.kind is TokenKind.NUMBER for token in tokenize(text))


def _alike(one: Story, other: Story) -> float:
    words = set(one.cluster.words), set(other.cluster.words)
    union = len(words[0] | words[1]) or 1
    named_alike = bool(set(one.lead) & set(other.lead))
    same_author = one.teller.author == other.teller.author
    return min(
        1.0,
        len(words[0] & words[1]) / union
        + _SAME_NAME * named_alike
        + _SAME_AUTHOR * same_author,
    )
