"""Terms: what many authors wrote about, whatever the order of their tweets."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Engagement, Term, Tweet
from pelican_aireport.pictures.terms import count_terms

MOMENT = datetime(2026, 9, 7, tzinfo=UTC)


def tweet(text: str, author: str = "ana", likes: int | None = 0) -> Tweet:
    """Return a tweet whose id is made from what it says."""
    return Tweet(
        id=f"{author}-{abs(hash((text, author, likes)))}",
        author=author,
        text=text,
        created_at=MOMENT,
        engagement=Engagement(likes=likes),
    )


def texts(*tweets: Tweet) -> list[str]:
    """Return the terms of tweets without their weights."""
    return [term.text for term in count_terms(tweets, aliases=load_aliases())]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("Claude Opus 4.5 发布", ["Claude Opus 4.5"], id="whole-name"),
        pytest.param("@ana https://x.com/a/1 的 3 11.7%", [], id="nothing-to-say"),
        pytest.param("什么是我们的，然后", [], id="function-words"),
        pytest.param("算力很值得", ["算力"], id="worth-it"),
        pytest.param("Nvidia 与 $NVDA 与英伟达", ["英伟达"], id="aliases"),
        pytest.param("#具身智能 具身智能", ["具身智能"], id="hashtag"),
        pytest.param("one agent, two agents, agents", ["agents"], id="plural"),
        pytest.param("$KSTL up, KSTL down", ["$KSTL"], id="ticker"),
        pytest.param("AI芯片 與 AI 晶片", ["AI 芯片"], id="traditional"),
        pytest.param("貴的伺服器 服务器", ["服务器"], id="words-of-taiwan"),
        pytest.param("at 9 PT on Jan 14, Notably", [], id="calendar"),
        pytest.param("title date layout posttime 信息", [], id="boilerplate"),
        pytest.param("Google Gemini 3", ["Gemini 3", "谷歌"], id="two-names"),
        pytest.param("可灵 2.5 Turbo", ["可灵 2.5 Turbo"], id="chinese-version"),
    ],
)
def test_terms_are_names_and_nouns(text: str, terms: list[str]) -> None:
    """No handle, address, number, single character or stop word is a term."""
    assert texts(tweet(text)) == terms


def test_an_author_counts_once_per_term() -> None:
    """Ten tweets of one author weigh as the most heard of them."""
    loud = [tweet(f"算力 {n}", "ana", likes=n) for n in range(10)]

    assert count_terms(loud, aliases=load_aliases()) == count_terms(
        loud[-1:], aliases=load_aliases()
    )


def test_the_commonest_spelling_is_shown() -> None:
    """Forms that differ in case, space or hyphen are one term."""
    assert texts(
        tweet("用 Veltra 2 写", "ana"),
        tweet("用 Veltra 2 画", "bob"),
        tweet("用 VELTRA-2 唱", "eve"),
    ) == ["Veltra 2"]


def test_unknown_engagement_weighs_as_the_median() -> None:
    """What was not counted is neither nothing nor much."""
    others = [tweet(f"第{n}篇", f"a{n}", likes=n) for n in (0, 50, 9000)]
    unknown = count_terms([*others, tweet("算力", likes=None)], aliases=load_aliases())
    median = count_terms([*others, tweet("算力", likes=50)], aliases=load_aliases())

    assert [t for t in unknown if t.text == "算力"] == [
        t for t in median if t.text == "算力"
    ]


def test_words_of_the_topic_can_be_left_out() -> None:
    """What is ignored is ignored in any case of its letters."""
    terms = count_terms(
        [tweet("Robot 与算力")], aliases=load_aliases(), ignored=["ROBOT"]
    )

    assert [term.text for term in terms] == ["算力"]


def test_an_english_report_keeps_the_characters_of_its_tweets() -> None:
    terms = count_terms(
        [tweet("伺服器")], aliases=load_aliases(language="en"), language="en"
    )

    assert [term.text for term in terms] == ["伺服器"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("岱岩湾区在涨", ["岱岩湾区"], id="chinese"),
        pytest.param("岱巖灣區在漲", ["岱岩湾区"], id="traditional"),
        pytest.param("try open tarn now", ["Open Tarn"], id="spelt-as-listed"),
        pytest.param("Open Tarn 2", ["Open Tarn 2"], id="version"),
        pytest.param("Fenn 3 days later", ["Fenn"], id="counted"),
        pytest.param("https://fenn.com/Fenn @fenn", [], id="address"),
        pytest.param("reopen tarnish", ["tarnish", "reopen"], id="longer-word"),
    ],
)
def test_a_word_of_the_dictionary_is_whole(text: str, terms: list[str]) -> None:
    """Wherever it stands, but inside a longer word or an address."""
    dictionary = ["岱岩湾区", "Open Tarn", "Fenn"]
    counted = count_terms([tweet(text)], aliases=load_aliases(), dictionary=dictionary)

    assert [term.text for term in counted] == terms


def test_a_tag_of_two_authors_is_whole_without_its_sign() -> None:
    """Whoever tags a word says where it ends."""
    assert texts(
        tweet("#岱岩湾区", "ana"), tweet("#岱岩湾区", "bob"), tweet("去岱岩湾区", "eve")
    ) == ["岱岩湾区"]


def test_a_guess_of_the_segmenter_waits_for_a_second_author() -> None:
    """Where thirty sure terms are there, a single author's guess is left out."""
    known = "芯片 算力 显卡 论文 火箭 卫星 电池 汽车 银行 股票 原油 黄金 利率 关税 电影"
    more = "游戏 小说 剧本 字幕 播客 海报 手机 镜头 地铁 火车 轮船 飞机 邮局 学校 医院"
    sure = tweet(f"{known} {more} 圆岱 whatnots", "ana", likes=9)

    assert set(texts(sure)) == {*known.split(" "), *more.split(" ")}


def test_names_of_a_single_author_stand_by_their_weight() -> None:
    """Words of one do not, where thirty terms of two are there."""
    words = "芯片 算力 显卡 论文 火箭 卫星 电池 汽车 银行 股票 原油 黄金 利率 关税 电影"
    more = "游戏 小说 剧本 字幕 播客 海报 手机 镜头 地铁 火车 轮船 飞机 邮局 学校 医院"
    shared = [tweet(f"{words} {more}", author) for author in ("ana", "bob")]
    alone = tweet("英伟达 寒武纪 沃顿商学院 窗帘", "eve", likes=99)
    terms = {
        limit: [
            term.text
            for term in count_terms(
                [*shared, alone], aliases=load_aliases(), limit=limit
            )
        ]
        for limit in (31, 80)
    }

    assert {limit: len(texts) for limit, texts in terms.items()} == {31: 31, 80: 33}
    assert {"英伟达", "寒武纪", "沃顿商学院"} < set(terms[80])
    assert "窗帘" not in terms[80]
    assert {"英伟达", "寒武纪", "沃顿商学院"} < set(terms[31])


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        pytest.param(["提示词注入"], {"提示词注入"}, id="only-there"),
        pytest.param(
            ["提示词注入", "提示词"], {"提示词注入", "提示词"}, id="alone-too"
        ),
        pytest.param(["语音样本"], {"语音样本"}, id="joined"),
        pytest.param(["智能体评测", "智能体评测"], {"智能体评测"}, id="of-two-authors"),
        pytest.param(["机器会取代人。机器人早"], {"机器", "机器人"}, id="both"),
        pytest.param(["小米涨了。小米 YU7"], {"小米", "小米 YU7"}, id="a-name"),
        pytest.param(["语音样本", "语音"], {"语音样本", "语音"}, id="joined-and-alone"),
    ],
)
def test_a_term_within_another_counts_where_it_is_used_alone(
    said: list[str], terms: set[str]
) -> None:
    """What the same authors use only within a longer term is left out."""
    tweets = [tweet(text, f"a{n}") for n, text in enumerate(said)]

    assert set(texts(*tweets)) == terms


def test_a_reading_weighs_by_its_probability() -> None:
    """Of one author, unheard; a name weighs half as much again."""
    said = [tweet("车辆样本", "ana"), tweet("车辆", "bob"), tweet("沃顿商学院", "eve")]
    terms = {
        term.text: term.weight for term in count_terms(said, aliases=load_aliases())
    }

    assert terms == {"沃顿商学院": 1.5, "车辆": 1.2, "车辆样本": 0.8}


def test_the_heaviest_terms_come_first() -> None:
    """More authors and more engagement weigh more; ties stand by text."""
    terms = count_terms(
        [
            tweet("算力 芯片 芯片", "ana", likes=9),
            tweet("芯片", "bob", likes=0),
            tweet("显卡", "eve", likes=9),
        ],
        aliases=load_aliases(),
    )

    assert terms == (
        Term(text="芯片", weight=4.3),
        Term(text="显卡", weight=3.3),
        Term(text="算力", weight=3.3),
    )


WORDS = st.sampled_from(
    [
        *("算力", "Claude", "agents", "agent", "英伟达", "$NVDA", "晶片", "芯片"),
        *("#岱岩湾区", "岱岩湾区", "$KSTL", "KSTL", "Music", "music", "圆岱"),
    ]
)
TWEETS = st.lists(
    st.builds(
        tweet,
        st.lists(WORDS, min_size=1, max_size=4).map(" 与 ".join),
        st.sampled_from(["ana", "bob", "eve"]),
        st.none() | st.integers(0, 10**6),
    ),
    max_size=8,
)


@settings(deadline=None)  # the first example loads the dictionary
@given(tweets=TWEETS, random=st.randoms(use_true_random=False))
def test_the_order_of_the_tweets_plays_no_part(
    tweets: list[Tweet], random: Random
) -> None:
    """Shuffled tweets give the same terms with the same weights."""
    shuffled = list(tweets)
    random.shuffle(shuffled)

    assert count_terms(shuffled, aliases=load_aliases()) == count_terms(
        tweets, aliases=load_aliases()
    )


@settings(deadline=None)  # as above
@given(tweets=TWEETS)
def test_each_author_counts_once(tweets: list[Tweet]) -> None:
    """What an author repeats, however often, changes no weight."""
    repeated = [replace(each, id=f"{each.id}-{n}") for each in tweets for n in range(3)]
    once, thrice = (
        count_terms(each, aliases=load_aliases()) for each in (tweets, repeated)
    )

    assert thrice == once
