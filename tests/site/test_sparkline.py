"""A row of bars that shows how often something was spoken of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.sparkline import (
    Bar,
    Unit,
    begin_units,
    draw_sparkline,
)

MONDAY = date(2026, 9, 7)


def test_a_bar_stands_for_each_week_the_empty_ones_too() -> None:
    """From the first count to the last day; the highest bar fills the drawing."""
    counts = {MONDAY: 1, date(2026, 9, 9): 3, date(2026, 9, 23): 2}
    told = begin_units([*counts, date(2026, 9, 20)])
    chart = draw_sparkline(counts, until=date(2026, 10, 1), told=told)
    assert chart.bars == (
        Bar(MONDAY, 4, 6.0, 40.0, is_told=True),
        Bar(date(2026, 9, 14), 0, 18.0, 0, is_told=True),
        Bar(date(2026, 9, 21), 2, 30.0, 20.0, is_told=True),
        Bar(date(2026, 9, 28), 0, 42.0, 0, is_told=False),
    )
    assert chart.base == "M0.0 40h36.0"
    assert chart.gaps == ((chart.bars[3], chart.bars[3]),)
    assert (chart.unit, chart.peak) == (Unit.WEEK, 4)


@pytest.mark.parametrize(
    ("days", "unit", "first"),
    [
        pytest.param(420, Unit.WEEK, date(2025, 7, 14), id="weeks"),
        pytest.param(500, Unit.MONTH, date(2025, 4, 1), id="months"),
        pytest.param(20 * 365, Unit.YEAR, date(2006, 1, 1), id="years"),
        pytest.param(739_000, Unit.YEAR, date(1907, 1, 1), id="since the first year"),
    ],
)
def test_a_longer_time_is_counted_by_longer_units(
    days: int, unit: Unit, first: date
) -> None:
    """Of more than 120 years only the newest have bars."""
    counts = {MONDAY - timedelta(days=days): 1, MONDAY: 1}
    chart = draw_sparkline(counts, until=MONDAY, told=begin_units(counts))
    assert (chart.unit, chart.bars[0].first) == (unit, first)


@given(
    st.dictionaries(
        st.dates(date(1900, 1, 1), date(2019, 12, 31)), st.integers(1, 9), max_size=9
    ),
    st.dates(date(1900, 1, 1), date(2019, 12, 31)),
)
def test_nothing_is_lost_between_the_bars(counts: dict[date, int], until: date) -> None:
    """Bars follow upon one another, add up, and stay inside the drawing."""
    chart = draw_sparkline(counts, until=until, told=begin_units(counts))
    firsts = [bar.first for bar in chart.bars]
    assert sum(bar.count for bar in chart.bars) == sum(counts.values())
    assert firsts == sorted(set(firsts))
    assert all(0 <= bar.x <= chart.width for bar in chart.bars)
    assert all(0 <= bar.height <= chart.height for bar in chart.bars)
    assert [bar.is_told for bar in chart.bars] == [bar.count > 0 for bar in chart.bars]
    assert [bar.count > 0 for bar in chart.bars] == [b.height > 0 for b in chart.bars]


def test_what_was_never_counted_has_no_bars() -> None:
    assert draw_sparkline({}, until=date.max, told=begin_units(())).bars == ()


def test_the_last_year_of_the_calendar_has_an_end() -> None:
    chart = draw_sparkline({date.max: 1}, until=MONDAY, told=begin_units([date.max]))
    assert [bar.count for bar in chart.bars] == [1]
