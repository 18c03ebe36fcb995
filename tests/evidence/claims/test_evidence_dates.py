"""Dates: the days and periods that texts name, and what they imply."""

from datetime import datetime, timedelta, timezone

import pytest

from pelican_aireport.evidence.claims.coverage import Rules, find_claim_faults
from pelican_aireport.evidence.claims.dates import find_date_names
from pelican_aireport.evidence.claims.folding import fold
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Claim, Tweet

SHANGHAI = timezone(timedelta(hours=8))
TUESDAY = datetime(2026, 9, 8, 21, 30, tzinfo=SHANGHAI)
RULES = Rules(aliases=load_aliases(), language="zh-CN", timezone=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("没有日子", [], id="none"),
        pytest.param("12月3日", [("day", 12, 3)], id="chinese"),
        pytest.param("２０２６-09-08", [("day", 9, 8)], id="iso-wide"),
        pytest.param("Dec 3rd, 3 December", [("day", 12, 3)] * 2, id="english"),
        pytest.param("9/8", [("day", 9, 8)], id="short"),
        pytest.param(
            "9 月、3 日", [("month", 9, 0), ("day of month", 3, 0)], id="parts"
        ),
        pytest.param(
            "2026 年 12 月", [("month of year", 2026, 12)], id="month-of-year"
        ),
        pytest.param(
            "December 2027. Q1 2027",
            [("month of year", 2027, 12), ("quarter of year", 2027, 1)],
            id="with-years",
        ),
        pytest.param(
            "Q3、第三季度、third quarter", [("quarter", 3, 0)] * 3, id="quarter"
        ),
        pytest.param(
            "2027 财年、FY27、FY2027、fiscal 2027",
            [("fiscal year", 27, 0)] * 4,
            id="fiscal-year",
        ),
        pytest.param("first-half, first half of", [("half", 1, 0)] * 2, id="halves"),
        pytest.param("its first quarterly profit", [], id="quarterly"),
        pytest.param("上半年，H2", [("half", 1, 0), ("half", 2, 0)], id="half"),
        pytest.param("周三、Wednesday", [("weekday", 2, 0)] * 2, id="weekday"),
        pytest.param("下周五", [("weekday of week", 4, 1)], id="weekday-of-week"),
        pytest.param(
            "昨天、next week、明年",
            [("rel-day", -1, 0), ("rel-week", 1, 0), ("rel-year", 1, 0)],
            id="relative",
        ),
        pytest.param("21:30, 9:30 pm", [("clock", 21, 30)] * 2, id="clock"),
        pytest.param("in 2027.", [("year", 2027, 0)], id="year"),
        pytest.param("$2,026、2027%、may、march、sun", [], id="no-dates"),
    ],
)
def test_days_and_periods_are_found(
    text: str, keys: list[tuple[str, int, int]]
) -> None:
    assert [name.key for name in find_date_names(fold(text))] == keys


@pytest.mark.parametrize(
    ("said", "told", "is_covered"),
    [
        pytest.param("shipped yesterday", "9 月 7 日", True, id="yesterday"),
        pytest.param("shipped yesterday", "9 月 6 日", False, id="not-yesterday"),
        pytest.param("ships Friday", "9 月 11 日", True, id="weekday"),
        pytest.param("ships Friday", "周四", False, id="other-weekday"),
        pytest.param("ships in October", "下个月", True, id="next-month"),
        pytest.param("ships in October", "四季度", True, id="quarter-of-a-month"),
        pytest.param("ships next quarter", "四季度", True, id="next-quarter"),
        pytest.param("ships in Q4", "下季度", True, id="next-quarter-in-words"),
        pytest.param("ships in Q4", "三季度", False, id="other-quarter"),
        pytest.param("ships in 2027", "明年", True, id="next-year"),
        pytest.param("ships in December 2027", "2026 年 12 月", False, id="other-year"),
        pytest.param("ships next March", "明年 3 月", True, id="march-of-next-year"),
        pytest.param("grew over the past week", "上周", True, id="past-week"),
        pytest.param("grew over the past week", "上月", False, id="not-past-month"),
        pytest.param("grew in Q2, Q3 guided", "本季、下季", True, id="own-quarters"),
        pytest.param("grew in Q2", "下季", False, id="nothing-guided"),
        pytest.param("grew in FY27", "2027 财年", True, id="fiscal-year"),
        pytest.param("grew in FY27", "2026 财年", False, id="other-fiscal-year"),
        pytest.param("ships", "今天 21:30", True, id="when-it-was-posted"),
        pytest.param("ships", "明天", False, id="nowhere"),
    ],
)
def test_a_day_is_named_or_implied(said: str, told: str, *, is_covered: bool) -> None:
    """Tweets of Tuesday the 8th of September, read in Shanghai."""
    tweet = Tweet(id="1", author="ann", text=f"Tarn 2.1 {said}", created_at=TUESDAY)
    claim = Claim(text=f"Tarn 2.1 在{told}出货", evidence=("1",))
    kinds = [f.kind.value for f in find_claim_faults(claim, {"1": tweet}, RULES)]

    assert kinds == ([] if is_covered else ["date"])
