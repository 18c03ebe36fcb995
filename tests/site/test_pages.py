"""Links, dates and numbers: what templates ask for."""

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from pelican_aireport.model import Window
from pelican_aireport.site.links import link
from pelican_aireport.site.pages import (
    by_size,
    format_cost,
    format_moment,
    format_number,
    format_window,
    local,
    page_filters,
    plain,
    rooted,
    summary_of,
    title_of,
    whole_names,
)

_WORDS = {
    "long_date": "{year} 年 {month} 月 {day} 日 {weekday}",
    "moment": "{month} 月 {day} 日 {time}",
    "english": "{day} {month_name}",
    "window": "{start} — {end}（{timezone}）",
    "weekdays": ["一", "二", "三", "四", "五", "六", "日"],
    "months": [f"M{number}" for number in range(1, 13)],
}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(Markup("A &lt; B &amp; C"), "A < B & C", id="escaped"),
        pytest.param("A < B & C", "A < B & C", id="text"),
        pytest.param("<b>x</b>", "<b>x</b>", id="text-like-markup"),
    ],
)
def test_a_title_is_text(title: str, expected: str) -> None:
    """The template escapes it, once."""
    assert plain(title) == expected


@pytest.mark.parametrize(
    ("url", "site", "expected"),
    [
        pytest.param(
            "reports/a/", "../..", "../../reports/a/index.html", id="relative"
        ),
        pytest.param("", ".", "./index.html", id="relative-home"),
        pytest.param("feeds/a.xml", ".", "./feeds/a.xml", id="relative-file"),
        pytest.param("reports/a/", "", "/reports/a/", id="root"),
        pytest.param("", "https://example.org", "https://example.org/", id="absolute"),
    ],
)
def test_a_link_opens_from_the_disk_where_it_is_relative(
    url: str, site: str, expected: str
) -> None:
    assert link(url, site) == expected


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        pytest.param("https://a.example", "", id="root"),
        pytest.param("https://a.example/blog", "/blog", id="folder"),
        pytest.param("//a.example", "", id="no scheme"),
        pytest.param("../..", "../..", id="relative"),
        pytest.param("", "", id="unknown"),
    ],
)
def test_a_page_loads_from_the_host_that_it_was_opened_under(
    site: str, expected: str
) -> None:
    assert rooted(site) == expected
    content = '<p>{0}/<img src="{0}/a.png"><a href="https://b.example/"></p>'
    want = '<p>{1}/<img src="{0}/a.png"><a href="https://b.example/"></p>'
    assert local(content.format(site), site) == want.format(expected, site)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("long_date", "2026 年 9 月 7 日 一", id="date"),
        pytest.param("moment", "9 月 7 日 08:05", id="moment"),
        pytest.param("english", "7 M9", id="name-of-the-month"),
    ],
)
def test_a_moment_is_written_in_the_words_of_a_language(
    form: str, expected: str
) -> None:
    assert (
        format_moment(datetime(2026, 9, 7, 8, 5, tzinfo=UTC), _WORDS, form) == expected
    )


def test_a_window_is_written_in_the_zone_that_it_names() -> None:
    """Whatever the offset of its ends."""
    start = datetime(2026, 9, 6, 16, tzinfo=UTC)
    end = (start + timedelta(days=1)).astimezone(timezone(timedelta(hours=2)))
    written = format_window(Window(start=start, end=end), _WORDS, "Asia/Shanghai")
    assert written == "9 月 7 日 00:00 — 9 月 8 日 00:00（Asia/Shanghai）"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(1234567, "1,234,567", id="thousands"),
        pytest.param(0, "0", id="zero"),
        pytest.param(0.0071, "0.0071", id="fraction"),
    ],
)
def test_a_number_has_separators(number: float, expected: str) -> None:
    assert format_number(number) == expected


@pytest.mark.parametrize(
    ("cost_usd", "expected"),
    [
        pytest.param(0.0071, "US$0.0071", id="usual"),
        pytest.param(3.612e-05, "US$0.000036", id="tiny"),
        pytest.param(1234.5, "US$1,234.5", id="large"),
        pytest.param(2.0, "US$2", id="whole"),
        pytest.param(0.0, "US$0", id="nothing"),
    ],
)
def test_costs_are_amounts(cost_usd: float, expected: str) -> None:
    assert format_cost(cost_usd) == expected


def test_a_report_s_title_and_summary_are_shown_as_they_were_written() -> None:
    """An ordinary article's summary is HTML, its title is not."""
    report = SimpleNamespace(title="<甲>", summary='"乙"')
    shown = SimpleNamespace(title="‹甲›", summary="“乙”", report=report)
    note = SimpleNamespace(title="<丙>", summary="<p>丁 &amp; 戊</p>")
    assert (title_of(shown), summary_of(shown)) == ("<甲>", '"乙"')
    assert (title_of(note), summary_of(note)) == ("<丙>", "丁 & 戊")


def test_a_title_does_not_break_before_a_version() -> None:
    title = "Larkspur 3 Max、Tarn 2.1 与 3 家公司"
    assert whole_names(title) == "Larkspur\u00a03 Max、Tarn\u00a02.1 与 3 家公司"


def test_tags_are_sorted_by_size_and_then_by_name() -> None:
    groups = [("b", [1]), ("c", [1, 2]), ("a", [1])]
    assert by_size(groups) == (("c", [1, 2]), ("a", [1]), ("b", [1]))


def test_the_filters_are_functions_under_their_own_names() -> None:
    """Templates find each by one word or two."""
    names = {name: filter_.__name__ for name, filter_ in page_filters().items()}
    assert SimpleNamespace(**names) == SimpleNamespace(
        ai_label="render_label",
        ai_mark="find_mark",
        article_data="describe_article",
        by_size="by_size",
        by_year="by_year",
        cloud_color="cloud_color",
        cost="format_cost",
        count_days="count_days",
        days="format_days",
        entity_feeds="entity_feeds",
        entity_url="entity_url",
        evidence_buttons="show_buttons",
        evidence_lists="list_evidence",
        foreign_quotes="tell_foreign_quotes",
        home_data="describe_home",
        json_ld="render_json_ld",
        link="link",
        linked_to="linked_to",
        local="local",
        modified="find_modified",
        moment="format_moment",
        notices="list_notices",
        number="format_number",
        page_data="describe_page",
        place="make_place",
        plain="plain",
        reading_minutes="reading_minutes",
        rooted="rooted",
        search_url="search_url",
        sections="split_parts",
        summary_of="summary_of",
        title_of="title_of",
        topic_feeds="topic_feeds",
        vector_cloud="vector_cloud",
        whole_names="whole_names",
        window="format_window",
    )
