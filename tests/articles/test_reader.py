"""Reports, other editors' files and legacy posts, also in real pelican builds."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup, Tag
from pelican.readers import MarkdownReader, Readers
from pelican.settings import read_settings
from sites import Site

from pelican_aireport.articles.front_matter import body_hash
from pelican_aireport.articles.reader import ReportReader, install_reader
from pelican_aireport.articles.report_view import ArticleReport, CloudPicture
from pelican_aireport.model import (
    Briefing,
    Claim,
    Digest,
    Outline,
    Provenance,
    Quotation,
    Window,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BODY = """\
### 核心信息

1. **甲 & 乙**：丙[^7]

![词云：甲](wordcloud_ai_20251204_20251204.png)

[^7]: **@ann** · 2025-12-04 21:03 · [原推](https://x.com/ann/status/7)：“丙”
"""
OURS = f"""\
---
title: 甲 < 乙 & "丙"
slug: ai_20251204_20251204
date: 2025-12-04 23:59:59+08:00
category: AI 日报
tags: [甲, "<b>"]
summary: 一句 <b>话</b>。
status: draft
lang: zh-cn
aireport:
  topic: ai
  window: 2025-12-04T00:00:00+08:00/2025-12-05T00:00:00+08:00
  body: {body_hash(BODY)}
---

{BODY}"""
DAY = Window(
    start=datetime(2025, 12, 4, tzinfo=SHANGHAI),
    end=datetime(2025, 12, 5, tzinfo=SHANGHAI),
)

Reading = Callable[..., tuple[str, dict[str, Any]]]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    """Return a function that reads a text as a file of the content folder."""

    def read(
        text: str | bytes, name: str = "reports/2025/12/post.md", **settings: Any
    ) -> tuple[str, dict[str, Any]]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        override = {
            "PATH": str(tmp_path),
            "TIMEZONE": "Asia/Shanghai",
            "DEFAULT_LANG": "zh-cn",
            "AIREPORT_TOPICS": {"ai": {"title": "人工智能日报"}, "x": None},
            **settings,
        }
        html, metadata = ReportReader(read_settings(override=override)).read(str(path))
        assert html is not None
        return html, metadata

    return read


def test_a_report_of_ours_is_read_whole(read: Reading, tmp_path: Path) -> None:
    """Every fact that templates get, and safe values for those that are not ours."""
    folder = tmp_path / "reports" / "2025" / "12"
    folder.mkdir(parents=True)
    for suffix in ("png", "svg"):
        (folder / f"wordcloud_ai_20251204_20251204.{suffix}").write_bytes(b"")
    html, metadata = read(OURS)
    names = {"category": metadata.pop("category"), "tags": metadata.pop("tags")}
    assert {key: str(value) for key, value in names.items()} == {
        "category": "AI 日报",
        "tags": "[<Tag '甲'>, <Tag 'b'>]",
    }
    assert metadata == {
        "title": "甲 ‹ 乙 &amp; “丙”",
        "summary": "一句 ‹b›话‹/b›。",
        "slug": "ai_20251204_20251204",
        "date": datetime.fromisoformat("2025-12-04T23:59:59+08:00"),
        "status": "draft",
        "lang": "zh-cn",
        "save_as": "drafts/ai_20251204_20251204/index.html",
        "url": "drafts/ai_20251204_20251204/",
        "report": ArticleReport(
            title='甲 < 乙 & "丙"',
            summary="一句 <b>话</b>。",
            outline=Outline(
                digest=Digest(
                    briefing=Briefing(
                        key_points=(
                            Claim(text="甲 & 乙：丙", lead="甲 & 乙", evidence=("7",)),
                        )
                    )
                ),
                quotations=(
                    Quotation(
                        id="7",
                        author="ann",
                        url="https://x.com/ann/status/7",
                        created_at=datetime(2025, 12, 4, 21, 3, tzinfo=SHANGHAI),
                        quote="丙",
                    ),
                ),
            ),
            provenance=Provenance(topic="ai", window=DAY),
            edited=False,
            legacy=False,
            language="zh-CN",
            picture=CloudPicture(
                png="wordcloud_ai_20251204_20251204.png",
                svg="wordcloud_ai_20251204_20251204.svg",
                alt="词云：甲",
            ),
            generated=body_hash(BODY),
        ),
    }
    assert html.startswith(
        '<h3 id="key-points">核心信息</h3>\n<ol>\n<li id="c-1b205064"><strong>'
    )


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        pytest.param(OURS, False, id="as generated"),
        pytest.param(OURS.replace("\n", "\r\n") + "\r\n", False, id="line ends"),
        pytest.param(OURS.replace("丙[^7]", "丁[^7]"), True, id="another word"),
        pytest.param(OURS.replace("  body: ", "  note: "), None, id="no hash"),
    ],
)
def test_an_edit_by_the_author_shows(
    read: Reading, text: str, *, edited: bool | None
) -> None:
    _, metadata = read(text)
    assert metadata["report"].edited is edited


LEGACY = """\
---
layout: post
title: "ai_20251204_20251204"
date: "2025-12-05 10:01:40 +0800"
posttime: "2025-12-05 10:01:40 +0800"
---

Ai 报告 (2025-12-04 至 2025-12-04)

# 行业热点总结报告

## 简要概要

### 主要话题与行业趋势概述

甲很热。乙不热。

## 词云分析

![词云图](wordcloud_ai_20251204_20251204.jpg)
"""


def test_a_legacy_post_is_read_as_it_is(read: Reading) -> None:
    """A title for people, the stated window, no picture that is not there."""
    html, metadata = read(LEGACY, "reports/ai_20251204_20251204.md")
    report = metadata["report"]
    assert html == (
        '<h2 id="briefing">简要概要</h2>\n'
        '<h3 id="overview">主要话题与行业趋势概述</h3>\n'
        '<p id="c-677d24a5">甲很热。乙不热。</p>\n'
        '<h2 id="word-cloud">词云分析</h2>\n'
        "<p><em>词云图</em></p>\n"
    )
    assert str(metadata["category"]) == "人工智能日报"
    assert (metadata["slug"], metadata["date"].isoformat(), metadata["status"]) == (
        "ai_20251204_20251204",
        "2025-12-05T10:01:40+08:00",
        "published",
    )
    assert (report.title, report.summary, report.legacy, report.edited) == (
        "行业热点总结报告 · 2025-12-04",
        "甲很热。乙不热。",
        True,
        None,
    )
    assert (report.provenance, report.picture) == (
        Provenance(topic="ai", window=DAY),
        None,
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("---\ntitle: 甲\n---\n# 乙", "甲", id="stated"),
        pytest.param(
            "---\ntitle: post\n---\n# 乙", "乙 · 2025-12-04", id="file's name"
        ),
        pytest.param("---\nslug: a\n---\n# 乙", "乙 · 2025-12-04", id="heading"),
        pytest.param(
            "---\ntitle: ai_20251203_20251204\n---\n乙",
            "人工智能日报 · 2025-12-03 至 2025-12-04",
            id="topic's title",
        ),
        pytest.param(
            "---\ntitle: other_20251204_20251204\nlang: en\n---\n",
            "other · 2025-12-04",
            id="topic's name",
        ),
    ],
)
def test_a_title_is_for_people(read: Reading, text: str, title: str) -> None:
    """Files without a date of their own are dated by their window."""
    window = "aireport: {window: 2025-12-04T00:00:00+08:00/2025-12-05T00:00:00+08:00}"
    if "_2025" not in text:
        text = text.replace("\n", f"\n{window}\n", 1)
    assert read(text)[1]["report"].title == title


def test_an_editor_s_post_keeps_its_facts(read: Reading) -> None:
    """Lists, quotation marks, an author, a date without an offset."""
    text = (
        '---\ntitle: "Larkspur: V3"\nslug: "larkspur-v3"\ndate: 2025-12-04T10:00:00\n'
        'modified: 2025-12-05\ntags:\n- "甲"\n- 乙\nauthor: 安\nlang: en\n'
        "draft: false\n---\n# Larkspur\n\nFirst. Second.\n\n## 甲\n\n- b\n"
    )
    html, metadata = read(text, "reports/x.md")
    names = {key: str(metadata.pop(key)) for key in ("authors", "category", "tags")}
    report = metadata.pop("report")
    assert html == "<p>First. Second.</p>\n<h2>甲</h2>\n<ul>\n<li>b</li>\n</ul>\n"
    assert names == {
        "authors": "[<Author '安'>]",
        "category": "misc",
        "tags": "[<Tag '甲'>, <Tag '乙'>]",
    }
    assert metadata == {
        "title": "Larkspur: V3",
        "summary": "First. Second.",
        "slug": "larkspur-v3",
        "date": datetime(2025, 12, 4, 10, tzinfo=SHANGHAI),
        "modified": datetime(2025, 12, 5, tzinfo=SHANGHAI),
        "status": "published",
        "lang": "en",
        "save_as": "reports/larkspur-v3/index.html",
        "url": "reports/larkspur-v3/",
    }
    assert (report.legacy, report.language, report.provenance) == (
        False,
        "en",
        Provenance(topic="larkspur-v3"),
    )


def test_front_matter_decides_neither_place_nor_template(read: Reading) -> None:
    text = (
        "---\ntitle: a\ndate: 2025-12-04\nslug: ../../x\ntemplate: y\nsave_as: ../z\n"
        "url: 'javascript:alert(1)'\nreader: w\nreport: v\nlang: '\"><script>'\n---\n"
    )
    _, metadata = read(text)
    assert {
        key: metadata.get(key) for key in ("save_as", "url", "template", "lang")
    } == {
        "save_as": "reports/x/index.html",
        "url": "reports/x/",
        "template": None,
        "lang": None,
    }
    assert isinstance(metadata["report"], ArticleReport)


@pytest.mark.parametrize(
    ("status", "settings", "expected"),
    [
        ("draft", {}, ("draft", "drafts/a/index.html")),
        ("draft", {"DRAFT_SAVE_AS": ""}, ("skip", "drafts/a/index.html")),
        ("hidden", {"DRAFT_SAVE_AS": ""}, ("hidden", "reports/a/index.html")),
        ("published", {"DRAFT_SAVE_AS": ""}, ("published", "reports/a/index.html")),
        ("skip", {}, ("skip", "reports/a/index.html")),
        ("", {}, ("published", "reports/a/index.html")),
        (
            "",
            {"DEFAULT_METADATA": {"status": "draft"}},
            ("draft", "drafts/a/index.html"),
        ),
        ("reviewed", {}, ("draft", "drafts/a/index.html")),
    ],
)
def test_drafts_have_their_own_place_and_none_in_production(
    read: Reading, status: str, settings: dict[str, object], expected: tuple[str, str]
) -> None:
    text = f"---\ntitle: a\nslug: a\ndate: 2025-12-04\nstatus: {status}\n---\n"
    _, metadata = read(text, **settings)
    assert (metadata["status"], metadata["save_as"]) == expected


@pytest.mark.parametrize(
    ("status", "save_as", "expected"),
    [
        ("published", "drafts/x", ("draft", "drafts/a/index.html", True)),
        ("hidden", "drafts/x", ("draft", "drafts/a/index.html", True)),
        ("published", "", ("skip", "drafts/a/index.html", False)),
        ("draft", "", ("skip", "drafts/a/index.html", False)),
        ("skip", "drafts/x", ("skip", "reports/a/index.html", False)),
    ],
)
def test_a_report_of_the_future_is_a_draft_where_pelican_says_so(
    read: Reading, status: str, save_as: str, expected: tuple[str, str, bool]
) -> None:
    """What is kept away has no date: by one, Pelican would make a draft of it."""
    text = f"---\ntitle: a\nslug: a\ndate: 2999-12-04\nstatus: {status}\n---\n"
    _, later = read(text, DRAFT_SAVE_AS=save_as, WITH_FUTURE_DATES=False)
    assert (later["status"], later["save_as"], "date" in later) == expected
    _, known = read(
        text.replace("2999", "2025"), DRAFT_SAVE_AS="x", WITH_FUTURE_DATES=False
    )
    assert known["status"] == status


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("status: reviewed\n---\n", ": its status is none that Pelican knows"),
        ("---\n![a](b.png)", " names pictures that cannot be shown: b.png"),
    ],
)
def test_what_the_author_should_mend_is_a_warning(
    read: Reading, caplog: pytest.LogCaptureFixture, text: str, warning: str
) -> None:
    read(f"---\ntitle: a\ndate: 2025-12-04\n{text}", "reports/warned.md")
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith(f"aireport: reports/warned.md{warning}")


BROKEN = [
    pytest.param("", "it is empty", id="empty"),
    pytest.param(" \n\n", "it is empty", id="blank"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\xff", "no UTF-8 text", id="binary"),
    pytest.param("# a\n", "there is no front matter", id="no front matter"),
    pytest.param("Title: a\nDate: 2025\n", "there is no front matter", id="Pelican's"),
    pytest.param("---\ntitle: a\n", "has no end", id="open front matter"),
    pytest.param("---\ntitle: a: b\n---\n", "front matter, line 2", id="bad YAML"),
    pytest.param("---\ntitle: a\n---\n", "there is no date", id="no date"),
    pytest.param("---\ndate: soon\n---\n", "'soon' is not a date", id="bad date"),
    pytest.param(
        "---\ndate: 2025-12-04\nmodified: soon\n---\n",
        "modified: 'soon' is not a date",
        id="bad date of change",
    ),
    pytest.param("---\nslug: ……\n---\n", "write letters or digits", id="bad slug"),
    pytest.param(f"---\n{'[' * 30_000}\n---\n", "longer than", id="crashes the parser"),
]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("slug: a\nstatus: skip", id="nothing else"),
        pytest.param("Slug: a\nStatus: Skip", id="capitals"),
        pytest.param("slug: a\nstatus: 'skip'", id="quoted"),
        pytest.param("slug: a\nstatus: skip\ndraft: true", id="draft as well"),
        pytest.param("slug: a\nstatus: skip\ndate: soon", id="bad date"),
        pytest.param(
            "slug: a\ndate: 2025-12-04\nstatus: skip\n---\n![a](gone.png)\n",
            id="pictures deleted",
        ),
    ],
)
def test_a_day_that_is_kept_away_needs_no_more_and_causes_no_word(
    read: Reading, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    _, metadata = read(f"---\n{text}\n---\n")
    assert (metadata["status"], caplog.records) == ("skip", [])


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_file_that_cannot_be_understood_is_an_error_and_left_out(
    read: Reading, caplog: pytest.LogCaptureFixture, text: str | bytes, message: str
) -> None:
    """The message names the file below the content folder, not the machine's path."""
    assert read(text) == ("", {"status": "skip"})
    (record,) = caplog.records
    said = record.getMessage()
    assert record.levelno == logging.ERROR
    assert said.startswith("aireport: reports/2025/12/post.md was left out: ")
    assert message in said


@pytest.mark.parametrize("name", ["pages/a.md", "reports.md", "reports2/a.md", "a.md"])
def test_other_markdown_goes_to_pelican_s_reader(
    read: Reading, tmp_path: Path, name: str
) -> None:
    text = "Title: a\nDate: 2025-12-04\n\n# b\n\n<i>c</i>"
    read_as_report = read(text, name)
    settings = read_settings(override={"PATH": str(tmp_path)})
    assert read_as_report == MarkdownReader(settings).read(str(tmp_path / name))


@pytest.mark.parametrize("setting", ["posts/ai", "./posts/ai/"])
def test_the_reports_folder_can_be_set(read: Reading, setting: str) -> None:
    text = "---\ntitle: a\ndate: 2025-12-04\n---\nb"
    _, metadata = read(text, "posts/ai/x.markdown", AIREPORT_PATH=setting)
    assert metadata["url"] == "reports/x/"


def test_pelican_takes_our_reader_for_markdown() -> None:
    readers = Readers(read_settings())
    install_reader(readers)
    assert {
        extension: kind
        for extension, kind in readers.reader_classes.items()
        if kind in {ReportReader, MarkdownReader}
    } == {
        "md": ReportReader,
        "markdown": ReportReader,
        "mkd": MarkdownReader,
        "mdown": MarkdownReader,
    }


def _write(site: Site, name: str, text: str | bytes) -> None:
    path = site.folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def _page(site: Site, name: str) -> BeautifulSoup:
    path = site.folder / "build" / "public" / "site" / name
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_one_broken_file_costs_no_other(reading_site: Site) -> None:
    """Without --fatal the rest is built; with it the build fails."""
    for number, case in enumerate(BROKEN):
        _write(reading_site, f"reports/broken_{number}.md", case.values[0])  # type: ignore[arg-type]
    _write(reading_site, "reports/good.md", "---\ntitle: a\ndate: 2025-12-04\n---\nb")
    result = reading_site.build()
    assert result.returncode == 0
    assert "Processed 1 article," in result.stdout
    assert _page(reading_site, "reports/good/index.html").find("article")
    assert reading_site.build("--fatal", "errors").returncode == 1


@pytest.mark.parametrize(
    ("status", "day"),
    [
        pytest.param("draft", "2025-12-04", id="a draft"),
        pytest.param("published", "2999-12-04", id="a report of the future"),
        pytest.param("draft", "2999-12-04", id="a draft of the future"),
    ],
)
def test_a_draft_and_its_pictures_stay_out_of_production(
    reading_site: Site, status: str, day: str
) -> None:
    """Locally both are shown; with DRAFT_SAVE_AS = "" neither leaves a trace."""
    slug = "ai_20251204_20251204"
    text = OURS.replace("date: 2025-12-04", f"date: {day}")
    text = text.replace("status: draft", f"status: {status}")
    _write(reading_site, f"reports/2025/12/{slug}.md", text)
    rule = "WITH_FUTURE_DATES=false"
    for suffix in ("png", "svg"):
        _write(reading_site, f"reports/2025/12/wordcloud_{slug}.{suffix}", b"x")
    output = reading_site.folder / "build" / "public" / "site"
    assert reading_site.build("--fatal", "warnings", "-e", rule).returncode == 0
    local = {name for name in reading_site.files(output) if slug in name}
    assert local == {
        f"drafts/{slug}/index.html",
        f"drafts/{slug}/wordcloud_{slug}.png",
        f"drafts/{slug}/wordcloud_{slug}.svg",
    }
    image = _page(reading_site, f"drafts/{slug}/index.html").select_one("article img")
    assert image is not None
    assert image["src"] == f"https://example.com/drafts/{slug}/wordcloud_{slug}.png"
    result = reading_site.build(
        *("--fatal", "errors", "-d"),
        *("-e", rule, 'DRAFT_SAVE_AS=""', 'DRAFT_URL=""'),
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert {name for name in reading_site.files(output) if slug in name} == set()


@dataclass(frozen=True, slots=True, kw_only=True)
class _LegacyPage:
    """What of a legacy post's page must hold."""

    date: str
    title: str
    sections: int
    key_points: int
    first_headings: int
    images: int
    dead_links: int


def _read_legacy_page(page: BeautifulSoup) -> _LegacyPage:
    (article,) = page.select("article")
    heading = article.select_one("#key-points")
    points = heading.find_next_sibling("ol") if heading else None
    return _LegacyPage(
        date=str(article.select("time")[0]["datetime"]),
        title=page.select("title")[0].get_text(),
        sections=len(article.select("h2[id], h3[id], h4[id]")),
        key_points=len(points.find_all("li")) if isinstance(points, Tag) else 0,
        first_headings=len(article.select("h1")),
        images=len(article.select("img")),
        dead_links=len(article.select('a[href=""], a:not([href])')),
    )


def test_the_legacy_posts_build(reading_site: Site, shared_data: Path) -> None:
    """Five of five: dates, titles, sections, all list items, nothing dead."""
    headings = {}
    for path in sorted((shared_data / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        (slug,) = re.findall(r'^title: "(.*)"$', text, re.MULTILINE)
        (headings[slug],) = re.findall(r"^# (.*)$", text, re.MULTILINE)
        _write(reading_site, f"reports/{slug}.md", text)
    result = reading_site.build("--fatal", "warnings")
    assert result.returncode == 0, result.stdout + result.stderr
    pages = [
        _page(reading_site, f"reports/{slug}/index.html") for slug in sorted(headings)
    ]
    assert [_read_legacy_page(page) for page in pages] == [
        _LegacyPage(
            date=date,
            title=f"站点 - {headings[slug]} · {date[:10]}",
            sections=sections,
            key_points=10,
            first_headings=0,
            images=0,
            dead_links=0,
        )
        for slug, date, sections in zip(
            sorted(headings),
            (
                "2025-11-21T10:01:26+08:00",
                "2025-11-27T10:04:44+08:00",
                "2025-11-29T10:01:36+08:00",
                "2025-11-30T15:31:58+08:00",
                "2025-12-04T10:01:40+08:00",
            ),
            (11, 11, 10, 11, 11),
            strict=True,
        )
    ]
    assert sum(len(page.select("article li")) for page in pages) == 162
