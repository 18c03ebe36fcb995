"""The calendars of years and months."""

import calendar
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from archives import make_entries, make_entry, report_body
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.model import Period
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.calendar import (
    CalendarDay,
    CalendarYear,
    HeatStep,
    days_told,
    entries_by_day,
    find_mondays,
    list_calendar_pages,
    make_years,
)
from pelican_aireport.site.entries import Entry

DAY = date(2026, 9, 7)
TEMPLATE = make_entry(DAY)


def _entry(first: date, days: int = 1, period: Period = Period.DAY) -> Entry:
    """Return an entry without making its HTML anew."""
    last = first + timedelta(days=days - 1)
    slug = f"{period.value}_{first:%Y%m%d}_{last:%Y%m%d}"
    return replace(TEMPLATE, slug=slug, days=(first, last), period=period)


# Around the ends of years, where weeks and years part.
_DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31)) | st.builds(
    lambda year, n: date(year, 12, 31) + timedelta(days=n),
    st.integers(2008, 2032),
    st.integers(-8, 8),
)
_ARCHIVES = st.lists(
    st.tuples(_DAYS, st.integers(1, 9), st.sampled_from(Period))
    | st.tuples(_DAYS, st.just(1), st.just(Period.DAY)),
    max_size=8,
    unique=True,
)


def _archive(told: list[tuple[date, int, Period]]) -> Archive:
    return make_entries(*(_entry(*each) for each in told))


def _cells(year: CalendarYear) -> list[CalendarDay]:
    weeks = (week for month in year.months for week in month.weeks)
    return [day for week in weeks for day in week.days if day]


@settings(max_examples=50, deadline=None)
@given(_ARCHIVES)
def test_each_entry_is_listed_once(told: list[tuple[date, int, Period]]) -> None:
    archive = _archive(told)
    listed = Counter(
        entry.slug
        for year in make_years(archive)
        for month in year.months
        for entry in month.entries
    )
    assert listed == Counter(entry.slug for entry in archive.entries)


@settings(max_examples=50, deadline=None)
@given(_ARCHIVES)
def test_the_cells_of_a_year_are_its_days_in_weeks_of_seven(
    told: list[tuple[date, int, Period]],
) -> None:
    archive = _archive(told)
    for year in make_years(archive):
        first = date(year.year, 1, 1)
        length = 365 + calendar.isleap(year.year)
        days = [first + timedelta(days=n) for n in range(length)]
        assert [cell.day for cell in _cells(year)] == days
        rows = [week for month in year.months for week in month.weeks]
        assert {len(week.days) for week in rows} == {7}
        for week in rows:
            cells = {n: day.day for n, day in enumerate(week.days) if day}
            assert all(day.weekday() == n for n, day in cells.items())
            assert {day.isocalendar().week for day in cells.values()} == {week.number}


@settings(max_examples=50, deadline=None)
@given(_ARCHIVES)
def test_each_entry_stands_on_the_days_that_it_is_about(
    told: list[tuple[date, int, Period]],
) -> None:
    archive = _archive(told)
    stands = {
        (cell.day, entry.slug)
        for year in make_years(archive)
        for cell in _cells(year)
        for entry in cell.entries
    }
    expected = {(day, each.slug) for each in archive.entries for day in days_told(each)}
    assert stands == expected


@settings(max_examples=50, deadline=None)
@given(_ARCHIVES)
def test_a_calendar_links_only_to_pages_that_are_there(
    told: list[tuple[date, int, Period]],
) -> None:
    archive = _archive(told)
    """Months and the years beside them by these pages, weeks by their Mondays."""
    pages = {page.url: page for page in list_calendar_pages(archive)}
    shown = [month for year in make_years(archive) for month in year.months]
    months = {month.url for month in shown if month.url is not None}
    weeks = {week.url for month in shown for week in month.weeks if week.url}
    beside = {
        each.url  # type: ignore[attr-defined]
        for page in pages.values()
        for each in (page.values["earlier"], page.values["later"])
        if each
    }
    assert (months | beside) - pages.keys() == set()
    assert len(weeks) == len(find_mondays(archive))


@settings(max_examples=50, deadline=None)
@given(_ARCHIVES)
def test_more_claims_are_never_cooler(told: list[tuple[date, int, Period]]) -> None:
    archive = _archive(told)
    """And every step that the legend names holds the days between its ends."""
    for year in make_years(archive):
        cells = sorted(_cells(year), key=lambda cell: cell.claims)
        assert [cell.heat for cell in cells] == sorted(cell.heat for cell in cells)
        hot = [cell for cell in cells if cell.heat]
        assert {cell.heat for cell in hot} == {step.heat for step in year.steps}
        for step in year.steps:
            claims = [cell.claims for cell in hot if cell.heat == step.heat]
            assert (min(claims), max(claims)) == (step.least, step.most)


def _heats(*counts: int) -> list[int]:
    entries = [
        make_entry(
            DAY + timedelta(days=n),
            report_body(*(f"第 {n} 天第 {m} 件" for m in range(count))),
        )
        for n, count in enumerate(counts)
    ]
    (year,) = make_years(make_entries(*entries))
    return [cell.heat for cell in _cells(year) if cell.entries]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((1, 2, 3, 4), [1, 2, 3, 4], id="a quarter each"),
        pytest.param((5, 5, 5), [1, 1, 1], id="days alike are all cool"),
        pytest.param((9,), [1], id="one day"),
        pytest.param((1, 9), [1, 3], id="two days"),
        pytest.param((9, 1, 1, 1, 1, 1, 1, 1), [4, 1, 1, 1, 1, 1, 1, 1], id="one peak"),
    ],
)
def test_heat_is_the_quarter_of_the_year_s_days(
    counts: tuple[int, ...], expected: list[int]
) -> None:
    assert _heats(*counts) == expected


def test_the_legend_names_the_steps_that_occur() -> None:
    entries = (
        make_entry(DAY, report_body("一", "二")),
        make_entry(DAY + timedelta(days=1), report_body("一", "二", "三")),
    )
    (year,) = make_years(make_entries(*entries))
    assert year.steps == (
        HeatStep(heat=1, least=2, most=2),
        HeatStep(heat=3, least=3, most=3),
    )


def test_a_report_of_several_days_gives_each_its_share_of_claims() -> None:
    entry = make_entry(DAY, report_body("一", "二", "三", "四"), last=date(2026, 9, 9))
    (year,) = make_years(make_entries(entry))
    assert [cell.claims for cell in _cells(year) if cell.entries] == [2, 2, 2]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(_entry(DAY), 1, id="a day"),
        pytest.param(_entry(DAY, 7), 7, id="a window of a week"),
        pytest.param(_entry(DAY, 8), 1, id="a longer one: its last day"),
        pytest.param(_entry(date(1, 1, 2), 700000), 1, id="of all time"),
        pytest.param(_entry(DAY, 7, Period.WEEK), 0, id="a weekly report"),
        pytest.param(_entry(DAY, 30, Period.MONTH), 0, id="a monthly report"),
    ],
)
def test_an_entry_stands_on_its_days(entry: Entry, expected: int) -> None:
    assert len(entries_by_day([entry])) == expected


def test_a_month_beside_another_is_the_next_that_has_something() -> None:
    """Whatever lies between, and over the end of a year."""
    archive = make_entries(make_entry(date(2025, 11, 3)), make_entry(date(2026, 2, 4)))
    pages = {page.url: page.values for page in list_calendar_pages(archive)}
    later = pages["archives/2025/11/"]["later"]
    assert later.url == "archives/2026/02/"  # type: ignore[attr-defined]


def test_the_last_days_of_time_have_a_place() -> None:
    """A date such as 9999-12-31 stands for an article without one."""
    archive = make_entries(_entry(date(9999, 12, 31)), _entry(date(1, 1, 1)))
    assert [year.year for year in make_years(archive)] == [1, 9999]


def test_an_empty_site_has_no_calendar() -> None:
    assert tuple(list_calendar_pages(make_entries())) == ()


def test_a_month_lists_by_last_days_as_the_archive_does() -> None:
    """A week that is not over is dated at the moment of fetching."""
    monday = date(2026, 6, 22)
    week = make_entry(monday, last=monday + timedelta(6), period=Period.WEEK)
    early = replace(week, date=week.date - timedelta(days=6))
    archive = make_entries(early, make_entry(monday + timedelta(days=1)))
    (year,) = make_years(archive)
    (month,) = (month for month in year.months if month.entries)
    assert [entry.days[1].day for entry in month.entries] == [28, 23]
