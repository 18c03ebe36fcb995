"""The names of sections, in both languages and in the legacy posts' wordings."""

import pytest

from pelican_aireport.articles.sections import (
    LANGUAGES,
    Section,
    find_days,
    find_section,
    is_colophon,
    is_empty_sentence,
    level_of,
    wording,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_found_again(language: str) -> None:
    headings = wording(language).headings
    assert {find_section(text): text for text in headings.values()} == headings
    assert list(headings) == list(Section)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("简要概要", Section.BRIEFING),
        ("核心信息（10个关键点）", Section.KEY_POINTS),
        ("核心信息（10个信息点概述）", Section.KEY_POINTS),
        ("核心信息（10 个关键信息点）", Section.KEY_POINTS),
        ("核心信息 (10个关键点)", Section.KEY_POINTS),
        ("个股与数字货币分析", Section.MARKETS),
        ("个股与数字货币市场反应", Section.MARKETS),
        ("人工智能专项分析", Section.AI),
        ("人工智能相关内容", Section.AI),
        ("人工智能技术发展", Section.AI),
        ("人工智能技术突破", Section.AI),
        ("金融市场相关内容", Section.FINANCE),
        ("金融市场影响", Section.FINANCE),
        ("  KEY   points ", Section.KEY_POINTS),
        ("广告内容过滤", None),
        ("人工智能伦理", None),
        ("", None),
    ],
)
def test_headings_of_every_writer_are_found(
    heading: str, section: Section | None
) -> None:
    assert find_section(heading) is section


def test_levels_nest() -> None:
    """Halves are of level 2, the special topics of level 4, the rest of level 3."""
    assert [level_of(section) for section in Section] == [
        2,
        3,
        3,
        2,
        3,
        3,
        3,
        3,
        4,
        4,
        2,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_honest_sentence_is_known(language: str) -> None:
    sentences = wording(language).empty.values()
    assert [is_empty_sentence(f" {sentence}\n") for sentence in sentences] == [True] * 8
    assert not is_empty_sentence("本期有要点。")


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Twitter Ai 报告 (2025-12-04 至 2025-12-05)", ("2025-12-04", "2025-12-05")),
        ("报告（2025-12-04 至 2025-12-04）  ", ("2025-12-04", "2025-12-04")),
        ("报告 (2025-12-04)", None),
        ("报告 (2025-12-04 至 2025-12-04) 又", None),
    ],
)
def test_the_days_of_a_legacy_post_are_in_its_first_line(
    line: str, days: tuple[str, str] | None
) -> None:
    assert find_days(line) == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [("数据来源：甲", True), ("报告编制: 乙", True), ("报告显示：丙", False)],
)
def test_a_colophon_begins_with_its_label(text: str, *, expected: bool) -> None:
    assert is_colophon(text) is expected
