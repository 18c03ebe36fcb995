"""Weeks and months: spans of the calendar, and when the report of one is due."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Period
from pelican_aireport.selection.periods import list_ended, span_of
from pelican_aireport.selection.windows import (
    Relative,
    WindowRule,
    due_windows,
    parse_rule,
    slug_of,
    split_days,
    window_of_days,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
DAYS = st.dates(date(2007, 1, 8), date(2030, 1, 1))
LONGER = [Period.WEEK, Period.MONTH]


@pytest.mark.parametrize(
    ("period", "day", "first", "last"),
    [
        pytest.param(Period.DAY, "2026-09-09", "2026-09-09", "2026-09-09", id="day"),
        pytest.param(Period.WEEK, "2026-09-07", "2026-09-07", "2026-09-13", id="Mon"),
        pytest.param(Period.WEEK, "2026-09-13", "2026-09-07", "2026-09-13", id="Sun"),
        pytest.param(
            Period.WEEK, "2027-01-01", "2026-12-28", "2027-01-03", id="two-years"
        ),
        pytest.param(
            Period.WEEK, "2028-02-29", "2028-02-28", "2028-03-05", id="leap-week"
        ),
        pytest.param(
            Period.MONTH, "2026-09-30", "2026-09-01", "2026-09-30", id="last-day"
        ),
        pytest.param(
            Period.MONTH, "2026-12-01", "2026-12-01", "2026-12-31", id="december"
        ),
        pytest.param(
            Period.MONTH, "2026-02-10", "2026-02-01", "2026-02-28", id="february"
        ),
        pytest.param(
            Period.MONTH, "2028-02-10", "2028-02-01", "2028-02-29", id="leap-month"
        ),
    ],
)
def test_a_period_is_that_of_the_calendar(
    period: Period, day: str, first: str, last: str
) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(last))

    assert expected == span_of(date.fromisoformat(day), period)


@given(day=DAYS, period=st.sampled_from(Period))
def test_each_day_belongs_to_one_period(day: date, period: Period) -> None:
    """Each day of a period has the same one, and the next begins the day after."""
    first, last = span_of(day, period)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    assert {span_of(each, period) for each in days} == {(first, last)}
    assert span_of(last + timedelta(days=1), period)[0] == last + timedelta(days=1)
    assert day in days


@given(today=DAYS, period=st.sampled_from(LONGER), back=st.integers(0, 100))
def test_ended_periods_are_over_and_leave_no_gap(
    today: date, period: Period, back: int
) -> None:
    since = today - timedelta(days=back)
    ended = list(list_ended(today, period, since=since, at_least=1))
    firsts, lasts = zip(*ended, strict=True)

    assert lasts[0] == span_of(today, period)[0] - timedelta(days=1) < today
    assert list(lasts[1:]) == [first - timedelta(days=1) for first in firsts[:-1]]
    assert [last >= since for last in lasts[1:]] == [True] * (len(ended) - 1)


@given(
    day=DAYS, period=st.sampled_from(Period), zone=st.sampled_from([SHANGHAI, BERLIN])
)
def test_the_days_of_a_window_are_all_of_it(
    day: date, period: Period, zone: ZoneInfo
) -> None:
    window = window_of_days(*span_of(day, period), zone)
    days = split_days(window, zone)

    assert (days[0].start, days[-1].end) == (window.start, window.end)
    assert [each.end for each in days[:-1]] == [each.start for each in days[1:]]


@pytest.mark.parametrize(
    ("period", "rules", "catch_up_days", "now", "slugs"),
    [
        pytest.param(
            Period.WEEK,
            ["yesterday"],
            0,
            "2026-09-13T23:59",
            ["t_20260831_20260906"],
            id="sunday-is-not-over",
        ),
        pytest.param(
            Period.WEEK,
            ["yesterday"],
            0,
            "2026-09-14T00:00",
            ["t_20260907_20260913"],
            id="monday",
        ),
        pytest.param(
            Period.WEEK,
            ["yesterday"],
            0,
            "2027-01-04T08:00",
            ["t_20261228_20270103"],
            id="end-of-the-year",
        ),
        pytest.param(
            Period.MONTH,
            ["yesterday"],
            0,
            "2027-01-01T08:00",
            ["t_20261201_20261231"],
            id="new-year",
        ),
        pytest.param(
            Period.MONTH,
            ["yesterday"],
            0,
            "2028-03-17T08:00",
            ["t_20280201_20280229"],
            id="leap-year",
        ),
        pytest.param(
            Period.WEEK,
            ["today"],
            0,
            "2026-09-14T08:00",
            ["t_20260914_20260920"],
            id="running-week",
        ),
        pytest.param(
            Period.MONTH,
            ["today"],
            1,
            "2026-10-01T08:00",
            ["t_20260901_20260930", "t_20261001_20261031"],
            id="today-catches-up",
        ),
        pytest.param(
            Period.WEEK,
            ["yesterday"],
            7,
            "2026-09-14T08:00",
            ["t_20260831_20260906", "t_20260907_20260913"],
            id="a-week-back",
        ),
        pytest.param(
            Period.WEEK,
            ["yesterday"],
            6,
            "2026-09-14T08:00",
            ["t_20260907_20260913"],
            id="not-quite-a-week-back",
        ),
        pytest.param(
            Period.WEEK,
            ["2026-09-08", "2026-09-13", "2026-09-06"],
            30,
            "2026-09-14T08:00",
            ["t_20260831_20260906", "t_20260907_20260913"],
            id="weeks-that-hold-days",
        ),
        pytest.param(
            Period.WEEK, ["2026-09-08"], 0, "2026-09-13T23:59", [], id="goes-on"
        ),
        pytest.param(Period.MONTH, ["9999-12-30"], 0, "2026-09-14T08:00", [], id="end"),
        pytest.param(
            Period.WEEK,
            ["rolling-24h", "2026-09-01/2026-09-03"],
            9,
            "2026-09-14T08:00",
            [],
            id="of-no-calendar",
        ),
        pytest.param(
            Period.DAY,
            ["2026-09-08"],
            0,
            "2026-09-14T08:00",
            ["t_20260908_20260908"],
            id="days-as-ever",
        ),
    ],
)
def test_due_weeks_and_months_follow_the_rules(
    period: Period,
    rules: list[str],
    catch_up_days: int,
    now: str,
    slugs: list[str],
) -> None:
    """At a moment in Shanghai."""
    due = due_windows(
        map(parse_rule, rules),
        now=datetime.fromisoformat(now).replace(tzinfo=SHANGHAI),
        timezone=SHANGHAI,
        catch_up_days=catch_up_days,
        period=period,
    )

    assert slugs == [slug_of("t", window, SHANGHAI) for window in due]


@pytest.mark.parametrize(
    ("rule", "now", "hours"),
    [
        pytest.param(Relative.YESTERDAY, "2026-03-30", 7 * 24 - 1, id="spring"),
        pytest.param(Relative.YESTERDAY, "2026-10-26", 7 * 24 + 1, id="autumn"),
        pytest.param(Relative.YESTERDAY, "2026-09-14", 7 * 24, id="summer"),
    ],
)
def test_a_week_is_as_long_as_the_clocks_make_it(
    rule: WindowRule, now: str, hours: int
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=BERLIN)
    (window,) = due_windows([rule], now=moment, timezone=BERLIN, period=Period.WEEK)
    length = window.end.astimezone(UTC) - window.start.astimezone(UTC)

    assert length == timedelta(hours=hours)
