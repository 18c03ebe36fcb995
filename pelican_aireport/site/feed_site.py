"""What the feeds say of their site, and by what their items are known; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pelican_aireport.site.xml_text import plain_url

__all__ = ["FeedSite", "read_feed_site", "tag_uri"]

_TAG_YEAR = "2026"
"""A ``tag:`` URI says when its host was the author's. Never change it: all items of all
feeds would be new to their readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSite:
    """What all feeds of a site say of it."""

    address: str
    """``SITEURL``: what items link to stands below it."""
    domain: str
    """``FEED_DOMAIN``: the same in a preview as in production, as are ids."""
    name: str
    description: str
    author: str
    language: str
    """Of the feeds' own words, as in ``lang``."""

    def url(self, path: str) -> str:
        """Return the absolute address of a path below the site's root, in ASCII."""
        return plain_url(f"{self.address}/{path}")


def read_feed_site(settings: Mapping[str, Any]) -> FeedSite:
    """Read what the feeds say of the site from Pelican's settings."""
    address = str(settings.get("SITEURL") or "").rstrip("/")
    name = str(settings["SITENAME"])
    return FeedSite(
        address=address,
        domain=str(settings.get("FEED_DOMAIN") or address).rstrip("/"),
        name=name,
        description=str(
            settings.get("SITESUBTITLE") or settings.get("SITEDESCRIPTION") or ""
        ),
        author=str(settings.get("AUTHOR") or name),
        language=str(settings["DEFAULT_LANG"]),
    )


def tag_uri(key: str, site: FeedSite) -> str:
    """Return what the world knows an item or a feed by."""
    host = urlsplit(site.domain or site.address).hostname or "localhost"
    return f"tag:{plain_url(host)},{_TAG_YEAR}:{plain_url(key)}"
