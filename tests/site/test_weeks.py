"""The pages of weeks."""

from datetime import date, timedelta

import pytest
from archives import make_entries, make_entry, report_body
from hypothesis import given, settings
from hypothesis import strategies as st
from told_claims import make_claim, tell

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Period, Standing
from pelican_aireport.site.entries import Entry, EntryClaim
from pelican_aireport.site.weeks import (
    LastingMatter,
    first_points,
    list_week_pages,
    make_weeks,
)

MONDAY = date(2026, 9, 7)
TUESDAY = date(2026, 9, 8)
WEDNESDAY = date(2026, 9, 9)
SUNDAY = date(2026, 9, 13)


def _again(
    text: str, *evidence: str, since: date = MONDAY, section: Section | None = None
) -> EntryClaim:
    return make_claim(
        text,
        *evidence,
        standing=Standing.CONTINUING,
        since=since,
        section=section or Section.KEY_POINTS,
    )


def _lasting(*entries: Entry) -> list[tuple[str, tuple[date, ...]]]:
    (week,) = make_weeks(make_entries(*entries))
    return [(each.told.claim.text, each.days) for each in week.lasting]


@settings(deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31))
    | st.sampled_from([date(2026, 12, 31), date(2027, 1, 3), date(2020, 12, 31)])
)
def test_a_week_has_the_seven_days_of_its_iso_number(day: date) -> None:
    (week,) = make_weeks(make_entries(make_entry(day)))
    days = [each.day for each in week.days]
    numbers = {(*each.isocalendar()[:2], n) for n, each in enumerate(days)}
    assert numbers == {(week.year, week.number, n) for n in range(7)}
    assert [bool(each.entries) for each in week.days] == [each == day for each in days]


def test_week_53_belongs_to_the_year_of_its_thursday() -> None:
    archive = make_entries(make_entry(date(2027, 1, 1)))
    assert [page.url for page in list_week_pages(archive)] == ["archives/2026/W53/"]


def test_a_day_shows_the_first_three_points_of_its_reports() -> None:
    body = report_body("一", "二", "三", "四", events=("五",))
    entry = make_entry(MONDAY, body)
    assert [each.claim.text for each in first_points(entry)] == ["一", "二", "三"]


def test_a_report_of_several_days_shows_its_points_on_the_last() -> None:
    entry = make_entry(MONDAY, last=TUESDAY)
    (week,) = make_weeks(make_entries(entry))
    told = [[bool(each.points) for each in day.entries] for day in week.days]
    assert told == [[False], [True], [], [], [], [], []]


def test_weekly_reports_stand_beside_the_days() -> None:
    weekly = make_entry(MONDAY, last=SUNDAY, period=Period.WEEK)
    monthly = make_entry(
        date(2026, 9, 1), last=date(2026, 9, 30), period=Period.MONTH, topic="m"
    )
    (week,) = make_weeks(make_entries(weekly, monthly))
    assert (week.reports, [day.entries for day in week.days]) == ((weekly,), [()] * 7)


def test_a_matter_lasts_that_two_days_of_the_week_tell() -> None:
    """It is told as the last report tells it, with a link to that one."""
    told = _again("ChatGPT 用户退订", "t2")
    first = tell(TUESDAY, _again("ChatGPT 涨价", "t1"))
    last = tell(WEDNESDAY, told)
    (week,) = make_weeks(make_entries(tell(MONDAY), first, last))
    assert week.lasting == (
        LastingMatter(
            entry=last, told=told, since=MONDAY, days=(MONDAY, TUESDAY, WEDNESDAY)
        ),
    )


@pytest.mark.parametrize(
    ("tuesday", "wednesday", "count"),
    [
        pytest.param(
            _again("一种说法", "t1"), _again("另一种", "t1"), 1, id="one tweet"
        ),
        pytest.param(
            _again("ChatGPT 涨价", "t1"),
            _again("ChatGPT 用户退订", "t2"),
            1,
            id="a name",
        ),
        pytest.param(
            _again("OpenAI 与微软谈判", "t1"),
            _again("微软与 OpenAI 签约", "t2"),
            1,
            id="the same companies",
        ),
        pytest.param(
            _again("OpenAI 换人", "t1"),
            _again("OpenAI 与微软签约", "t2"),
            2,
            id="one company has many matters",
        ),
        pytest.param(
            _again("ChatGPT 涨价", "t1"),
            _again("ChatGPT 中断", "t2", since=TUESDAY),
            2,
            id="known since another day",
        ),
    ],
)
def test_claims_are_about_one_matter(
    tuesday: EntryClaim, wednesday: EntryClaim, count: int
) -> None:
    entries = (tell(MONDAY), tell(TUESDAY, tuesday), tell(WEDNESDAY, wednesday))
    assert len(_lasting(*entries)) == count


def test_what_lasted_longest_comes_first_and_days_before_the_week_do_not_count() -> (
    None
):
    long = [_again("ChatGPT 涨价", f"t{n}") for n in range(3)]
    old = _again("Gemini 中断", "t8", since=MONDAY - timedelta(days=3))
    entries = [
        tell(day, each)
        for day, each in zip((MONDAY, TUESDAY, WEDNESDAY), long, strict=True)
    ]
    entries[2] = tell(WEDNESDAY, old, long[2])
    assert _lasting(*entries) == [
        ("ChatGPT 涨价", (MONDAY, TUESDAY, WEDNESDAY)),
    ]


def test_topics_do_not_meet() -> None:
    entries = (
        tell(TUESDAY, _again("ChatGPT 涨价", "t1"), topic="a"),
        tell(WEDNESDAY, _again("ChatGPT 涨价", "t1"), topic="b"),
    )
    assert len(_lasting(*entries)) == 2


def test_an_empty_site_has_no_weeks() -> None:
    assert tuple(list_week_pages(make_entries())) == ()
