"""Small charts as points: nothing outside the canvas, the same every time."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.charts import Bars, draw_bars, draw_heat, draw_lines

COUNTS = st.lists(st.integers(0, 500), max_size=60)
MONDAY = date(2026, 9, 7)


def test_columns_stand_on_the_base_and_nothing_is_no_column() -> None:
    bars = draw_bars([2, 0, 4], [True] * 3)
    assert bars == Bars(
        base="M0 120h600",
        path="M100 120v-60M500 120v-120",
        thickness=140.0,
        peak=4,
        is_broken=False,
    )


def test_where_nobody_counted_there_is_a_gap() -> None:
    """Which is not the same as nothing; between two gaps a line is a point."""
    told = [True, False, True, True]
    bars = draw_bars([0, 0, 2, 4], told)
    lines = draw_lines([[0, 0, 2, 4]], told)
    assert (bars.base, bars.is_broken) == ("M0 120h150M300 120h300", True)
    assert lines.paths == ("M0 120h0M400 60L600 0",)
    assert lines.is_broken


def test_a_line_ends_at_both_sides_and_touches_the_top() -> None:
    lines = draw_lines([[0, 2, 4], [1, 1, 1]], [True] * 3)
    assert lines.paths == ("M0 120L300 60L600 0", "M0 90L300 90L600 90")


def test_nothing_counted_is_a_flat_line() -> None:
    assert draw_lines([[0, 0]], [True] * 2).paths == ("M0 120L600 120",)
    assert draw_bars([], []).path == ""


def test_the_heat_begins_with_a_whole_week() -> None:
    """From the Monday before a Wednesday to the Tuesday after: nine days.

    A day without count is a dot, which one that counts nothing is not.
    """
    first, last = MONDAY + timedelta(days=2), MONDAY + timedelta(days=8)
    counts = {first: 1, first + timedelta(days=1): 0, last: 4}
    heat = draw_heat(counts, first=first, last=last)
    assert heat.width == 22
    assert [path.count("h9") for path in heat.paths] == [1, 1, 0, 1, 0]
    assert heat.untold == "M3 4h3M3 15h3M3 48h3M3 59h3M3 70h3M14 4h3".replace(
        "15", "15"
    )
    assert heat.paths[3] == "M11 15h9"


@given(COUNTS)
def test_columns_stay_on_the_canvas(counts: list[int]) -> None:
    """Each count is one column, small ones to be seen; 30 of them take no 3 KB."""
    bars = draw_bars(counts, [True] * len(counts))
    columns = re.findall(r"M([\d.]+) 120v-([\d.]+)", bars.path)
    assert len(columns) == sum(map(bool, counts))
    assert all(0 <= float(x) <= 600 and 1.5 <= float(h) <= 120 for x, h in columns)


@given(st.lists(st.lists(st.integers(0, 500), min_size=7, max_size=7), max_size=3))
def test_lines_stay_on_the_canvas(series: list[list[int]]) -> None:
    paths = draw_lines(series, [True] * 7).paths
    at = [p for path in paths for p in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]
    assert len(at) == 7 * len(series)
    assert all(0 <= float(x) <= 600 and 0 <= float(y) <= 120 for x, y in at)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 181), st.data())
def test_every_day_is_one_square(first: date, days: int, data: st.DataObject) -> None:
    last = first + timedelta(days=days)
    day = data.draw(st.dates(first, last))
    heat = draw_heat({day: 3}, first=first, last=last)
    squares = "".join(heat.paths).count("h9")
    assert squares + heat.untold.count("h3") == days + first.weekday() + 1
    assert heat.paths[1].count("h9") == 1
    assert len(heat.untold) + sum(map(len, heat.paths)) < 2500
