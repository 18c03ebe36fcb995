"""A tweet comes back from a snapshot exactly as it went in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Engagement, Tweet, TweetKind
from pelican_aireport.sources.snapshot_tweets import parse_tweet_line, render_tweet

IDS = st.from_regex(r"[A-Za-z0-9_-]{1,20}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
COUNTS = st.none() | st.integers(0, 10**15)
MOMENTS = st.datetimes(
    datetime(2006, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]),
)
TWEETS = st.builds(
    Tweet,
    id=IDS,
    author=st.from_regex(r"[A-Za-z0-9_]{1,15}", fullmatch=True),
    name=st.none() | TEXTS,
    text=TEXTS,
    created_at=MOMENTS,
    engagement=st.builds(
        Engagement, **dict.fromkeys(Engagement.__dataclass_fields__, COUNTS)
    ),
    lang=st.none() | st.just("zh"),
    kind=st.sampled_from(TweetKind),
    refs=st.lists(IDS).map(tuple),
    links=st.lists(TEXTS).map(tuple),
    promoted=st.booleans(),
    observed_at=st.none() | MOMENTS,
    versions=st.lists(IDS).map(tuple),
)


@given(TWEETS)
def test_what_is_read_is_what_was_written(tweet: Tweet) -> None:
    line = render_tweet(tweet)
    assert (parse_tweet_line(line), "\n" in line) == (tweet, False)


@pytest.mark.parametrize(
    "line", ["", "5", "[]", "{}", '{"id": 5}', '{"id": "1", "kind": "song"}']
)
def test_what_is_no_tweet_is_a_value_error(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_tweet_line(line)
