"""The archive: series of reports, and what stands beside each."""

from datetime import date, timedelta

from archives import make_entries, make_entry

from pelican_aireport.model import Period
from pelican_aireport.site.archive import Neighbours, Series, find_neighbours

MONDAY = date(2026, 9, 7)
SUNDAY = MONDAY + timedelta(days=6)
DAYS = [make_entry(MONDAY + timedelta(days=n)) for n in range(3)]
OTHER = make_entry(MONDAY, topic="u")
WEEK = make_entry(MONDAY, last=SUNDAY, period=Period.WEEK)
ARCHIVE = make_entries(*DAYS, OTHER, WEEK)


def test_reports_of_one_topic_and_period_are_a_series() -> None:
    assert dict(ARCHIVE.by_series) == {
        Series("t", Period.WEEK): (WEEK,),
        Series("t", Period.DAY): tuple(reversed(DAYS)),
        Series("u", Period.DAY): (OTHER,),
    }


def test_a_report_stands_between_those_of_its_own_series() -> None:
    found = find_neighbours(ARCHIVE)
    assert [found[entry.slug] for entry in (*DAYS, OTHER, WEEK)] == [
        Neighbours(later=DAYS[1]),
        Neighbours(earlier=DAYS[0], later=DAYS[2]),
        Neighbours(earlier=DAYS[1]),
        Neighbours(),
        Neighbours(),
    ]


def test_a_report_is_found_by_its_slug() -> None:
    assert ARCHIVE.by_slug[WEEK.slug] is WEEK
