"""The page of trends, as values for its template."""

from datetime import date, timedelta
from typing import Any

import pytest
from archives import make_entries, make_entry, report_body

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Period
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.trend_pages import list_trend_pages

LAST = date(2026, 9, 14)

_MARKETS = """## 简要部分

### 核心信息

1. $LRKC 有了新钱包，英伟达也在谈[^t1]

## 详细分析部分

### 个股与数字货币分析与市场反应

- 英伟达与 $LRKC 一同上涨[^t1]

[^t1]: **@ann** · 2026-09-07 12:00 · “Larkspur 3”
"""


def _page(*ages: int) -> dict[str, object]:
    entries = [make_entry(LAST - timedelta(days=age), _MARKETS) for age in ages]
    [page] = list_trend_pages(make_entries(*entries))
    return dict(page.values)


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param([], id="nothing"),
        pytest.param(
            [make_entry(LAST, last=LAST + timedelta(6), period=Period.WEEK)],
            id="a week alone",
        ),
    ],
)
def test_without_a_daily_report_the_page_has_nothing_to_show(
    entries: list[Entry],
) -> None:
    """It is there, since every page of the site leads to it."""
    [page] = list_trend_pages(make_entries(*entries))
    assert (page.url, page.values, page.changed) == ("trends/", {"last": None}, None)


@pytest.mark.parametrize("day", [date(1, 1, 2), date(1969, 12, 31), date(9999, 12, 30)])
def test_far_days_are_days(day: date) -> None:
    """At the ends of what a date can name, too."""
    [page] = list_trend_pages(make_entries(make_entry(day, _MARKETS)))
    views: Any = page.values["spans"]
    found = [(view.trends.last, view.trends.reports) for view in views]
    assert found == [(day, 1)]


def test_names_that_share_a_page_are_one() -> None:
    """By the name that is used most; a claim that uses both counts once."""
    aliases = load_aliases({"Lark 2": [], "lark-2": {"kind": "product", "names": []}})
    bodies = ("lark-2 与 Lark 2", "Lark 2 涨价", "lark-2 降价", "Lark 2 上市")
    days = [
        make_entry(LAST - timedelta(days=n), report_body(body), aliases=aliases)
        for n, body in enumerate(bodies)
    ]
    [page] = list_trend_pages(make_entries(*days))
    views: Any = page.values["spans"]
    found = [(each.name, each.now) for view in views for each in view.trends.top]
    assert found == [("Lark 2", 4)]


def test_spans_that_show_the_same_reports_are_shown_once() -> None:
    """Of 7, 30 and 365 days: three reports of a week, one more in the year."""
    spans = _page(0, 2, 6, 100)["spans"]
    shown = [(view.trends.days, view.trends.reports) for view in spans]  # type: ignore[attr-defined]
    assert shown == [(7, 3), (365, 4)]


def test_markets_count_shares_anywhere_and_companies_in_their_section() -> None:
    """Two claims of a coin on each of two days, one of a company."""
    markets = _page(0, 10)["markets"]
    found = [(each.name, each.week, each.month) for each in markets]  # type: ignore[attr-defined]
    assert found == [("$LRKC", 2, 4), ("英伟达", 1, 2)]


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        pytest.param("$NVDA 上涨", [("英伟达", 1)], id="a company's cashtag"),
        pytest.param("$NVDA 与英伟达", [("英伟达", 1)], id="both are one claim"),
        pytest.param("英伟达发布新芯片", [], id="its name alone is no market talk"),
        pytest.param("$BTC 与 BTC 与比特币", [("比特币", 1)], id="a coin"),
        pytest.param("比特币上涨", [("比特币", 1)], id="a coin by its name"),
        pytest.param("$AI 上涨", [("$AI", 1)], id="a share that no table knows"),
        pytest.param("AI 上涨，花了 $5B 和 $20", [], id="words and sums of money"),
    ],
)
def test_who_writes_a_cashtag_talks_of_markets(
    said: str, counted: list[tuple[str, int]]
) -> None:
    """In any section, under the one name that the share's company has."""
    [page] = list_trend_pages(make_entries(make_entry(LAST, report_body(said))))
    markets: Any = page.values["markets"]
    assert [(each.name, each.week) for each in markets] == counted


def test_a_line_goes_through_three_reports_at_least() -> None:
    """Fewer are a list of names; a point of the year stands for 13 days."""
    found = {}
    for ages in ((0,), (0, 1), (0, 1, 2), (0, 3, 100)):
        views: Any = _page(*ages)["spans"]
        found[ages] = [
            (view.trends.step, view.curves.chart is not None, len(view.curves.movers))
            for view in views
        ]
    assert found == {
        (0,): [(1, False, 2)],
        (0, 1): [(1, False, 2)],
        (0, 1, 2): [(1, True, 2)],
        (0, 3, 100): [(1, False, 2), (13, False, 2)],
    }


def test_a_day_without_report_has_no_count() -> None:
    activity = _page(0, 2)["activity"]
    newest = [count for _, count in activity.days[-4:]]  # type: ignore[attr-defined]
    assert (newest, len(activity.days)) == ([None, 2, None, 2], 30)  # type: ignore[attr-defined]


def test_the_numbers_of_the_heat_are_there_week_by_week() -> None:
    """Up to the newest day, a Monday; 26 weeks of which 25 are whole."""
    activity: Any = _page(0, 2, 200)["activity"]
    weeks = activity.weeks
    assert (len(weeks), weeks[0].first) == (26, activity.first)
    assert [week.counts for week in weeks[-2:]] == [
        (None, None, None, None, None, 2, None),
        (2,),
    ]
    assert activity.heat.paths[1].count("h9") == 2
    assert activity.heat.untold.count("h3") == 25 * 7 + 1 - 2


@pytest.mark.parametrize(
    ("oldest", "is_drawn"),
    [pytest.param(29, False, id="30 days"), pytest.param(30, True, id="31 days")],
)
def test_the_heat_shows_what_the_columns_do_not(oldest: int, *, is_drawn: bool) -> None:
    activity: Any = _page(0, oldest)["activity"]
    assert (activity.heat is not None) is is_drawn
