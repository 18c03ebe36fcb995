"""Coverage: each fault of a claim is found, named and placed."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

import pytest
from builders import NOON, make_tweet
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.evidence.claims.coverage import (
    Rules,
    find_claim_faults,
    find_repetitions,
    mark_sources,
)
from pelican_aireport.evidence.claims.faults import ClaimFault, ClaimFaultKind
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim, Mark, Modality, Tweet, Window

CHINESE = Rules(aliases=load_aliases(), language="zh-CN")
ENGLISH = Rules(aliases=load_aliases(), language="en")

TWEETS: Mapping[str, Tweet] = {
    tweet.id: tweet
    for tweet in (
        make_tweet("1", "Nvidia fell 8.25% to $171 after Larkspur shipped Tarn 2.1"),
        make_tweet(
            "2",
            "岱岩 D9 周三开售，价格降 20%，398,000 人预约。张一凡说：“我们等了三年”",
            author="Lao_Xu",
        ),
        make_tweet("3", "Rumor: Larkspur could buy Corvane for $2B next month"),
        make_tweet("4", "Larkspur will not train on customer code, $LRKS +3%"),
        make_tweet(
            "6",
            "Day 3 in Hsinchu: Tarn cuts the error rate from 0.31 to 0.12 in 16GB; "
            "three quarters of 8,000 users stay, half a million wait",
            author="Old_Storage",
        ),
    )
}


def _faults(
    text: str, *evidence: str, rules: Rules = CHINESE, modality: Modality | None = None
) -> list[tuple[str, str]]:
    claim = Claim(text=text, evidence=evidence, modality=modality)
    return [
        (fault.kind.value, fault.found)
        for fault in find_claim_faults(claim, TWEETS, rules)
    ]


@pytest.mark.parametrize(
    ("text", "id_", "faults"),
    [
        pytest.param("英伟达跌 8.25%，报 171 美元", "1", [], id="honest"),
        pytest.param("英伟达跌约 8%", "1", [], id="about"),
        pytest.param("英伟达跌超 8%", "1", [], id="over"),
        pytest.param("英伟达跌近 8%", "1", [("number", "8%")], id="not-nearly"),
        pytest.param("英伟达跌 8%", "1", [("number", "8%")], id="silent-rounding"),
        pytest.param("岱岩 D9 有近 40 万人预约", "2", [], id="nearly"),
        pytest.param(
            "岱岩 D9 有 40 万人预约", "2", [("number", "40 万人")], id="exact"
        ),
        pytest.param("英伟达报 171 元", "1", [("unit", "171 元")], id="currency"),
        pytest.param("英伟达跌至 171%", "1", [("unit", "171%")], id="percentage"),
        pytest.param(
            "英伟达与 Larkspur 两家公司的消息", "1", [], id="the-claim-counts-itself"
        ),
        pytest.param(
            "英伟达与 Larkspur 等五家公司", "1", [("number", "五家")], id="wrong-count"
        ),
        pytest.param("英伟达涨 8.25%", "1", [("direction", "涨")], id="direction"),
        pytest.param("岱岩 D9 涨价 20%", "2", [("direction", "涨价")], id="price"),
        pytest.param("微软跌 8.25%", "1", [("name", "微软")], id="company"),
        pytest.param("$AMD 跌 8.25%", "1", [("ticker", "$AMD")], id="known-ticker"),
        pytest.param("$QRST 跌 8.25%", "1", [("ticker", "$QRST")], id="ticker"),
        pytest.param("$NVDA 跌 8.25%", "1", [], id="ticker-by-alias"),
        pytest.param("Quillon 出货 Tarn 2.1", "1", [("name", "Quillon")], id="name"),
        pytest.param(
            "Larkspur 出货 Tarn 2.2", "1", [("version", "Tarn 2.2")], id="version"
        ),
        pytest.param("Larkspur 出货 TARN-2.1", "1", [], id="spelling-of-a-name"),
        pytest.param("@ann 说英伟达跌了", "1", [], id="author"),
        pytest.param("@bob 说英伟达跌了", "1", [("handle", "@bob")], id="handle"),
        pytest.param("@lao_xu 说岱岩 D9 降价 20%", "2", [], id="case-of-a-handle"),
        pytest.param("张一凡说“我们等了三年”", "2", [], id="quotation"),
        pytest.param(
            "张一凡说“我们等了五年”",
            "2",
            [("quotation", "“我们等了五年”")],
            id="altered",
        ),
        pytest.param(
            "李明远说岱岩 D9 降价 20%", "2", [("name", "李明远")], id="chinese-person"
        ),
        pytest.param("岱岩 D9 周三开售", "2", [], id="weekday"),
        pytest.param("岱岩 D9 周五开售", "2", [("date", "周五")], id="wrong-weekday"),
        pytest.param("岱岩 D9 于 9 月 9 日开售", "2", [], id="weekday-as-date"),
        pytest.param(
            "岱岩 D9 于 9 月 11 日开售", "2", [("date", "9 月 11 日")], id="wrong-date"
        ),
        pytest.param(
            "Larkspur 收购 Corvane", "3", [("modality", "收购")], id="rumour-as-fact"
        ),
        pytest.param("据传 Larkspur 或收购 Corvane", "3", [], id="rumour"),
        pytest.param(
            "Larkspur 将用客户代码训练", "4", [("negation", "训练")], id="negation"
        ),
        pytest.param("Larkspur 不用客户代码训练", "4", [], id="negated-alike"),
        pytest.param("$LRKS 涨 3%", "4", [], id="sign-is-a-direction"),
        pytest.param("$LRKS 跌 3%", "4", [("direction", "跌")], id="against-the-sign"),
        pytest.param("Tarn 在新竹跑了三天", "6", [], id="town-and-day"),
        pytest.param("Tarn 在台北跑了三天", "6", [("name", "台北")], id="wrong-town"),
        pytest.param("Tarn 跑了五天", "6", [("number", "五天")], id="wrong-day"),
        pytest.param("Tarn 的错误率从 31% 降到 12%", "6", [], id="part-of-one"),
        pytest.param("Tarn Robotics 占 16G", "6", [], id="trade-and-short-unit"),
        pytest.param("75% 的人留在 Tarn，50 万人在等", "6", [], id="share-and-count"),
        pytest.param("“Old_Storage”谈 Tarn", "6", [], id="author-in-quotation-marks"),
        pytest.param(
            "前景十分广阔", "1", [("generality", "前景十分广阔")], id="generality"
        ),
        pytest.param(
            "业内普遍看好英伟达", "1", [("generality", "业内普遍")], id="crowd-of-one"
        ),
    ],
)
def test_each_fault_of_a_claim_is_found(
    text: str, id_: str, faults: list[tuple[str, str]]
) -> None:
    assert _faults(text, id_) == faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("英伟达见 https://a.b/c", "https://a.b/c", id="link"),
        pytest.param("英伟达**大跌**", "**", id="emphasis"),
        pytest.param("# 英伟达", "#", id="heading"),
        pytest.param("英伟达<b>跌", "<b>", id="html"),
        pytest.param("[英伟达](x)", "[英伟达](x)", id="markdown-link"),
        pytest.param("英伟达[^1]", "[^1]", id="footnote"),
        pytest.param("英伟达\u202e跌", "\u202e", id="direction-mark"),
        pytest.param("英伟达{static}跌", "{static}", id="pelican-link"),
    ],
)
def test_a_claim_is_a_plain_sentence(text: str, found: str) -> None:
    assert ("structure", found) in _faults(text, "1")


def test_a_line_break_is_no_part_of_a_sentence() -> None:
    """What is found is white space, and shown as nothing."""
    assert ("structure", "") in _faults("英伟达\n跌", "1")


def test_what_is_too_long_is_not_compared() -> None:
    assert [kind for kind, _ in _faults("微软跌 9%" * 200, "1")] == ["structure"]


@pytest.mark.parametrize(
    ("text", "rules", "faults"),
    [
        pytest.param("Nvidia fell to $171.", ENGLISH, [], id="english"),
        pytest.param(
            "Nvidia 下跌 to $171.", ENGLISH, [("language", "下跌")], id="han-in-english"
        ),
        pytest.param(
            "Nvidia slipped to $171 in early trading.",
            CHINESE,
            [("language", "Nvidia slipped to $171 in early trading.")],
            id="english-in-chinese",
        ),
        pytest.param("Nvidia fell 8.25% to $171", CHINESE, None, id="no-han-at-all"),
    ],
)
def test_a_claim_is_in_the_language_of_the_report(
    text: str, rules: Rules, faults: list[tuple[str, str]] | None
) -> None:
    wanted = [("language", text)] if faults is None else faults
    assert _faults(text, "1", rules=rules) == wanted


@pytest.mark.parametrize(
    ("evidence", "faults"),
    [
        pytest.param((), [("no-evidence", "")], id="none"),
        pytest.param(("1", "9"), [("unknown-id", "9")], id="unknown"),
        pytest.param(
            ("1", "2", "3", "4", "8", "9"),
            [
                ("too-many-ids", "1, 2, 3, 4, 8, 9"),
                ("unknown-id", "8"),
                ("unknown-id", "9"),
            ],
            id="too-many",
        ),
    ],
)
def test_a_claim_cites_one_to_five_known_tweets(
    evidence: tuple[str, ...], faults: list[tuple[str, str]]
) -> None:
    assert _faults("英伟达下跌", *evidence) == faults


def test_a_tweet_outside_the_window_supports_nothing() -> None:
    """Its figures do not cover a claim that cites a second tweet as well."""
    day = datetime(2026, 9, 8, tzinfo=UTC)
    window = Window(start=day, end=day + timedelta(days=1))
    rules = Rules(aliases=load_aliases(), language="zh-CN", window=window)
    old = make_tweet("5", "Nvidia fell 9%", minutes=-2 * 24 * 60)
    claim = Claim(text="英伟达跌 9%", evidence=("1", "5"))

    faults = find_claim_faults(claim, {**TWEETS, "5": old}, rules)
    assert [(fault.kind.value, fault.found) for fault in faults] == [
        ("window", "5"),
        ("number", "9%"),
    ]


def test_days_are_those_of_the_report_s_time_zone() -> None:
    """Noon in London is the evening of the same day in Shanghai, 18:00 the next."""
    shanghai = timezone(timedelta(hours=8))
    rules = Rules(aliases=load_aliases(), language="zh-CN", timezone=shanghai)
    late = {"7": make_tweet("7", "Larkspur shipped Tarn 2.1 today", minutes=360)}
    claim = Claim(text="Larkspur 于 9 月 9 日推出 Tarn 2.1", evidence=("7",))

    assert find_claim_faults(claim, late, rules) == ()
    assert NOON.day == 8


@pytest.mark.parametrize(
    ("modality", "kinds"),
    [
        pytest.param(None, ["modality"], id="none"),
        pytest.param(Modality.RELEASED, ["modality"], id="released"),
        pytest.param(Modality.RUMOURED, [], id="rumoured"),
        pytest.param(Modality.OPINION, [], id="opinion"),
    ],
)
def test_a_rumour_may_be_told_as_a_rumour(
    modality: Modality | None, kinds: list[str]
) -> None:
    faults = _faults("Larkspur 收购 Corvane", "3", modality=modality)
    assert [kind for kind, _ in faults] == kinds


def test_a_figure_of_a_rumour_is_one_in_a_tweet_of_facts_too() -> None:
    tweet = make_tweet("1", "Larkspur 发布 Tarn 2.1。成本据说降到 80 万元")
    claim = Claim(text="Tarn 2.1 的成本降到 80 万元", evidence=("1",))

    kinds = [fault.kind for fault in find_claim_faults(claim, {"1": tweet}, CHINESE)]
    assert kinds == [ClaimFaultKind.MODALITY]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("Larkspur 将收购 Tarn", ["negation"], id="affirmed"),
        pytest.param("Larkspur 否认收购 Tarn", [], id="denied-alike"),
        pytest.param("Larkspur 投入 3 亿元", [], id="something-else"),
    ],
)
def test_what_is_denied_is_not_affirmed(text: str, kinds: list[str]) -> None:
    tweet = make_tweet("1", "Larkspur 否认将收购 Tarn，称今年投入 3 亿元")
    claim = Claim(text=text, evidence=("1",))
    faults = find_claim_faults(claim, {"1": tweet}, CHINESE)

    assert [fault.kind.value for fault in faults] == kinds


def test_faults_have_words_and_the_order_of_the_text() -> None:
    claim = Claim(lead="微软", text="跌 9%，@bob 称", evidence=("1",))

    assert find_claim_faults(claim, TWEETS, CHINESE) == (
        ClaimFault(
            kind=ClaimFaultKind.NAME,
            found="微软",
            words="'微软' stands in no cited tweet; "
            "name only what the cited tweets name",
        ),
        ClaimFault(
            kind=ClaimFaultKind.NUMBER,
            found="9%",
            words="'9%' stands in no cited tweet; "
            "give the figure that they give or none",
        ),
        ClaimFault(
            kind=ClaimFaultKind.HANDLE,
            found="@bob",
            words="'@bob' wrote none of the cited tweets and is named in none; "
            "leave it out",
        ),
    )


def test_an_edited_text_that_repeats_its_lead_has_each_fault_once() -> None:
    claim = Claim(lead="微软", text="微软跌 8.25%", evidence=("1",))

    assert len(find_claim_faults(claim, TWEETS, CHINESE)) == 1


def test_a_figure_belongs_to_its_name() -> None:
    both = {"6": make_tweet("6", "腾讯收涨 2.3%，阿里巴巴涨 1.8%")}
    claim = Claim(text="阿里巴巴涨 2.3%，腾讯涨 1.8%", evidence=("6",))

    kinds = [fault.kind for fault in find_claim_faults(claim, both, CHINESE)]
    assert kinds == [ClaimFaultKind.NAME] * 2


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_tweet_s_own_figures_and_names_cover_themselves(data: st.DataObject) -> None:
    """What is copied from a tweet has no fault in figures, names or dates."""
    parts = data.draw(
        st.lists(
            st.sampled_from(
                [
                    "英伟达跌 8.25%",
                    "Tarn 2.1 上下文 128K",
                    "营收 1,234 万美元",
                    "GPT-5.2 与 5.1",
                    "9 月 3 日周四",
                    "Q3 涨 12 个百分点",
                    "3 家公司",
                    "$LRKS 报 -4%",
                    "两年内翻倍",
                    "@kira 说不会收购",
                ]
            ),
            min_size=1,
            max_size=6,
            unique=True,
        )
    )
    text = "，".join(parts)
    tweet = make_tweet("1", text)

    assert (
        find_claim_faults(Claim(text=text, evidence=("1",)), {"1": tweet}, CHINESE)
        == ()
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1,", "1,000", "1.", "$", "“", "「x", "<a", "[a](", "@a ", "Ab Cd "),
        *("三", "百分之", "李·", "1-", "not ", "涨 5%，", "3月", "2026年", "A1", "+1"),
    ],
)
def test_hostile_texts_do_not_hold_the_checks_up(piece: str) -> None:
    """Twice the text is at most four times the work; backtracking takes for ever.

    The processor's own time, of both lengths in one run: seconds on the clock would
    tell of what else the machine does. The growth of less than a second is chance.
    """
    half, whole = (_time_checks(piece, length) for length in (4_000, 8_000))
    assert half < _MOST_SECONDS
    assert whole < 1 or whole / half < _CUBIC


_MOST_SECONDS = 5
"""A long post takes two at most."""


_CUBIC = 2**3 * 0.8
"""Less than work that grows with the third power, and more than with the second."""


def _time_checks(piece: str, length: int) -> float:
    tweet = make_tweet("1", "x" + piece * (length // len(piece)))
    claim = Claim(text=("英伟达 3 家" + piece * 500)[:600], evidence=("1",))
    start = time.process_time()
    find_claim_faults(claim, {"1": tweet}, CHINESE)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("one", "other", "repeats"),
    [
        pytest.param(("a", ("1",)), ("b", ("1",)), True, id="same-tweet"),
        pytest.param(("a", ("1",)), ("b", ("2",)), False, id="other-tweet"),
        pytest.param(("a", ("1", "2")), ("b", ("1",)), False, id="half"),
        pytest.param(("a", ("1", "2", "3")), ("b", ("1", "2")), True, id="most"),
        pytest.param(("a", ()), ("b", ()), False, id="no-evidence"),
        pytest.param(
            ("Larkspur 发布 Tarn 2.1 模型，推理价格下降一半", ("1",)),
            ("Larkspur 发布 Tarn 2.1 模型，推理价格下降了一半。", ("2",)),
            True,
            id="same-words",
        ),
        pytest.param(
            ("Larkspur 发布 Tarn 2.1 模型，推理价格下降一半", ("1",)),
            ("Larkspur 关闭二号工厂，Corvane 起诉索赔", ("2",)),
            False,
            id="other-words",
        ),
    ],
)
def test_claims_that_say_the_same_are_paired(
    one: tuple[str, tuple[str, ...]],
    other: tuple[str, tuple[str, ...]],
    *,
    repeats: bool,
) -> None:
    claims = [Claim(text=text, evidence=ids) for text, ids in (one, other)]
    assert find_repetitions(claims) == (((1, 0),) if repeats else ())


@pytest.mark.parametrize(
    ("text", "evidence", "before", "after"),
    [
        pytest.param("降价", ("2",), (), (Mark.ONE_SOURCE,), id="one-author"),
        pytest.param("@LAO_XU 说降价", ("2",), (), (), id="handle-named"),
        pytest.param("老徐说降价", ("8",), (), (), id="name-named"),
        pytest.param("降价", ("1", "2"), (Mark.ONE_SOURCE,), (), id="two-authors"),
        pytest.param("降价", (), (), (), id="no-evidence"),
        pytest.param(
            "降价",
            ("2",),
            (Mark.REPLACED,),
            (Mark.ONE_SOURCE, Mark.REPLACED),
            id="other-marks-stay",
        ),
        pytest.param(
            "降价", ("1", "2"), (Mark.REPLACED,), (Mark.REPLACED,), id="nothing-new"
        ),
    ],
)
def test_a_claim_of_one_author_is_marked_unless_it_says_so(
    text: str,
    evidence: tuple[str, ...],
    before: tuple[Mark, ...],
    after: tuple[Mark, ...],
) -> None:
    named = Tweet(
        id="8", author="x_u", name="老徐", text="岱岩 D9 降价", created_at=NOON
    )
    claim = Claim(text=text, evidence=evidence, marks=before)

    assert mark_sources(claim, {**TWEETS, "8": named}).marks == after


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("由衔枝资本领投", [], id="particle-before"),
        pytest.param("海岚就智能体规则征求意见", [], id="particle-behind"),
        pytest.param("由槐枝资本领投", ["由槐枝"], id="another-firm"),
    ],
)
def test_a_name_is_known_without_the_particles_beside_it(
    text: str, found: list[str]
) -> None:
    tweet = make_tweet("1", "衔枝资本领投。海岚数字治理局就智能体规则征求意见")
    claim = Claim(text=text, evidence=("1",))
    faults = find_claim_faults(claim, {"1": tweet}, CHINESE)
    assert [each.found for each in faults if each.kind is ClaimFaultKind.NAME] == found
