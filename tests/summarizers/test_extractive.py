"""The extractive summarizer: it quotes, and every digest passes its checks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from builders import make_tweet
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.sections import CLAIM_SECTIONS, LANGUAGES, Section
from pelican_aireport.evidence.checks import find_faults
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import (
    Briefing,
    Claim,
    Details,
    Digest,
    Modality,
    Tweet,
    TweetKind,
)
from pelican_aireport.selection.clustering import cluster_tweets
from pelican_aireport.selection.selection import select
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.sources.sample import SampleSource
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.port import Frame

SPECIAL = set(CLAIM_SECTIONS) - {Section.OVERVIEW, Section.KEY_POINTS}
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 9, 8)
WINDOW = window_of_days(DAY, DAY, SHANGHAI)
FRAME = Frame(
    window=WINDOW,
    timezone=SHANGHAI,
    language="zh-CN",
    key_points=10,
    aliases=load_aliases(),
)

PIECES = st.sampled_from(
    [
        *("Larkspur 3", "发布", "大模型", "推理价格", "下降一半", "$QLLM", "12%", "。"),
        *("，", "！", "\n", "“", "”", "「", "https://t.co/aBc123", "http://", "@ann "),
        *("#开源", "权重", "Fennwick", "融资", "我认为", "[a](b)", "**", "{attach}x"),
        *("training", "inference", "chips", "benchmark", ". ", "{quote}", "\u202e"),
        *("ht\u200btps://a.b", "芯片", "机器人", "量子", "纠错", "实验室", "电池"),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join).filter(str.strip)
NAMES = st.none() | st.sampled_from(
    [
        "Ann",
        "看这里 https://t.co/x",
        "“Larkspur is bankrupt now”",
        "a\nb",
        "{author}",
        "\u200b",
        "  ",
        "http://",
        "**安**",
        "名" * 60,
    ]
)
TWEETS = st.lists(
    st.builds(
        Tweet,
        id=st.integers(1, 10**6).map(str),
        author=st.sampled_from(["ann", "bob", "cleo"]),
        name=NAMES,
        text=TEXTS,
        created_at=st.just(make_tweet().created_at),
        engagement=st.builds(
            lambda likes: make_tweet(likes=likes).engagement,
            st.none() | st.integers(0, 3),
        ),
        kind=st.sampled_from([TweetKind.POST, TweetKind.QUOTE]),
    ),
    max_size=12,
    unique_by=lambda tweet: tweet.id,
)


def _summarize(tweets: Sequence[Tweet], language: str = "zh-CN") -> Digest:
    frame = replace(FRAME, language=language)
    return ExtractiveSummarizer().summarize(cluster_tweets(tweets), frame)


def _claims(digest: Digest) -> list[Claim]:
    return [claim for claims in claims_of(digest).values() for claim in claims]


def _sample() -> tuple[Tweet, ...]:
    tweets = SampleSource().fetch(WINDOW).tweets
    return select(tweets, WINDOW, max_tweets=2000).kept


@example(
    tweets=[make_tweet("1", "ht\u200btps://a.b12%12%", author="ann")], language="en"
)
@settings(max_examples=60, deadline=None)
@given(tweets=TWEETS, language=st.sampled_from(LANGUAGES))
def test_no_tweets_make_a_digest_that_fails_its_checks(
    tweets: list[Tweet], language: str
) -> None:
    """Whatever authors write, and whatever they call themselves."""
    assert find_faults(_summarize(tweets, language), tweets) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("见 https://t.co/x", "", id="link-in-a-name"),
        pytest.param("http://", "", id="bare-scheme-in-a-name"),
        pytest.param("“Larkspur is bankrupt”", "", id="quotation-in-a-name"),
        pytest.param(None, "http:// 已经过时，", id="bare-scheme-in-a-text"),
        pytest.param(None, "ht\u200btps://a.b ", id="hidden-link"),
        pytest.param(None, "“开源权重会改变一切行业”，他说。", id="nested-quotation"),
    ],
)
def test_a_hostile_tweet_costs_no_report(
    name: str | None, text: str, language: str
) -> None:
    said = f"{text}Larkspur 3 大模型推理价格下降 50%，训练芯片融资"
    tweet = replace(make_tweet("1", said), name=name)

    digest = _summarize([tweet], language)
    assert len(digest.briefing.key_points) == 1
    assert find_faults(digest, [tweet]) == ()


def test_what_would_read_the_same_is_told_once() -> None:
    """Such as two posts of one minute that differ only behind a link."""
    head = "Larkspur 3 大模型推理价格下降 50% https://t.co/a "
    tails = (
        "量子纠错实验首次在室温下维持一毫秒，电池材料实验室宣布机器人手臂完成装配",
        "央行下调存款利率，银行股午后收涨，分析师预计年底之前还有一次降息空间",
    )
    tweets = [make_tweet(str(n), head + tail) for n, tail in enumerate(tails, 1)]
    others = [
        make_tweet(f"o{n}", text, author=f"author{n}")
        for n, text in enumerate(
            (
                "Fennwick raises $40M for inference chips in Oregon",
                "Quillcoin fell 12% after the exchange halted withdrawals",
                "Mistlevane 起诉 Kestreline 侵犯三项专利",
            )
        )
    ]

    digest = _summarize([*tweets, *others])
    assert max(Counter(claim.text for claim in _claims(digest)).values()) == 1


@pytest.mark.parametrize("likes", [None, 0], ids=["unknown", "zero"])
def test_tweets_without_counts_make_a_report(likes: int | None) -> None:
    """JSONL needs no counts at all."""
    tweets = [
        make_tweet("1", "Larkspur 3 大模型推理价格下降 50%", likes=likes),
        make_tweet("2", "Larkspur 3 推理价格下降 50% 属实", author="bob", likes=likes),
    ]

    assert len(_summarize(tweets).briefing.key_points) == 1


def test_the_order_of_the_tweets_does_not_matter() -> None:
    tweets = _sample()

    digests = [
        _summarize(tweets),
        _summarize(tweets[::-1]),
        _summarize(sorted(tweets, key=lambda tweet: tweet.id[::-1])),
    ]
    assert digests == digests[:1] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_makes_a_full_digest(language: str) -> None:
    """Ten points, none of them told again, one to five tweets behind each claim."""
    tweets = _sample()
    digest = _summarize(tweets, language)

    assert len(digest.briefing.key_points) == 10
    assert find_faults(digest, tweets) == ()
    tellers = [claim.evidence[0] for claim in _claims(digest)[2:]]
    assert max(Counter(tellers).values()) == 1


def test_claims_quote_the_tweet_they_cite_first() -> None:
    tweets = {tweet.id: clean_line(tweet.text) for tweet in _sample()}
    digest = _summarize(_sample())

    told = [c for c in _claims(digest) if c not in digest.briefing.overview]
    for claim in told:
        found = re.search(r" 写道：“(.+)”", claim.text)
        assert found is not None
        assert found[1] in tweets[claim.evidence[0]]


@pytest.mark.parametrize(
    ("tweets", "most"),
    [(1, 1), (3, 1), (4, 1), (8, 2), (40, 10), (400, 10)],
)
def test_a_thin_day_has_fewer_key_points(tweets: int, most: int) -> None:
    subjects = ("Larkspur", "Fennwick", "Mistlevane", "Kestreline", "Quillcoin")
    day = [
        make_tweet(
            str(number),
            f"{subjects[number % 5]} {number} 大模型编号甲{number} 推理下降 {number}%",
            author=f"author{number}",
        )
        for number in range(tweets)
    ]

    assert len(_summarize(day).briefing.key_points) <= most


@pytest.mark.parametrize(
    ("text", "section"),
    [
        pytest.param("$QLLM 大涨 12%，盘后继续上涨", Section.MARKETS, id="market"),
        pytest.param(
            "Fennwick 2 完成新一轮融资 3 亿元，估值翻倍，基金领投",
            Section.FINANCE,
            id="finance",
        ),
        pytest.param(
            "Larkspur 3 手机客户端正式发布，登录接口上线", Section.EVENTS, id="event"
        ),
        pytest.param(
            "我认为 Larkspur 3 被高估，本质上还是旧架构",
            Section.VIEWPOINTS,
            id="opinion",
        ),
        pytest.param(
            "Larkspur 3 的推理与训练用同一种芯片，参数 7B", Section.AI, id="ai"
        ),
    ],
)
def test_what_is_no_key_point_goes_to_its_section(text: str, section: Section) -> None:
    """A story of two takes the only point of so thin a day."""
    point = [
        make_tweet(a, "Kestreline 大模型训练成本下降 50%", author=a) for a in ("a", "b")
    ]
    frame = replace(FRAME, key_points=1)

    clusters = cluster_tweets([*point, make_tweet("1", text)])
    claims = claims_of(ExtractiveSummarizer().summarize(clusters, frame))
    details = {s: c[0].evidence for s, c in claims.items() if c and s in SPECIAL}
    assert details == {section: ("1",)}


def test_others_who_speak_of_it_are_counted_and_cited() -> None:
    texts = [
        f"Larkspur 3 大模型推理价格下降 50%，第{n}个测试" for n in "一二三四五六七"
    ]
    day = [
        make_tweet(str(n), text, author=f"a{n}", likes=9 - n)
        for n, text in enumerate(texts, 1)
    ]

    (point,) = _summarize(day).briefing.key_points
    assert point.evidence == ("1", "2", "3", "4", "5")
    assert point.lead == "Larkspur 3"
    assert point.text == (
        "@a1 9 月 8 日 20:00 写道：“Larkspur 3 大模型推理价格下降 50%，"
        "第一个测试”。另有 6 位作者谈到此事，出处列出其中 4 位。"
    )


def test_a_quotation_that_passes_on_a_rumour_is_marked() -> None:
    """Wherever it stands; others are marked as nothing."""
    said = "Larkspur 3 大模型推理价格下降 50%"
    heard = "Fennwick 2 大模型训练成本下降 40%"
    day = [
        make_tweet("1", f"据传 {heard}", author="ann"),
        make_tweet("2", said, author="bob"),
    ]
    frame = replace(FRAME, key_points=1)
    told = ExtractiveSummarizer().summarize(cluster_tweets(day), frame)
    assert {
        claim.evidence[0]: claim.modality
        for section, claims in claims_of(told).items()
        for claim in claims
        if section is not Section.OVERVIEW
    } == {"1": Modality.RUMOURED, "2": None}


def test_nothing_in_gives_an_empty_digest() -> None:
    assert _summarize([]) == Digest(briefing=Briefing(), details=Details())
