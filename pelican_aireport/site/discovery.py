"""Files by which programs find their way: robots.txt, OpenSearch, llms.txt; pure."""

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from pelican_aireport.articles.metadata import find_language
from pelican_aireport.settings import StripRule
from pelican_aireport.site.addresses import SEARCH
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.feed_addresses import ALL_FEEDS
from pelican_aireport.site.feed_site import FeedSite, read_feed_site
from pelican_aireport.site.feed_words import llms_words
from pelican_aireport.site.report_index import REPORT_INDEX
from pelican_aireport.site.site_pages import SiteFile
from pelican_aireport.site.sitemap import SITEMAP
from pelican_aireport.site.xml_text import xml_text

__all__ = ["OPENSEARCH", "is_absolute", "list_discovery_files"]

OPENSEARCH = "opensearch.xml"

_ROBOTS = "robots.txt"
_LLMS = "llms.txt"
_REPORTS = 20
"""The newest ones, in ``llms.txt``."""

_NAME_LENGTH = 16
"""Of a search engine, by OpenSearch 1.1."""

_MARKDOWN = re.compile(r"[\\`*_\[\]<>]")


def is_absolute(address: str) -> bool:
    """Tell whether an address names its host."""
    return address.startswith(("https://", "http://"))


def list_discovery_files(
    archive: Archive,
    settings: Mapping[str, Any],
    *,
    pages: Container[str],
    own: Container[str],
) -> Iterator[SiteFile]:
    """List these files; none of them says anything without the site's address.

    Args:
        archive: What there is to find.
        settings: Pelican's.
        pages: The addresses of the pages that the theme has beyond the articles.
        own: The paths of files that the site has itself: they stay.
    """
    site = read_feed_site(settings)
    if not is_absolute(site.address):
        return
    texts = {_ROBOTS: _robots(settings, site), _LLMS: _llms(archive, site)}
    if SEARCH in pages:
        texts[OPENSEARCH] = _opensearch(site)
    for path, text in texts.items():
        if path not in own:
            yield SiteFile(path=path, content=text.encode("utf-8", "replace"))


def _robots(settings: Mapping[str, Any], site: FeedSite) -> str:
    # What shows authors' notes is a preview: nobody is to find it.
    if settings.get("AIREPORT_AUTHOR_STRIP") == StripRule.ALL.value:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nDisallow:\n\nSitemap: {site.url(SITEMAP)}\n"


def _opensearch(site: FeedSite) -> str:
    template = f"{site.url(SEARCH)}?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{xml_text(site.name[:_NAME_LENGTH])}</ShortName>\n"
        f"<Description>{xml_text(site.description or site.name)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{xml_text(template)}"/>\n'
        "</OpenSearchDescription>\n"
    )


def _llms(archive: Archive, site: FeedSite) -> str:
    words = llms_words(find_language(site.language))
    reports = "".join(
        _report(entry, words, site) for entry in archive.reports[:_REPORTS]
    )
    return (
        f"# {_line(site.name)}\n\n"
        f"> {_line(site.description or words['summary'])}\n\n"
        f"{words['made']}\n\n"
        f"## {words['reports']}\n\n{reports}\n"
        f"## {words['data']}\n\n"
        f"- [{words['index']}]({site.url(REPORT_INDEX)}): {words['index_text']}\n"
        f"- [Atom]({site.url(ALL_FEEDS.atom)})\n"
        f"- [RSS]({site.url(ALL_FEEDS.rss)})\n"
        f"- [JSON Feed]({site.url(ALL_FEEDS.json)})\n"
        f"- [{words['sitemap']}]({site.url(SITEMAP)})\n"
    )


def _report(entry: Entry, words: Mapping[str, str], site: FeedSite) -> str:
    data = words["report"].format(url=site.url(f"{entry.url}report.json"))
    return (
        f"- [{_line(entry.title)}]({site.url(entry.url)}): {entry.days[1]} · {data}\n"
    )


def _line(text: str) -> str:
    """Return a text as one line of Markdown."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
