"""Which feeds a site has: all articles, topics, sections, entities; pure."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from pelican_aireport.articles.metadata import find_language
from pelican_aireport.articles.sections import wording
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entity_claims import EntityClaims, find_entity_claims
from pelican_aireport.site.entity_stories import EntityStory
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.feed_addresses import (
    ALL_FEEDS,
    FEED_SECTIONS,
    entity_feeds,
    section_feeds,
    topic_feeds,
)
from pelican_aireport.site.feed_choices import find_topic_page, list_topics
from pelican_aireport.site.feed_items import (
    FullText,
    entity_item,
    full_item,
    section_item,
)
from pelican_aireport.site.feed_site import FeedSite, read_feed_site
from pelican_aireport.site.feed_words import about_entity, about_section, about_topic
from pelican_aireport.site.feeds import (
    Feed,
    RenderedItem,
    render_atom,
    render_item,
    render_json_feed,
    render_rss,
)
from pelican_aireport.site.parts import Parts, split_parts
from pelican_aireport.site.site_pages import SiteFile

__all__ = ["list_feed_files"]

_ITEMS = 20
"""Of each feed but that of all articles, which Pelican's ``FEED_MAX_ITEMS`` decides."""


def list_feed_files(
    archive: Archive,
    stories: Mapping[str, EntityStory],
    settings: Mapping[str, Any],
    *,
    read_text: Callable[[Entry], FullText],
    pages: Container[str],
) -> Iterator[SiteFile]:
    """List the feeds, each in three formats.

    Args:
        archive: What there is to tell of.
        stories: What ``collect_stories`` found in it.
        settings: Pelican's.
        read_text: Gives the full text of an article of the archive.
        pages: The addresses of the pages that the theme has beyond the articles.
    """
    site = read_feed_site(settings)
    language = find_language(site.language)

    rendered: dict[str, RenderedItem] = {}

    def full(entry: Entry) -> RenderedItem:
        if entry.url not in rendered:
            item = full_item(entry, read_text(entry), site)
            if archive.by_slug[entry.slug] is not entry:
                # An ordinary article with a report's slug: no two items have one key.
                item = replace(item, key=entry.url)
            rendered[entry.url] = render_item(item, site)
        return rendered[entry.url]

    newest = archive.entries[: settings.get("FEED_MAX_ITEMS")]
    yield from _files(
        Feed(
            urls=ALL_FEEDS,
            title=site.name,
            subtitle=site.description,
            page=site.url(""),
            items=tuple(full(entry) for entry in newest),
        ),
        site,
    )
    yield from _topic_files(archive, settings, site, full)
    parts = cache(lambda slug: split_parts(read_text(archive.by_slug[slug]).html))
    yield from _section_files(archive, site, parts)
    for each in find_entity_claims(stories):
        yield from _entity_files(each, site, language, pages)


def _topic_files(
    archive: Archive,
    settings: Mapping[str, Any],
    site: FeedSite,
    full: Callable[[Entry], RenderedItem],
) -> Iterator[SiteFile]:
    for topic, entries in list_topics(archive).items():
        urls = topic_feeds(topic)
        if urls is None:
            continue
        newest = entries[0]
        feed = Feed(
            urls=urls,
            title=_joint_title(newest.category, site),
            subtitle=about_topic(newest.category, find_language(site.language)),
            page=site.url(find_topic_page(newest, settings) or ""),
            items=tuple(full(entry) for entry in entries[:_ITEMS]),
        )
        yield from _files(feed, site)


def _section_files(
    archive: Archive, site: FeedSite, parts: Callable[[str], Parts]
) -> Iterator[SiteFile]:
    language = find_language(site.language)
    for section in FEED_SECTIONS:
        items = (section_item(entry, section, parts, site) for entry in archive.reports)
        newest = islice((each for each in items if each is not None), _ITEMS)
        name = wording(language).headings[section]
        feed = Feed(
            urls=section_feeds(section),
            title=_joint_title(name, site),
            subtitle=about_section(name, language),
            page=site.url(""),
            items=tuple(render_item(each, site) for each in newest),
        )
        yield from _files(feed, site)


def _entity_files(
    each: EntityClaims, site: FeedSite, language: str, pages: Container[str]
) -> Iterator[SiteFile]:
    name, url = each.entity.name, entity_url(each.entity.name)
    feed = Feed(
        urls=entity_feeds(name),
        title=_joint_title(name, site),
        subtitle=about_entity(name, language),
        page=site.url(url if url in pages else ""),
        items=tuple(
            render_item(entity_item(entry, each.entity, claims, site), site)
            for entry, claims in each.reports[:_ITEMS]
        ),
    )
    yield from _files(feed, site)


def _joint_title(name: str, site: FeedSite) -> str:
    return name if name == site.name else f"{site.name} · {name}"


def _files(feed: Feed, site: FeedSite) -> Iterable[SiteFile]:
    formats = (
        (feed.urls.atom, render_atom),
        (feed.urls.rss, render_rss),
        (feed.urls.json, render_json_feed),
    )
    for path, render in formats:
        yield SiteFile(path=path, content=render(feed, site).encode())
