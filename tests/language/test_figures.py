"""Figures: the same value is the same figure, however it is written."""

import pytest

from pelican_aireport.language.figures import find_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param("raised $1.8B, or 1.8 billion", {"1800000000"}, id="billions"),
        pytest.param("融资 18 亿美元", {"1800000000"}, id="chinese-magnitude-and-unit"),
        pytest.param("6,500 亿元", {"650000000000"}, id="thousands-and-magnitude"),
        pytest.param("40 万 400K 400,000", {"400000"}, id="three-ways-of-one"),
        pytest.param("涨 11.7%，即 11.7 percent", {"11.7%"}, id="percentages"),
        pytest.param("16GB at 3x", {"16", "3"}, id="units-are-no-magnitudes"),
        pytest.param("在 2026 年 9 月 15 日 12:03", set(), id="chinese-date"),
        pytest.param("on May 20, 15 June and 9/10", set(), id="english-dates"),
        pytest.param("3 people, 2 days, in 2026", set(), id="small-counts-and-years"),
        pytest.param("312 workspaces, 71.4 points", {"312", "71.4"}, id="bare"),
        pytest.param("Larkspur 3.1 发布", set(), id="a-version-is-part-of-its-name"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_figures_are_found_by_their_value(text: str, figures: set[str]) -> None:
    assert find_figures(text) == figures
