"""What rises, fades and is new, from the days of an archive."""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

import pytest
from archives import SHANGHAI, make_article, make_entry, report_body
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import EntityKind, Period, Term
from pelican_aireport.site.entries import read_entry
from pelican_aireport.site.talk import Talk, read_talk
from pelican_aireport.site.trends import find_newcomers, find_trends

LAST = date(2026, 9, 14)


def _talk(*days: tuple[str, ...]) -> Talk:
    """Read days up to the last one, each with these claims; none is no report."""
    entries = [
        make_entry(LAST - timedelta(days=age), report_body(*claims))
        for age, claims in enumerate(reversed(days))
        if claims
    ]
    return read_talk(entries, language="zh-CN")


QUIET = ("一句话",)
NVIDIA = tuple(f"英伟达第 {n} 句" for n in range(4))


def test_a_day_counts_in_how_many_claims_a_thing_is_named() -> None:
    talk = _talk(("英伟达与 OpenAI", "Nvidia 上涨", "无名"))
    [day] = talk.days
    assert (day.day, day.reports, day.claims) == (LAST, 1, 3)
    assert dict(day.entities) == {"英伟达": 2, "OpenAI": 1}
    assert talk.kinds["英伟达"] is EntityKind.COMPANY


def test_weeks_and_other_articles_count_for_nothing() -> None:
    """A week retells its days: counted too, each thing would be there twice."""
    week = make_entry(LAST, report_body(*NVIDIA), period=Period.WEEK)
    assert read_talk([week], language="zh-CN").days == ()


def test_a_report_in_a_second_language_counts_for_nothing() -> None:
    """It tells of the same tweets as the first: all would be there twice."""
    english = make_article(LAST, report_body("Nvidia rises"), topic="t_en")
    english.report = replace(english.report, language="en")
    entry = read_entry(english, aliases=load_aliases(), timezone=SHANGHAI)
    both = [entry, make_entry(LAST, report_body("英伟达上涨", "英伟达"))]
    counts = {
        language: [day.claims for day in read_talk(both, language=language).days]
        for language in ("zh-CN", "en")
    }
    assert counts == {"zh-CN": [2], "en": [1]}


def test_terms_are_counted_in_days() -> None:
    terms = (Term(text="推理", weight=9.0),)
    entries = [
        replace(make_entry(LAST - timedelta(days=n)), terms=terms) for n in range(3)
    ]
    talk = read_talk(entries, language="zh-CN")
    trends = find_trends(talk, 7)
    assert trends is not None
    assert [day.terms for day in talk.days] == [{"推理"}] * 3
    assert (trends.rising_terms, trends.reports) == ((), 3)


def test_what_is_named_far_more_than_before_rises() -> None:
    """4 claims against 0 in as many reports; its days are told one by one."""
    trends = find_trends(_talk(*[QUIET] * 13, NVIDIA), 7)
    assert trends is not None
    [rising] = trends.rising
    assert (rising.name, rising.now, rising.before) == ("英伟达", 4, 0)
    assert rising.series == (0, 0, 0, 0, 0, 0, 4)
    assert trends.fading == ()


def test_what_is_named_far_less_fades() -> None:
    trends = find_trends(_talk(NVIDIA, *[QUIET] * 13), 7)
    assert trends is not None
    assert [(each.name, each.now, each.before) for each in trends.fading] == [
        ("英伟达", 0, 4)
    ]


@pytest.mark.parametrize(
    ("now", "before", "rises"),
    [
        pytest.param(3, 0, False, id="3 against 0 may be chance"),
        pytest.param(4, 0, True, id="4 against 0"),
        pytest.param(9, 3, False, id="9 against 3 may be chance"),
        pytest.param(11, 3, True, id="11 against 3"),
    ],
)
def test_small_numbers_are_no_trend(now: int, before: int, *, rises: bool) -> None:
    def day(count: int) -> tuple[str, ...]:
        return tuple(f"英伟达第 {n} 句" for n in range(count)) or QUIET

    trends = find_trends(_talk(*[QUIET] * 6, day(before), *[QUIET] * 6, day(now)), 7)
    assert trends is not None
    assert bool(trends.rising) is rises


@pytest.mark.parametrize(
    ("now", "before", "reports", "moved"),
    [
        pytest.param(4, 0, (7, 1), "", id="0 of 1 report tells little"),
        pytest.param(0, 4, (1, 7), "", id="nor does 0 of 1 after 7"),
        pytest.param(3, 0, (1, 7), "", id="3 are few in any case"),
        pytest.param(4, 0, (1, 7), "rises", id="4 in 1 after 0 in 7"),
        pytest.param(0, 4, (7, 1), "fades", id="0 in 7 after 4 in 1"),
    ],
)
def test_few_reports_tell_less(
    now: int, before: int, reports: tuple[int, int], moved: str
) -> None:
    """By chance a thing is named most where there are most reports."""

    def days(count: int, reports: int) -> list[tuple[str, ...]]:
        named = tuple(f"英伟达第 {n} 句" for n in range(count)) or QUIET
        return [()] * (7 - reports) + [QUIET] * (reports - 1) + [named]

    trends = find_trends(_talk(*days(before, reports[1]), *days(now, reports[0])), 7)
    assert trends is not None
    found = {"rises": trends.rising, "fades": trends.fading}
    assert [name for name, movers in found.items() if movers] == moved.split()


def test_fewer_reports_than_before_are_no_fading() -> None:
    """Half the reports with half the claims: nothing moved."""
    before = [NVIDIA] * 7
    now = [NVIDIA, ()] * 3 + [NVIDIA]
    trends = find_trends(_talk(*before, *now), 7)
    assert trends is not None
    assert (trends.reports, trends.reports_before) == (4, 7)
    assert (trends.rising, trends.fading) == ((), ())


def test_a_second_topic_makes_no_term_fade() -> None:
    """Terms count in days, so they are held against the days, not the reports."""
    terms = (Term(text="推理", weight=9.0),)
    entries = [
        replace(make_entry(LAST - timedelta(days=n), topic=topic), terms=terms)
        for topic, ages in (("t", range(60)), ("u", range(30)))
        for n in ages
    ]
    trends = find_trends(read_talk(entries, language="zh-CN"), 30)
    assert trends is not None
    assert (trends.rising_terms, trends.fading_terms) == ((), ())


def test_nothing_moves_without_a_time_before() -> None:
    trends = find_trends(_talk(NVIDIA, NVIDIA), 7)
    assert trends is not None
    assert (trends.reports_before, trends.rising) == (0, ())
    assert [(each.name, each.now) for each in trends.top] == [("英伟达", 8)]


def test_an_empty_archive_has_no_trends() -> None:
    assert find_trends(_talk(), 7) is None


@pytest.mark.parametrize(
    ("days", "fresh"),
    [
        pytest.param([QUIET] * 7 + [NVIDIA], ("英伟达",), id="after a week"),
        pytest.param([QUIET] * 6 + [NVIDIA], (), id="in the first week"),
        pytest.param([NVIDIA] + [QUIET] * 6 + [NVIDIA], (), id="named before"),
        pytest.param([], (), id="no report"),
    ],
)
def test_what_no_earlier_day_named_is_new(
    days: list[tuple[str, ...]], fresh: tuple[str, ...]
) -> None:
    assert find_newcomers(_talk(*days)) == fresh


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=50), st.integers(1, 90))
def test_a_series_adds_up_to_its_count(counts: list[int], span: int) -> None:
    """In at most 30 steps, whatever the span."""
    talk = _talk(
        *(tuple(f"英伟达第 {n} 句" for n in range(c)) or QUIET for c in counts)
    )
    trends = find_trends(talk, span)
    assert trends is not None
    # Days that fill no whole step are not drawn.
    drawn = len(trends.told) * ceil(span / 30)
    shown = sum(c for age, c in enumerate(reversed(counts)) if age < min(drawn, span))
    for mover in trends.top:
        assert sum(mover.series) == shown
        assert len(mover.series) == len(trends.told) <= 30
    assert span - drawn < ceil(span / 30)
