"""One item in three formats says the same, whatever stands in it."""

import json
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.site.feed_addresses import ALL_FEEDS
from pelican_aireport.site.feed_site import FeedSite, tag_uri
from pelican_aireport.site.feeds import (
    Feed,
    FeedItem,
    render_atom,
    render_item,
    render_json_feed,
    render_rss,
)

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 8, 9, 30, tzinfo=UTC)
SITE = FeedSite(
    address="https://preview.example.com",
    domain="https://example.com",
    name="站",
    description="每天一篇",
    author="编者",
    language="zh-cn",
)
HOSTILE = '“<题>”]]> & </title><script>alert("1")</script>'


def _item(**values: Any) -> FeedItem:
    fields: dict[str, Any] = {
        "key": "t_20260907_20260907",
        "url": "https://preview.example.com/reports/t_20260907_20260907/",
        "title": "题",
        "summary": "概述。",
        "html": "<p>全文</p>",
        "published": NOON,
        "updated": NOON,
        "language": "zh-cn",
    }
    return FeedItem(**(fields | values))


def _feed(*items: FeedItem) -> Feed:
    return Feed(
        urls=ALL_FEEDS,
        title=SITE.name,
        subtitle=SITE.description,
        page=SITE.url(""),
        items=tuple(render_item(item, SITE) for item in items),
    )


def _read(text: str) -> Any:
    parsed = feedparser.parse(text.encode(), sanitize_html=False)
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    return parsed


def test_a_json_feed_keeps_order_ids_and_full_text() -> None:
    """The id is the key, so a new title is no new entry."""
    item = _item(title=HOSTILE, tags=("Orbitra",), authors=("甲",), updated=LATER)
    feed = json.loads(render_json_feed(_feed(item, _item(key="b")), SITE))
    assert [each["id"] for each in feed["items"]] == ["t_20260907_20260907", "b"]
    assert feed["items"][0] == {
        "id": "t_20260907_20260907",
        "url": "https://preview.example.com/reports/t_20260907_20260907/",
        "title": HOSTILE,
        "summary": "概述。",
        "content_html": "<p>全文</p>",
        "date_published": "2026-09-07T12:00:00+00:00",
        "date_modified": "2026-09-08T09:30:00+00:00",
        "language": "zh-cn",
        "tags": ["Orbitra"],
        "authors": [{"name": "甲"}],
    }
    del feed["items"]
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "站",
        "description": "每天一篇",
        "home_page_url": "https://preview.example.com/",
        "feed_url": "https://example.com/feeds/feed.json",
        "language": "zh-cn",
        "authors": [{"name": "编者"}],
    }


def test_an_atom_feed_says_all_of_it() -> None:
    """Dates, language, base, terms, authors, and where it is itself."""
    item = _item(title=HOSTILE, tags=("Orbitra",), authors=("甲",), updated=LATER)
    parsed = _read(render_atom(_feed(item), SITE))
    (entry,) = parsed.entries
    assert {
        "id": parsed.feed.id,
        "updated": parsed.feed.updated,
        "language": parsed.feed.language,
        "author": parsed.feed.author,
        "links": [(each.rel, each.href) for each in parsed.feed.links],
    } == {
        "id": "tag:example.com,2026:feeds/all.atom.xml",
        "updated": "2026-09-08T09:30:00+00:00",
        "language": "zh-cn",
        "author": "编者",
        "links": [
            ("alternate", "https://preview.example.com/"),
            ("self", "https://example.com/feeds/all.atom.xml"),
        ],
    }
    assert {
        "id": entry.id,
        "link": entry.link,
        "published": entry.published,
        "updated": entry.updated,
        "author": entry.author,
        "tags": [tag.term for tag in entry.tags],
        "content": [(each.value, each.base, each.language) for each in entry.content],
    } == {
        "id": "tag:example.com,2026:t_20260907_20260907",
        "link": item.url,
        "published": "2026-09-07T12:00:00+00:00",
        "updated": "2026-09-08T09:30:00+00:00",
        "author": "甲",
        "tags": ["Orbitra"],
        "content": [("<p>全文</p>", item.url, "zh-cn")],
    }


def test_an_rss_feed_says_all_of_it() -> None:
    """The same id as Atom's, which is no address."""
    item = _item(title=HOSTILE, tags=("Orbitra",), authors=("甲",))
    parsed = _read(render_rss(_feed(item), SITE))
    (entry,) = parsed.entries
    assert {
        "id": entry.id,
        "link": entry.link,
        "published": entry.published,
        "author": entry.author,
        "tags": [tag.term for tag in entry.tags],
        "description": entry.description,
        "self": [each.href for each in parsed.feed.links if each.rel == "self"],
    } == {
        "id": "tag:example.com,2026:t_20260907_20260907",
        "link": item.url,
        "published": "Mon, 07 Sep 2026 12:00:00 +0000",
        "author": "甲",
        "tags": ["Orbitra"],
        "description": "<p>全文</p>",
        "self": ["https://example.com/feeds/all.rss.xml"],
    }


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=())))
def test_no_text_breaks_a_feed(text: str) -> None:
    """Whatever a title, a term or a text holds, readers find the item."""
    item = _item(title=text, summary=text, html=text, tags=(text,), authors=(text,))
    feed = _feed(item)
    ids = [
        _read(render(feed, SITE)).entries[0].id for render in (render_atom, render_rss)
    ]
    found = json.loads(render_json_feed(feed, SITE).encode())["items"][0]["id"]
    assert (ids, found) == (["tag:example.com,2026:t_20260907_20260907"] * 2, item.key)


def test_a_feed_without_items_is_a_feed() -> None:
    """A new site has one, and it does not change from build to build."""
    feed = _feed()
    updated = _read(render_atom(feed, SITE)).feed.updated
    items = json.loads(render_json_feed(feed, SITE))["items"]
    assert (updated, items, _read(render_rss(feed, SITE)).entries) == (
        "1970-01-01T00:00:00+00:00",
        [],
        [],
    )


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        pytest.param("https://Example.com:8000", "tag:example.com,2026:a/b", id="port"),
        pytest.param("", "tag:preview.example.com,2026:a/b", id="no domain"),
        pytest.param("https://例.cn", "tag:%E4%BE%8B.cn,2026:a/b", id="Chinese"),
    ],
)
def test_an_id_names_the_host_of_production(domain: str, expected: str) -> None:
    """A preview has another address and the same ids."""
    site = FeedSite(
        address="https://preview.example.com",
        domain=domain,
        name="",
        description="",
        author="",
        language="en",
    )
    assert tag_uri("a/b", site) == expected
