"""The selection of a window: what stays, and why the rest does not."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, make_tweet
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.model import (
    Counts,
    DropReason,
    Engagement,
    Selection,
    Tweet,
    TweetKind,
    Window,
)
from pelican_aireport.selection.selection import count_selection, select

WINDOW = Window(start=NOON, end=NOON + timedelta(hours=1))

TEXTS = st.sampled_from(
    [
        "Larkspur 发布 Larkspur 3 模型，推理价格下降一半，权重开源，下周开放接口",
        "Larkspur 发布 Larkspur 3 模型，推理价格下降一半，权重开源，下周开放接口！",
        "Larkspur 发布 Larkspur 3 模型，推理价格下降一半，权重开源，下周…",
        "Quillcoin fell 12% after the exchange halted withdrawals",
        "Fennwick raises $40M to build inference chips",
        "央行宣布下调存款利率，银行股收涨",
        "gm",
        "全场限时优惠，今晚截止",
    ]
)

TWEETS = st.lists(
    st.builds(
        Tweet,
        id=st.sampled_from(["1", "2", "3", "4", "5", "1541815603606036480"]),
        author=st.sampled_from(["ann", "bob"]),
        text=TEXTS,
        created_at=st.integers(-20, 80).map(lambda n: NOON + timedelta(minutes=n)),
        engagement=st.builds(Engagement, likes=st.none() | st.integers(0, 99)),
        kind=st.sampled_from([TweetKind.POST, TweetKind.REPOST, TweetKind.QUOTE]),
        promoted=st.booleans(),
        observed_at=st.none()
        | st.integers(0, 3).map(lambda n: NOON + timedelta(hours=n)),
    ),
    max_size=12,
)
LIMITS = st.integers(1, 4)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), limit=LIMITS)
def test_the_order_of_the_input_does_not_matter(
    data: st.DataObject, limit: int
) -> None:
    tweets = data.draw(TWEETS)
    shuffled = data.draw(st.permutations(tweets))

    assert select(tweets, WINDOW, max_tweets=limit) == select(
        shuffled, WINDOW, max_tweets=limit
    )


@settings(max_examples=60, deadline=None)
@given(tweets=TWEETS, limit=LIMITS)
def test_seeing_everything_twice_changes_nothing_that_is_kept(
    tweets: list[Tweet], limit: int
) -> None:
    once = select(tweets, WINDOW, max_tweets=limit)

    assert select(tweets + tweets, WINDOW, max_tweets=limit).kept == once.kept


@settings(max_examples=60, deadline=None)
@given(tweets=TWEETS, limit=LIMITS)
def test_every_tweet_of_the_window_is_kept_or_dropped(
    tweets: list[Tweet], limit: int
) -> None:
    selection = select(tweets, WINDOW, max_tweets=limit)

    every = [*selection.kept, *(drop.tweet for drop in selection.dropped)]
    assert Counter(every) == Counter(t for t in tweets if t.created_at in WINDOW)
    assert count_selection(selection).fetched == len(every)
    assert len(selection.kept) <= limit


@settings(max_examples=60, deadline=None)
@given(tweets=TWEETS)
def test_what_was_kept_is_kept_again(tweets: list[Tweet]) -> None:
    kept = select(tweets, WINDOW, max_tweets=99).kept

    assert set(kept) == set(select(kept, WINDOW, max_tweets=99).kept)


@pytest.mark.parametrize(
    ("tweet", "reason"),
    [
        pytest.param(replace(make_tweet("2"), promoted=True), "promoted", id="flag"),
        pytest.param(make_tweet("2", "全场限时优惠，今晚截止"), "ads", id="phrase"),
        pytest.param(make_tweet("1541815603606036480"), "misdated", id="date"),
        pytest.param(make_tweet("1", likes=3), "duplicates", id="older"),
        pytest.param(make_tweet("2", kind=TweetKind.REPOST), "reposts", id="repost"),
        pytest.param(make_tweet("2", likes=1), "near_copies", id="same-words"),
        pytest.param(make_tweet("2", "早安，各位"), "chatter", id="greeting"),
        pytest.param(
            make_tweet("2", "Fennwick raises $40M for inference chips", likes=1),
            "over_limit",
            id="too-many",
        ),
    ],
)
def test_each_dropped_tweet_has_its_reason(tweet: Tweet, reason: str) -> None:
    strong = replace(make_tweet("1", likes=9), observed_at=NOON)

    selection = select([strong, tweet], WINDOW, max_tweets=1)
    assert selection.kept == (strong,)
    assert [(d.tweet, d.reason) for d in selection.dropped] == [
        (tweet, DropReason(reason))
    ]


@pytest.mark.parametrize(
    ("minutes", "ids"),
    [
        pytest.param(-0.01, [], id="before"),
        pytest.param(0, ["1"], id="start"),
        pytest.param(59.99, ["1"], id="last"),
        pytest.param(60, [], id="end"),
    ],
)
def test_tweets_outside_the_window_are_neither_kept_nor_dropped(
    minutes: float, ids: list[str]
) -> None:
    selection = select([make_tweet(minutes=minutes)], WINDOW, max_tweets=9)

    assert ([t.id for t in selection.kept], selection.dropped) == (ids, ())


def test_the_strongest_come_first() -> None:
    tweets = [
        make_tweet("1", "Fennwick raises $40M for inference chips", likes=5),
        make_tweet("2", "Quillcoin fell 12% after the exchange halted", likes=50),
        make_tweet("3", "央行宣布下调存款利率，银行股收涨", likes=20),
    ]

    kept = select(tweets, WINDOW, max_tweets=9).kept
    assert [tweet.id for tweet in kept] == ["2", "3", "1"]


def test_drops_are_counted_in_the_order_of_their_reasons() -> None:
    tweets = [
        make_tweet("1", "gm"),
        make_tweet("2", "gn"),
        replace(make_tweet("3"), promoted=True),
        make_tweet("4"),
    ]

    assert count_selection(select(tweets, WINDOW, max_tweets=9)) == Counts(
        fetched=4,
        kept=1,
        dropped=((DropReason.PROMOTED, 1), (DropReason.CHATTER, 2)),
    )


def test_nothing_in_gives_nothing_out() -> None:
    assert select([], WINDOW, max_tweets=9) == Selection(kept=())


def test_what_articles_cite_is_kept_beside_the_strongest() -> None:
    """No limit drops it, and of near-copies it is the one that stays."""
    weak = make_tweet("1", "Larkspur 3 模型今天开放下载，参数 70 亿", likes=1)
    copy = make_tweet(
        "2", "Larkspur 3 模型今天开放下载，参数 70 亿！", author="bob", likes=9
    )
    strong = make_tweet("3", "Tarn 4 芯片发布，售价 850 美元", author="cy", likes=99)
    other = make_tweet("4", "Fennwick 融资 2 亿美元，估值翻倍", author="di", likes=50)
    selection = select(
        [weak, copy, strong, other], WINDOW, max_tweets=2, cited={"1", "gone"}
    )
    assert [tweet.id for tweet in selection.kept] == ["3", "1"]
    assert [(drop.tweet.id, drop.reason) for drop in selection.dropped] == [
        ("2", DropReason.NEAR_COPY),
        ("4", DropReason.OVER_LIMIT),
    ]
