"""Clusters as the JSON that a language model is given; pure.

Tweets go by short ids, which save tokens and can be held against a list. Their texts
are strings without addresses and invisible characters: data, never structure.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.evidence.chronicle import DayClaim, Thread
from pelican_aireport.evidence.memory import EarlierClaim
from pelican_aireport.model import Claim, Cluster, Tweet
from pelican_aireport.selection.dates import find_snowflake_time
from pelican_aireport.summarizers.port import Frame

__all__ = [
    "Background",
    "Numbers",
    "number_tweets",
    "render_claims",
    "render_clusters",
    "render_points",
]

_LONGEST_TEXT = 600
"""Characters of a tweet that a model is shown; what comes later is rarely news."""

_DAYS_PER_THREAD = 3
"""The last days' claims of a thread; the days before are listed."""

_ADDRESS = re.compile(r"https?://\S*|\bt\.co/\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Short ids of tweets: ``T1`` is the first tweet of the first cluster."""

    tweets: Mapping[str, Tweet]
    """By short id."""
    shorts: Mapping[str, str]
    """Short ids by tweet id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What other reports told of the tweets' matters."""

    earlier: tuple[EarlierClaim, ...] = ()
    """Those before this one, strongest first."""
    threads: tuple[Thread, ...] = ()
    """The daily ones of this week or month, strongest first."""


_NOTHING = Background()


def number_tweets(clusters: Iterable[Cluster]) -> Numbers:
    """Number the tweets of clusters in their order."""
    tweets = dict.fromkeys(tweet for cluster in clusters for tweet in cluster.tweets)
    by_short = {f"T{number}": tweet for number, tweet in enumerate(tweets, 1)}
    shorts = {tweet.id: short for short, tweet in by_short.items()}
    return Numbers(tweets=MappingProxyType(by_short), shorts=MappingProxyType(shorts))


def render_clusters(
    clusters: Sequence[Cluster],
    numbers: Numbers,
    frame: Frame,
    *,
    background: Background = _NOTHING,
) -> str:
    """Render clusters, and what other reports told of them, as one JSON object."""
    groups = [
        {"tweets": [_facts(tweet, numbers, frame) for tweet in cluster.tweets]}
        for cluster in clusters
    ]
    return _dump({**_tell_background(background, numbers), "clusters": groups})


def _tell_background(
    background: Background, numbers: Numbers
) -> Mapping[str, Sequence[object]]:
    """Return what other reports told; nothing stands for what is empty."""
    earlier = [
        {"day": each.day.isoformat(), "text": each.text} for each in background.earlier
    ]
    stories = [_tell_thread(each, numbers) for each in background.threads]
    told: dict[str, Sequence[object]] = {"earlier": earlier, "stories": stories}
    return {name: value for name, value in told.items() if value}


def _tell_thread(thread: Thread, numbers: Numbers) -> Mapping[str, object]:
    firsts: dict[str, DayClaim] = {}
    for each in thread.told:
        firsts.setdefault(each.day.isoformat(), each)
    last_days = list(firsts.items())[-_DAYS_PER_THREAD:]
    return {
        "days": list(firsts),
        "told": [{"day": d, **_said(each.claim, numbers)} for d, each in last_days],
    }


def render_points(
    points: Iterable[Claim],
    numbers: Numbers,
    *,
    background: Background = _NOTHING,
) -> str:
    """Render points that were chosen before, each with its ids, as one JSON object."""
    told = _tell_background(background, numbers)
    return _dump({**told, "points": [_said(point, numbers) for point in points]})


def render_claims(
    claims: Iterable[tuple[int, Claim, Sequence[str]]], numbers: Numbers, frame: Frame
) -> str:
    """Render claims with their numbers, what is wrong with each, and their tweets."""
    return _dump(
        [
            {
                "n": number,
                **_said(claim, numbers),
                "reasons": list(reasons),
                "tweets": [
                    _facts(numbers.tweets[short], numbers, frame)
                    for short in _shorts(claim, numbers)
                ],
            }
            for number, claim, reasons in claims
        ]
    )


def _said(claim: Claim, numbers: Numbers) -> Mapping[str, object]:
    return {
        "lead": claim.lead,
        "text": claim.text,
        "ids": _shorts(claim, numbers),
        "modality": claim.modality and claim.modality.value,
    }


def _shorts(claim: Claim, numbers: Numbers) -> list[str]:
    return [numbers.shorts[id_] for id_ in claim.evidence if id_ in numbers.shorts]


def _facts(tweet: Tweet, numbers: Numbers, frame: Frame) -> Mapping[str, object]:
    facts: dict[str, object] = {
        "id": numbers.shorts[tweet.id],
        "by": f"@{tweet.author}",
        "name": clean_line(tweet.name or "") or None,
        "at": f"{tweet.created_at.astimezone(frame.timezone):%m-%d %H:%M}",
        "likes": tweet.engagement.likes,
        "cites_tweet_of": _old_reference(tweet, frame),
        "text": clean_line(_ADDRESS.sub(" ", tweet.text))[:_LONGEST_TEXT],
    }
    return {name: value for name, value in facts.items() if value is not None}


def _old_reference(tweet: Tweet, frame: Frame) -> str | None:
    """Return the day of an older tweet that this one quotes, reposts or answers."""
    moments = [find_snowflake_time(ref) for ref in tweet.refs]
    old = [each for each in moments if each is not None and each < frame.window.start]
    return f"{min(old).astimezone(frame.timezone):%Y-%m-%d}" if old else None


def _dump(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
