"""JSON Feed and sitemap are what readers and crawlers expect."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from pelican_aireport.site.feeds import FeedItem, render_json_feed, render_sitemap

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)


def test_a_feed_keeps_order_ids_and_full_text() -> None:
    """The id is the slug, so a new title is no new entry."""
    items = [
        FeedItem(
            id=slug,
            url=f"https://example.com/reports/{slug}/",
            title="“<题>”",
            summary="",
            content_html="<p>全文</p>",
            date=NOON,
            language="zh-cn",
            tags=("Orbitra",),
        )
        for slug in ("b", "a")
    ]
    feed = json.loads(
        render_json_feed(
            items, title="站", home_url="https://example.com/", feed_url="f"
        )
    )
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == ["b", "a"]
    assert feed["items"][0] == {
        "id": "b",
        "url": "https://example.com/reports/b/",
        "title": "“<题>”",
        "summary": "",
        "content_html": "<p>全文</p>",
        "date_published": "2026-09-07T12:00:00+00:00",
        "language": "zh-cn",
        "tags": ["Orbitra"],
    }


def test_a_sitemap_is_well_formed_whatever_the_address() -> None:
    """Ampersands and Chinese stay what they are."""
    pages = [
        ("https://example.com/标签/?a=1&b=<2>", NOON),
        ("https://example.com/", None),
    ]
    root = ET.fromstring(render_sitemap(pages).encode())  # noqa: S314 - our own text
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [
        (url.findtext(f"{name}loc"), url.findtext(f"{name}lastmod")) for url in root
    ] == [
        ("https://example.com/标签/?a=1&b=<2>", "2026-09-07"),
        ("https://example.com/", None),
    ]
