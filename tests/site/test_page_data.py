"""What pages say of themselves in schema.org's words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from archives import SHANGHAI, make_article

from pelican_aireport.articles.corrections import Correction
from pelican_aireport.model import Quotation
from pelican_aireport.site.page_data import (
    Place,
    describe_article,
    describe_home,
    describe_page,
    find_modified,
    make_place,
)

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SITE = "https://example.org"
ORGANIZATION = {"@type": "Organization", "name": "站点", "url": f"{SITE}/"}
WEBSITE = {"@type": "WebSite", "name": "站点", "url": f"{SITE}/"}


def _place(file: str = "index.html", site: str = SITE) -> Place:
    return make_place(file, site=site, site_name="站点", lang="zh-CN")


def _nodes(described: Mapping[str, object]) -> dict[str, Any]:
    """Return what is described by its type."""
    graph: Any = described["@graph"]
    assert described["@context"] == "https://schema.org"
    return {node["@type"]: node for node in graph}


@pytest.mark.parametrize(
    ("file", "site", "url"),
    [
        pytest.param("index.html", SITE, f"{SITE}/", id="home"),
        pytest.param("a/b/index.html", SITE, f"{SITE}/a/b/", id="folder"),
        pytest.param("a\\b\\index.html", f"{SITE}/", f"{SITE}/a/b/", id="windows"),
        pytest.param("甲/index.html", SITE, f"{SITE}/%E7%94%B2/", id="chinese"),
        pytest.param("404.html", SITE, f"{SITE}/404.html", id="file"),
        pytest.param("reindex.html", SITE, f"{SITE}/reindex.html", id="name"),
        pytest.param("a/index.html", "..", "", id="opened-from-the-disk"),
        pytest.param("a/index.html", "", "", id="without-an-address"),
    ],
)
def test_a_page_knows_its_address_if_the_site_has_one(
    file: str, site: str, url: str
) -> None:
    assert _place(file, site).url == url


def _report(**fields: Any) -> Any:
    article = make_article(date(2026, 9, 7), title='甲 </script> & "乙"')
    quotations = tuple(
        Quotation(id=str(n), url=url, quote="甲")
        for n, url in enumerate(("https://x.com/a/1", "javascript:alert(1)", None))
    )
    outline = replace(article.report.outline, quotations=quotations)
    article.report = replace(article.report, outline=outline, **fields)
    return article


def test_a_report_says_what_it_is_made_of() -> None:
    """Title, times, card, source, citations, corrections; each once."""
    article = _report(corrections=(Correction(date=date(2026, 9, 9), text="改"),))
    article.card = SimpleNamespace(url="reports/s/card.png", width=1200, height=630)
    url = f"{SITE}/reports/t_20260907_20260907/"
    described = describe_article(
        article, _place("reports/t_20260907_20260907/index.html")
    )
    assert _nodes(described) == {
        "NewsArticle": {
            "@type": "NewsArticle",
            "headline": '甲 </script> & "乙"',
            "description": "概述。",
            "datePublished": "2026-09-07T23:59:59+08:00",
            "dateModified": "2026-09-09",
            "inLanguage": "zh-CN",
            "url": url,
            "mainEntityOfPage": url,
            "image": {
                "@type": "ImageObject",
                "url": f"{SITE}/reports/s/card.png",
                "width": 1200,
                "height": 630,
            },
            "author": ORGANIZATION,
            "publisher": ORGANIZATION,
            "isPartOf": WEBSITE,
            "digitalSourceType": f"{IPTC}algorithmicMedia",
            "citation": ["https://x.com/a/1"],
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": "改",
                    "datePublished": "2026-09-09",
                }
            ],
        },
        "BreadcrumbList": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": name,
                    "item": f"{SITE}/{path}",
                }
                for position, name, path in (
                    (1, "站点", ""),
                    (2, "日报", "topics/t/"),
                    (3, '甲 </script> & "乙"', "reports/t_20260907_20260907/"),
                )
            ],
        },
    }


@pytest.mark.parametrize(
    ("by_author", "author", "source"),
    [
        pytest.param(False, ORGANIZATION, f"{IPTC}algorithmicMedia", id="machine"),
        pytest.param(True, [{"@type": "Person", "name": "我"}], None, id="author"),
    ],
)
def test_a_person_is_named_for_what_he_wrote(
    *, by_author: bool, author: object, source: str | None
) -> None:
    """Of a machine's text the site is the author, whoever runs it."""
    article = _report(by_author=by_author)
    article.authors = ["我"]
    node = _nodes(describe_article(article, _place()))["NewsArticle"]
    assert (node["author"], node.get("digitalSourceType")) == (author, source)


def test_a_site_without_an_address_names_none() -> None:
    """Neither its own, nor the card's, nor a way back."""
    article = _report()
    article.card = SimpleNamespace(url="card.png", width=1200, height=630)
    nodes = _nodes(describe_article(article, _place(site="../..")))
    keys = {"url", "mainEntityOfPage", "image"}
    assert (set(nodes), keys & set(nodes["NewsArticle"])) == ({"NewsArticle"}, set())


def test_an_ordinary_article_is_no_report() -> None:
    """Nothing is said of how it was made."""
    article = SimpleNamespace(
        title="随笔",
        summary="<p>甲 &amp; 乙</p>",
        date=datetime(2026, 8, 1, tzinfo=SHANGHAI),
        category=make_article(date(2026, 9, 7)).category,
        url="a/",
    )
    node = _nodes(describe_article(article, _place("a/index.html")))["Article"]
    assert (node["headline"], node["description"]) == ("随笔", "甲 & 乙")
    assert node.keys() & {"digitalSourceType", "citation", "correction"} == set()


@pytest.mark.parametrize(
    ("site", "can_search", "target"),
    [
        pytest.param(SITE, True, f"{SITE}/search/?q={{search_term_string}}", id="yes"),
        pytest.param(SITE, False, None, id="no-such-page"),
        pytest.param(".", True, None, id="no-address"),
    ],
)
def test_the_home_page_says_how_the_site_is_searched(
    site: str, target: str | None, *, can_search: bool
) -> None:
    described = describe_home(
        _place(site=site), description="每天一篇", can_search=can_search
    )
    action = _nodes(described)["WebSite"].get("potentialAction")
    assert (action and action["target"]["urlTemplate"]) == target


def test_a_list_is_part_of_the_site() -> None:
    """What a template has printed is text again."""
    described = describe_page(
        "标签 &amp; 话题",
        _place("tags/index.html"),
        description="甲 &lt;乙&gt;",
        kind="CollectionPage",
    )
    nodes = _nodes(described)
    assert nodes["CollectionPage"] == {
        "@type": "CollectionPage",
        "name": "标签 & 话题",
        "description": "甲 <乙>",
        "inLanguage": "zh-CN",
        "url": f"{SITE}/tags/",
        "isPartOf": WEBSITE,
    }
    steps = nodes["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [f"{SITE}/", f"{SITE}/tags/"]


@pytest.mark.parametrize(
    ("modified", "corrected", "expected"),
    [
        pytest.param(None, None, None, id="never"),
        pytest.param(10, None, "2026-09-10T00:00:00+08:00", id="stated"),
        pytest.param(None, 9, "2026-09-09", id="corrected"),
        pytest.param(10, 9, "2026-09-10T00:00:00+08:00", id="stated-later"),
        pytest.param(8, 9, "2026-09-09", id="corrected-later"),
        pytest.param(None, 7, None, id="corrected-on-its-day"),
    ],
)
def test_when_an_article_changed_last(
    modified: int | None, corrected: int | None, expected: str | None
) -> None:
    told = (Correction(date=date(2026, 9, corrected), text="改"),) if corrected else ()
    article = _report(corrections=told)
    if modified:
        article.modified = datetime(2026, 9, modified, tzinfo=SHANGHAI)
    assert find_modified(article) == expected
