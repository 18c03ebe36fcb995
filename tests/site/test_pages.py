"""Parts of an article, links, dates: what templates ask for."""

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Window
from pelican_aireport.site.links import link
from pelican_aireport.site.pages import (
    by_size,
    format_cost,
    format_moment,
    format_number,
    format_window,
    keep_together,
    linked_to,
    local,
    page_filters,
    plain,
    rooted,
    split_parts,
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

_REPORT = (
    "<p>前言</p>\n"
    '<h2 id="briefing">简要部分</h2>\n'
    '<h3 id="key-points">核心信息 <em>十条</em></h3>\n'
    "<ol><li>甲</li></ol>\n"
    "<h4>小标题</h4><p>乙</p>\n"
    "<h3>广告内容过滤</h3><p>丙</p>\n"
    '<h2 id="word-cloud">词云</h2><p>图</p>\n'
    '<section class="footnotes"><ol><li id="fn-1">注</li></ol></section>\n'
)


def test_a_report_falls_into_its_sections() -> None:
    """Lower headings stay inside, others of the same rank begin a part."""
    cut = split_parts(_REPORT)
    assert [
        (each.id, each.level, each.title, each.body.strip()) for each in cut.parts
    ] == [
        ("briefing", 2, "简要部分", ""),
        (
            "key-points",
            3,
            "核心信息 十条",
            "<ol><li>甲</li></ol>\n<h4>小标题</h4><p>乙</p>",
        ),
        ("", 3, "广告内容过滤", "<p>丙</p>"),
        ("word-cloud", 2, "词云", "<p>图</p>"),
    ]
    assert cut.lead == "<p>前言</p>\n"
    assert cut.footnotes.startswith('<section class="footnotes">')


def test_a_part_is_found_by_its_id() -> None:
    cut = split_parts(_REPORT)
    assert (cut["word-cloud"], cut["markets"]) == (cut.parts[3], None)


def test_an_ordinary_article_is_all_lead() -> None:
    """Headings before any section's do not cut an article up."""
    content = "<p>一</p><h2>二</h2><h3 id='x'>三</h3>"
    cut = split_parts(content)
    assert (cut.lead, cut.parts, cut.footnotes) == (content, (), "")


_PIECES = st.one_of(
    st.sampled_from(
        [
            *(
                f'<h{level} id="{s.value}">标题</h{level}>'
                for s in Section
                for level in (2, 3)
            ),
            "<h2>别的</h2>",
            '<h4 id="fn-1">a &lt; b</h4>',
            '<img alt="a > b" src="x.png">',
            '<section class="footnotes"><ol><li id="fn-1">注</li></ol></section>',
            "<h3>没有结尾",
        ]
    ),
    st.text(alphabet="字 a&;>\n", max_size=8),
)


@given(st.lists(_PIECES, max_size=12))
def test_nothing_of_a_body_gets_lost(pieces: list[str]) -> None:
    """Joined in order, the parts are the body, byte for byte."""
    content = "".join(pieces)
    cut = split_parts(content)
    joined = "".join(f"{part.heading}{part.body}" for part in cut.parts)
    assert f"{cut.lead}{joined}{cut.footnotes}" == content


def test_footnote_marks_lead_to_the_report_from_another_page() -> None:
    """Ids go, other links and the text stay as they are."""
    fragment = Markup(
        '<ol><li id="x">甲 id="x"<sup class="footnote-ref"><a href="#fn-1" '
        'id="fnref-1">1</a></sup><a href="https://example.org/#fn-1">链接</a></li></ol>'
    )
    assert linked_to(fragment, 'reports/a"b/') == Markup(
        '<ol><li>甲 id="x"<sup class="footnote-ref"><a href="reports/a&quot;b/#fn-1"'
        '>1</a></sup><a href="https://example.org/#fn-1">链接</a></li></ol>'
    )


@pytest.mark.parametrize(
    ("facts", "bound"),
    [
        pytest.param("2026-09-07 21:03", "2026-09-07_21:03", id="time"),
        pytest.param(
            "2026-09-07 21:03 · 赞 1,234 · 转 1",
            "2026-09-07_21:03 · 赞_1,234 · 转_1",
            id="counts",
        ),
    ],
)
def test_a_footnote_s_facts_are_broken_only_between_them(
    facts: str, bound: str
) -> None:
    """The quotation, which belongs to its author, stays as it is."""
    note = '<li id="fn-1"><p><strong>@ann</strong> · {} · <a href="u">原推</a>：{}</li>'
    quote = "“甲 · 转 1 · 乙”"

    assert keep_together(note.format(facts, quote)) == note.format(
        bound.replace("_", "\u00a0"), quote
    )


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
        evidence_cards="show_cards",
        foreign_quotes="tell_foreign_quotes",
        home_data="describe_home",
        json_ld="render_json_ld",
        keep_together="keep_together",
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
        short_marks="shorten_marks",
        summary_of="summary_of",
        title_of="title_of",
        topic_feeds="topic_feeds",
        vector_cloud="vector_cloud",
        whole_names="whole_names",
        window="format_window",
    )
