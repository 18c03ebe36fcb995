"""What the home page shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from archives import make_entries, make_entry
from told_claims import make_claim, tell

from pelican_aireport.model import Period
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.home import Home, make_home

SUNDAY = date(2026, 9, 13)
MONDAY = date(2026, 9, 7)


def _home(*entries: Entry) -> Home:
    return make_home(make_entries(*entries))


def _day(back: int) -> date:
    return SUNDAY - timedelta(days=back)


def _ordinary(day: date) -> Entry:
    return replace(
        make_entry(day), slug=f"note-{day}", report=None, claims=(), topic=""
    )


def test_the_newest_daily_report_is_in_front_whatever_ends_with_it() -> None:
    daily = make_entry(SUNDAY)
    weekly = make_entry(MONDAY, last=SUNDAY, period=Period.WEEK)
    found = _home(weekly, daily, _ordinary(_day(-3)))
    assert (found.front, found.weekly) == (daily, weekly)


@pytest.mark.parametrize(
    ("topics", "order"),
    [
        pytest.param(("b", "c", "a"), ["b", "c", "a", "d"], id="as the settings say"),
        pytest.param(("c",), ["c", "a", "b", "d"], id="named ones first"),
        pytest.param((), ["a", "b", "c", "d"], id="as the archive has them"),
    ],
)
def test_topics_of_one_day_stand_in_the_order_of_the_settings(
    topics: tuple[str, ...], order: list[str]
) -> None:
    """A newer report goes before them, whatever its topic."""
    entries = [make_entry(SUNDAY, topic=topic) for topic in "abc"]
    entries.append(make_entry(_day(1), topic="d"))
    found = make_home(make_entries(*entries), ("d", *topics))
    assert found.front is not None
    assert [found.front.topic, *(each.entry.topic for each in found.others)] == order


def test_a_site_of_weekly_reports_shows_the_newest() -> None:
    weekly = make_entry(MONDAY, last=SUNDAY, period=Period.WEEK)
    found = _home(weekly)
    assert (found.front, found.weekly, found.changes) == (weekly, None, None)


def test_the_last_seven_days_are_there_with_reports_or_without() -> None:
    """Up to the newest report: the page is the same whenever it is built."""
    entries = [make_entry(_day(back)) for back in (0, 1, 3, 8)]
    found = _home(*entries)
    assert [(each.day, each.entries) for each in found.days] == [
        (_day(0), (entries[0],)),
        (_day(1), (entries[1],)),
        (_day(2), ()),
        (_day(3), (entries[2],)),
        (_day(4), ()),
        (_day(5), ()),
        (_day(6), ()),
    ]


def test_other_topics_show_their_newest_report_of_these_days() -> None:
    """One that has been silent for longer is in the archive."""
    front = make_entry(SUNDAY, topic="a")
    other = make_entry(_day(2), topic="b")
    older, silent = make_entry(_day(3), topic="b"), make_entry(_day(7), topic="c")
    found = _home(front, other, older, silent)
    assert [(each.entry, each.points) for each in found.others] == [
        (other, other.claims)
    ]


def test_changes_are_told_from_the_report_before_of_the_same_topic() -> None:
    before = tell(_day(2), make_claim("ChatGPT 涨价", "t1"))
    today = tell(SUNDAY, make_claim("Gemini 中断", "t2"))
    found = _home(today, before, make_entry(_day(1), topic="b"))
    assert found.changes is not None
    assert (found.changes.before, found.changes.gone) == (before, before.claims)


def test_a_site_of_ordinary_articles_shows_the_newest_ten() -> None:
    entries = [_ordinary(_day(back)) for back in range(12)]
    found = _home(*entries)
    assert (found.front, found.articles) == (None, tuple(entries[:10]))


def test_an_article_beside_the_reports_is_no_report() -> None:
    """Its file lies in their folder, but it tells of no days and claims nothing."""
    entry = make_entry(SUNDAY)
    assert entry.report is not None
    provenance = replace(entry.report.provenance, window=None)
    article = replace(
        entry, report=replace(entry.report, provenance=provenance), claims=()
    )
    found = _home(article)
    assert (found.front, found.articles) == (None, (article,))


def test_an_empty_site_has_nothing_to_show() -> None:
    assert make_home(make_entries()) == Home()


def test_the_calendar_is_that_of_the_newest_month() -> None:
    found = _home(make_entry(date(2025, 12, 31)))
    assert found.calendar_url == "archives/2025/12/"
