"""``sitemap.xml``: every page of the site that is to be found; pure.

The sitemap protocol 0.9 (sitemaps.org).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

from pelican_aireport.site.addresses import SEARCH
from pelican_aireport.site.site_pages import SiteFile, SitePage
from pelican_aireport.site.xml_text import xml_text

__all__ = ["SITEMAP", "Address", "list_addresses", "list_sitemap_files"]

SITEMAP = "sitemap.xml"

_MOST = 50_000
"""Addresses that one file may name."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NOT_FOUND = ("404", "search")
"""Templates of Pelican's whose pages nobody is to find."""


class Address(NamedTuple):
    """A page, relative to the site's root, and when what it shows last changed."""

    url: str
    changed: date | None


def list_addresses(
    context: Mapping[str, Any], settings: Mapping[str, Any], pages: Iterable[SitePage]
) -> tuple[Address, ...]:
    """List the pages of a build, each once.

    Args:
        context: Pelican's, once all is read.
        settings: Pelican's.
        pages: What is written beside Pelican's own pages.
    """
    beyond = (Address(page.url, page.changed) for page in pages if page.url != SEARCH)
    found = chain(
        _direct(context, settings),
        _contents(context),
        _groups(context),
        _periods(context),
        beyond,
    )
    return tuple({each.url: each for each in reversed(tuple(found))}.values())[::-1]


def list_sitemap_files(addresses: Sequence[Address], site: str) -> Iterator[SiteFile]:
    """List the sitemap, in several files with an index where one cannot hold it.

    Args:
        addresses: The pages.
        site: ``SITEURL``.
    """
    if len(addresses) <= _MOST:
        yield _file(SITEMAP, "urlset", "url", _absolute(addresses, site))
        return
    parts: list[Address] = []
    for number, start in enumerate(range(0, len(addresses), _MOST), 1):
        name, part = f"sitemap-{number}.xml", addresses[start : start + _MOST]
        newest = max((each.changed for each in part if each.changed), default=None)
        parts.append(Address(name, newest))
        yield _file(name, "urlset", "url", _absolute(part, site))
    yield _file(SITEMAP, "sitemapindex", "sitemap", _absolute(parts, site))


def _direct(
    context: Mapping[str, Any], settings: Mapping[str, Any]
) -> Iterator[Address]:
    newest = next((_changed(each) for each in context.get("articles", ())), None)
    for name in settings["DIRECT_TEMPLATES"]:
        file = f"{name}.html"
        if name in _NOT_FOUND or not settings.get(f"{name.upper()}_SAVE_AS", file):
            continue
        url = settings.get(f"{name.upper()}_URL", file)
        yield Address("" if name == "index" else url, newest)


def _contents(context: Mapping[str, Any]) -> Iterator[Address]:
    for kind in ("articles", "pages"):
        for content in context.get(kind, ()):
            for each in (content, *getattr(content, "translations", ())):
                yield Address(each.url, _changed(each))


def _groups(context: Mapping[str, Any]) -> Iterator[Address]:
    for kind in ("categories", "tags", "authors"):
        for wrapper, articles in context.get(kind, ()):
            if wrapper.save_as:
                yield Address(wrapper.url, _newest(articles))


def _periods(context: Mapping[str, Any]) -> Iterator[Address]:
    for periods in context.get("period_archives", {}).values():
        for each in periods:
            if each["save_as"]:
                yield Address(each["url"], _newest(each["articles"]))


def _newest(articles: Iterable[Any]) -> date | None:
    days = (_changed(each) for each in articles)
    return max((day for day in days if day), default=None)


def _changed(content: Any) -> date | None:
    moment: datetime | None = getattr(content, "modified", None) or getattr(
        content, "date", None
    )
    return moment and moment.date()


def _absolute(addresses: Iterable[Address], site: str) -> Iterator[Address]:
    return (Address(f"{site}/{each.url}", each.changed) for each in addresses)


def _file(path: str, root: str, element: str, addresses: Iterable[Address]) -> SiteFile:
    entries = (
        f"<{element}><loc>{xml_text(url)}</loc>"
        + (f"<lastmod>{changed.isoformat()}</lastmod>" if changed else "")
        + f"</{element}>\n"
        for url, changed in addresses
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="{_NAMESPACE}">\n{"".join(entries)}</{root}>\n'
    )
    return SiteFile(path=path, content=text.encode())
