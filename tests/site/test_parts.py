"""An article's HTML, cut up at the headings of a report's sections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pelican_aireport.articles.sections import Section
from pelican_aireport.site.parts import keep_together, linked_to, split_parts

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
