"""What every source does, built-in or foreign.

A test of a source runs each fact of ``SOURCE_CONTRACT`` on it, with windows in which
it has tweets.
"""

from collections.abc import Callable
from datetime import timedelta

from pelican_aireport.errors import SourceError
from pelican_aireport.model import Window
from pelican_aireport.sources.port import Fetched, FetchStatus, Source

__all__ = ["SOURCE_CONTRACT"]

_MICROSECOND = timedelta(microseconds=1)


def answers_with_tweets_and_a_state(source: Source, window: Window) -> None:
    """``fetch`` returns ``Fetched``, which holds tweets and says so."""
    fetched = source.fetch(window)
    assert isinstance(fetched, Fetched)
    assert fetched.state.status in (FetchStatus.COMPLETE, FetchStatus.PARTIAL)


def returns_only_tweets_of_the_window(source: Source, window: Window) -> None:
    """No tweet lies outside the window that was asked for."""
    outside = [t for t in source.fetch(window).tweets if t.created_at not in window]
    assert outside == []


def gives_the_same_twice(source: Source, window: Window) -> None:
    """Asking again, with another window in between, changes nothing."""
    first = source.fetch(window)
    length = window.end - window.start
    _fetch_ids(source, Window(start=window.start - length, end=window.start))
    assert source.fetch(window) == first


def treats_windows_as_half_open(source: Source, window: Window) -> None:
    """Two windows that meet share no tweet, and lose none between them."""
    tweets = source.fetch(window).tweets
    moment = max(tweet.created_at for tweet in tweets)
    parts = [
        _fetch_ids(source, Window(start=window.start - _MICROSECOND, end=moment)),
        _fetch_ids(source, Window(start=moment, end=window.end)),
    ]
    assert sorted(parts[0] + parts[1]) == sorted(tweet.id for tweet in tweets)


def does_not_pass_silence_off_as_complete(source: Source, window: Window) -> None:
    """A window long before the first tweet is empty or blocked, or an error."""
    long_ago = window.start.replace(year=2001)
    try:
        fetched = source.fetch(Window(start=long_ago, end=long_ago + _MICROSECOND))
    except SourceError:
        return
    statuses = (FetchStatus.EMPTY_CONFIRMED, FetchStatus.BLOCKED)
    assert fetched.state.status in statuses
    assert fetched.tweets == ()


def _fetch_ids(source: Source, window: Window) -> list[str]:
    return [tweet.id for tweet in source.fetch(window).tweets]


SOURCE_CONTRACT: tuple[Callable[[Source, Window], None], ...] = (
    answers_with_tweets_and_a_state,
    returns_only_tweets_of_the_window,
    gives_the_same_twice,
    treats_windows_as_half_open,
    does_not_pass_silence_off_as_complete,
)
