"""A tweet as tools write it, to be changed field by field, and what it means."""

from datetime import UTC, datetime

from pelican_aireport.model import Tweet
from pelican_aireport.sources.tweet_json import parse_tweets

__all__ = ["FLAT", "ID", "LINK", "MOMENT", "TWEET", "flat", "parse_one", "without"]

ID = "1994588000000000001"
LINK = f"https://x.com/ann_lab/status/{ID}"
MOMENT = datetime(2025, 11, 29, 2, 1, 36, tzinfo=UTC)
FLAT = {
    "id": ID,
    "text": "新模型今天发布。",
    "created_at": "2025-11-29T02:01:36Z",
    "author": "ann_lab",
}
TWEET = Tweet(
    id=ID,
    author="ann_lab",
    text="新模型今天发布。",
    created_at=MOMENT,
)


def flat(**changes: object) -> dict[str, object]:
    """Return a tweet of the contract with other fields; ``None`` removes one."""
    merged = {**FLAT, **changes}
    return {key: value for key, value in merged.items() if value is not None}


def parse_one(raw: object) -> Tweet:
    """Parse what must give one tweet and nothing to complain of."""
    parsed = parse_tweets(raw, "file:1")
    assert parsed.skipped == ()
    (tweet,) = parsed.tweets
    return tweet


def without(*keys: str, **fields: object) -> dict[str, object]:
    """Return a tweet of the contract that lacks some fields and has others."""
    return flat(**{**dict.fromkeys(keys), **fields})
