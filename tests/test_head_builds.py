"""What pages say of themselves, on built sites: marks, corrections, cards, data."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from sites import ROOT, Site, make_site

_ARTICLE = """---
title: {title}
slug: {slug}
date: 2026-09-0{day} 23:59:59+08:00
category: 日报
summary: 概述 {day}。
status: {status}
{more}aireport:
  topic: t
  window: 2026-09-0{day}T00:00:00+08:00/2026-09-0{next}T00:00:00+08:00
  summarizer: llm
  model: m/a
---

## 简要部分

### 核心信息

1. Larkspur 3 开源。[^1]

[^1]: **@one** · 2026-09-0{day} 12:00 · [原推](https://x.com/one/status/1)：“甲。”
"""
_EVIL = '甲 </script><script>alert(1)</script> & \\"乙\\"'
_CORRECTIONS = (
    "corrections:\n- {date: 2026-09-08, text: '</script><b>改'}\n- 数字写错了\n"
)


def _write(site: Site, slug: str, day: int, **fields: str) -> None:
    values = {"title": f"题 {day}", "status": "published", "more": "", **fields}
    text = _ARTICLE.format(slug=slug, day=day, next=day + 1, **values)
    (site.reports / f"{slug}.md").write_text(text, encoding="utf-8")


_PUBLISHED = 'FEED_MAX_ITEMS = 20\nRSS_FEED_SUMMARY_ONLY = False\nDRAFT_SAVE_AS = ""\n'
_LOCAL = "RELATIVE_URLS = True\n"


def _make(folder: Path, lines: str) -> Site:
    site = make_site(folder, lines)
    pages = site.folder / "content" / "pages"
    pages.mkdir()
    for name in ("how.md", "about.md"):
        text = (ROOT / "content" / "pages" / name).read_text(encoding="utf-8")
        (pages / name).write_text(text, encoding="utf-8")
    _write(site, "plain", 5)
    _write(site, "evil", 6, title=f'"{_EVIL}"', more=_CORRECTIONS)
    _write(site, "own", 7, more="written_by: author\n")
    _write(site, "hidden", 4, status="hidden")
    _write(site, "draft", 3, status="draft")
    result = site.build("--fatal", "errors")
    assert result.returncode == 0, result.stdout + result.stderr
    return site


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site as it goes online."""
    return _make(tmp_path_factory.mktemp("online"), _PUBLISHED)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site that is opened from the disk."""
    return _make(tmp_path_factory.mktemp("local"), _LOCAL)


def _page(site: Site, path: str) -> Any:
    text = (site.output / path).read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def _report(site: Site, slug: str) -> Any:
    return _page(site, f"reports/{slug}/index.html")


def _pages(site: Site) -> dict[str, Any]:
    return {
        path.relative_to(site.output).as_posix(): _page(site, str(path))
        for path in site.output.rglob("*.html")
    }


def _meta(page: Any) -> dict[str, str]:
    return {
        tag.get("name") or tag.get("property"): tag["content"]
        for tag in page("meta")
        if "content" in tag.attrs
    }


def _data(page: Any) -> list[dict[str, Any]]:
    scripts = page.find_all("script", type="application/ld+json")
    return [node for each in scripts for node in json.loads(each.string)["@graph"]]


def test_a_report_is_marked_for_readers_and_programs(online: Site) -> None:
    """Near its title, in the page's metadata and in its data."""
    page = _report(online, "plain")
    data = json.loads((online.output / "reports/plain/report.json").read_bytes())
    term = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    assert page.select_one("header .made").get_text(" ", strip=True) == (
        "AI 生成 由语言模型（m/a）根据推文写成，每一条都附有出处。"
    )
    meta = _meta(page)
    assert (
        meta["digital-source-type"],
        json.loads(meta["AIGC"])["Label"],
        _data(page)[0]["digitalSourceType"],
        data["ai_generated"],
        data["digital_source_type"],
    ) == (term, "1", term, True, term)


def test_what_its_author_wrote_is_marked_nowhere(online: Site) -> None:
    """Once he says so in the front matter."""
    page = _report(online, "own")
    data = json.loads((online.output / "reports/own/report.json").read_bytes())
    assert (
        page.select_one(".made"),
        {"digital-source-type", "AIGC"} & set(_meta(page)),
        _data(page)[0].get("digitalSourceType"),
        data["ai_generated"],
        data["digital_source_type"],
    ) == (None, set(), None, False, None)


def test_the_full_text_in_feeds_begins_with_the_mark(online: Site) -> None:
    """And with the corrections, as text."""
    made = (
        "<p><strong>AI 生成：</strong>"
        "由语言模型（m/a）根据推文写成，每一条都附有出处。</p>\n"
    )
    corrected = (
        "<p><strong>更正（2026-09-08）：</strong>&lt;/script&gt;&lt;b&gt;改</p>\n"
        "<p><strong>更正：</strong>数字写错了</p>\n"
    )
    feeds = online.output / "feeds"
    items = json.loads((feeds / "feed.json").read_bytes())["items"]
    atom = (feeds / "all.atom.xml").read_text(encoding="utf-8")
    heads = {
        "json": [item["content_html"].partition("<h2")[0] for item in items],
        "atom": [
            unescape(text).partition("<h2")[0]
            for text in re.findall(r"<content[^>]*>(.*?)</content>", atom, re.DOTALL)
        ],
    }
    assert heads == {key: ["", made + corrected, made] for key in heads}


def test_corrections_stand_at_the_head_and_on_their_page(online: Site) -> None:
    """The newest first, as text, linked to the report."""
    head = _report(online, "evil").select("header .corrected li")
    listed = _page(online, "corrections/index.html").select("main li")
    data = json.loads((online.output / "reports/evil/report.json").read_bytes())
    assert [" ".join(each.get_text(" ").split()) for each in head] == [
        "9 月 8 日 </script><b>改",
        "数字写错了",
    ]
    assert [(each.a["href"], each.p.get_text()) for each in listed] == [
        ("https://example.com/reports/evil/", "</script><b>改"),
        ("https://example.com/reports/evil/", "数字写错了"),
    ]
    assert data["corrections"] == [
        {"date": "2026-09-08", "text": "</script><b>改"},
        {"date": None, "text": "数字写错了"},
    ]


def test_a_page_tells_where_it_stands_and_what_it_shows(online: Site) -> None:
    """With absolute addresses: those who share a link have no other."""
    page = _report(online, "evil")
    url = "https://example.com/reports/evil/"
    title = "span" and '甲 </script><script>alert(1)</script> & "乙"'
    meta = _meta(page)
    told = {key: value for key, value in meta.items() if key[:3] in ("og:", "art")}
    assert told == {
        "og:url": url,
        "og:site_name": "站点",
        "og:locale": "zh_CN",
        "og:type": "article",
        "og:title": title,
        "og:description": "概述 6。",
        "og:image": f"{url}card.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": title,
        "article:published_time": "2026-09-06T23:59:59+08:00",
        "article:modified_time": "2026-09-08",
    }
    assert page.find("link", rel="canonical")["href"] == url
    assert meta["twitter:card"] == "summary_large_image"


def test_a_site_that_is_opened_from_the_disk_names_no_address(local: Site) -> None:
    """The card is there all the same."""
    page = _report(local, "plain")
    keys = {"og:url", "og:image", "og:image:width"}
    assert (page.find("link", rel="canonical"), keys & set(_meta(page))) == (
        None,
        set(),
    )
    assert "example.com" not in str(page.head)
    assert (local.output / "reports" / "plain" / "card.png").is_file()


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def test_every_card_is_a_picture_of_its_size(online: Site, local: Site) -> None:
    """Reports that are published or hidden have one; drafts where they have a page."""
    found = {
        name: {
            path.relative_to(site.output).as_posix(): _size(path)
            for path in site.output.rglob("card.png")
        }
        for name, site in (("online", online), ("local", local))
    }
    reports = [
        f"reports/{slug}/card.png" for slug in ("evil", "hidden", "own", "plain")
    ]
    sizes = dict.fromkeys(reports, (1200, 630))
    assert found == {
        "online": sizes,
        "local": {**sizes, "drafts/draft/card.png": (1200, 630)},
    }


@pytest.mark.parametrize(
    ("path", "robots"),
    [
        pytest.param("index.html", "max-image-preview:large", id="home"),
        pytest.param(
            "reports/plain/index.html", "max-image-preview:large", id="report"
        ),
        pytest.param("reports/hidden/index.html", "noindex", id="hidden"),
        pytest.param("drafts/draft/index.html", "noindex", id="draft"),
        pytest.param("pages/how.html", "max-image-preview:large", id="page"),
    ],
)
def test_what_nothing_links_to_is_not_indexed(
    local: Site, path: str, robots: str
) -> None:
    assert _meta(_page(local, path))["robots"] == robots


def test_every_page_has_its_own_title_and_description(online: Site) -> None:
    """Except that no title has to tell what a search would never show."""
    pages = _pages(online)
    titles = [page.title.get_text() for page in pages.values()]
    described = [_meta(page)["description"] for page in pages.values()]
    assert (len(set(titles)), len(set(described))) == (len(pages), len(pages))


def test_every_page_describes_itself_once(online: Site) -> None:
    """A report, the site, a page, or else a list."""
    kinds = {name: _data(page)[0]["@type"] for name, page in _pages(online).items()}
    special = {
        "index.html": "WebSite",
        **{name: "NewsArticle" for name in kinds if name.startswith("reports/")},
        **{name: "WebPage" for name in kinds if name.startswith("pages/")},
    }
    assert kinds == {name: special.get(name, "CollectionPage") for name in kinds}


def test_no_search_is_promised_where_there_is_none(online: Site) -> None:
    """The theme of this site has the page or has not; the data follows it."""
    has_search = (ROOT / "theme" / "templates" / "search.html").is_file()
    assert ("potentialAction" in _data(_page(online, "index.html"))[0]) is has_search


def test_a_build_that_draws_nothing_does_not_load_what_draws(online: Site) -> None:
    """Cards that are kept are copied, also into an output that was deleted.

    Docutils, which Pelican loads, takes a part of the library by itself.
    """
    probe = (
        "import sys, pelican; pelican.main(['-d']);"
        "heavy = ('PIL.ImageFont', 'wordcloud', 'numpy');"
        "print([m for m in heavy if m in sys.modules])"
    )
    (online.folder / "probe.py").write_text(probe, encoding="utf-8")
    before = (online.output / "reports/plain/card.png").read_bytes()
    result = subprocess.run(
        [sys.executable, "probe.py"],
        cwd=online.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip().splitlines()[-1] == "[]"
    assert (online.output / "reports/plain/card.png").read_bytes() == before


def test_the_page_for_what_is_lost_works_at_any_depth(tmp_path: Path) -> None:
    """A server shows it at every address: no link of it may be relative."""
    site = make_site(tmp_path, 'DIRECT_TEMPLATES = ["index", "404"]\n')
    assert site.build("--fatal", "errors").returncode == 0
    page = _page(site, "404.html")
    addresses = [
        tag[key]
        for tag in page.select("*")
        for key in ("href", "src", "action")
        if key in tag.attrs and tag[key] != "#main"
    ]
    assert [url for url in addresses if not url.startswith(("/", "https://"))] == []
    assert (_meta(page)["robots"], page.find("link", rel="canonical")) == (
        "noindex",
        None,
    )
    assert page.find("script") is None
