"""Sentences that code wrote are known by their form, in both languages."""

from dataclasses import replace

import pytest

from pelican_aireport.review.told_by_code import (
    ToldQuotation,
    find_kept,
    find_quotation,
    is_counted,
    leave_out_counts,
)

QUOTE = "Larkspur 3 is out."
ANN = ToldQuotation(author="ann", quote=QUOTE, moment=("9", "7", "12:02"))
ANN_IN_ENGLISH = replace(ANN, moment=("Sep", "7", "12:02"))


@pytest.mark.parametrize(
    ("text", "language", "is_counts"),
    [
        pytest.param(
            "本期入选 4 条推文，来自 4 位作者，按所谈的事归为 3 组。",
            "zh-CN",
            True,
            id="counts",
        ),
        pytest.param(
            "本期入选 4 条推文，来自四位作者。", "zh-CN", True, id="without groups"
        ),
        pytest.param(
            "本期入选 20 条推文，来自 19 位作者。话题很散，"
            "几乎每件事都只有一条推文谈到。讨论最多的是 Tarn 3.5（2 位作者）。",
            *("zh-CN", True),
            id="scattered, with what leads",
        ),
        pytest.param(
            "This report draws on a selection of 4 tweets by 4 authors. Topics are "
            "scattered: each has a single tweet.",
            *("en", True),
            id="scattered in English",
        ),
        pytest.param(
            "本期入选 4 条推文，来自 4 位作者，Tarn 涨了 30%。",
            *("zh-CN", False),
            id="a lie in place of groups",
        ),
        pytest.param(
            "本期入选 4 条推文，来自破产的 Tarn 等作者。",
            *("zh-CN", False),
            id="a lie in place of authors",
        ),
        pytest.param(
            "这份周报根据本周的 7 篇日报和入选的 329 条推文整理而成。谈到天数最多的是 "
            "D9（4 天）和 Tarn 3.5（3 天）。",
            "zh-CN",
            True,
            id="of a week",
        ),
        pytest.param(
            "This monthly report draws on 30 daily reports of the month and on a "
            "selection of 9 tweets.",
            "en",
            True,
            id="of a month",
        ),
        pytest.param(
            "本期入选 4 条推文，来自 4 位作者，按所谈的事归为 3 组。"
            "讨论最多的是 Tarn 3.5"
            "（2 位作者）和甲。",
            "zh-CN",
            True,
            id="what leads",
        ),
        pytest.param(
            "带股票、代币代码或明确谈到行情的有 5 条推文，提到岱岩和 Larkcoin。",
            "zh-CN",
            True,
            id="markets",
        ),
        pytest.param(
            "This report draws on a selection of 1 tweet by 1 author.",
            "en",
            True,
            id="en",
        ),
        pytest.param(
            "这份周报根据本周的 7 篇日报和入选的 329 条推文整理而成。谈到天数最多的是 "
            "Tarn（3 天）。",
            "zh-CN",
            True,
            id="a week",
        ),
        pytest.param(
            "This monthly report draws on 1 daily report of the month and on a "
            "selection of 9 tweets.",
            *("en", True),
            id="a month in English",
        ),
        pytest.param("本期入选 4 条推文，Tarn 涨了 30%。", "zh-CN", False, id="more"),
        pytest.param("Tarn 涨了 30%。", "zh-CN", False, id="a claim"),
        pytest.param("", "zh-CN", False, id="nothing"),
    ],
)
def test_an_overview_of_counts_is_known(
    text: str, language: str, *, is_counts: bool
) -> None:
    assert is_counted(text, language) is is_counts


@pytest.mark.parametrize(
    ("text", "lead", "language", "found"),
    [
        pytest.param(
            "安（@ann）9 月 7 日 12:02 写道：“Larkspur 3 is out.”",
            *("", "zh-CN", ANN),
            id="said",
        ),
        pytest.param(
            "Larkspur 3：安（@ann）9 月 7 日 12:02 写道：“Larkspur 3 is out.”（节选）。"
            "另有 2 位作者谈到此事。",
            *("Larkspur 3", "zh-CN", ANN),
            id="with a lead, cut, and told by others",
        ),
        pytest.param(
            "@ann 9 月 7 日 12:02 写道：“Larkspur 3 is out.”",
            *("", "zh-CN", ANN),
            id="without a name",
        ),
        pytest.param(
            "@ann 9 月 7 日 12:02 写道：“Larkspur 3 is out.”另有 2 位作者谈到此事。"
            "9 月 8 日、9 月 9 日和 9 月 10 日的日报也谈到此事。",
            *("", "zh-CN", ANN),
            id="told on named days",
        ),
        pytest.param(
            "@ann 9 月 7 日 12:02 写道：“Larkspur 3 is out.”"
            "此前另有 4 天的日报谈到此事。",
            *("", "zh-CN", ANN),
            id="told on many days",
        ),
        pytest.param(
            "@ann 9 月 7 日 12:02 写道：“Larkspur 3 is out.”"
            "Tarn 破产，9 月 8 日的日报也谈到此事。",
            *("", "zh-CN", None),
            id="a lie before the days",
        ),
        pytest.param(
            "@ann 9 月 7 日 12:02 写道：“Larkspur 3 is out.”另有破产的 Tarn 谈到此事。",
            *("", "zh-CN", None),
            id="a lie among the authors",
        ),
        pytest.param(
            "Larkspur: Ann (@ann), 7 Sep 12:02: “Larkspur 3 is out.” Also told by 2 "
            "authors, 1 of them cited.",
            *("Larkspur", "en", ANN_IN_ENGLISH),
            id="English",
        ),
        pytest.param(
            "安（@ann）9 月 7 日 12:02 写道：“Larkspur 3 is out.”Tarn 跌了 30%。",
            *("", "zh-CN", None),
            id="with more behind it",
        ),
        pytest.param("@ann 说“Larkspur”。", *("", "zh-CN", None), id="other words"),
    ],
)
def test_a_claim_that_only_quotes_is_known(
    text: str, lead: str, language: str, found: ToldQuotation | None
) -> None:
    assert find_quotation(text, lead, language) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("今天 4 条推文谈 Tarn 2", "今天 条推文谈 Tarn 2", id="tweets"),
        pytest.param("另有 12 位作者谈到", "另有 位作者谈到", id="authors"),
        pytest.param("另有四位作者谈到", "另有位作者谈到", id="in characters"),
        pytest.param(
            "7 篇日报，Tarn（3 天）", "篇日报，Tarn（）", id="reports and days"
        ),
        pytest.param("等了 3 天", "等了 3 天", id="days of an event"),
        pytest.param("涨了 4 条街", "涨了 4 条街", id="other counts"),
        pytest.param("按所谈的事归为 28 组。", "。", id="groups of tweets"),
        pytest.param("公布 3 组数据", "公布 3 组数据", id="groups of anything"),
    ],
)
def test_counts_of_tweets_are_the_reports_own(text: str, left: str) -> None:
    assert leave_out_counts(text, "zh-CN") == left


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        pytest.param(
            "本期入选 1,204 条推文，来自 4 位作者，按所谈的事归为 3 组。",
            *("zh-CN", 1204),
            id="a day",
        ),
        pytest.param(
            "本期入选 9 条推文，来自 9 位作者。话题很散，每件事都只有一条推文谈到。",
            *("zh-CN", 9),
            id="a scattered day",
        ),
        pytest.param(
            "这份周报根据本周的 7 篇日报和入选的 329 条推文整理而成。",
            *("zh-CN", 329),
            id="a week",
        ),
        pytest.param(
            "This report draws on a selection of 1 tweet by 1 author.",
            *("en", 1),
            id="English",
        ),
        pytest.param("Tarn 入选 3 条推文。", "zh-CN", None, id="other words"),
    ],
)
def test_an_overview_says_how_many_tweets_were_selected(
    text: str, language: str, kept: int | None
) -> None:
    assert find_kept(text, language) == kept
