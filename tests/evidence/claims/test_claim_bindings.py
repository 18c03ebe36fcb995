"""Bindings: what a claim says of one its tweets say of that one."""

import pytest
from builders import make_tweet

from pelican_aireport.evidence.claims.coverage import Rules, find_claim_faults
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim

CHINESE = Rules(aliases=load_aliases(), language="zh-CN")


def _faults(text: str, tweet: str) -> list[tuple[str, str]]:
    claim = Claim(text=text, evidence=("1",))
    found = find_claim_faults(claim, {"1": make_tweet("1", tweet)}, CHINESE)
    return [(fault.kind.value, fault.found) for fault in found]


REVENUE = "July: Nvidia +34% year over year. UMC +3%. Samsung does not publish."
STAGE = "Ruth Okafor on stage: lead times are 130 weeks. Next: Jan Weiss, at 16:00."
OFFICES = "CFO Ruth Okafor leaves on May 5. Jan Weiss stays as CTO of Halden."
DEALS = "Vireo buys Pinecrest for $700M. Halden had bid as well."
PLANTS = "Halden builds a €1.2B fab in Munich. Its Dresden plant stays open."
SCORES = "Sorrel 2 scores 88.4 on GSM, Tansy 4 gets 79."
DAYS = "92M Lumen unlock on Tuesday, worth $130M. On Thursday a smaller one, 4M."
PRICES = "Sorrel 2 costs $0.60 per million tokens and $20 a month."
DOUBTS = "I doubt that 10x more compute helps. 312 failures of Jan Weiss's tasks stay."
BANKS = "高盛预计美联储年内降息三次，摩根大通只看一次。"
SPEECH = "CEO 张恒表示，公司明年进入欧洲；财务总监王莉没有发言。"
MONTHS = "小米 9 月交付 4 万辆，8 月交付 3 万辆。"
YIELDS = "Intel: 18A yields improve 7 points. 14A follows in 2027."
ROUND = "Quartz raises €1.7B led by ASML. Nvidia joins."
SIZE = "Meituan open-sources LongCat: 560B total params, 27B active."
PARTNERS = "Walmart teams up with OpenAI on shopping. Anthropic had pitched too."
SUIT = "Halden sues Larkspur over patents."
USERS = "Halden has 800M weekly users, up from 500M."


@pytest.mark.parametrize(
    ("tweet", "text", "faults"),
    [
        pytest.param(BANKS, "高盛预计美联储降息三次", [], id="own-forecast"),
        pytest.param(
            BANKS, "摩根大通预计美联储降息三次", [("name", "摩根大通")], id="forecast"
        ),
        pytest.param(SPEECH, "张恒表示，公司明年进入欧洲", [], id="own-chinese-words"),
        pytest.param(
            SPEECH,
            "王莉表示，公司明年进入欧洲",
            [("name", "王莉")],
            id="chinese-person",
        ),
        pytest.param(MONTHS, "小米 9 月交付 4 万辆", [], id="own-month"),
        pytest.param(MONTHS, "小米 8 月交付 4 万辆", [("date", "8 月")], id="month"),
        pytest.param(YIELDS, "英特尔 18A 良率提升 7 个百分点", [], id="own-code"),
        pytest.param(
            YIELDS, "英特尔 14A 良率提升 7 个百分点", [("name", "14A")], id="code"
        ),
        pytest.param(ROUND, "Quartz 融资 17 亿欧元，阿斯麦领投", [], id="own-lead"),
        pytest.param(
            ROUND, "Quartz 融资 17 亿欧元，英伟达领投", [("name", "英伟达")], id="lead"
        ),
        pytest.param(USERS, "Halden 周活用户达 8 亿", [], id="own-users"),
        pytest.param(
            USERS, "Halden 月活用户达 8 亿", [("unit", "月活")], id="monthly-users"
        ),
        pytest.param(USERS, "Halden 周活用户此前是 5 亿", [], id="former-told"),
        pytest.param(
            USERS, "Halden 周活用户达 5 亿", [("number", "5 亿")], id="former"
        ),
        pytest.param(SIZE, "LongCat 总参数 5600 亿", [], id="own-size"),
        pytest.param(SIZE, "LongCat 总参数 270 亿", [("number", "270 亿")], id="size"),
        pytest.param(SUIT, "Halden 起诉 Larkspur 侵权", [], id="own-suit"),
        pytest.param(
            SUIT, "Larkspur 起诉 Halden 侵权", [("name", "Larkspur")], id="suit"
        ),
        pytest.param(PARTNERS, "沃尔玛与 OpenAI 合作", [], id="own-partner"),
        pytest.param(
            PARTNERS, "沃尔玛与 Anthropic 合作", [("name", "Anthropic")], id="partner"
        ),
        pytest.param(REVENUE, "英伟达同比增长 34%", [], id="own-company"),
        pytest.param(REVENUE, "三星同比增长 34%", [("name", "三星")], id="company"),
        pytest.param(STAGE, "Ruth Okafor 称交货期达 130 周", [], id="own-words"),
        pytest.param(
            STAGE, "Jan Weiss 称交货期达 130 周", [("name", "Jan Weiss")], id="person"
        ),
        pytest.param(OFFICES, "首席财务官 Ruth Okafor 离任", [], id="own-office"),
        pytest.param(
            OFFICES, "首席财务官 Jan Weiss 离任", [("name", "Jan Weiss")], id="office"
        ),
        pytest.param(DEALS, "Vireo 以 7 亿美元买下 Pinecrest", [], id="own-deal"),
        pytest.param(
            DEALS, "Halden 以 7 亿美元买下 Pinecrest", [("name", "Halden")], id="deal"
        ),
        pytest.param(PLANTS, "Halden 在慕尼黑投 12 亿欧元", [], id="own-town"),
        pytest.param(
            PLANTS, "Halden 在德累斯顿投 12 亿欧元", [("name", "德累斯顿")], id="town"
        ),
        pytest.param(SCORES, "Tansy 4 得 79 分", [], id="own-score"),
        pytest.param(SCORES, "Sorrel 2 得 79 分", [("name", "79 分")], id="score"),
        pytest.param(DAYS, "周二解锁 9200 万枚 Lumen", [], id="own-day"),
        pytest.param(DAYS, "周四解锁 9200 万枚 Lumen", [("date", "周四")], id="day"),
        pytest.param(
            PRICES, "Sorrel 2 的输出价格是每百万 token 0.6 美元", [], id="own-rate"
        ),
        pytest.param(
            PRICES,
            "Sorrel 2 的输出价格是每千 token 0.6 美元",
            [("unit", "每千 token")],
            id="rate",
        ),
        pytest.param(PRICES, "Sorrel 2 的会员价格为每月 20 美元", [], id="own-pace"),
        pytest.param(
            PRICES, "Sorrel 2 的会员价格为每年 20 美元", [("unit", "每年")], id="pace"
        ),
        pytest.param(
            DOUBTS,
            "Jan Weiss 怀疑算力增加 10 倍有用",
            [("name", "Jan Weiss")],
            id="speaker",
        ),
    ],
)
def test_each_keeps_what_is_its_own(
    tweet: str, text: str, faults: list[tuple[str, str]]
) -> None:
    """A name, a day or a measure that the tweets give something else is a fault."""
    assert _faults(text, tweet) == faults


@pytest.mark.parametrize(
    ("tweet", "text", "faults"),
    [
        pytest.param(
            "$NVDA slipped 2.8% to $191", "英伟达上涨 2.8%", ["direction"], id="slipped"
        ),
        pytest.param(
            "Halden misses in Q3",
            "Halden 三季度好于市场预期",
            ["direction"],
            id="misses",
        ),
        pytest.param(
            "Bitcoin funds: net outflows of $522M",
            "比特币基金净流入 5.22 亿美元",
            ["direction"],
            id="flows",
        ),
        pytest.param(
            "Halden puts off its plant to 2028",
            "Halden 提前建厂",
            ["direction"],
            id="time",
        ),
        pytest.param(
            "Halden lays off 300", "Halden 招聘 300 人", ["direction"], id="staff"
        ),
        pytest.param(
            "Heard at a dinner: Halden might accept $9B. Treat as gossip.",
            "Halden 接受 90 亿美元报价",
            ["modality"],
            id="gossip",
        ),
        pytest.param(
            "Halden racks 40,000 cards in May 2027",
            "Halden 4 万张卡 2027 年 5 月上架",
            [],
            id="may-is-a-month",
        ),
        pytest.param(
            "Larkspur：收购 Halden 的消息不属实",
            "Larkspur 否认收购 Halden",
            [],
            id="untrue",
        ),
        pytest.param(
            "Larkspur：收购 Halden 的消息不属实",
            "Larkspur 正收购 Halden",
            ["negation"],
            id="untrue-affirmed",
        ),
        pytest.param(
            "Halden's card is 60% cheaper than the last",
            "Halden 的卡只要四成价",
            [],
            id="rest",
        ),
        pytest.param(
            "Halden's card is 60% cheaper than the last",
            "Halden 的卡便宜四成",
            ["number"],
            id="rest-taken-off",
        ),
        pytest.param(
            "Halden's card draws 60% of the old one's power",
            "Halden 的卡功耗降低 60%",
            ["number"],
            id="taken-for-the-rest",
        ),
        pytest.param(
            "Halden cuts 60 jobs, mostly in sales",
            "Halden 裁员 60 人，主要在工程部门",
            ["name"],
            id="department",
        ),
        pytest.param(
            "Halden cuts 60 jobs, mostly in sales",
            "Halden 裁员 60 人，主要在销售部门",
            [],
            id="same-department",
        ),
        pytest.param(
            "Doubao adds 12 dialects", "字节跳动的豆包新增 12 种方言", [], id="owner"
        ),
        pytest.param(
            "Doubao adds 12 dialects",
            "腾讯的豆包新增 12 种方言",
            ["name"],
            id="no-owner",
        ),
        pytest.param(
            "Halden: 35 ms. Tarn: 52 ms.",
            "Halden 延迟 52 毫秒，Tarn 延迟 35 毫秒",
            ["name", "name"],
            id="figures-behind-a-colon",
        ),
        pytest.param(
            "Halden made 16 cards in Q3, guides 20 in Q4",
            "Halden 四季度 16 张，三季度 20 张",
            ["date", "date"],
            id="quarters",
        ),
        pytest.param(
            "Halden lists in New York next spring",
            "Halden 明年春天上市",
            [],
            id="spring",
        ),
    ],
)
def test_words_of_both_languages_meet(tweet: str, text: str, faults: list[str]) -> None:
    """What turns a claim around is told from what only says it otherwise."""
    assert [kind for kind, _ in _faults(text, tweet)] == faults
