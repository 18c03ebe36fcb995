"""Atom, RSS 2.0 and JSON Feed 1.1 from the same items; pure.

An item is rendered once in all three formats and put into any number of feeds. Atom
(RFC 4287) and RSS know an item by a ``tag:`` URI (RFC 4151) of the site's host and the
item's key, JSON Feed by the key alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from pelican_aireport.site.feed_addresses import FeedUrls
from pelican_aireport.site.feed_site import FeedSite, tag_uri
from pelican_aireport.site.xml_text import plain_url, xml_text

__all__ = [
    "Feed",
    "FeedItem",
    "RenderedItem",
    "render_atom",
    "render_item",
    "render_json_feed",
    "render_rss",
]

_XML = '<?xml version="1.0" encoding="utf-8"?>'
_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """What one item says; texts are plain but for ``html``."""

    key: str
    """Stable whatever becomes of title, date and file: it begins with the slug."""
    url: str
    """Absolute."""
    title: str
    summary: str
    html: str
    """Its whole text; all addresses in it are absolute."""
    published: datetime
    updated: datetime
    language: str
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedItem:
    """An item in each format, and when it last changed."""

    atom: str
    rss: str
    json: str
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with its items, newest first."""

    urls: FeedUrls
    title: str
    subtitle: str
    page: str
    """The absolute address of the page that shows the same."""
    items: tuple[RenderedItem, ...]

    @property
    def updated(self) -> datetime:
        """When its latest item changed; long ago where it has none."""
        return max((item.updated for item in self.items), default=_NEVER)


def render_item(item: FeedItem, site: FeedSite) -> RenderedItem:
    """Render an item in all formats."""
    id_, html = xml_text(tag_uri(item.key, site)), xml_text(item.html)
    return RenderedItem(
        atom="".join(_atom_entry(item, id_, html)),
        rss="".join(_rss_item(item, id_, html)),
        json=_json_item(item),
        updated=item.updated,
    )


def render_atom(feed: Feed, site: FeedSite) -> str:
    """Render an Atom feed."""
    lang, base = xml_text(site.language), xml_text(site.url(""))
    lines = (
        _XML,
        f'<feed xmlns="{_ATOM}" xml:lang="{lang}" xml:base="{base}">',
        f"<id>{xml_text(tag_uri(feed.urls.atom, site))}</id>",
        f"<title>{xml_text(feed.title)}</title>",
        f"<subtitle>{xml_text(feed.subtitle)}</subtitle>" if feed.subtitle else "",
        f'<link rel="alternate" type="text/html" href="{xml_text(feed.page)}"/>',
        f'<link rel="self" {_self(feed.urls.atom, "atom", site)}/>',
        f"<updated>{feed.updated.isoformat()}</updated>",
        f"<author><name>{xml_text(site.author)}</name></author>",
        *(item.atom for item in feed.items),
        "</feed>\n",
    )
    return "\n".join(filter(None, lines))


def render_rss(feed: Feed, site: FeedSite) -> str:
    """Render a feed of RSS 2.0; ``description`` holds an item's whole text."""
    lines = (
        _XML,
        f'<rss version="2.0" xmlns:atom="{_ATOM}" xmlns:dc="{_DUBLIN_CORE}">',
        "<channel>",
        f"<title>{xml_text(feed.title)}</title>",
        f"<link>{xml_text(feed.page)}</link>",
        f"<description>{xml_text(feed.subtitle or feed.title)}</description>",
        f"<language>{xml_text(site.language)}</language>",
        f"<lastBuildDate>{format_datetime(feed.updated)}</lastBuildDate>",
        f'<atom:link rel="self" {_self(feed.urls.rss, "rss", site)}/>',
        *(item.rss for item in feed.items),
        "</channel>",
        "</rss>\n",
    )
    return "\n".join(lines)


def render_json_feed(feed: Feed, site: FeedSite) -> str:
    """Render a JSON Feed."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"description": feed.subtitle} if feed.subtitle else {}),
        "home_page_url": feed.page,
        "feed_url": plain_url(f"{site.domain}/{feed.urls.json}"),
        "language": site.language,
        **_authors((site.author,)),
    }
    items = ",\n".join(item.json for item in feed.items)
    return f'{_json(head)[:-1]}, "items": [\n{items}\n]}}\n'


def _self(url: str, kind: str, site: FeedSite) -> str:
    address = xml_text(plain_url(f"{site.domain}/{url}"))
    return f'type="application/{kind}+xml" href="{address}"'


def _atom_entry(item: FeedItem, id_: str, html: str) -> Iterator[str]:
    url = xml_text(item.url)
    yield f'<entry xml:lang="{xml_text(item.language)}" xml:base="{url}">\n'
    yield f"<id>{id_}</id>\n<title>{xml_text(item.title)}</title>\n"
    yield f'<link rel="alternate" type="text/html" href="{url}"/>\n'
    yield f"<published>{item.published.isoformat()}</published>\n"
    yield f"<updated>{item.updated.isoformat()}</updated>\n"
    for author in item.authors:
        yield f"<author><name>{xml_text(author)}</name></author>\n"
    for tag in item.tags:
        yield f'<category term="{xml_text(tag)}"/>\n'
    if item.summary:
        yield f"<summary>{xml_text(item.summary)}</summary>\n"
    yield f'<content type="html">{html}</content>\n</entry>'


def _rss_item(item: FeedItem, id_: str, html: str) -> Iterator[str]:
    yield f"<item>\n<title>{xml_text(item.title)}</title>\n"
    yield f"<link>{xml_text(item.url)}</link>\n"
    yield f"<description>{html}</description>\n"
    for author in item.authors:
        yield f"<dc:creator>{xml_text(author)}</dc:creator>\n"
    for tag in item.tags:
        yield f"<category>{xml_text(tag)}</category>\n"
    yield f'<guid isPermaLink="false">{id_}</guid>\n'
    yield f"<pubDate>{format_datetime(item.published)}</pubDate>\n</item>"


def _json_item(item: FeedItem) -> str:
    return _json(
        {
            "id": item.key,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.html,
            "date_published": item.published.isoformat(),
            "date_modified": item.updated.isoformat(),
            "language": item.language,
            "tags": list(item.tags),
            **_authors(item.authors),
        }
    )


def _authors(names: tuple[str, ...]) -> Mapping[str, object]:
    return {"authors": [{"name": name} for name in names]} if names else {}


def _json(value: object) -> str:
    return _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))
