"""Ranking: engagement without the tyranny of the giants."""

from dataclasses import fields, replace

import pytest
from builders import make_tweet
from hypothesis import assume, given
from hypothesis import strategies as st

from pelican_aireport.model import Engagement, Tweet
from pelican_aireport.selection.ranking import rank, score_tweets

COUNTS = tuple(field.name for field in fields(Engagement))

ENGAGEMENTS = st.builds(
    Engagement,
    **{name: st.none() | st.integers(0, 1_000_000) for name in COUNTS},
)
DAYS = st.lists(ENGAGEMENTS, min_size=1, max_size=12).map(
    lambda day: tuple(_noticed(str(n), each) for n, each in enumerate(day, 1))
)


def _noticed(id_: str, engagement: Engagement) -> Tweet:
    return replace(make_tweet(id_), engagement=engagement)


def _ids(tweets: tuple[Tweet, ...]) -> list[str]:
    return [tweet.id for tweet in tweets]


def test_what_is_noticed_more_comes_first() -> None:
    tweets = [make_tweet("1", likes=5), make_tweet("2", likes=9), make_tweet("3")]

    assert _ids(rank(tweets)) == ["2", "3", "1"]


def test_an_unknown_count_is_not_zero() -> None:
    """A source without counts ranks in the middle, not last."""
    tweets = [make_tweet(str(n), likes=n) for n in (100, 0, 50)]

    scores = score_tweets([*tweets, make_tweet("unknown")])
    assert scores["unknown"] == scores["50"]


@pytest.mark.parametrize("likes", [None, 0, 7], ids=["unknown", "zero", "seven"])
def test_tweets_noticed_alike_score_a_half(likes: int | None) -> None:
    """Whether their source counts or not: no day is without a typical tweet."""
    tweets = [make_tweet(str(n), likes=likes) for n in range(3)]

    assert score_tweets(tweets) == {"0": 0.5, "1": 0.5, "2": 0.5}


@given(day=DAYS, name=st.sampled_from(COUNTS))
def test_a_giant_weighs_less_than_two_typical_tweets(
    day: tuple[Tweet, ...], name: str
) -> None:
    typical = [make_tweet(f"typical{n}", likes=100) for n in range(30)]
    giant = _noticed("giant", replace(Engagement(), **{name: 10**12}))

    scores = score_tweets([*typical, giant])
    assert scores["giant"] < 2 * scores["typical0"]
    assert all(0 < score < 1 for score in score_tweets(day).values())


@given(day=DAYS, data=st.data())
def test_raising_a_count_never_lowers_a_rank(
    day: tuple[Tweet, ...], data: st.DataObject
) -> None:
    tweet = data.draw(st.sampled_from(day))
    name = data.draw(st.sampled_from(COUNTS))
    count = getattr(tweet.engagement, name)
    assume(count is not None)
    more = replace(tweet.engagement, **{name: count + data.draw(st.integers(1, 10**6))})
    raised = tuple(replace(t, engagement=more) if t is tweet else t for t in day)

    assert _ids(rank(raised)).index(tweet.id) <= _ids(rank(day)).index(tweet.id)


@given(data=st.data())
def test_the_order_of_the_input_does_not_matter(data: st.DataObject) -> None:
    day = data.draw(DAYS)

    assert rank(day) == rank(data.draw(st.permutations(day)))


def test_ties_go_to_the_earlier_tweet() -> None:
    tweets = [
        make_tweet("3", minutes=0),
        make_tweet("1", minutes=9),
        make_tweet("2", minutes=0),
    ]

    assert _ids(rank(tweets)) == ["2", "3", "1"]


def test_no_tweets_have_no_ranks() -> None:
    assert (rank([]), score_tweets([])) == ((), {})
