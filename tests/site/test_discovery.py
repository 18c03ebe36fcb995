"""Programs find their way by robots.txt, OpenSearch and llms.txt."""

from collections.abc import Iterable, Mapping
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from archives import make_entries, make_entry

from pelican_aireport.site.archive import Archive
from pelican_aireport.site.discovery import list_discovery_files

SETTINGS = {
    "SITEURL": "https://example.com",
    "SITENAME": "站 & “名” 一二三四五六七八九十一二三四五",
    "DEFAULT_LANG": "zh-cn",
    "SITEDESCRIPTION": "每天一篇",
}
NONE = make_entries()


def _files(
    archive: Archive = NONE,
    *,
    pages: Iterable[str] = (),
    own: Iterable[str] = (),
    **settings: object,
) -> Mapping[str, str]:
    files = list_discovery_files(
        archive, SETTINGS | settings, pages=frozenset(pages), own=frozenset(own)
    )
    return {file.path: file.content.decode() for file in files}


@pytest.mark.parametrize(
    ("strip", "expected"),
    [
        pytest.param(
            "drafts",
            "User-agent: *\nDisallow:\n\nSitemap: https://example.com/sitemap.xml\n",
            id="production",
        ),
        pytest.param("all", "User-agent: *\nDisallow: /\n", id="preview"),
    ],
)
def test_a_preview_is_not_to_be_found(strip: str, expected: str) -> None:
    """It shows authors' notes; production names its sitemap."""
    assert _files(AIREPORT_AUTHOR_STRIP=strip)["robots.txt"] == expected


@pytest.mark.parametrize(
    ("address", "pages", "own", "expected"),
    [
        pytest.param(
            "https://example.com",
            ("search/",),
            (),
            ["robots.txt", "llms.txt", "opensearch.xml"],
            id="all",
        ),
        pytest.param(
            "https://example.com", (), (), ["robots.txt", "llms.txt"], id="no search"
        ),
        pytest.param(
            "https://example.com",
            (),
            ("robots.txt",),
            ["llms.txt"],
            id="robots of its own",
        ),
        pytest.param("", ("search/",), (), [], id="no address"),
        pytest.param("/blog", ("search/",), (), [], id="no host"),
    ],
)
def test_files_are_there_where_they_say_something(
    address: str, pages: tuple[str, ...], own: tuple[str, ...], expected: list[str]
) -> None:
    """A site's own files stay."""
    assert list(_files(pages=pages, own=own, SITEURL=address)) == expected


def test_a_browser_learns_how_to_search() -> None:
    """The name is cut to what the form allows."""
    text = _files(pages=("search/",))["opensearch.xml"]
    root = ET.fromstring(text)  # noqa: S314 - our own text
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    url = root.find(f"{name}Url")
    assert url is not None
    assert (root.findtext(f"{name}ShortName"), url.attrib["template"]) == (
        "站 & “名” 一二三四五六七八",
        "https://example.com/search/?q={searchTerms}",
    )


def test_llms_txt_has_the_form_of_its_kind() -> None:
    """A title, a summary, then lists of links; texts are no Markdown."""
    archive = make_entries(make_entry(date(2026, 9, 7), title="[题](http://a)\n# 二"))
    text = _files(archive)["llms.txt"]
    lines = [line for line in text.splitlines() if line.startswith(("#", ">", "-"))]
    page = "https://example.com/reports/t_20260907_20260907/"
    about = "每期一项：标题、摘要、时段、地址、所提到的实体"
    assert lines == [
        "# 站 & “名” 一二三四五六七八九十一二三四五",
        "> 每天一篇",
        "## 最新报告",
        f"- [\\[题\\](http://a) # 二]({page}): 2026-09-07 · 数据：{page}report.json",
        "## 数据",
        f"- [全部报告的目录（JSON）](https://example.com/reports/index.json): {about}",
        "- [Atom](https://example.com/feeds/all.atom.xml)",
        "- [RSS](https://example.com/feeds/all.rss.xml)",
        "- [JSON Feed](https://example.com/feeds/feed.json)",
        "- [网站地图](https://example.com/sitemap.xml)",
    ]
