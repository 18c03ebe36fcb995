"""What the overview says was read, and what it counts."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from builders import make_tweet

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Cluster
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.summarizers.overview import tell_overview
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.stories import Story

DAY = date(2026, 9, 8)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def _frame(language: str) -> Frame:
    return Frame(
        window=window_of_days(DAY, DAY, SHANGHAI),
        timezone=SHANGHAI,
        language=language,
        key_points=10,
        aliases=load_aliases(),
    )


def _cluster(number: int, *texts: str) -> Cluster:
    ids = (f"{number}{letter}" for letter in "abcdefgh")
    return Cluster(
        tweets=tuple(
            make_tweet(id_, text, author=f"author_{id_}")
            for id_, text in zip(ids, texts, strict=False)
        ),
        score=1.0,
    )


def _tell(*clusters: Cluster, lead: str = "", language: str = "zh-CN") -> list[str]:
    """Tell the overview whose first story has a lead."""
    teller, *others = clusters[0].tweets
    story = Story(clusters[0], teller, tuple(others), (lead,) if lead else (), 1.0)
    return [each.text for each in tell_overview(clusters, [story], _frame(language))]


def _day(*sizes: int) -> list[Cluster]:
    return [_cluster(n, *["Larkspur 3"] * size) for n, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("sizes", "lead", "said"),
    [
        pytest.param(
            (2, 1, 1),
            "",
            "本期入选 4 条推文，来自 4 位作者，按所谈的事归为 3 组。",
            id="groups",
        ),
        pytest.param(
            (2, 1, 1),
            "Tarn",
            "本期入选 4 条推文，来自 4 位作者，按所谈的事归为 3 组。"
            "讨论最多的是 Tarn（2 位作者）。",
            id="groups and what leads",
        ),
        pytest.param((1,), "", "本期入选 1 条推文，来自 1 位作者。", id="one tweet"),
        pytest.param(
            (2,),
            "",
            "本期入选 2 条推文，来自 2 位作者，按所谈的事归为 1 组。",
            id="one group",
        ),
        pytest.param(
            (1, 1, 1),
            "",
            "本期入选 3 条推文，来自 3 位作者。话题很散，每件事都只有一条推文谈到。",
            id="all alone",
        ),
        pytest.param(
            (2, *[1] * 9),
            "Tarn",
            "本期入选 11 条推文，来自 11 位作者。"
            "话题很散，几乎每件事都只有一条推文谈到。讨论最多的是 Tarn（2 位作者）。",
            id="nine of ten alone",
        ),
        pytest.param(
            (2, *[1] * 8),
            "",
            "本期入选 10 条推文，来自 10 位作者，按所谈的事归为 9 组。",
            id="eight of nine alone",
        ),
    ],
)
def test_groups_are_counted_unless_they_are_single_tweets(
    sizes: tuple[int, ...], lead: str, said: str
) -> None:
    assert _tell(*_day(*sizes), lead=lead) == [said]


def test_a_scattered_day_is_told_in_english() -> None:
    (said,) = _tell(*_day(2, *[1] * 9), language="en")
    assert said == (
        "This report draws on a selection of 11 tweets by 11 authors. "
        "Topics are scattered: nearly all have a single tweet."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param(
            "zh-CN", "带股票、代币代码或明确谈到行情的有 3 条推文，提到 $TRN。", id="zh"
        ),
        pytest.param(
            "en",
            "Cashtags or plain talk of the markets came up in 3 tweets, naming $TRN.",
            id="en",
        ),
    ],
)
def test_only_plain_talk_of_markets_is_counted_as_such(
    language: str, said: str
) -> None:
    """A single word of markets, or money raised, is told in a section, not here."""
    texts = ("$TRN", "Tarn 股价涨 3%", "Tarn 股价大涨", "Tarn 股价", "Tarn 融资 3 亿")
    assert _tell(_cluster(1, *texts), language=language)[1:] == [said]
