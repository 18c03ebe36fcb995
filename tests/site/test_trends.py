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
from pelican_aireport.site.entries import Entry, read_entry
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
    assert (day.day, len(day.reports), day.claims) == (LAST, 1, 3)
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


def _with_terms(*ages: int, topic: str = "t", text: str = "推理") -> list[Entry]:
    terms = (Term(text=text, weight=9.0),)
    return [
        replace(make_entry(LAST - timedelta(days=age), topic=topic), terms=terms)
        for age in ages
    ]


def _moves(entries: list[Entry], days: int) -> dict[str, list[tuple[str, int, int]]]:
    trends = find_trends(read_talk(entries, language="zh-CN"), days)
    assert trends is not None
    lists = {
        "rising": trends.rising,
        "fading": trends.fading,
        "rising terms": trends.rising_terms,
        "fading terms": trends.fading_terms,
    }
    return {
        name: [(move.name, move.before, move.now) for move in moves]
        for name, moves in lists.items()
        if moves
    }


def test_terms_are_counted_in_reports() -> None:
    entries = [*_with_terms(*range(7)), *_with_terms(*range(7, 14), text="算力")]
    assert _moves(entries, 7) == {
        "rising terms": [("推理", 0, 7)],
        "fading terms": [("算力", 7, 0)],
    }


def test_a_report_without_a_cloud_does_not_lack_its_words() -> None:
    """That clouds are drawn since a week makes no word rise."""
    without = [make_entry(LAST - timedelta(days=age)) for age in range(7, 14)]
    assert _moves([*_with_terms(*range(7)), *without], 7) == {}


def test_what_is_named_far_more_than_before_rises() -> None:
    """And what is no more named fades."""
    before, now = [("OpenAI 一句",)] * 7, [("英伟达一句",)] * 7
    trends = find_trends(_talk(*before, *now), 7)
    assert trends is not None
    rising = [(each.name, each.before, each.now) for each in trends.rising]
    fading = [(each.name, each.before, each.now) for each in trends.fading]
    assert (rising, fading) == ([("英伟达", 0, 7)], [("OpenAI", 7, 0)])


def test_what_is_named_most_is_told_day_by_day() -> None:
    trends = find_trends(_talk(*[QUIET] * 13, NVIDIA), 7)
    assert trends is not None
    [top] = trends.top
    assert (top.name, top.now, top.before) == ("英伟达", 4, 0)
    assert top.series == (0, 0, 0, 0, 0, 0, 4)


def test_fewer_reports_than_before_are_no_fading() -> None:
    """Half the reports with half the claims: nothing moved."""
    before = [NVIDIA] * 7
    now = [NVIDIA, ()] * 3 + [NVIDIA]
    trends = find_trends(_talk(*before, *now), 7)
    assert trends is not None
    assert (trends.reports, trends.reports_before) == (4, 7)
    assert (trends.rising, trends.fading) == ((), ())


def test_a_second_topic_moves_nothing() -> None:
    """Neither its own names and words nor those of the topic that goes on."""
    old = [
        replace(entry, claims=named.claims, entities=named.entities)
        for entry in _with_terms(*range(60))
        for named in [make_entry(LAST, report_body("OpenAI 一句"))]
    ]
    new = [
        replace(entry, claims=named.claims, entities=named.entities)
        for entry in _with_terms(*range(30), topic="u", text="机器人")
        for named in [make_entry(LAST, report_body("英伟达一句"))]
    ]
    trends = find_trends(read_talk([*old, *new], language="zh-CN"), 30)
    assert trends is not None
    assert (trends.reports, trends.reports_before) == (60, 30)
    assert _moves([*old, *new], 30) == {}


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


def test_what_a_young_topic_names_is_no_news() -> None:
    """All that it names would be new; what an old topic names that day is."""
    old = [make_entry(LAST - timedelta(days=age)) for age in range(1, 9)]
    newest = make_entry(LAST, report_body("OpenAI 一句"))
    young = make_entry(LAST, report_body("英伟达一句"), topic="u")
    talk = read_talk([*old, newest, young], language="zh-CN")
    assert find_newcomers(talk) == ("OpenAI",)


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
