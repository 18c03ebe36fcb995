"""Front matter values of every writer become an article's facts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.metadata import (
    derive_summary,
    find_language,
    is_by_author,
    read_lang,
    read_moment,
    read_names,
    read_slug,
    read_status,
)
from pelican_aireport.articles.outline import outline_of, parse_outline
from pelican_aireport.errors import ArticleError

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        pytest.param("ai_20251204_20251204", "ai_20251204_20251204", id="ours"),
        pytest.param("My-Post", "my-post", id="upper case"),
        pytest.param("../../etc/passwd", "etc-passwd", id="path"),
        pytest.param("a b/c", "a-b-c", id="blanks"),
        pytest.param("_a_", "a", id="begins with a mark"),
        pytest.param("行业", "xing-ye", id="Chinese"),
        pytest.param("a" * 200, "a" * 128, id="long"),
        pytest.param(None, "stem", id="none: the file's name"),
        pytest.param(["x"], "stem", id="no text"),
    ],
)
def test_a_slug_is_plain(said: object, slug: str) -> None:
    assert read_slug({"slug": said}, "Stem") == slug


def test_a_slug_without_letters_is_refused() -> None:
    with pytest.raises(ArticleError, match="write letters or digits"):
        read_slug({"slug": "…/…"}, "stem")


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2025-12-04 10:01:40 +0800", "2025-12-04T10:01:40+08:00"),
        ("2025-12-04T02:01:40Z", "2025-12-04T02:01:40+00:00"),
        ("2025-12-04 10:01", "2025-12-04T10:01:00+08:00"),
        ("2025/12/4 9:05", "2025-12-04T09:05:00+08:00"),
        ("4 Dec 2025", "2025-12-04T00:00:00+08:00"),
        ("2025", "2025-01-01T00:00:00+08:00"),
        (None, None),
    ],
)
def test_a_date_has_an_offset(said: str | None, moment: str | None) -> None:
    found = read_moment({"date": said}, "date", SHANGHAI)
    assert (found and found.isoformat()) == moment


@pytest.mark.parametrize(
    "said", ["yesterday", "10", "2025-13-01", "9999-12-31", "0001"]
)
def test_a_value_that_is_no_date_is_refused(said: str) -> None:
    """Nothing is taken from today."""
    with pytest.raises(ArticleError, match="is not a date; use YYYY-MM-DD"):
        read_moment({"date": said}, "date", SHANGHAI)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "published"),
        ({"status": "Draft"}, "draft"),
        ({"status": "hidden"}, "hidden"),
        ({"status": "Skip"}, "skip"),
        ({"status": "skip", "draft": "true"}, "skip"),
        ({"status": "reviewed"}, None),
        ({"draft": "true"}, "draft"),
        ({"draft": "false"}, "published"),
        ({"published": "no", "status": "published"}, "draft"),
    ],
)
def test_a_status_is_one_of_pelican_s(
    values: dict[str, object], status: str | None
) -> None:
    assert read_status(values, "published") == status


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("zh-CN", "zh-cn"),
        ("en_US", "en-us"),
        ("en", "en"),
        ("'><x", None),
        (None, None),
    ],
)
def test_a_language_tag_is_plain(said: str | None, lang: str | None) -> None:
    assert read_lang({"lang": said}) == lang


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (("en-us",), "en"),
        (("zh",), "zh-CN"),
        ((None, "EN"), "en"),
        (("fr", ""), "zh-CN"),
    ],
)
def test_a_language_of_ours_is_found(tags: tuple[str, ...], language: str) -> None:
    assert find_language(*tags) == language


@pytest.mark.parametrize(
    ("values", "names"),
    [
        pytest.param({"tags": ["a", " b ", "a"]}, ("a", "b"), id="list"),
        pytest.param({"tags": "甲, 乙;c"}, ("甲", "乙", "c"), id="text"),
        pytest.param({"keywords": ["a"]}, ("a",), id="other key"),
        pytest.param({"tags": [], "keywords": "b"}, ("b",), id="first that has any"),
        pytest.param(
            {"tags": ["<b>x</b>", 'a"b', "🎉", "", None, ["c"], "d\ne"]},
            ("bx/b", "ab", "d e"),
            id="hostile",
        ),
        pytest.param({"tags": {"a": "b"}}, (), id="mapping"),
        pytest.param({}, (), id="none"),
    ],
)
def test_names_are_plain_and_have_an_address(
    values: dict[str, object], names: tuple[str, ...]
) -> None:
    assert read_names(values, "tags", "keywords") == names


@pytest.mark.parametrize(
    ("markdown", "summary"),
    [
        pytest.param(
            "## 简要部分\n\n### 主要话题与行业趋势概述\n\n甲乙丙。丁[^1]\n\n[^1]: x",
            "甲乙丙。丁",
            id="overview",
        ),
        pytest.param("### 核心信息\n\n1. **甲**：乙", "甲：乙", id="key points"),
        pytest.param(
            "## 别的\n\n甲 [乙](/x) &amp; 丙[^1]\n\n[^1]: x", "甲 乙 & 丙", id="none"
        ),
        pytest.param(
            "### Topics and trends\n\n当前竞争激烈，主要话题包括：\n\n1. 甲",
            "当前竞争激烈。",
            id="announcement",
        ),
        pytest.param(
            "主要话题：\n\n- 甲", "主要话题", id="nothing but an announcement"
        ),
        pytest.param("甲" * 200, "甲" * 120 + "……", id="long"),
        pytest.param(
            "甲" * 80 + "。" + "乙" * 80 + "。", "甲" * 80 + "。", id="sentences"
        ),
        pytest.param("## 标题", "", id="headings only"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_summary_is_derived_from_the_first_sentences(
    markdown: str, summary: str
) -> None:
    html = render_html(markdown)
    assert derive_summary(parse_outline(markdown), html) == summary


def test_a_summary_needs_no_known_section() -> None:
    html = "<h2>甲</h2>\n<ul>\n<li>乙</li>\n</ul>\n<p>丙</p>\n"
    assert derive_summary(outline_of(html), html) == "丙"


def test_dates_keep_their_own_offset() -> None:
    moment = read_moment({"date": "2025-12-04 10:00 -0500"}, "date", SHANGHAI)
    assert moment == datetime.fromisoformat("2025-12-04T15:00:00+00:00")


@pytest.mark.parametrize(
    ("values", "own"),
    [
        pytest.param({"written_by": "author"}, True, id="said"),
        pytest.param({"written_by": " Author "}, True, id="letters-and-blanks"),
        pytest.param({"written_by": "me"}, False, id="another-word"),
        pytest.param({"written_by": ["author"]}, False, id="no-text"),
        pytest.param({"author": "author"}, False, id="another-key"),
        pytest.param({}, False, id="nothing"),
    ],
)
def test_only_his_own_word_makes_a_text_the_author_s(
    values: dict[str, object], *, own: bool
) -> None:
    assert is_by_author(values) is own
