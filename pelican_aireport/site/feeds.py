"""JSON Feed and sitemap; pure.

JSON Feed 1.1 (jsonfeed.org) and the sitemap protocol 0.9 (sitemaps.org).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

__all__ = ["FeedItem", "render_json_feed", "render_sitemap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One report in a feed."""

    id: str
    """Stable whatever becomes of the title."""
    url: str
    title: str
    summary: str
    content_html: str
    date: datetime
    language: str
    tags: tuple[str, ...] = ()


def render_json_feed(
    items: Iterable[FeedItem], *, title: str, home_url: str, feed_url: str
) -> str:
    """Render a feed with full text, in the order of the items."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home_url,
        "feed_url": feed_url,
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "summary": item.summary,
                "content_html": item.content_html,
                "date_published": item.date.isoformat(),
                "language": item.language,
                "tags": list(item.tags),
            }
            for item in items
        ],
    }
    return json.dumps(feed, ensure_ascii=False) + "\n"


def render_sitemap(pages: Iterable[tuple[str, datetime | None]]) -> str:
    """Render a sitemap of absolute addresses with the days of their last change."""
    entries = (
        f"<url><loc>{escape(url)}</loc>"
        + (f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else "")
        + "</url>"
        for url, changed in pages
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )
