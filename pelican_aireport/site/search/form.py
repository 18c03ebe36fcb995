"""The page of the search: what its form offers to choose from; pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pelican_aireport.site.addresses import SEARCH
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.site_pages import SitePage

__all__ = ["SearchForm", "build_of", "count_shards", "list_search_pages"]

_ENTITIES = 60
"""So many are still read through in a list."""

_DIGITS = 8
"""Of a hash, in the name of a build."""

_SHARD = 2_000
"""Characters of text for each file of the index, of which it has one at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """What the template of the page is given."""

    topics: tuple[str, ...]
    """The one with the newest article first."""
    months: tuple[date, ...]
    """The first days of those that an article's last day lies in, newest first."""
    entities: tuple[tuple[str, int], ...]
    """The most often named with the number of claims that name them."""
    shards: int
    """The number of files of the index."""
    build: str
    """What the index is known by: another where anything in it is."""


def list_search_pages(archive: Archive) -> Iterator[SitePage]:
    """List the page of the search."""
    entries = archive.entries
    form = SearchForm(
        topics=tuple(dict.fromkeys(entry.category for entry in entries)),
        months=_months(entries),
        entities=_most_named(entries),
        shards=count_shards(archive),
        build=build_of(archive),
    )
    yield SitePage(
        template="search",
        url=SEARCH,
        values={"form": form},
        changed=entries[0].date.date() if entries else None,
    )


def count_shards(archive: Archive) -> int:
    """Return the number of files of an archive's index: a power of two.

    It grows with the text, so that each of them stays small.
    """
    return 1 << (sum(map(_length, archive.entries)) // _SHARD).bit_length()


def build_of(archive: Archive) -> str:
    """Return what an archive's index is known by.

    The browser may keep files of an earlier build, and hold one of them against one of
    a later build, in which the pieces have other numbers.
    """
    digest = hashlib.sha256()
    for entry in archive.entries:
        digest.update(repr(tuple(_facts(entry))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_DIGITS]


def _facts(entry: Entry) -> Iterator[object]:
    """Tell all that the index and its passages are made of."""
    yield entry.url, entry.title, entry.summary, entry.lang
    yield entry.category, entry.days[1].isoformat()
    yield [entity.name for entity in entry.entities]
    for each in entry.claims:
        yield each.section, each.claim.text, [entity.name for entity in each.entities]
    if not entry.claims:
        yield entry.content


def _length(entry: Entry) -> int:
    claims = sum(len(claim.claim.text) for claim in entry.claims)
    return claims or len(entry.content)


def _months(entries: Iterable[Entry]) -> tuple[date, ...]:
    months = {entry.days[1].replace(day=1) for entry in entries}
    return tuple(sorted(months, reverse=True))


def _most_named(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    counts = Counter(
        entity.name
        for entry in entries
        for claim in entry.claims
        for entity in claim.entities
    )
    names = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple((name, counts[name]) for name in names[:_ENTITIES])
