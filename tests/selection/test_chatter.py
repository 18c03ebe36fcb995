"""Small talk is dropped; short news stays."""

import pytest
from builders import make_tweet

from pelican_aireport.model import Drop, DropReason, Selection
from pelican_aireport.selection.chatter import drop_chatter, is_chatter


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("gm", id="gm"),
        pytest.param("gm everyone ☀️", id="gm-everyone"),
        pytest.param("Good morning! Coffee first, then code", id="good-morning"),
        pytest.param("Good morning, 48 unread messages", id="greeting-with-figure"),
        pytest.param("Happy birthday to my mother", id="birthday"),
        pytest.param("lol so true", id="lol"),
        pytest.param("wow", id="wow"),
        pytest.param("Love this", id="love-this"),
        pytest.param("https://t.co/aBc123", id="bare-link"),
        pytest.param("👀👀👀", id="emoji"),
        pytest.param("...", id="dots"),
        pytest.param("@ann @bob @cleo", id="handles"),
        pytest.param("早安，各位", id="good-morning-chinese"),
        pytest.param("早。", id="morning-chinese"),
        pytest.param("新的一天，先睡了🌙", id="going-to-bed"),
        pytest.param("哈哈哈哈", id="laughter"),
        pytest.param("周末愉快！", id="weekend"),
        pytest.param("今天真热", id="weather"),
        pytest.param("转发微博", id="repost"),
    ],
)
def test_small_talk_is_chatter(text: str) -> None:
    assert is_chatter(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Larkspur 3 开源了", id="name-and-verb"),
        pytest.param("$QLLM +12%", id="ticker-and-figure"),
        pytest.param("Larkspur raises $40M", id="name-and-amount"),
        pytest.param("@larkspur_ai发布新模型，推理价格下降一半", id="after-a-handle"),
        pytest.param("https://t.co/aBc新模型发布，推理价格下降一半", id="after-a-link"),
        pytest.param("Good morning! Larkspur 3 ships today", id="greeting-and-news"),
        pytest.param("早安。Larkspur 3 今天发布", id="greeting-and-news-chinese"),
        pytest.param(
            "谢谢大家的反馈，新版本修复了登录失败、同步缓慢和导出乱码的问题，明天推送到所有地区的手机和平板",
            id="thanks-and-much-to-tell",
        ),
        pytest.param("央行宣布下调存款利率", id="no-name-but-words"),
        pytest.param(
            "Most regions recovered from the database outage", id="plain-english"
        ),
    ],
)
def test_what_tells_something_is_no_chatter(text: str) -> None:
    assert not is_chatter(text)


def test_chatter_is_dropped_and_the_rest_is_kept_in_order() -> None:
    news, greeting, more = make_tweet("2"), make_tweet("3", "gm"), make_tweet("1")

    assert drop_chatter([news, greeting, more]) == Selection(
        kept=(news, more), dropped=(Drop(tweet=greeting, reason=DropReason.CHATTER),)
    )
