"""Where the feeds of the site stand: relative to its root; pure."""

import re
from dataclasses import dataclass

from pelican_aireport.articles.sections import Section
from pelican_aireport.site.addresses import entity_url

__all__ = [
    "ALL_FEEDS",
    "FEEDS",
    "FEED_SECTIONS",
    "FeedUrls",
    "entity_feeds",
    "section_feeds",
    "topic_feeds",
]

FEEDS = "feeds/"
"""The page that lists them."""

FEED_SECTIONS = (
    Section.KEY_POINTS,
    Section.VIEWPOINTS,
    Section.EVENTS,
    Section.MARKETS,
    Section.AI,
    Section.FINANCE,
)
"""The sections that have feeds of their own, in the order of the page."""

_TOPIC = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedUrls:
    """The addresses of one feed in its three formats."""

    atom: str
    rss: str
    json: str


ALL_FEEDS = FeedUrls(
    atom="feeds/all.atom.xml", rss="feeds/all.rss.xml", json="feeds/feed.json"
)


def topic_feeds(topic: str) -> FeedUrls | None:
    """Return where a topic's feeds are; ``None`` for what is no topic's key.

    >>> topic_feeds("twitter_ai").json
    'feeds/topics/twitter_ai.json'
    """
    # An article may state any text as its topic: it must not lead out of the folder.
    return _urls(f"{FEEDS}topics/{topic}") if _TOPIC.fullmatch(topic) else None


def section_feeds(section: Section) -> FeedUrls:
    """Return where the feeds of a section are."""
    return _urls(f"{FEEDS}sections/{section.value}")


def entity_feeds(name: str) -> FeedUrls:
    """Return where an entity's feeds are: beside its page."""
    return _urls(f"{entity_url(name)}feed")


def _urls(stem: str) -> FeedUrls:
    return FeedUrls(atom=f"{stem}.atom.xml", rss=f"{stem}.rss.xml", json=f"{stem}.json")
