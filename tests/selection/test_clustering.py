"""Clusters: what is about one thing comes together."""

import math

import pytest
from builders import make_tweet
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.model import Cluster, Tweet, TweetKind
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.vectors import vectorize

RELEASE = {
    "ann": "Larkspur 发布 Larkspur 3 大模型，推理价格下降一半，权重开源",
    "bob": "刚试了 Larkspur 3，推理价格真的降了一半，开源权重可以本地跑",
    "cleo": "Larkspur 3 大模型开源权重，推理价格对同行压力很大",
}
OUTAGE = {
    "dan": "Fennwick Cloud outage: the Oregon region lost power, jobs are failing",
    "eve": "All my jobs are failing, Fennwick Cloud says the Oregon region lost power",
    "finn": "Fennwick Cloud blames a power failure for the outage in its Oregon region",
}
DEAL = {
    "gus": "SCOOP: Kestreline in talks to acquire Mistlevane for $1.8B, mostly stock",
    "hana": "据报道，Kestreline 正洽谈以 $1.8B 收购 Mistlevane，大部分以股票支付",
}
ALONE = {
    "ivy": "央行宣布下调存款利率，银行股午后收涨",
    "jon": "A new paper shows that small critics improve long-horizon planning",
    "kim": "量子纠错实验首次在室温下维持了一毫秒",
}
DAY = tuple(
    make_tweet(author, text, author=author, minutes=number)
    for number, (author, text) in enumerate(
        {**RELEASE, **OUTAGE, **DEAL, **ALONE}.items()
    )
)


def _authors(clusters: tuple[Cluster, ...]) -> set[frozenset[str]]:
    return {frozenset(tweet.author for tweet in each.tweets) for each in clusters}


def test_stories_told_by_several_come_together_and_others_stay_apart() -> None:
    """In Chinese, in English, and across both by their names and figures."""
    stories = [frozenset(each) for each in (RELEASE, OUTAGE, DEAL)]
    alone = [frozenset([author]) for author in ALONE]

    assert _authors(cluster_tweets(DAY)) == {*stories, *alone}


@pytest.mark.parametrize("kind", [TweetKind.QUOTE, TweetKind.REPLY])
@pytest.mark.parametrize("likes", [1, 500], ids=["weaker", "stronger"])
def test_a_tweet_joins_the_one_it_refers_to(kind: TweetKind, likes: int) -> None:
    """Whatever its words, and whichever of the two is stronger."""
    original = make_tweet("1", RELEASE["ann"], author="ann", likes=20)
    comment = make_tweet(
        "2", "这下隔壁要睡不着了", author="bob", kind=kind, refs=("1",), likes=likes
    )
    other = make_tweet("3", ALONE["jon"], author="jon", likes=20)

    clusters = cluster_tweets([original, comment, other])
    assert _authors(clusters) == {frozenset({"ann", "bob"}), frozenset({"jon"})}


def test_two_that_quote_the_same_absent_tweet_come_together() -> None:
    tweets = [
        make_tweet("2", "这下隔壁要睡不着了", author="ann", refs=("1",)),
        make_tweet("3", "Finally someone says it", author="bob", refs=("1",)),
    ]

    assert _authors(cluster_tweets(tweets)) == {frozenset({"ann", "bob"})}


def test_more_authors_outweigh_more_tweets() -> None:
    """Three who tell of something come before one who tells it three times."""
    monologue = [
        make_tweet(f"m{n}", text, author="zoe")
        for n, text in enumerate(OUTAGE.values())
    ]
    chorus = [make_tweet(a, text, author=a) for a, text in RELEASE.items()]

    first, second = cluster_tweets([*monologue, *chorus])
    assert {tweet.author for tweet in first.tweets} == set(RELEASE)
    assert math.isclose(first.score, 3 * second.score)


def test_the_strongest_tweet_stands_for_its_cluster() -> None:
    tweets = [
        make_tweet(author, text, author=author, likes=likes)
        for likes, (author, text) in enumerate(RELEASE.items())
    ]

    (cluster,) = cluster_tweets(tweets)
    assert [tweet.author for tweet in cluster.tweets] == ["cleo", "bob", "ann"]


@settings(max_examples=25, deadline=None)
@given(st.permutations(DAY))
def test_the_order_of_the_input_does_not_matter(tweets: list[Tweet]) -> None:
    """To the last digit of each score."""
    assert cluster_tweets(DAY) == cluster_tweets(tweets)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.builds(
            make_tweet,
            st.integers(1, 10**6).map(str),
            st.text(min_size=1).filter(str.strip)
            | st.sampled_from([tweet.text for tweet in DAY]),
            likes=st.none() | st.integers(0, 10**6),
            refs=st.just(()) | st.tuples(st.integers(1, 9).map(str)),
        ),
        max_size=9,
        unique_by=lambda tweet: tweet.id,
    )
)
def test_each_tweet_is_in_exactly_one_cluster(tweets: list[Tweet]) -> None:
    clustered = [t.id for cluster in cluster_tweets(tweets) for t in cluster.tweets]

    assert sorted(clustered) == sorted(tweet.id for tweet in tweets)


@pytest.mark.parametrize("text", ["🚀", "。。。", "https://t.co/aBc123"])
def test_tweets_without_words_stay_alone(text: str) -> None:
    tweets = [make_tweet("1", text), make_tweet("2", text), *DAY[:1]]

    assert len(cluster_tweets(tweets)) == 3


def test_no_tweets_make_no_clusters() -> None:
    assert cluster_tweets([]) == ()


def test_a_clusters_words_say_what_it_is_about() -> None:
    clusters = cluster_tweets(DAY)

    (release,) = (c for c in clusters if c.tweets[0].author in RELEASE)
    assert {"larkspur", "推理", "开源权重"} <= set(release.words)


def test_vectors_have_length_one_or_none() -> None:
    """A text without content words has an empty vector."""
    vectors = vectorize([*DAY, make_tweet("empty", "🚀")])

    lengths = {
        id_: math.fsum(weight**2 for weight in vector.values())
        for id_, vector in vectors.items()
    }
    assert lengths == pytest.approx({**{tweet.id: 1.0 for tweet in DAY}, "empty": 0.0})
