"""The time inside a tweet's id against the date that a source states; pure."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pelican_aireport.model import Drop, DropReason, Selection, Tweet

__all__ = ["drop_misdated", "find_snowflake_time"]

_EPOCH_MS = 1288834974657
"""The moment from which X counts, 2010-11-04 01:42:54.657 UTC."""

_FIRST_SNOWFLAKE = 1 << 45
"""Ids below are serial numbers of before, or invented."""

_TOLERANCE = timedelta(minutes=2)


def find_snowflake_time(tweet_id: str) -> datetime | None:
    """Find the creation time inside an id; ``None`` where the id holds none."""
    if not tweet_id.isdecimal() or not tweet_id.isascii():
        return None
    number = int(tweet_id)
    if not _FIRST_SNOWFLAKE <= number < 1 << 63:
        return None
    milliseconds = (number >> 22) + _EPOCH_MS
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def drop_misdated(tweets: Iterable[Tweet]) -> Selection:
    """Drop tweets whose date differs from their id's by over two minutes.

    Such a date is most often in another time zone than it says, which would move
    the tweet into another day's report.
    """
    kept, dropped = [], []
    for tweet in tweets:
        true = find_snowflake_time(tweet.id)
        if true is None or abs(true - tweet.created_at) <= _TOLERANCE:
            kept.append(tweet)
        else:
            drop = Drop(
                tweet=tweet, reason=DropReason.MISDATED, instead_of=true.isoformat()
            )
            dropped.append(drop)
    return Selection(kept=tuple(kept), dropped=tuple(dropped))
