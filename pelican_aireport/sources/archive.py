"""Tweets that were collected before, ready to be asked for many windows.

Pure.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pelican_aireport.model import Tweet, Window
from pelican_aireport.moments import tell_moment
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus, Skipped
from pelican_aireport.sources.tweet_object import Parsed

__all__ = ["Archive", "collect", "fetch_from"]

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything that some files hold."""

    tweets: tuple[Tweet, ...]
    """By time; among equals in an order that does not depend on the files'."""
    skipped: tuple[Skipped, ...] = ()
    broken: tuple[Skipped, ...] = ()
    """Files that could not be read to their end."""
    moments: tuple[datetime, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        moments = tuple(tweet.created_at for tweet in self.tweets)
        object.__setattr__(self, "moments", moments)


def collect(parsed: Parsed, broken: tuple[Skipped, ...] = ()) -> Archive:
    """Put tweets in the order of time."""
    return Archive(
        tweets=tuple(sorted(parsed.tweets, key=_order)),
        skipped=parsed.skipped,
        broken=broken,
    )


def _order(tweet: Tweet) -> tuple[object, ...]:
    seen_at = tweet.observed_at or _NEVER
    return (tweet.created_at, tweet.id, seen_at, tweet.text, repr(tweet.engagement))


def fetch_from(archive: Archive, window: Window) -> Fetched:
    """Return the tweets of a window and everything that could not be used.

    Where a file is broken, an empty window is not confirmed, and one with tweets
    may lack some.
    """
    first = bisect_left(archive.moments, window.start)
    end = bisect_left(archive.moments, window.end)
    tweets = archive.tweets[first:end]
    return Fetched(
        tweets=tweets,
        state=_state(tweets, archive.broken),
        skipped=archive.skipped + archive.broken,
        fetched_at=_fetched_at(tweets),
        holding=None if tweets else _holding(archive, window),
    )


def _fetched_at(tweets: tuple[Tweet, ...]) -> datetime | None:
    # Of a file only some of whose lines say when they were seen, nobody knows.
    seen_at = [tweet.observed_at for tweet in tweets if tweet.observed_at is not None]
    return max(seen_at) if seen_at and len(seen_at) == len(tweets) else None


def _holding(archive: Archive, window: Window) -> str | None:
    if not archive.moments:
        return None
    ends = (archive.moments[0], archive.moments[-1])
    first, last = (tell_moment(each, window.start.tzinfo) for each in ends)
    count = len(archive.moments)
    if count == 1:
        return f"1 tweet of {first}"
    return f"{count} tweets from {first} to {last}"


def _state(tweets: tuple[Tweet, ...], broken: tuple[Skipped, ...]) -> FetchState:
    if broken:
        status = FetchStatus.PARTIAL if tweets else FetchStatus.BLOCKED
        reason = "; ".join(map(str, broken)) + "; mend or remove the file"
        return FetchState(status=status, reason=reason, cause="damaged")
    status = FetchStatus.COMPLETE if tweets else FetchStatus.EMPTY_CONFIRMED
    return FetchState(status=status)
