"""Kinds of pages, by the place in the output where a page stands; pure but for reading.

Nothing here lists the site's pages: a new kind of page is found, and tested, as soon as
one is written.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from browsing.built import LargeSite

__all__ = ["EXPECTED_KINDS", "kind_of", "list_pages", "pick_pages"]

EXPECTED_KINDS = frozenset(
    {
        *("/", "/404.html", "/about/"),
        *("report", "edited report", "partial report", "legacy report"),
        *("week's report", "sample report", "English report"),
        *("ordinary article", "draft"),
        *("/archives/", "/archives/N/", "/archives/N/N/", "/archives/N/WN/"),
        *("/topics/", "/topics/*/"),
        *("/compare/", "/corrections/", "/feeds/", "/how/", "/search/", "/trends/"),
        *("/entities/", "/entities/*/"),
    }
)
"""What must be there; another kind that must be takes one more name."""

_ARTICLES = frozenset({"reports", "drafts"})


def kind_of(name: str, articles: Mapping[str, str]) -> str:
    """Return a page's kind: an article's own, or its address without what varies.

    Args:
        name: Relative to the output folder.
        articles: Kinds by slug of articles that are no plain reports.

    >>> kind_of("archives/2026/W37/index.html", {}), kind_of("tags/c/index.html", {})
    ('/archives/N/WN/', '/tags/*/')
    """
    *folders, file = PurePosixPath(name).parts
    if folders and folders[0] in _ARTICLES and len(folders) == 2:
        return articles.get(folders[1], "report")
    shown = [_shape(part) for part in folders[1:]]
    end = "" if file == "index.html" else file
    return "/" + "/".join([*folders[:1], *shown, end])


def _shape(part: str) -> str:
    if part == "page":
        return part
    numbered = re.sub(r"\d+", "N", part)
    return numbered if numbered in ("N", "WN") else "*"


def list_pages(output: Path) -> tuple[str, ...]:
    """List the pages of a site by their names; the editor in admin/ is none of ours."""
    names = (path.relative_to(output).as_posix() for path in output.rglob("*.html"))
    return tuple(sorted(name for name in names if not name.startswith("admin/")))


def pick_pages(site: LargeSite, names: Iterable[str]) -> dict[str, str]:
    """Return the largest page of each kind: there is most to go wrong."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda each: _size(site, each)):
        found[kind_of(name, site.kinds)] = name
    return dict(sorted(found.items()))


def _size(site: LargeSite, name: str) -> tuple[int, str]:
    return (site.output / name).stat().st_size, name
