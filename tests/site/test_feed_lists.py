"""Which feeds a site has, and what stands in each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from archives import SHANGHAI, make_article, make_entries, make_entry, report_body

from pelican_aireport.articles.corrections import Correction
from pelican_aireport.articles.sections import Section
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.model import Period
from pelican_aireport.site.archive import Archive, make_archive
from pelican_aireport.site.entity_claims import find_entity_claims
from pelican_aireport.site.entity_stories import collect_stories
from pelican_aireport.site.entries import Entry, read_entry
from pelican_aireport.site.feed_addresses import section_feeds, topic_feeds
from pelican_aireport.site.feed_choices import list_feed_pages
from pelican_aireport.site.feed_items import FullText
from pelican_aireport.site.feed_lists import list_feed_files

DAY = date(2026, 9, 7)
ALL, LARKSPUR = "feeds/feed.json", "entities/larkspur/feed.json"
ALIASES = load_aliases(
    {
        "Larkspur": {"kind": "company", "names": ["云雀"]},
        "Tarn": {"kind": "company", "names": []},
    }
)
SETTINGS = {
    "SITEURL": "https://example.com",
    "SITENAME": "站",
    "DEFAULT_LANG": "zh-cn",
    "FEED_MAX_ITEMS": 20,
}


def _entry(number: int = 0, *points: str, **fields: Any) -> Entry:
    body = report_body(*(points or (f"Larkspur 发布第 {number} 版",)))
    return make_entry(DAY + timedelta(days=number), body, aliases=ALIASES, **fields)


def _text(entry: Entry) -> FullText:
    return FullText(html=entry.content)


def _files(
    archive: Archive, pages: Iterable[str] = (), **settings: object
) -> Mapping[str, str]:
    files = list_feed_files(
        archive,
        collect_stories(archive),
        SETTINGS | settings,
        read_text=_text,
        pages=frozenset(pages),
    )
    return {file.path: file.content.decode() for file in files}


def _feed(files: Mapping[str, str], path: str) -> Any:
    return json.loads(files[path])


def test_each_feed_is_there_in_three_formats() -> None:
    """All, topics, sections, and what two reports name."""
    paths = _files(make_entries(_entry(0), _entry(1), _entry(2, "Tarn 涨价")))
    stems = (
        *("feeds/topics/t", "entities/larkspur/feed"),
        *(
            f"feeds/sections/{name}"
            for name in ("key-points", "viewpoints", "events", "markets")
        ),
        *("feeds/sections/ai", "feeds/sections/finance"),
    )
    assert sorted(paths) == sorted(
        [
            *("feeds/all.atom.xml", "feeds/all.rss.xml", "feeds/feed.json"),
            *(
                f"{stem}.{suffix}"
                for stem in stems
                for suffix in ("atom.xml", "rss.xml", "json")
            ),
        ]
    )


def test_an_item_of_a_section_is_that_section() -> None:
    """Its title names the day, its marks lead to the tweets, its maker comes first."""
    files = _files(make_entries(_entry(0)))
    (item,) = _feed(files, "feeds/sections/key-points.json")["items"]
    page = "https://example.com/reports/t_20260907_20260907/"
    assert {key: item[key] for key in ("id", "url", "title", "content_html")} == {
        "id": "t_20260907_20260907/key-points",
        "url": f"{page}#key-points",
        "title": "2026 年 9 月 7 日：题",
        "content_html": (
            "<p><strong>程序摘录：</strong>"
            "由程序从推文中摘录编排，没有使用生成式 AI。</p>\n"
            "\n<ol>\n<li>Larkspur 发布第 0 版"
            f'<sup><a href="{page}#fn-t1">1</a></sup></li>\n</ol>\n'
        ),
    }


def test_a_week_says_its_first_and_its_last_day() -> None:
    """In a section's feed it stands among days."""
    week = _entry(0, last=DAY + timedelta(days=6), period=Period.WEEK)
    (item,) = _feed(_files(make_entries(week)), "feeds/sections/key-points.json")[
        "items"
    ]
    assert item["title"] == "2026 年 9 月 7 日至 9 月 13 日：题"


def test_an_item_of_an_entity_is_what_one_report_says_of_it() -> None:
    """By each of its names; a text that stands twice is told once."""
    entries = make_entries(
        _entry(0, "Larkspur 开源", "Tarn 涨价", "云雀降价"),
        _entry(1, "云雀降价", "云雀降价"),
    )
    found = find_entity_claims(collect_stories(entries))
    items = _feed(_files(entries), "entities/larkspur/feed.json")["items"]
    assert [each.entity.name for each in found] == ["Larkspur"]
    assert [
        (item["id"], item["url"].partition("#")[2], item["content_html"].count("<li>"))
        for item in items
    ] == [
        (f"{entry.slug}/entities/larkspur", claims[0].anchor, count)
        for (entry, claims), count in zip(found[0].reports, (1, 2), strict=True)
    ]


def test_twenty_items_are_the_most_and_the_newest() -> None:
    """However many reports there are; the site decides on the feed of all."""
    entries = make_entries(*(_entry(number) for number in range(30)))
    files = _files(entries, FEED_MAX_ITEMS=25)
    newest = [entry.slug for entry in entries.entries]
    paths = {
        "feeds/feed.json": 25,
        "feeds/topics/t.json": 20,
        "feeds/sections/key-points.json": 20,
        "entities/larkspur/feed.json": 20,
    }
    assert {
        path: [item["id"].partition("/")[0] for item in _feed(files, path)["items"]]
        for path in paths
    } == {path: newest[:count] for path, count in paths.items()}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param((), "https://example.com/", id="no page"),
        pytest.param(
            ("entities/larkspur/",), "https://example.com/entities/larkspur/", id="page"
        ),
    ],
)
def test_a_feed_names_a_page_that_is_there(
    pages: tuple[str, ...], expected: str
) -> None:
    """Another theme has no pages of entities."""
    files = _files(make_entries(_entry(0), _entry(1)), pages)
    assert _feed(files, "entities/larkspur/feed.json")["home_page_url"] == expected


def test_an_ordinary_article_stands_in_the_feed_of_all() -> None:
    """It has neither topic nor sections, but its readers."""
    article = make_article(DAY, title="随笔")
    del article.report
    other = read_entry(article, aliases=ALIASES, timezone=SHANGHAI)
    files = _files(make_entries(other))
    assert [
        len(_feed(files, path)["items"])
        for path in ("feeds/feed.json", "feeds/sections/key-points.json")
    ] == [1, 0]


def test_an_article_with_a_reports_slug_is_another_item() -> None:
    """Whichever of the two is newer."""
    report = _entry()
    article = replace(report, report=None, claims=(), url="essay.html")
    found = [
        [each["id"] for each in _feed(_files(make_archive(entries)), ALL)["items"]]
        for entries in ((report, article), (article, report))
    ]
    assert found == [[report.slug, "essay.html"], ["essay.html", report.slug]]


def test_an_item_says_when_its_author_changed_it() -> None:
    """By ``modified`` or by a correction, in the feeds of its parts too."""
    article = make_article(DAY, report_body("Larkspur 发布 3"))
    correction = Correction(date=date(2026, 9, 12), text="更正")
    article.report = replace(article.report, corrections=(correction,))
    entry = read_entry(article, aliases=ALIASES, timezone=SHANGHAI)
    files = _files(make_archive((entry, _entry(-1, "Larkspur"))))
    found = {
        _feed(files, path)["items"][0]["date_modified"]
        for path in (
            ALL,
            "feeds/sections/key-points.json",
            "entities/larkspur/feed.json",
        )
    }
    assert found == {"2026-09-12T00:00:00+08:00"}


@pytest.mark.parametrize(
    "topic", ["", "..", "../../x", "A", "a/b", "题", "a\n", "a" * 65]
)
def test_what_is_no_topic_has_no_feed(topic: str) -> None:
    """An article may state any text as its topic."""
    entry = _entry(0, topic=topic)
    paths = _files(make_entries(entry))
    assert (topic_feeds(topic), [path for path in paths if "topics" in path]) == (
        None,
        [],
    )


def test_the_page_of_feeds_offers_each_kind() -> None:
    """Entities are those with feeds, the most frequent first."""
    entries = make_entries(
        _entry(0, "Tarn 涨价"),
        _entry(1, "Tarn 涨价", "Larkspur 开源"),
        _entry(2),
        _entry(3),
    )
    (page,) = list_feed_pages(entries, collect_stories(entries), SETTINGS)
    values: Any = page.values
    assert {
        "template": page.template,
        "url": page.url,
        "changed": page.changed,
        "topics": [(each.name, each.page) for each in values["topic_feeds"]],
        "sections": [each.urls for each in values["section_feeds"]][-1:],
        "entities": [each.name for each in values["entity_feeds"]],
    } == {
        "template": "feeds",
        "url": "feeds/",
        "changed": date(2026, 9, 10),
        "topics": [("日报", "topics/t/")],
        "sections": [section_feeds(Section.FINANCE)],
        "entities": ["Larkspur", "Tarn"],
    }
