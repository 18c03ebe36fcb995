"""Moments are told in the site's time zone, with what tells it from others."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.moments import tell_moment, tell_reset

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param(
            datetime(2026, 9, 7, 16, 5, 9, tzinfo=UTC),
            "2026-09-08 00:05+08:00",
            id="next-day",
        ),
        pytest.param(
            datetime.max.replace(tzinfo=UTC), "9999-12-31 23:59+00:00", id="the-last"
        ),
    ],
)
def test_a_moment_is_told_with_its_offset(moment: datetime, words: str) -> None:
    assert tell_moment(moment, SHANGHAI) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        pytest.param(12, "at 23:57 Asia/Shanghai", id="today"),
        pytest.param(15, "at 2026-09-09 00:00 Asia/Shanghai", id="tomorrow"),
        pytest.param(-1440, "at 2026-09-07 23:45 Asia/Shanghai", id="yesterday"),
    ],
)
def test_a_reset_is_told_with_its_zone(minutes: int, words: str) -> None:
    """And with its day, where that is another one in this zone."""
    now = datetime(2026, 9, 8, 15, 45, tzinfo=UTC)
    assert tell_reset(now + timedelta(minutes=minutes), SHANGHAI, now) == words
