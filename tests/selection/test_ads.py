"""Advertising is dropped; news about the same things stays."""

from dataclasses import replace

import pytest
from builders import make_tweet

from pelican_aireport.model import Drop, DropReason, Selection
from pelican_aireport.selection.ads import ad_phrases, drop_ads
from pelican_aireport.selection.phrase_matching import find_phrase


def test_what_x_marks_as_promoted_is_dropped_whatever_it_says() -> None:
    tweet = replace(make_tweet(), promoted=True)

    assert drop_ads([tweet]) == Selection(
        kept=(), dropped=(Drop(tweet=tweet, reason=DropReason.PROMOTED),)
    )


def test_an_ad_is_dropped_with_the_phrase_that_gave_it_away() -> None:
    tweet = make_tweet(text="全场限时优惠，今晚截止")

    assert drop_ads([tweet]) == Selection(
        kept=(),
        dropped=(Drop(tweet=tweet, reason=DropReason.AD, instead_of="限时优惠"),),
    )


def test_a_site_adds_phrases_of_its_own() -> None:
    tweet = make_tweet(text="欢迎加入知识星球")

    assert drop_ads([tweet]) == Selection(kept=(tweet,))
    assert drop_ads([tweet], phrases=["知识星球"]).kept == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Use my code LARK20 at checkout", id="code"),
        pytest.param("USE  MY\nCODE lark20", id="case-and-spacing"),
        pytest.param("P r o m o c o d e inside", id="spaced-letters"),
        pytest.param("Get 40% off today!", id="percent-off"),
        pytest.param("Promo code: LARK. Link in bio.", id="link-in-bio"),
        pytest.param("Follow + Retweet to win a GPU", id="retweet-to-win"),
        pytest.param("Huge giveaway! Follow us", id="giveaway"),
        pytest.param("Claim your free airdrop now", id="airdrop"),
        pytest.param("空投来了！点这里领取，连接钱包即可", id="airdrop-chinese"),
        pytest.param("关注我并转发，抽三位送键盘", id="lottery"),
        pytest.param("限 时 优 惠，只要 99", id="spaced-chinese"),
        pytest.param("用我的优惠码立减 20 元", id="code-chinese"),
        pytest.param("想学的加我微信，名额有限", id="wechat"),
        pytest.param("训练营今天开放报名", id="course"),
        pytest.param("#ad 新款耳机 https://t.co/aBc", id="marked-as-ad"),
        pytest.param("ＰＲＯＭＯ ＣＯＤＥ 立减", id="full-width"),
    ],
)
def test_advertising_is_recognised(text: str) -> None:
    assert find_phrase(text, ad_phrases()) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The Quillcoin airdrop was the largest so far: 1.2M addresses", id="airdrop"
        ),
        pytest.param(
            "交易所公告：空投规则有变，需要满足持仓条件", id="airdrop-chinese"
        ),
        pytest.param("Larkspur Code now writes its own tests", id="code"),
        pytest.param("I was up all night because my code kept failing", id="my-code"),
        pytest.param("Our RL workshop now has a second track", id="workshop-now"),
        pytest.param("A target rich environment for agents", id="target-rich"),
        pytest.param("Finding the missing link in biology with LLMs", id="biology"),
        pytest.param("New #adobe model on https://t.co/aBc", id="hashtag-begins-so"),
        pytest.param("上海出台优惠政策，支持算力企业", id="policy"),
        pytest.param("Larkspur 增加微信登录", id="adds-wechat"),
        pytest.param("三家公司参加微信公开课", id="attends-wechat"),
        pytest.param("代码里的限时锁有问题", id="time-limit"),
        pytest.param("A limited time window for the launch", id="limited-time"),
        pytest.param("Free users can now claim more storage", id="free"),
        pytest.param("The VIP lane at the conference was empty", id="vip"),
        pytest.param("抽样调查显示转发量下降", id="sampling"),
    ],
)
def test_news_is_not_taken_for_advertising(text: str) -> None:
    assert find_phrase(text, ad_phrases()) is None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        pytest.param("code + off", "30% off with this code", True, id="both"),
        pytest.param("code + off", "this code", False, id="one-of-two"),
        pytest.param("c++", "C++ 入门", True, id="plus-without-spaces"),
        pytest.param(" + ", "a + b", False, id="nothing"),
        pytest.param("  ", "any text", False, id="blank"),
        pytest.param("课", "新课上线", True, id="one-character"),
    ],
)
def test_a_plus_joins_what_must_occur_together(
    phrase: str, text: str, *, found: bool
) -> None:
    assert find_phrase(text, [phrase]) == (phrase if found else None)
