"""Internal links and fragments of a built site, and those that lead nowhere.

Touches the disk: reads the pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from browsing.markup import Markup, read_markup

__all__ = ["LinkReport", "check_links"]


@dataclass(slots=True)
class LinkReport:
    """How many were checked, and which are broken: page and address."""

    files: int = 0
    fragments: int = 0
    broken: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    output: Path
    base: str
    pages: Mapping[Path, Markup]
    has_indexes: bool


def check_links(output: Path, names: tuple[str, ...], url: str | None) -> LinkReport:
    """Look up every link of the pages in the folder that they were built into.

    Args:
        output: The folder.
        names: Of the pages.
        url: Where the site is served, by its links; ``None`` where they are relative
            and the folder is opened from the disk: a link must name a file then.
    """
    base = f"{url or 'file:///site'}/"
    pages = {output / name: read_markup(output / name) for name in names}
    site = _Site(output=output, base=base, pages=pages, has_indexes=url is not None)
    report = LinkReport()
    for name in names:
        markup = pages[output / name]
        for reference in markup.references:
            _check(site, report, name, f"#{reference}")
        for link in markup.links:
            _check(site, report, name, link)
    return report


def _check(site: _Site, report: LinkReport, name: str, link: str) -> None:
    address, fragment = urldefrag(urljoin(site.base + name, link))
    if not address.startswith(site.base):
        # Elsewhere, unless it was meant to be here.
        if urlsplit(link).scheme not in ("http", "https", "mailto"):
            report.broken.add((name, link))
        return
    path = _find(site, address)
    report.files += 1
    if path is None:
        report.broken.add((name, link))
    elif fragment:
        report.fragments += 1
        markup = site.pages.get(path)
        if markup is None or unquote(fragment) not in markup.ids:
            report.broken.add((name, link))


def _find(site: _Site, address: str) -> Path | None:
    place = unquote(urlsplit(address.removeprefix(site.base)).path)
    path = site.output / place
    # The site's root is an empty place.
    if site.has_indexes and (not place or place.endswith("/")):
        path /= "index.html"
    return path if path.is_file() else None
