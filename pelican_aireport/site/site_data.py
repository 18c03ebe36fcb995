"""What the site offers beside its pages: search index, feeds, sitemap; pure.

Reads Pelican's objects, since a sitemap names pages that no archive knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pelican_aireport.site.archive import Archive
from pelican_aireport.site.discovery import is_absolute, list_discovery_files
from pelican_aireport.site.entity_stories import EntityStory
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.feed_items import FullText
from pelican_aireport.site.feed_lists import list_feed_files
from pelican_aireport.site.feed_site import read_feed_site
from pelican_aireport.site.report_index import render_report_index
from pelican_aireport.site.search import list_search_files
from pelican_aireport.site.site_pages import SiteFile, SitePage
from pelican_aireport.site.sitemap import list_addresses, list_sitemap_files

__all__ = ["list_data"]


def list_data(
    archive: Archive,
    stories: Mapping[str, EntityStory],
    context: Mapping[str, Any],
    settings: Mapping[str, Any],
    pages: Sequence[SitePage],
) -> Iterator[SiteFile]:
    """List the files that tell of the whole site.

    Args:
        archive: All articles.
        stories: What ``collect_stories`` found in them.
        context: Pelican's, once all is read.
        settings: Pelican's.
        pages: What is written beside Pelican's own pages.
    """
    site = read_feed_site(settings)
    urls = {page.url for page in pages}
    own = {file.save_as for file in context.get("staticfiles", ())}
    articles = {article.url: article for article in context["articles"]}

    def read_text(entry: Entry) -> FullText:
        return _read_text(articles[entry.url], site.address)

    kept = _kept_feeds(context, settings)
    yield from list_search_files(archive, pages)
    feeds = list_feed_files(archive, stories, settings, read_text=read_text, pages=urls)
    yield from (file for file in feeds if file.path not in kept)
    if is_absolute(site.address):
        addresses = list_addresses(context, settings, pages)
        yield from list_sitemap_files(addresses, site.address)
    yield from list_discovery_files(archive, settings, pages=urls, own=own)
    yield render_report_index(archive, site)


def _kept_feeds(
    context: Mapping[str, Any], settings: Mapping[str, Any]
) -> frozenset[object]:
    """Find Pelican's feeds that hold more than ours: articles in other languages."""
    if any(getattr(each, "translations", ()) for each in context["articles"]):
        return frozenset(settings.get(key) for key in ("FEED_ALL_ATOM", "FEED_ALL_RSS"))
    return frozenset()


def _read_text(article: Any, address: str) -> FullText:
    # Only Pelican knows where a picture is that two articles show.
    return FullText(
        html=str(article.get_content(address)),
        authors=tuple(str(each) for each in getattr(article, "authors", ())),
        tags=tuple(str(each) for each in getattr(article, "tags", ())),
    )
