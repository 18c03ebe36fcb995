"""Tweets as lines of a snapshot: the contract's JSONL, written and read exactly.

Pure. The reader of foreign files would unescape texts that are as they should be.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from pelican_aireport.model import Engagement, Tweet, TweetKind

__all__ = ["parse_tweet_line", "render_tweet"]


def render_tweet(tweet: Tweet) -> str:
    """Render a tweet as one line of JSON, without what is unknown."""
    values = {
        "id": tweet.id,
        "author": tweet.author,
        "name": tweet.name,
        "text": tweet.text,
        "created_at": tweet.created_at.isoformat(),
        **asdict(tweet.engagement),
        "lang": tweet.lang,
        "kind": tweet.kind.value,
        "refs": list(tweet.refs) or None,
        "links": list(tweet.links) or None,
        "promoted": tweet.promoted or None,
        "observed_at": tweet.observed_at and tweet.observed_at.isoformat(),
        "versions": list(tweet.versions) or None,
    }
    known = {name: value for name, value in values.items() if value is not None}
    return json.dumps(known, ensure_ascii=False)


def parse_tweet_line(line: str) -> Tweet:
    """Parse a line that ``render_tweet`` wrote.

    Raises:
        ValueError: it is none.
    """
    try:
        return _tweet(json.loads(line))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no tweet: {error}") from error


def _tweet(values: Mapping[str, str]) -> Tweet:
    facts: dict[str, object] = dict(values)
    counts = {name: facts.pop(name, None) for name in Engagement.__dataclass_fields__}
    seen_at = values.get("observed_at")
    return Tweet(
        **{  # type: ignore[arg-type]
            **facts,
            "created_at": datetime.fromisoformat(values["created_at"]),
            "observed_at": None if seen_at is None else datetime.fromisoformat(seen_at),
            "engagement": Engagement(**counts),  # type: ignore[arg-type]
            "kind": TweetKind(values["kind"]),
            "refs": tuple(values.get("refs", ())),
            "links": tuple(values.get("links", ())),
            "versions": tuple(values.get("versions", ())),
        }
    )
