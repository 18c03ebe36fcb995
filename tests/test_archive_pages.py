"""Home, calendars, weeks, archive and topics of whole sites, built by real pelican."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from sites import Site, make_site

_ADDRESSES = """
RELATIVE_URLS = True
ARCHIVES_URL, ARCHIVES_SAVE_AS = "archives/", "archives/index.html"
CATEGORIES_URL, CATEGORIES_SAVE_AS = "topics/", "topics/index.html"
TAGS_URL, TAGS_SAVE_AS = "tags/", "tags/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "topics/{slug}/", "topics/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "archives", "categories", "tags"]
DEFAULT_PAGINATION = False
"""

_REPORT = """---
title: "{title}"
slug: {slug}
date: {last} 23:59:59+08:00
category: {category}
tags: [Larkspur]
summary: "摘要 <b> & {title}"
status: published
lang: {lang}
aireport:
  topic: {topic}
  window: {first}T00:00:00+08:00/{end}T00:00:00+08:00
  period: {period}
  source: jsonl
  tweets: {{fetched: 20, kept: 20}}
  summarizer: extractive
  earlier_reports: 3
---

## 简要部分

### 核心信息

{points}

[^t1]: **@ann** · 2026-09-07 12:00 · 赞 9 · 转 1 · “Larkspur 3”

[^t2]: **@bob** · 2026-09-07 12:00 · 赞 9 · 转 1 · “Tarn 2”
"""

_LEGACY = """---
layout: post
title: "field_20251230_20251230"
date: "2025-12-31 10:01:36 +0800"
---

Field 报告 (2025-12-30 至 2025-12-30)

# 行业讨论总结

## 简要部分

### 核心信息（10个关键点）

1. 第一点
2. 第二点
"""

_ORDINARY = """---
title: 随笔 {n}
slug: note-{n}
date: 2026-08-{n:02} 10:00:00+08:00
category: 随笔
---

没有小节的文章。
"""

MONDAY = date(2026, 9, 7)


def _write_report(
    site: Site,
    first: date,
    *points: str,
    topic: str = "field",
    lang: str = "zh-cn",
    days: int = 1,
    period: str = "day",
) -> None:
    last = first + timedelta(days=days - 1)
    slug = f"{topic}_{first:%Y%m%d}_{last:%Y%m%d}"
    text = _REPORT.format(
        title=f"{topic} {last:%m-%d}",
        slug=slug,
        topic=topic,
        category={"field": "行业日报", "field_en": "AI on X"}[topic],
        lang=lang,
        first=first,
        last=last,
        end=last + timedelta(days=1),
        period=period,
        points="\n".join(f"{n}. {text}" for n, text in enumerate(points, 1)),
    )
    (site.reports / f"{slug}.md").write_text(text, encoding="utf-8")


def _write(site: Site, name: str, text: str) -> None:
    (site.reports / f"{name}.md").write_text(text, encoding="utf-8")


Pages = dict[str, Any]


def _build(site: Site) -> Pages:
    result = site.build("--fatal", "warnings")
    assert result.returncode == 0, result.stdout + result.stderr
    return {
        path.relative_to(site.output).as_posix(): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in site.output.rglob("*.html")
    }


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Return a function that makes a site with addresses like the demo's."""

    def run(lines: str = "") -> Site:
        return make_site(tmp_path_factory.mktemp("site"), _ADDRESSES + lines)

    return run


@pytest.fixture(scope="module")
def pages(make: Callable[..., Site]) -> Pages:
    """Return a site of two topics, a week, an older report and an article."""
    site = make()
    _write_report(site, MONDAY, "Larkspur 3 发布[^t1]", "Tarn 2 涨价[^t2]")
    _write_report(
        site,
        MONDAY + timedelta(days=1),
        "Larkspur 3 开始发货 *持续 · 首见 2026-09-07*[^t1]",
        "&lt;script&gt; &amp; “引号”[^t1]",
        "第三点[^t1]",
        "第四点[^t1]",
    )
    _write_report(site, MONDAY, "一周[^t1]", days=7, period="week")
    _write_report(site, MONDAY, "A point[^t1]", topic="field_en", lang="en")
    _write_report(
        site, date(2026, 10, 1), "三天[^t1]", topic="field_en", lang="en", days=3
    )
    _write(site, "legacy", _LEGACY)
    _write(site, "note", _ORDINARY.format(n=1))
    return _build(site)


@pytest.fixture(scope="module")
def today(make: Callable[..., Site]) -> Any:
    """Return the home page of two topics, one with a report before its newest."""
    site = make()
    _write_report(site, MONDAY, "Larkspur 3 发布[^t1]", "ChatGPT 涨价[^t2]")
    _write_report(
        site,
        MONDAY + timedelta(days=1),
        "**Larkspur**：3 开始发货 *持续 · 首见 2026-09-06*[^t1]",
    )
    _write_report(
        site,
        MONDAY + timedelta(days=1),
        *("One", "Two", "&lt;script&gt; & “three”", "Four"),
        topic="field_en",
        lang="en",
    )
    return _build(site)["index.html"]


def _links(page: Any) -> Iterator[str]:
    for tag in page.find_all(href=True):
        if "://" not in tag["href"]:
            yield unquote(tag["href"])


def _is_broken(name: str, url: str, pages: Pages) -> bool:
    path, fragment = urldefrag(url)
    parts = [*Path(name).parent.parts]
    for part in Path(path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    target = "/".join(parts) if path else name
    if not target.endswith(".html"):
        return False
    if target not in pages:
        return True
    return bool(fragment) and not pages[target].find(id=fragment)


def test_every_link_of_these_pages_leads_somewhere(pages: Pages) -> None:
    """To a page that is there, and to an id that it has."""
    found = {name: [*_links(page)] for name, page in pages.items()}
    assert sum(map(len, found.values())) > 300
    broken = [
        f"{name} -> {url}"
        for name, urls in found.items()
        for url in urls
        if _is_broken(name, url, pages)
    ]
    assert broken == []


def test_there_is_a_page_for_each_year_month_and_week(pages: Pages) -> None:
    """And for none without anything to show."""
    found = sorted(name for name in pages if name.startswith("archives/2"))
    assert found == [
        "archives/2025/12/index.html",
        "archives/2025/index.html",
        "archives/2026/08/index.html",
        "archives/2026/09/index.html",
        "archives/2026/10/index.html",
        "archives/2026/W01/index.html",
        "archives/2026/W31/index.html",
        "archives/2026/W37/index.html",
        "archives/2026/W40/index.html",
        "archives/2026/index.html",
    ]


def test_a_month_is_a_table_with_a_caption_and_headings(pages: Pages) -> None:
    table = pages["archives/2026/09/index.html"].find("table")
    scopes = [th["scope"] for th in table("th")]
    assert (
        table.caption.get_text(),
        scopes.count("col"),
        scopes.count("row"),
        len(table.select("td[id]")),
    ) == ("2026 年 9 月的日历", 8, 5, 30)


def test_a_day_links_to_its_reports_and_says_how_much_they_tell(pages: Pages) -> None:
    """In words, not by the color alone; titles in their own language."""
    month = pages["archives/2026/09/index.html"]
    monday, tuesday = month.find(id="d7"), month.find(id="d8")
    told = [
        (link.get("lang"), " ".join(link.get_text(" ").split())) for link in monday("a")
    ]
    assert told == [(None, "field 09-07 2 条"), ("en", "field_en 09-07 1 条")]
    assert (monday["class"], tuesday["class"]) == (["heat-3"], ["heat-4"])


def test_a_report_of_several_days_stands_on_each(pages: Pages) -> None:
    month = pages["archives/2026/10/index.html"]
    days = [td["id"] for td in month.select("td[id]") if td.find("a")]
    assert days == ["d1", "d2", "d3"]


def test_the_lists_of_months_hold_weeks_articles_and_older_reports(
    pages: Pages,
) -> None:
    titles = {
        name: [h3.a.get_text() for h3 in pages[name].select(".listing h3")]
        for name in (
            "archives/2025/12/index.html",
            "archives/2026/08/index.html",
            "archives/2026/09/index.html",
        )
    }
    assert titles == {
        "archives/2025/12/index.html": ["行业讨论总结 · 2025-12-30"],
        "archives/2026/08/index.html": ["随笔 1"],
        "archives/2026/09/index.html": [
            "field 09-13",
            "field 09-08",
            "field 09-07",
            "field_en 09-07",
        ],
    }


def test_a_year_has_twelve_months_and_names_what_its_colors_mean(pages: Pages) -> None:
    year = pages["archives/2026/index.html"]
    assert len(year("table")) == 12
    legend = [li.get_text() for li in year.select(".heat-legend li")]
    assert legend == ["0 条", "1 条", "3 条", "4 条"]
    assert [a.get_text() for a in year.select(".pager a")] == ["← 2025 年"]


def test_a_day_of_several_reports_leads_to_its_cell_in_the_month(pages: Pages) -> None:
    year = pages["archives/2026/index.html"]
    links = {a["href"] for a in year.select(".year td a")}
    assert "../../archives/2026/09/index.html#d7" in links
    assert "../../reports/field_20260908_20260908/index.html" in links


def test_a_week_shows_its_days_its_report_and_what_lasted(pages: Pages) -> None:
    """Three points of each report; a matter as it was told last."""
    week = pages["archives/2026/W37/index.html"]
    days = [len(day.select("div > ul > li")) for day in week.select(".week > li")]
    lasting = week.select_one(".lasting li")
    assert (
        week.h1.get_text(),
        week.select_one(".week-report a").get_text(),
        days,
        lasting.a.get_text(),
        [span.get_text() for span in week.select(".week > li:last-child .note")],
    ) == (
        "2026 年第 37 周",
        "field 09-13",
        [3, 3, 0, 0, 0, 0, 0],
        "Larkspur 3 开始发货",
        ["没有日报"],
    )
    assert "9 月 7 日起 · 本周 2 天" in " ".join(lasting.get_text().split())


def test_the_archive_is_one_list_of_all_there_is(pages: Pages) -> None:
    """By year and month; it names topics, and marks what rolls a week up."""
    archive = pages["archives/index.html"]
    months = [h3.get_text() for h3 in archive.select("h3")]
    lines = [" ".join(li.get_text().split()) for li in archive.select("li")]
    assert months == ["2026 年 10 月", "2026 年 9 月", "2026 年 8 月", "2025 年 12 月"]
    assert lines == [
        "10 月 1 日 — 10 月 3 日 field_en 10-03 AI on X",
        "13 日 星期日 field 09-13 行业日报 周报",
        "8 日 星期二 field 09-08 行业日报",
        "7 日 星期一 field 09-07 行业日报",
        "7 日 星期一 field_en 09-07 AI on X",
        "1 日 星期六 随笔 1 随笔",
        "30 日 星期二 行业讨论总结 · 2025-12-30 misc",
    ]
    jumps = [a["href"] for a in archive.select(".jumps a")]
    in_2026 = ["#y2026", "#m2026-08", "#m2026-09", "#m2026-10"]
    assert jumps == [*in_2026, "#y2025", "#m2025-12"]


def test_a_topic_speaks_the_language_of_its_reports(pages: Pages) -> None:
    """Its list is that of the archive, without the others."""
    topic = pages["topics/ai-on-x/index.html"]
    assert (
        topic.html["lang"],
        [h3.get_text() for h3 in topic.select("h3")],
        [a.get_text() for a in topic.select("li a")],
    ) == (
        "en",
        ["October 2026", "September 2026"],
        ["field_en 10-03", "field_en 09-07"],
    )


def test_home_shows_each_topic_s_newest_report(pages: Pages) -> None:
    """The newest in full in its own language, those of these days as cards."""
    home = pages["index.html"]
    front = home.find("article")
    assert (home.html["lang"], front["lang"], front.h1.get_text()) == (
        "zh-CN",
        "en",
        "field_en 10-03",
    )
    assert home.select(".other-topics") == []
    assert home.select_one(".weekly h3").get_text() == "field 09-13"
    assert [a.get_text() for a in home.select(".ordinary h3 a")] == ["随笔 1"]


def test_home_tells_what_changed_with_links_to_the_claims(today: Any) -> None:
    """What goes on has its days counted; what is gone is gone from this report."""
    told = [
        [
            section.h3.get_text(),
            *(" ".join(li.get_text().split()) for li in section("li")),
        ]
        for section in today.select(".changes section")
    ]
    assert told == [
        ["还在谈", "Larkspur 第 3 天"],
        ["上一期（9 月 7 日）的要点，这一期没有再提到", "ChatGPT 涨价"],
    ]
    assert all(
        re.search(r"/reports/field_2026090[78]_\d+/index\.html#c-\w+$", a["href"])
        for a in today.select(".changes a")
    )


def test_home_counts_the_days_of_a_claim_as_its_report_does(today: Any) -> None:
    (since,) = today.select(".front .mark-since")
    assert since.get_text() == "第 3 天 · 9 月 6 日起"


def test_home_shows_other_topics_as_cards(today: Any) -> None:
    """Title and three points, in the language of the topic, as text."""
    (card,) = today.select(".other-topics section")
    points = [a.get_text() for a in card.select("li a")]
    assert (card["lang"], card.h3.get_text(), points) == (
        "en",
        "field_en 09-08",
        ["One", "Two", "<script> & “three”"],
    )


def test_home_leads_with_the_first_topic_of_the_settings(
    make: Callable[..., Site],
) -> None:
    """Of those that have a report of the newest day."""
    site = make('AIREPORT_TOPICS = {"silent": {}, "field_en": {}, "field": {}}\n')
    for topic in ("field", "field_en"):
        _write_report(site, MONDAY, f"Larkspur {topic}[^t1]", topic=topic)
    (kicker,) = _build(site)["index.html"].select(".front .kicker a")
    assert kicker.get_text() == "AI on X"


def test_home_says_of_each_of_the_last_days_whether_it_has_a_report(today: Any) -> None:
    days = [" ".join(li.get_text().split()) for li in today.select(".last-days li")]
    kept = "入选推文 20 条"
    tuesday = "9 月 8 日 星期二 field 09-08 行业日报"
    assert days == [
        f"{tuesday} 日报 1 条 · {kept} field_en 09-08 AI on X 日报 4 条 · {kept}",
        f"9 月 7 日 星期一 field 09-07 行业日报 日报 2 条 · {kept}",
        "9 月 6 日 星期日 没有日报",
        "9 月 5 日 星期六 没有日报",
        "9 月 4 日 星期五 没有日报",
        "9 月 3 日 星期四 没有日报",
        "9 月 2 日 星期三 没有日报",
    ]


def test_a_site_of_ordinary_articles_has_all_these_pages(
    make: Callable[..., Site],
) -> None:
    site = make()
    for n in range(1, 13):
        _write(site, f"note-{n}", _ORDINARY.format(n=n))
    pages = _build(site)
    home, month = pages["index.html"], pages["archives/2026/08/index.html"]
    assert (
        [a.get_text() for a in home.select(".ordinary h3 a")],
        len(pages["archives/index.html"].select("li time")),
        len(month.select("td .cell-count")),
        month.select(".heat-legend"),
        [name for name, page in pages.items() if len(page("h1")) != 1],
    ) == ([f"随笔 {n}" for n in range(12, 2, -1)], 12, 12, [], [])


def test_a_year_whose_last_report_ends_in_the_next_leads_to_the_archive(
    make: Callable[..., Site],
) -> None:
    """Which lists that report in the next year."""
    site = make()
    _write_report(site, date(2026, 12, 30), "Larkspur 3 发布[^t1]", days=4)
    pages = _build(site)
    name = "archives/2026/index.html"
    broken = [url for url in _links(pages[name]) if _is_broken(name, url, pages)]
    assert (broken, len(pages[name].select("td a"))) == ([], 2)


def test_an_empty_site_says_that_there_is_nothing_yet(
    make: Callable[..., Site],
) -> None:
    """And nothing beside it: no number of articles, no way to look at them."""
    pages = _build(make())
    assert len(pages["archives/index.html"].main.select("p")) == 1
    lists = (
        "index",
        "archives/index",
        "topics/index",
        "entities/index",
        "trends/index",
    )
    found = [f"{name}.html" for name in lists]
    told = [name for name in found if "还没有日报" in pages[name].main.get_text()]
    assert told == found


def test_months_by_pelican_s_own_settings_stay(make: Callable[..., Site]) -> None:
    """At the address of a calendar: the site has said what stands there."""
    site = make("""
MONTH_ARCHIVE_URL = "archives/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "archives/{date:%Y}/{date:%m}/index.html"
""")
    _write_report(site, MONDAY, "Larkspur 3 发布[^t1]")
    pages = _build(site)
    assert pages["archives/2026/09/index.html"].find("table") is None
    assert pages["archives/2026/index.html"].find("table") is not None


def test_to_tell_what_changed_loads_no_dictionary(make: Callable[..., Site]) -> None:
    """A build that only renders stays quick."""
    site = make()
    _write_report(site, MONDAY, "ChatGPT 涨价[^t2]")
    _write_report(site, MONDAY + timedelta(days=1), "Larkspur 3 发布[^t1]")
    said = _probe(site, "pelican.main([])\nprint('jieba' in sys.modules)")
    home = (site.output / "index.html").read_text(encoding="utf-8")
    assert (said, "没有再提到" in home) == ("False", True)


def test_pelican_looks_for_articles_in_lists_that_know_them(
    make: Callable[..., Site],
) -> None:
    """Those of categories and tags; else each page would take the longer."""
    site = make()
    _write_report(site, MONDAY, "Larkspur 3 发布[^t1]")
    said = _probe(
        site,
        """
from pelican import signals

found = set()

@signals.article_writer_finalized.connect
def look(generator, **_):
    lists = [*(each for _, each in generator.categories), *generator.tags.values()]
    found.update(type(each).__name__ for each in lists)

pelican.main([])
print(found)
""",
    )
    assert said == "{'ArticleList'}"


def _probe(site: Site, lines: str) -> str:
    """Run lines in a process of their own, in the site; return what it says last."""
    (site.folder / "probe.py").write_text(
        f"import sys, pelican\n{lines}", encoding="utf-8"
    )
    result = subprocess.run(
        [sys.executable, "probe.py"],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "theme", [pytest.param("simple", id="simple"), pytest.param("notmyidea", id="own")]
)
def test_a_stock_theme_has_none_of_these_pages(
    make: Callable[..., Site], theme: str
) -> None:
    """And is not asked for what it lacks."""
    site = make(f"THEME = {theme!r}\n")
    _write_report(site, MONDAY, "Larkspur 3 发布[^t1]")
    pages = _build(site)
    assert [name for name in pages if name.startswith("archives/2")] == []
