"""Tweets for tests: say what matters, the rest is plain."""

from datetime import UTC, datetime, timedelta

from pelican_aireport.model import Engagement, Tweet, TweetKind

__all__ = ["NOON", "make_tweet"]

NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)
"""When a tweet was posted unless it says otherwise."""


def make_tweet(
    id_: str = "1",
    text: str = "Larkspur 发布 Larkspur 3 模型，推理价格下降一半",
    *,
    author: str = "ann",
    minutes: float = 0,
    likes: int | None = None,
    kind: TweetKind = TweetKind.POST,
    refs: tuple[str, ...] = (),
) -> Tweet:
    """Make a tweet posted some minutes after noon; its id is no snowflake."""
    return Tweet(
        id=id_,
        author=author,
        text=text,
        created_at=NOON + timedelta(minutes=minutes),
        engagement=Engagement(likes=likes),
        kind=kind,
        refs=refs,
    )
