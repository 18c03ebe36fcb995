"""The summarizer that needs neither key nor network; pure.

It quotes. Each claim is one cluster's best tweet word for word, with author and
time, so every claim is covered by its evidence by construction. Key points are
chosen by maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.quotations import quote
from pelican_aireport.articles.sections import Section, Wording, wording
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.script import is_chinese
from pelican_aireport.language.spacing import space_out
from pelican_aireport.language.stop_words import stop_words
from pelican_aireport.language.tokens import TokenKind, content_words, tokenize
from pelican_aireport.model import Briefing, Claim, Cluster, Details, Digest, Tweet
from pelican_aireport.summarizers.leads import find_lead, names_in
from pelican_aireport.summarizers.lexicon import (
    find_section_of,
    is_market_talk,
    relevance,
    tickers_in,
)
from pelican_aireport.summarizers.phrases import join, phrases
from pelican_aireport.summarizers.port import Frame

__all__ = ["ExtractiveSummarizer"]

_DIVERSITY = 0.5
"""Weight of difference against strength in the choice of key points."""

_SAME_AUTHOR = 0.3
"""How alike two clusters are for being told by the same author."""

_TWEETS_PER_POINT = 4
"""A key point stands out from at least so many tweets: thin days have fewer."""

_SENTENCE_ENDS = ("\u3002", "\uff01", "\uff1f", ".", "!", "?")

_OWN_LANGUAGE = 3.0

_POINT_SCORE = 0.5
"""A single voice makes a key point if it is heard as much as the median tweet."""

_LINE_SCORE = 0.4
"""It makes a line of the details if it is heard two thirds as much."""

_FEWEST_POINTS = 3
"""Where fewer stories have a name, nameless ones fill up to so many."""

_CLAIMS_PER_SECTION = 6
_CLAIMS_PER_AUTHOR = 3
_EVIDENCE_PER_CLAIM = 5
_LEADING_TOPICS = 3
_NAME_LENGTH = 24
_NO_NAME = re.compile(r"https?://[!-~]*|[\u201c\u201d]")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Story:
    """A cluster with the tweets that tell it and what it is called."""

    cluster: Cluster
    teller: Tweet
    others: tuple[Tweet, ...]
    """One of each other author's, strongest first."""
    lead: tuple[str, ...]
    weight: float
    """The cluster's score times its relevance."""


class ExtractiveSummarizer:
    """Tells what clusters say by quoting them."""

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Fill a digest; the order of the clusters is their rank.

        Same clusters, same digest. Without clusters it is empty.
        """
        names = {
            tweet.id: names_in(tweet.text, frame.aliases)
            for cluster in clusters
            for tweet in cluster.tweets
        }
        told = (_tell(cluster, names, frame) for cluster in clusters)
        stories = _once_each(told, frame)
        points = _choose(stories, _room(clusters, frame.key_points))
        chosen = {id(story) for story in points}
        rest = [story for story in stories if id(story) not in chosen]
        return Digest(
            briefing=Briefing(
                overview=_overview(clusters, points, frame),
                key_points=tuple(_claim(story, frame) for story in points),
            ),
            details=_details(rest, frame),
        )


def _once_each(stories: Iterable[_Story], frame: Frame) -> tuple[_Story, ...]:
    # Posts of one minute may differ only behind a link, where quotations end.
    by_text: dict[str, _Story] = {}
    for story in stories:
        by_text.setdefault(_say(story.teller, frame), story)
    return tuple(by_text.values())


def _room(clusters: Sequence[Cluster], key_points: int) -> int:
    tweets = sum(len(cluster.tweets) for cluster in clusters)
    return min(key_points, max(1, tweets // _TWEETS_PER_POINT))


def _tell(
    cluster: Cluster, names: Mapping[str, tuple[str, ...]], frame: Frame
) -> _Story:
    teller = _choose_teller(cluster, frame.language)
    others = _other_tellers(cluster, teller)
    lead = find_lead(cluster, (teller, *others), names, frame.aliases)
    weight = cluster.score * relevance(cluster)
    return _Story(cluster, teller, others, lead, weight)


def _other_tellers(cluster: Cluster, teller: Tweet) -> tuple[Tweet, ...]:
    by_author: dict[str, Tweet] = {}
    for tweet in cluster.tweets:
        if tweet.author != teller.author:
            by_author.setdefault(tweet.author, tweet)
    return tuple(by_author.values())[: _EVIDENCE_PER_CLAIM - 1]


def _choose_teller(cluster: Cluster, language: str) -> Tweet:
    # Of the stronger half the one that says most of what they all say; the
    # reader's language goes before all but much better ones.
    strong = cluster.tweets[: (len(cluster.tweets) + 1) // 2]
    words = set(cluster.words)

    def coverage(tweet: Tweet) -> float:
        own = is_chinese(tweet.text) == (language != "en")
        said = len(words.intersection(content_words(tweet.text)))
        return said * (_OWN_LANGUAGE if own else 1.0)

    return max(strong, key=coverage)


def _choose(stories: Sequence[_Story], room: int) -> tuple[_Story, ...]:
    named = [story for story in stories if _stands_out(story)]
    if len(named) >= min(room, _FEWEST_POINTS):
        return _choose_diverse(named, room)
    told = [story for story in stories if _is_worth_a_line(story)]
    return _choose_diverse(told, min(room, _FEWEST_POINTS))


def _choose_diverse(stories: Sequence[_Story], room: int) -> tuple[_Story, ...]:
    candidates = list(stories)
    strongest = max((story.weight for story in candidates), default=1.0)
    chosen: list[_Story] = []
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


def _stands_out(story: _Story) -> bool:
    # What one person says without naming anything is hardly news.
    tellable = bool(story.others or story.lead)
    return tellable and _is_heard(story, _POINT_SCORE) and _has_words(story)


def _is_worth_a_line(story: _Story) -> bool:
    tellable = story.others or story.lead or _states_figure(story.teller.text)
    return bool(tellable) and _is_heard(story, _LINE_SCORE) and _has_words(story)


def _is_heard(story: _Story, score: float) -> bool:
    return bool(story.others) or story.cluster.score >= score


def _has_words(story: _Story) -> bool:
    words = set(content_words(story.teller.text)) - stop_words()
    return len(words) >= _FEWEST_WORDS


def _states_figure(text: str) -> bool:
    return any(token.kind is TokenKind.NUMBER for token in tokenize(text))


def _alike(one: _Story, other: _Story) -> float:
    words = set(one.cluster.words), set(other.cluster.words)
    union = len(words[0] | words[1]) or 1
    named_alike = bool(set(one.lead) & set(other.lead))
    same_author = one.teller.author == other.teller.author
    return min(
        1.0,
        len(words[0] & words[1]) / union
        + _SAME_AUTHOR * named_alike
        + _SAME_AUTHOR * same_author,
    )


def _claim(story: _Story, frame: Frame) -> Claim:
    words = phrases(frame.language)
    text = _say(story.teller, frame)
    if story.others:
        text += words.others.format(count=len(story.others))
    return Claim(
        lead=words.join.join(story.lead),
        text=text,
        evidence=(story.teller.id, *(tweet.id for tweet in story.others)),
    )


def _say(tweet: Tweet, frame: Frame) -> str:
    words, marks = phrases(frame.language), wording(frame.language)
    local = tweet.created_at.astimezone(frame.timezone)
    name = _plain_name(tweet)
    template = words.said if name else words.said_without_name
    return template.format(
        name=name,
        author=tweet.author,
        month=words.months[local.month - 1],
        day=local.day,
        time=f"{local:%H:%M}",
        quote=_quote(tweet.text, marks),
    )


def _plain_name(tweet: Tweet) -> str:
    # A name must be neither a link nor what someone else is quoted with.
    name = _NO_NAME.sub(" ", clean_line(tweet.name or ""))
    return " ".join(name.split())[:_NAME_LENGTH].rstrip()


def _quote(text: str, marks: Wording) -> str:
    said = quote(text)
    opening, closing = marks.quotes
    quoted = f"{opening}{said.text}{closing}"
    if said.is_cut:
        return f"{quoted}{marks.excerpt}{marks.stop}"
    return quoted if said.text.endswith(_SENTENCE_ENDS) else f"{quoted}{marks.stop}"


def _overview(
    clusters: Sequence[Cluster], points: Sequence[_Story], frame: Frame
) -> tuple[Claim, ...]:
    if not points:
        return ()
    return (
        _counts_claim(clusters, points, frame),
        *_markets_claim(clusters, frame),
    )


def _counts_claim(
    clusters: Sequence[Cluster], points: Sequence[_Story], frame: Frame
) -> Claim:
    words = phrases(frame.language)
    shared = [s for s in points if s.lead and len(s.cluster.tweets) > 1]
    leading = shared[:_LEADING_TOPICS]
    topics = [
        words.overview_topic.format(
            lead=words.join.join(story.lead),
            authors=len(_authors(story.cluster.tweets)),
            tweets=len(story.cluster.tweets),
        )
        for story in leading
    ]
    tweets = [tweet for cluster in clusters for tweet in cluster.tweets]
    text = words.overview_counts.format(
        tweets=len(tweets), authors=len(_authors(tweets)), clusters=len(clusters)
    )
    if topics:
        text += words.overview_leading.format(topics=join(topics, words))
    elif max(len(cluster.tweets) for cluster in clusters) == 1 < len(tweets):
        text += words.overview_scattered
    told = leading or points[:_LEADING_TOPICS]
    evidence = tuple(story.teller.id for story in told)
    return Claim(text=space_out(text), evidence=evidence)


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
    return (
        Claim(
            text=space_out(template.format(tweets=len(talk), names=names)),
            evidence=tuple(tweet.id for tweet in cited),
        ),
    )


def _preferred(name: str, aliases: Aliases) -> str:
    entity = find_entity(name, aliases)
    return entity.name if entity else name


def _authors(tweets: Iterable[Tweet]) -> frozenset[str]:
    return frozenset(tweet.author for tweet in tweets)


def _details(stories: Iterable[_Story], frame: Frame) -> Details:
    told: dict[Section, list[Claim]] = {}
    heard: Counter[str] = Counter()
    for story in sorted(stories, key=lambda story: -story.weight):
        claims = told.setdefault(find_section_of(story.cluster), [])
        room = len(claims) < _CLAIMS_PER_SECTION
        new = heard[story.teller.author] < _CLAIMS_PER_AUTHOR
        if room and new and _is_worth_a_line(story):
            claims.append(_claim(story, frame))
            heard[story.teller.author] += 1
    return Details(
        viewpoints=tuple(told.get(Section.VIEWPOINTS, ())),
        events=tuple(told.get(Section.EVENTS, ())),
        markets=tuple(told.get(Section.MARKETS, ())),
        ai=tuple(told.get(Section.AI, ())),
        finance=tuple(told.get(Section.FINANCE, ())),
    )
