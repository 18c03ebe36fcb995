"""The sitemap names every page that is to be found, once."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from sites import make_site

from pelican_aireport.site.site_pages import SitePage
from pelican_aireport.site.sitemap import Address, list_addresses, list_sitemap_files

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
DAY = NOON.date()
SITE = "https://example.com"
NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _content(url: str, **values: Any) -> Any:
    return SimpleNamespace(url=url, **values)


def _read(content: bytes) -> list[tuple[str | None, str | None]]:
    root = ET.fromstring(content)  # noqa: S314 - our own text
    return [
        (each.findtext(f"{NAME}loc"), each.findtext(f"{NAME}lastmod")) for each in root
    ]


def test_it_is_well_formed_whatever_the_address() -> None:
    """Ampersands and Chinese stay what they are."""
    (file,) = list_sitemap_files(
        [Address("标签/?a=1&b=<2>", DAY), Address("", None)], SITE
    )
    assert (file.path, _read(file.content)) == (
        "sitemap.xml",
        [(f"{SITE}/标签/?a=1&b=<2>", "2026-09-07"), (f"{SITE}/", None)],
    )


def test_many_pages_are_named_by_several_files() -> None:
    """One may name 50,000; an index names the files."""
    addresses = [Address(f"{number}/", DAY) for number in range(50_001)]
    files = list(list_sitemap_files(addresses, SITE))
    assert [(file.path, len(_read(file.content))) for file in files] == [
        ("sitemap-1.xml", 50_000),
        ("sitemap-2.xml", 1),
        ("sitemap.xml", 2),
    ]
    assert _read(files[-1].content) == [
        (f"{SITE}/sitemap-1.xml", "2026-09-07"),
        (f"{SITE}/sitemap-2.xml", "2026-09-07"),
    ]


def test_pages_are_those_of_pelican_and_ours() -> None:
    """What is not written or not to be found is not named."""
    edited = datetime(2026, 9, 9, tzinfo=UTC)
    report = _content("reports/t/", date=NOON, modified=edited)
    post = _content("post/", date=NOON, translations=[_content("en/post/", date=NOON)])
    context = {
        "articles": [report, post],
        "pages": [_content("about/")],
        "categories": [(_content("topics/t/", save_as="topics/t/index.html"), [post])],
        "tags": [(_content("tags/a/", save_as="x"), [report, post])],
        "authors": [(_content("author/", save_as=""), [post])],
        "period_archives": {
            "month": [{"url": "archives/2026/09/", "save_as": "x", "articles": [post]}]
        },
    }
    settings = {
        "DIRECT_TEMPLATES": ["index", "archives", "tags", "404", "search"],
        "ARCHIVES_URL": "archives/",
        "TAGS_SAVE_AS": "",
    }
    pages = [
        SitePage(template="month", url="archives/2026/09/", changed=date(2026, 9, 8)),
        SitePage(template="search", url="search/"),
        SitePage(template="feeds", url="feeds/"),
    ]
    assert list_addresses(context, settings, pages) == (
        Address("", edited.date()),
        Address("archives/", edited.date()),
        Address("reports/t/", edited.date()),
        Address("post/", DAY),
        Address("en/post/", DAY),
        Address("about/", None),
        Address("topics/t/", DAY),
        Address("tags/a/", edited.date()),
        Address("archives/2026/09/", DAY),
        Address("feeds/", None),
    )


@pytest.mark.parametrize("count", [0, 1])
def test_a_small_site_has_one_file(count: int) -> None:
    """Also one without any page."""
    addresses = [Address("", None)] * count
    assert [file.path for file in list_sitemap_files(addresses, SITE)] == [
        "sitemap.xml"
    ]


def test_a_sitemap_needs_the_sites_address(tmp_path: Path) -> None:
    """Its addresses must be absolute."""
    site = make_site(tmp_path, "SITEURL = ''\n")
    (site.folder / "content" / "post.md").write_text(
        "Title: 文\nDate: 2026-09-07\n\n正文\n", encoding="utf-8"
    )
    assert site.build("--fatal", "errors").returncode == 0
    assert not (site.output / "sitemap.xml").exists()
