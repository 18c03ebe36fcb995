"""Values: wrong ones cannot be built."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest
from builders import NOON, make_tweet

from pelican_aireport.model import (
    Claim,
    Cluster,
    Counts,
    DropReason,
    Engagement,
    Window,
)

NAIVE = NOON.replace(tzinfo=None)
TWEET = make_tweet()


@pytest.mark.parametrize(
    ("build", "message"),
    [
        pytest.param(
            lambda: Window(start=NAIVE, end=NOON),
            "window: naive time",
            id="naive-start",
        ),
        pytest.param(
            lambda: Window(start=NOON, end=NAIVE), "window: naive time", id="naive-end"
        ),
        pytest.param(
            lambda: Window(start=NOON, end=NOON), "is not before its end", id="empty"
        ),
        pytest.param(
            lambda: Engagement(views=-1), "views: -1 is negative", id="negative-count"
        ),
        pytest.param(lambda: replace(TWEET, id=""), "'' is not a tweet id", id="no-id"),
        pytest.param(
            lambda: replace(TWEET, id="../x"), "'../x' is not a tweet id", id="path"
        ),
        pytest.param(
            lambda: replace(TWEET, id="1]\n"), "is not a tweet id", id="markdown"
        ),
        pytest.param(
            lambda: replace(TWEET, id="1\n"), "is not a tweet id", id="line-end"
        ),
        pytest.param(
            lambda: replace(TWEET, author="@ann"), "'@ann' is no handle", id="at-sign"
        ),
        pytest.param(
            lambda: replace(TWEET, author="安"), "'安' is no handle", id="name"
        ),
        pytest.param(
            lambda: replace(TWEET, text=" \n"), "tweet 1: empty text", id="text"
        ),
        pytest.param(
            lambda: replace(TWEET, created_at=NAIVE), "naive created_at", id="created"
        ),
        pytest.param(
            lambda: replace(TWEET, observed_at=NAIVE),
            "naive observed_at",
            id="observed",
        ),
        pytest.param(
            lambda: Counts(fetched=3, kept=1, dropped=((DropReason.AD, 1),)),
            "counts: 3 fetched, 1 kept, 1 dropped",
            id="lost-tweets",
        ),
        pytest.param(
            lambda: Cluster(tweets=(), score=1.0), "cluster: no tweets", id="cluster"
        ),
        pytest.param(lambda: Claim(text=" "), "claim: empty text", id="claim"),
        pytest.param(
            lambda: Claim(text="a", evidence=("1", "1")),
            "names a tweet twice",
            id="evidence",
        ),
    ],
)
def test_a_wrong_value_cannot_be_built(
    build: Callable[[], object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        build()


@pytest.mark.parametrize(
    ("offset", "inside"),
    [
        pytest.param(timedelta(microseconds=-1), False, id="before"),
        pytest.param(timedelta(0), True, id="start"),
        pytest.param(timedelta(minutes=59), True, id="within"),
        pytest.param(timedelta(hours=1), False, id="end"),
    ],
)
def test_a_window_is_half_open(offset: timedelta, *, inside: bool) -> None:
    window = Window(start=NOON, end=NOON + timedelta(hours=1))

    assert (NOON + offset in window) == inside


def test_a_value_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        TWEET.text = "other"  # type: ignore[misc]


def test_a_tweet_knows_its_address() -> None:
    assert TWEET.url == "https://x.com/ann/status/1"


def test_unknown_counts_are_none() -> None:
    assert Engagement() == Engagement(likes=None, reposts=None, views=None)
