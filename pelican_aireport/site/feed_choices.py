"""The page on which a reader chooses among the feeds; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pelican_aireport.articles.metadata import find_language
from pelican_aireport.articles.sections import wording
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entity_claims import find_entity_claims
from pelican_aireport.site.entity_stories import EntityStory
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.feed_addresses import (
    ALL_FEEDS,
    FEED_SECTIONS,
    FEEDS,
    FeedUrls,
    entity_feeds,
    section_feeds,
    topic_feeds,
)
from pelican_aireport.site.site_pages import SitePage

__all__ = ["FeedChoice", "find_topic_page", "list_feed_pages", "list_topics"]

_ENTITIES = 60
"""The most frequent ones; each has its feed on its own page too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChoice:
    """A feed as the page of feeds offers it."""

    name: str
    urls: FeedUrls
    page: str | None = None
    """The page that shows the same, relative to the site's root."""


def list_feed_pages(
    archive: Archive, stories: Mapping[str, EntityStory], settings: Mapping[str, Any]
) -> Iterator[SitePage]:
    """List the page on which a reader chooses among the feeds."""
    language = find_language(str(settings["DEFAULT_LANG"]))
    newest = archive.entries[0].date.date() if archive.entries else None
    yield SitePage(
        template="feeds",
        url=FEEDS,
        values={
            "all_feeds": ALL_FEEDS,
            "topic_feeds": tuple(_topic_choices(archive, settings)),
            "section_feeds": tuple(
                FeedChoice(
                    name=wording(language).headings[section],
                    urls=section_feeds(section),
                )
                for section in FEED_SECTIONS
            ),
            "entity_feeds": tuple(
                FeedChoice(
                    name=each.entity.name,
                    urls=entity_feeds(each.entity.name),
                )
                for each in find_entity_claims(stories)[:_ENTITIES]
            ),
        },
        changed=newest,
    )


def list_topics(archive: Archive) -> Mapping[str, list[Entry]]:
    """Return the reports of each topic, newest first."""
    topics: dict[str, list[Entry]] = {}
    for entry in archive.reports:
        topics.setdefault(entry.topic, []).append(entry)
    return topics


def find_topic_page(newest: Entry, settings: Mapping[str, Any]) -> str | None:
    """Find the page of a topic by its newest report; not every site has such pages."""
    return newest.category_url if settings.get("CATEGORY_SAVE_AS", True) else None


def _topic_choices(
    archive: Archive, settings: Mapping[str, Any]
) -> Iterator[FeedChoice]:
    for topic, entries in list_topics(archive).items():
        urls = topic_feeds(topic)
        if urls is not None:
            page = find_topic_page(entries[0], settings)
            yield FeedChoice(name=entries[0].category, urls=urls, page=page)
