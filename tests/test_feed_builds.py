"""Feeds and data of whole sites, built by real pelican."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from bs4 import BeautifulSoup
from sites import Site, make_site

ADDRESS = "https://example.com/"
HOSTILE = "]]> </title> &amp; <script>alert(1)</script> \u202e \x01"

_SETTINGS = """
FEED_MAX_ITEMS = 20
AIREPORT_DRAFTING = False
AIREPORT_TOPICS = {"t": {
    "title": "日报", "aliases": {"Larkspur": {"kind": "company", "names": []}},
}}
PAGE_PATHS = ["pages"]
STATIC_PATHS = []
ARTICLE_PATHS = ["reports", "posts"]
"""
_RELATIVE = "RELATIVE_URLS = True\n"
_STOCK = 'THEME = "simple"\n'

_REPORT = """---
title: {title}
slug: t_202609{day:02}_202609{day:02}
date: 2026-09-{day:02} 23:59:59+08:00
category: 日报
tags: [Larkspur, "a]]>b"]
status: published
lang: zh-cn
aireport:
  topic: t
  window: 2026-09-{day:02}T00:00:00+08:00/2026-09-{next:02}T00:00:00+08:00
  partial: 甲 & 乙 ]]>
---

## 简要部分

### 核心信息

1. **Larkspur**：发布第 {day} 版 ]]> \\<script\\>[^1{day}] *传闻 · 单一来源*

## 详细分析部分

### 关键事件与发展

- Larkspur 又发布 & 开源，见[上文](#key-points)[^1{day}][^n]

## 词云分析

![词云](wordcloud.png)

[^1{day}]: **@ann** · 2026-09-{day:02} 12:00 · {link}：“Larkspur ]]> <b>”
[^n]: 没有地址
"""


def _write_report(site: Site, day: int, title: str = "题", name: str = "") -> Path:
    path = site.reports / (name or f"{day}.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    link = f"[原推](https://x.com/ann/status/1{day})"
    text = _REPORT.format(day=day, next=day + 1, title=json.dumps(title), link=link)
    path.write_text(text, encoding="utf-8")
    (path.parent / "wordcloud.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return path


def _make(folder: Path, lines: str = "") -> Site:
    site = make_site(folder, _SETTINGS + lines)
    for day in (7, 8, 9):
        _write_report(site, day, HOSTILE)
    posts = folder / "content" / "posts"
    posts.mkdir()
    (posts / "post.md").write_text(
        "title: 随笔\ndate: 2026-09-01\nslug: post\n\n"
        f"[一期]({{filename}}/reports/7.md) {HOSTILE[:20]}\n",
        encoding="utf-8",
    )
    return site


def _build(site: Site) -> Mapping[str, bytes]:
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site.files(site.output)


@pytest.fixture(scope="module", params=["", _RELATIVE, _STOCK])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Site:
    made = _make(tmp_path_factory.mktemp("site"), request.param)
    _build(made)
    return made


@pytest.fixture
def files(site: Site) -> Mapping[str, bytes]:
    return site.files(site.output)


def _xml_feeds(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    return {
        name: feedparser.parse(
            content, sanitize_html=False, resolve_relative_uris=False
        )
        for name, content in files.items()
        if name.endswith((".atom.xml", ".rss.xml"))
    }


def _json_feeds(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    return {
        name: json.loads(content)
        for name, content in files.items()
        if b"https://jsonfeed.org/version/1.1" in content
    }


def _ids(files: Mapping[str, bytes]) -> Mapping[str, list[str]]:
    ids = {
        name: [entry.id for entry in feed.entries]
        for name, feed in _xml_feeds(files).items()
    }
    return ids | {
        name: [item["id"] for item in feed["items"]]
        for name, feed in _json_feeds(files).items()
    }


def test_every_feed_can_be_read(files: Mapping[str, bytes]) -> None:
    """Whatever a title, a claim or a notice holds; three formats of nine feeds."""
    feeds = _xml_feeds(files)
    faults = {name: feed.bozo_exception for name, feed in feeds.items() if feed.bozo}
    assert (faults, len(feeds), len(_json_feeds(files))) == ({}, 18, 9)


def test_no_feed_names_an_item_twice(files: Mapping[str, bytes]) -> None:
    """And the three formats of a feed hold the same items."""
    ids = _ids(files)
    twice = {name for name, each in ids.items() if len(set(each)) != len(each)}
    counts = {
        re.sub(r"(\.atom\.xml|\.rss\.xml|\.json)$", "", name).replace(
            "feeds/feed", "feeds/all"
        ): len(each)
        for name, each in ids.items()
    }
    assert (twice, counts) == (
        set(),
        {
            "feeds/all": 4,
            "feeds/topics/t": 3,
            "feeds/sections/key-points": 3,
            "feeds/sections/viewpoints": 0,
            "feeds/sections/events": 3,
            "feeds/sections/markets": 0,
            "feeds/sections/ai": 0,
            "feeds/sections/finance": 0,
            "entities/larkspur/feed": 3,
        },
    )


def _texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Return the HTML of each item, by its feed's name."""
    for name, feed in _xml_feeds(files).items():
        for entry in feed.entries:
            yield name, entry.content[0].value if "content" in entry else entry.summary
    for name, feed in _json_feeds(files).items():
        for item in feed["items"]:
            yield name, item["content_html"]


def _links(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, html in _texts(files):
        for tag in BeautifulSoup(html, "html.parser").find_all(["a", "img"]):
            yield name, str(tag.get("href") or tag.get("src") or "")
    for name, feed in _xml_feeds(files).items():
        for entry in (feed.feed, *feed.entries):
            yield from ((name, link.href) for link in entry.links)
    for name, feed in _json_feeds(files).items():
        yield from ((name, feed[key]) for key in ("home_page_url", "feed_url"))
        yield from ((name, item["url"]) for item in feed["items"])


def test_every_link_of_a_feed_is_absolute_and_leads_somewhere(
    files: Mapping[str, bytes],
) -> None:
    """Also where the site's own links are relative; footnotes stay footnotes."""
    found = set(_links(files))
    inside = {
        link.removeprefix(ADDRESS) for _, link in found if link.startswith(ADDRESS)
    }
    outside = {link for _, link in found if not link.startswith(ADDRESS)}
    pages = {unquote(link.partition("#")[0]) for link in inside}
    missing = {
        page
        for page in pages
        if page not in files and f"{page}index.html".lstrip("/") not in files
    }
    # The page gives ids to claims; all others are the article's own.
    lost = {
        link
        for link in inside
        if "#" in link
        and f'id="{link.partition("#")[2]}"'
        not in files[f"{link.partition('#')[0]}index.html"].decode()
    }
    assert {
        "missing": missing,
        "lost": lost,
        "outside": outside,
        "footnotes": any("#fn-17" in link for link in inside),
        "pictures": any(link.endswith("/wordcloud.png") for link in inside),
    } == {
        "missing": set(),
        "lost": set(),
        "outside": {f"https://x.com/ann/status/1{day}" for day in (7, 8, 9)},
        "footnotes": True,
        "pictures": True,
    }


def test_no_text_of_a_feed_runs_or_floats(files: Mapping[str, bytes]) -> None:
    """What only a page can do stays there."""
    bad = re.compile(r"<script|popover|<button|<style|\son\w+=|\{attach\}")
    assert {name for name, html in _texts(files) if bad.search(html)} == set()


def test_each_item_begins_with_what_is_to_be_known(files: Mapping[str, bytes]) -> None:
    """A reader of feeds sees no page: first who wrote it, then what is missing."""
    notice = re.compile(
        r"<p><strong>[^<]*：</strong>[^<]*</p>\n"
        r"<p><strong>数据不全：</strong>"
        r"只取到这个时段的一部分推文（甲 &amp; 乙 \]\]&gt;）。</p>"
    )
    told = [notice.match(html) is not None for _, html in _texts(files)]
    assert (told.count(True), told.count(False)) == (15 * 3, 3)


def test_feeds_say_the_same_as_the_full_text(site: Site) -> None:
    """A section's text is the article's, an entity's claims are in it."""
    files = site.files(site.output)
    page = _plain(_content(files, "feeds/feed.json"))
    for path in ("feeds/sections/events.json", "entities/larkspur/feed.json"):
        html = _content(files, path)
        claims = BeautifulSoup(html, "html.parser").find_all("li")
        assert claims
        for claim in claims:
            assert _plain(str(claim)) in page


def _content(files: Mapping[str, bytes], path: str) -> str:
    """Return what a feed tells of the report of 7 September."""
    (item,) = (
        each
        for each in json.loads(files[path])["items"]
        if each["id"].startswith("t_20260907")
    )
    return str(item["content_html"])


def _plain(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for each in soup.find_all("sup"):
        each.decompose()
    return "".join(unescape(soup.get_text()).split())


def test_ids_stay_what_they_are(tmp_path: Path) -> None:
    """After a build, under another title, in another place, in a preview."""
    site = _make(tmp_path)
    first = _ids(_build(site))
    assert _ids(_build(site)) == first
    (site.reports / "7.md").unlink()
    _write_report(site, 7, "另一个题目", "deep/er/renamed.md")
    (site.folder / "content" / "posts" / "post.md").unlink()
    site.configure(
        _SETTINGS + 'SITEURL = "https://preview.example.org"\n'
        'FEED_DOMAIN = "https://example.com"\n'
    )
    changed = _ids(_build(site))
    assert changed == {
        name: [id_ for id_ in ids if not id_.endswith("post")]
        for name, ids in first.items()
    }


def test_a_second_build_writes_no_data_anew(tmp_path: Path) -> None:
    """Files whose bytes are the same keep their time, but for Pelican's own feed."""
    site = _make(tmp_path, "FEED_ALL_ATOM = FEED_ALL_RSS = None\n")
    _build(site)
    paths = [
        path
        for path in site.output.rglob("*")
        if path.suffix in {".xml", ".json", ".txt"}
    ]
    before = {path: path.stat().st_mtime_ns for path in paths}
    _build(site)
    assert len(paths) > 30
    assert {path: path.stat().st_mtime_ns for path in paths} == before


def test_a_sitemap_names_pages_that_are_there(files: Mapping[str, bytes]) -> None:
    """Every report and the home page among them, no draft, no search."""
    named = re.findall(r"<loc>([^<]*)</loc>", files["sitemap.xml"].decode())
    paths = {unescape(each).removeprefix(ADDRESS) for each in named}
    missing = {
        path for path in paths if path not in files and f"{path}index.html" not in files
    }
    expected = {"", "reports/t_20260907_20260907/", "post.html"}
    assert (missing, expected - paths, len(named)) == (set(), set(), len(paths))


def test_the_index_leads_to_each_report(files: Mapping[str, bytes]) -> None:
    """And takes few bytes for each."""
    index = json.loads(files["reports/index.json"])
    texts = [json.loads(files[report["json"]]) for report in index["reports"]]
    assert [(text["slug"], text["url"], text["title"]) for text in texts] == [
        (report["slug"], report["url"], report["title"]) for report in index["reports"]
    ]
    assert len(files["reports/index.json"]) <= 600 * len(texts)


def test_a_site_keeps_its_own_robots_file(tmp_path: Path) -> None:
    """Wherever its source lies."""
    site = _make(
        tmp_path,
        'STATIC_PATHS = ["extra"]\n'
        'EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}\n',
    )
    extra = tmp_path / "content" / "extra"
    extra.mkdir()
    (extra / "robots.txt").write_text("User-agent: a\n", encoding="utf-8")
    assert _build(site)["robots.txt"] == b"User-agent: a\n"


def _alternates(page: bytes, rel: str) -> list[str]:
    soup = BeautifulSoup(page, "html.parser")
    return [str(each["href"]) for each in soup.find_all("link", rel=rel)]


_ALL = [f"feeds/{name}" for name in ("all.atom.xml", "all.rss.xml", "feed.json")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("reports/t_20260907_20260907/index.html", _ALL, id="report"),
        pytest.param(
            "category/日报.html",
            [*_ALL, *(f"feeds/topics/t.{x}" for x in ("atom.xml", "rss.xml", "json"))],
            id="topic",
        ),
    ],
)
def test_a_page_names_the_feeds_of_its_own(
    tmp_path: Path, page: str, expected: list[str]
) -> None:
    """Those of all, and of what it is about."""
    files = _build(_make(tmp_path))
    assert _alternates(files[page], "alternate") == [
        f"{ADDRESS}{path}" for path in expected
    ]


def test_a_page_tells_how_to_search_where_there_is_a_search(tmp_path: Path) -> None:
    """A theme without that page offers none, nor does this one without an address."""
    found = {}
    for name, lines in (
        ("search", 'THEME_TEMPLATES_OVERRIDES = ["own"]\n'),
        ("no address", 'THEME_TEMPLATES_OVERRIDES = ["own"]\nSITEURL = ""\n'),
    ):
        site = _make(tmp_path / name, lines)
        own = site.folder / "own"
        own.mkdir()
        (own / "search.html").write_text("Search", encoding="utf-8")
        page = _build(site)["index.html"]
        found[name] = _alternates(page, "search")
    assert found == {"search": [f"{ADDRESS}opensearch.xml"], "no address": []}


def test_the_page_of_feeds_leads_to_files_that_are_there(tmp_path: Path) -> None:
    """Each kind once, in three formats."""
    files = _build(_make(tmp_path))
    page = BeautifulSoup(files["feeds/index.html"], "html.parser")
    links = [str(each["href"]) for each in page.select("main a")]
    paths = [unquote(link).removeprefix(ADDRESS) for link in links]
    feeds = [path for path in paths if path.endswith((".xml", ".json"))]
    assert (len(feeds), len(set(feeds)), set(paths) - set(files)) == (28, 28, set())


@pytest.mark.parametrize(
    ("languages", "count", "is_ours"),
    [
        pytest.param(("en",), 5, False, id="two languages"),
        pytest.param((), 4, True, id="one language"),
    ],
)
def test_translations_stay_in_pelicans_feed(
    tmp_path: Path, languages: tuple[str, ...], count: int, *, is_ours: bool
) -> None:
    """Ours would lose them; its ids are not Pelican's."""
    site = _make(tmp_path)
    for lang in languages:
        (site.folder / "content" / "posts" / f"{lang}.md").write_text(
            f"title: Essay\ndate: 2026-09-01\nslug: post\nlang: {lang}\n\nText\n",
            encoding="utf-8",
        )
    ids = _ids(_build(site))["feeds/all.atom.xml"]
    assert (len(ids), "tag:example.com,2026:post" in ids) == (count, is_ours)
