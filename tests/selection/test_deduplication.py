"""Each tweet once, and each text once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, make_tweet

from pelican_aireport.model import Drop, DropReason, Selection, Tweet, TweetKind
from pelican_aireport.selection.deduplication import (
    drop_near_copies,
    drop_older_observations,
    drop_reposts,
)

LONG = (
    "Larkspur 今天发布 Larkspur 3，推理价格下降一半，上下文长度达到一百万，"
    "权重以 Apache 2.0 许可开源，下周开放接口"
)
LONG_ENGLISH = (
    "Larkspur 3 is out today: half the price, a context of one million tokens, "
    "open weights under Apache 2.0, and an API next week"
)


def _observed(tweet: Tweet, hours: float | None) -> Tweet:
    moment = None if hours is None else NOON + timedelta(hours=hours)
    return replace(tweet, observed_at=moment)


@pytest.mark.parametrize(
    ("hours", "last"),
    [
        pytest.param([1, 5, 3], 1, id="latest"),
        pytest.param([None, 1], 1, id="a-known-time-beats-none"),
        pytest.param([1], 0, id="alone"),
    ],
)
def test_the_last_observation_wins(hours: list[float | None], last: int) -> None:
    seen = [
        _observed(make_tweet("1", likes=number), hour)
        for number, hour in enumerate(hours)
    ]
    others = {tweet for tweet in seen if tweet is not seen[last]}

    selection = drop_older_observations(seen)
    assert selection.kept == (seen[last],)
    assert {drop.tweet for drop in selection.dropped} == others
    assert {(d.reason, d.instead_of) for d in selection.dropped} <= {
        (DropReason.DUPLICATE, "1")
    }


def test_observations_of_one_moment_are_settled_whatever_their_order() -> None:
    one = _observed(make_tweet("1", likes=1), 1)
    other = _observed(make_tweet("1", likes=2), 1)

    assert drop_older_observations([one, other]) == drop_older_observations(
        [other, one]
    )


def test_a_repost_is_dropped_for_its_original() -> None:
    original = make_tweet("1")
    repost = make_tweet("2", kind=TweetKind.REPOST, refs=("1",))
    lone = make_tweet("3", kind=TweetKind.REPOST)

    assert drop_reposts([repost, original, lone]) == Selection(
        kept=(original,),
        dropped=(
            Drop(tweet=repost, reason=DropReason.REPOST, instead_of="1"),
            Drop(tweet=lone, reason=DropReason.REPOST),
        ),
    )


def test_quotes_and_replies_are_no_reposts() -> None:
    tweets = (
        make_tweet("2", kind=TweetKind.QUOTE, refs=("1",)),
        make_tweet("3", kind=TweetKind.REPLY, refs=("1",)),
    )

    assert drop_reposts(tweets) == Selection(kept=tweets)


COPIES = [
    pytest.param(LONG, LONG, id="same"),
    pytest.param(LONG, LONG.replace("，", ", "), id="punctuation"),
    pytest.param(LONG, LONG.replace("，", " "), id="spaces"),
    pytest.param(LONG, "🚀🚀 " + LONG + " 🔥", id="emoji"),
    pytest.param(LONG, "👩‍💻" + LONG + "❤️", id="joined-emoji"),
    pytest.param(LONG, LONG + " https://t.co/aBc123", id="link-at-the-end"),
    pytest.param(
        LONG.replace("，", " https://t.co/aBc123 ", 1), LONG, id="link-in-the-middle"
    ),
    pytest.param(
        LONG.replace("，", "https://t.co/aBc123，", 1), LONG, id="link-before-a-comma"
    ),
    pytest.param(LONG, LONG + " @larkspur_ai", id="handle"),
    pytest.param(
        "@larkspur_ai的新模型：" + LONG, "的新模型：" + LONG, id="handle-without-space"
    ),
    pytest.param(LONG, LONG.upper(), id="case"),
    pytest.param(LONG, LONG.replace("3", "３"), id="full-width"),
    pytest.param(LONG, LONG[:60] + "…", id="cut"),
    pytest.param(LONG, LONG[:60] + "… https://t.co/aBc123", id="cut-with-link"),
    pytest.param(LONG_ENGLISH, LONG_ENGLISH[:90] + "...", id="cut-in-english"),
    pytest.param(LONG_ENGLISH, LONG_ENGLISH.title(), id="title-case"),
]


@pytest.mark.parametrize(("one", "other"), COPIES)
def test_the_stronger_of_two_near_copies_stays(one: str, other: str) -> None:
    strong, weak = make_tweet("9", one), make_tweet("1", other)
    scores = {"9": 0.6, "1": 0.5}

    expected = Selection(
        kept=(strong,),
        dropped=(Drop(tweet=weak, reason=DropReason.NEAR_COPY, instead_of="9"),),
    )
    assert drop_near_copies([weak, strong], scores=scores) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(LONG, LONG.replace("3", "4"), id="another-version"),
        pytest.param(LONG, LONG.replace("一半", "三成"), id="another-figure"),
        pytest.param(
            "Larkspur 3 发布", "Larkspur 3 发布延期，改到下个月", id="short-beginning"
        ),
        pytest.param(
            "详情 https://t.co/a",
            "详情 https://t.co/a 里有价格表",
            id="more-after-link",
        ),
        pytest.param(
            "本周论文 https://t.co/a，第一篇讲蒸馏",
            "本周论文 https://t.co/a，第二篇讲对齐",
            id="told-apart-after-a-link",
        ),
        pytest.param(
            "@ann说推理价格会继续下降",
            "@ann觉得训练成本不会下降",
            id="told-apart-after-a-handle",
        ),
        pytest.param("🚀", "🔥", id="no-words"),
    ],
)
def test_texts_that_say_something_else_both_stay(one: str, other: str) -> None:
    tweets = (make_tweet("1", one), make_tweet("2", other))

    kept = drop_near_copies(tweets, scores={"1": 0.5, "2": 0.5}).kept
    assert {tweet.id for tweet in kept} == {"1", "2"}


def test_of_equals_the_earlier_copy_stays() -> None:
    late, early = make_tweet("1", LONG, minutes=5), make_tweet("2", LONG)

    selection = drop_near_copies([late, early], scores={"1": 0.5, "2": 0.5})
    assert selection.kept == (early,)


@pytest.mark.parametrize("turn", range(3))
def test_of_an_edited_tweet_the_last_version_stays(turn: int) -> None:
    """In whatever order they come; a version that is not there costs nothing."""
    first, second, third = (
        replace(make_tweet(id_), versions=versions)
        for id_, versions in [("a", ()), ("b", ("a",)), ("c", ("a", "b", "x"))]
    )
    tweets = [first, second, third]
    selection = drop_older_observations(tweets[turn:] + tweets[:turn])
    told = sorted((drop.tweet.id, drop.instead_of) for drop in selection.dropped)
    assert (selection.kept, told) == ((third,), [("a", "c"), ("b", "c")])
