"""Entries of many years as one list."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from archives import make_entry
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.site.listing import ListedMonth, ListedYear, by_year

NOVEMBER = make_entry(date(2025, 11, 30))


def test_entries_are_grouped_by_year_and_month_of_their_last_day() -> None:
    """Newest first; what is dated a day later stays with the day that it is about."""
    late = replace(NOVEMBER, date=NOVEMBER.date + timedelta(days=1), slug="late")
    over = make_entry(date(2025, 11, 29), last=date(2025, 12, 1))
    january = make_entry(date(2026, 1, 1))
    assert by_year([january, late, over, NOVEMBER]) == (
        ListedYear(
            year=2026,
            months=(ListedMonth(first=date(2026, 1, 1), entries=(january,)),),
        ),
        ListedYear(
            year=2025,
            months=(
                ListedMonth(first=date(2025, 12, 1), entries=(over,)),
                ListedMonth(first=date(2025, 11, 1), entries=(late, NOVEMBER)),
            ),
        ),
    )


@given(st.lists(st.dates(), max_size=30))
def test_each_entry_is_listed_once_and_counted(days: list[date]) -> None:
    entries = [
        replace(NOVEMBER, slug=str(n), days=(day, day)) for n, day in enumerate(days)
    ]
    years = by_year(entries)
    months = [month for year in years for month in year.months]
    listed = Counter(entry.slug for month in months for entry in month.entries)
    assert listed == Counter(entry.slug for entry in entries)
    assert sum(year.count for year in years) == len(entries)
    assert [month.first for month in months] == sorted(
        {day.replace(day=1) for day in days}, reverse=True
    )
