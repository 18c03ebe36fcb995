"""Windows: whole days of a time zone, half-open, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Window
from pelican_aireport.selection.windows import (
    Days,
    Relative,
    WindowRule,
    days_of,
    due_windows,
    parse_rule,
    slug_of,
    window_of_days,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")

ZONES = st.sampled_from(
    [
        "Africa/Cairo",
        "America/Havana",
        "America/New_York",
        "America/Sao_Paulo",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Asia/Shanghai",
        "Europe/Berlin",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "UTC",
    ]
).map(ZoneInfo)
DAYS = st.dates(date(2007, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("yesterday", Relative.YESTERDAY, id="yesterday"),
        pytest.param("today", Relative.TODAY, id="today"),
        pytest.param("rolling-24h", Relative.ROLLING_24H, id="rolling"),
        pytest.param(
            "2025-11-29",
            Days(first=date(2025, 11, 29), last=date(2025, 11, 29)),
            id="day",
        ),
        pytest.param(
            "2025-11-28/2025-11-30",
            Days(first=date(2025, 11, 28), last=date(2025, 11, 30)),
            id="days",
        ),
        pytest.param(
            "2024-02-29",
            Days(first=date(2024, 2, 29), last=date(2024, 2, 29)),
            id="leap-day",
        ),
    ],
)
def test_each_form_of_the_setting_is_a_rule(text: str, rule: WindowRule) -> None:
    assert rule == parse_rule(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "'' is not a date", id="empty"),
        pytest.param("tomorrow", "'tomorrow' is not a date", id="word"),
        pytest.param("Yesterday", "'Yesterday' is not a date", id="capital"),
        pytest.param("2025-13-01", "'2025-13-01' is not a date", id="month"),
        pytest.param("2025-02-29", "'2025-02-29' is not a date", id="no-leap-day"),
        pytest.param("20251129", "'20251129' is not a date", id="basic-form"),
        pytest.param("2025-W48-6", "'2025-W48-6' is not a date", id="week"),
        pytest.param("2025-11-29T08:00", "'2025-11-29T08:00' is not a date", id="time"),
        pytest.param("2025-11-28/", "'' is not a date", id="no-end"),
        pytest.param("/2025-11-28", "'' is not a date", id="no-start"),
        pytest.param("2025-11-28/11-30", "'11-30' is not a date", id="short-end"),
        pytest.param(
            "2025-11-30/2025-11-28", "2025-11-30 is after 2025-11-28", id="backwards"
        ),
        pytest.param("9999-12-31", "'9999-12-31' is not a date", id="end-of-time"),
    ],
)
def test_what_is_no_window_is_refused_by_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_rule(text)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        pytest.param(SHANGHAI, date(2026, 3, 29), 24, id="shanghai"),
        pytest.param(BERLIN, date(2026, 3, 28), 24, id="berlin-day-before"),
        pytest.param(BERLIN, date(2026, 3, 29), 23, id="berlin-spring"),
        pytest.param(BERLIN, date(2026, 10, 25), 25, id="berlin-autumn"),
        pytest.param(NEW_YORK, date(2026, 3, 8), 23, id="new-york-spring"),
        pytest.param(NEW_YORK, date(2026, 11, 1), 25, id="new-york-autumn"),
        pytest.param(
            ZoneInfo("America/Sao_Paulo"), date(2018, 11, 4), 23, id="no-midnight"
        ),
        pytest.param(
            ZoneInfo("America/Havana"), date(2025, 11, 2), 25, id="two-midnights"
        ),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(
    zone: ZoneInfo, day: date, hours: int
) -> None:
    window = window_of_days(day, day, zone)

    assert timedelta(hours=hours) == _length(window)


@given(zone=ZONES, first=DAYS, length=st.integers(0, 40))
def test_windows_that_follow_each_other_meet(
    zone: ZoneInfo, first: date, length: int
) -> None:
    """No moment falls between two windows, none into both."""
    last = first + timedelta(days=length)
    following = last + timedelta(days=1)

    meeting = window_of_days(first, last, zone).end
    assert meeting.astimezone(UTC) == window_of_days(
        following, following, zone
    ).start.astimezone(UTC)


@given(zone=ZONES, first=DAYS, length=st.integers(0, 40))
def test_a_window_of_days_touches_these_days(
    zone: ZoneInfo, first: date, length: int
) -> None:
    last = first + timedelta(days=length)

    assert (first, last) == days_of(window_of_days(first, last, zone), zone)


def test_a_window_holds_its_start_and_not_its_end() -> None:
    window = window_of_days(date(2026, 9, 8), date(2026, 9, 8), SHANGHAI)
    moments = {
        "before": datetime(2026, 9, 7, 15, 59, 59, 999999, tzinfo=UTC),
        "start": datetime(2026, 9, 7, 16, tzinfo=UTC),
        "last": datetime(2026, 9, 8, 15, 59, 59, 999999, tzinfo=UTC),
        "end": datetime(2026, 9, 8, 16, tzinfo=UTC),
    }

    inside = {name for name, moment in moments.items() if moment in window}
    assert inside == {"start", "last"}


@pytest.mark.parametrize(
    ("rules", "catch_up_days", "slugs"),
    [
        pytest.param([Relative.YESTERDAY], 0, ["t_20260907_20260907"], id="yesterday"),
        pytest.param([Relative.TODAY], 0, ["t_20260908_20260908"], id="today"),
        pytest.param(
            [Relative.YESTERDAY],
            2,
            ["t_20260905_20260905", "t_20260906_20260906", "t_20260907_20260907"],
            id="catch-up",
        ),
        pytest.param(
            [Relative.TODAY, Relative.YESTERDAY],
            1,
            ["t_20260906_20260906", "t_20260907_20260907", "t_20260908_20260908"],
            id="each-window-once",
        ),
        pytest.param(
            [parse_rule("2026-09-01/2026-09-03")],
            5,
            ["t_20260901_20260903"],
            id="fixed-days-do-not-catch-up",
        ),
        pytest.param(
            [parse_rule("2026-09-03"), parse_rule("2026-09-01")],
            0,
            ["t_20260901_20260901", "t_20260903_20260903"],
            id="oldest-first",
        ),
        pytest.param([parse_rule("2026-09-09")], 0, [], id="future"),
        pytest.param(
            [parse_rule("2026-09-08/2026-09-09")],
            0,
            ["t_20260908_20260909"],
            id="not-yet-over",
        ),
        pytest.param([Relative.ROLLING_24H], 3, ["t_20260907_20260908"], id="rolling"),
        pytest.param([], 3, [], id="no-rule"),
    ],
)
def test_due_windows_follow_the_rules(
    rules: list[WindowRule], catch_up_days: int, slugs: list[str]
) -> None:
    """At half past eight in the morning of 8 September in Shanghai."""
    now = datetime(2026, 9, 8, 0, 30, tzinfo=UTC)

    due = due_windows(rules, now=now, timezone=SHANGHAI, catch_up_days=catch_up_days)
    assert slugs == [slug_of("t", window, SHANGHAI) for window in due]


def test_yesterday_is_that_of_the_site_and_not_of_the_machine() -> None:
    """When it is already the 9th in Shanghai, London is still at the 8th."""
    now = datetime(2026, 9, 8, 17, tzinfo=ZoneInfo("Europe/London"))

    (window,) = due_windows([Relative.YESTERDAY], now=now, timezone=SHANGHAI)
    assert slug_of("t", window, SHANGHAI) == "t_20260908_20260908"


@given(
    zone=ZONES,
    now=st.datetimes(datetime(2007, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
)
def test_a_rolling_window_is_24_hours_up_to_the_last_full_hour(
    zone: ZoneInfo, now: datetime
) -> None:
    """Also where the clocks were changed within it."""
    now = now.replace(tzinfo=UTC)
    (window,) = due_windows([Relative.ROLLING_24H], now=now, timezone=zone)

    full_hour = now.replace(minute=0, second=0, microsecond=0)
    assert (full_hour - timedelta(hours=24), full_hour) == (
        window.start.astimezone(UTC),
        window.end.astimezone(UTC),
    )


def test_a_rolling_window_that_ends_at_midnight_is_one_day() -> None:
    now = datetime(2026, 9, 8, 16, 20, tzinfo=UTC)

    (window,) = due_windows([Relative.ROLLING_24H], now=now, timezone=SHANGHAI)
    assert slug_of("t", window, SHANGHAI) == "t_20260908_20260908"


def test_a_slug_names_the_first_and_the_last_day() -> None:
    window = window_of_days(date(2025, 12, 30), date(2026, 1, 2), BERLIN)

    assert slug_of("twitter_ai", window, BERLIN) == "twitter_ai_20251230_20260102"


def _length(window: Window) -> timedelta:
    return window.end.astimezone(UTC) - window.start.astimezone(UTC)
