"""Leads: names, and only those that stand in what is quoted."""

from collections.abc import Sequence

import pytest
from builders import make_tweet

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Cluster, Tweet
from pelican_aireport.summarizers.leads import find_lead, names_in

ALIASES = load_aliases({"云雀": {"kind": "product", "names": ["Skylark"]}})


def _tweets(*texts: str) -> tuple[Tweet, ...]:
    return tuple(
        make_tweet(str(n), text, author=f"a{n}") for n, text in enumerate(texts, 1)
    )


def _lead(tweets: Sequence[Tweet], excerpt: str) -> tuple[str, ...]:
    names = {tweet.id: names_in(tweet.text, ALIASES) for tweet in tweets}
    cluster = Cluster(tweets=tuple(tweets), score=1.0)
    return find_lead(cluster, excerpt, names, ALIASES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("今天天气不错", (), id="none"),
        pytest.param("Skylark 更新了", ("云雀",), id="preferred-name"),
        pytest.param("云雀就是 Skylark", ("云雀",), id="once-each"),
        pytest.param(
            "试用 Larkspur 3 和云雀", ("云雀", "Larkspur 3"), id="known-first"
        ),
        pytest.param("$QLLM 大涨", ("$QLLM",), id="ticker"),
        pytest.param("参加 #推理大会", ("推理大会",), id="hashtag"),
        pytest.param("@skylark_fan 说得对", (), id="handle"),
        pytest.param("见 https://t.co/Skylark", (), id="link"),
    ],
)
def test_the_names_in_a_text(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text, ALIASES) == names


def test_what_more_tweets_name_comes_first() -> None:
    tweets = _tweets(
        "对比 Fennwick 2 和 Larkspur 3", "试用 Larkspur 3", "关于 Larkspur 3"
    )

    assert _lead(tweets, tweets[0].text) == ("Larkspur 3", "Fennwick 2")


def test_a_lead_has_two_names_at_most() -> None:
    tweets = _tweets("对比 Fennwick 2、Larkspur 3、Brindle 4 和云雀")

    assert len(_lead(tweets, tweets[0].text)) == 2


def test_a_name_that_the_excerpt_does_not_show_is_no_lead() -> None:
    """Though the rest of the tweet, or other tweets, name it."""
    tweets = _tweets("推理价格下降一半。这是 Larkspur 3", "试用 Larkspur 3")

    assert _lead(tweets, "推理价格下降一半。") == ()


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param("这真是 Amazing 的一天", (), id="one-capitalised-word"),
        pytest.param("今天 ENTRY-LEVEL 岗位没了", (), id="emphasis"),
        pytest.param("听 Ada Moorland 讲对齐", ("Ada Moorland",), id="full-name"),
        pytest.param("试用 Larkspur 3", ("Larkspur 3",), id="version"),
    ],
)
def test_a_name_of_one_tweet_must_look_like_one(
    text: str, lead: tuple[str, ...]
) -> None:
    tweets = _tweets(text)

    assert _lead(tweets, text) == lead


def test_that_others_write_it_makes_a_capitalised_word_a_name() -> None:
    tweets = _tweets("试用 Larkspur 的模型", "关于 Larkspur 的看法")

    assert _lead(tweets, tweets[0].text) == ("Larkspur",)
