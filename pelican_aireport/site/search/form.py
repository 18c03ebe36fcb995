"""The page of the search: what its form offers to choose from; pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pelican_aireport.site.addresses import SEARCH
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.site_pages import SitePage

__all__ = ["SearchForm", "count_shards", "list_search_pages"]

_ENTITIES = 60
"""So many are still read through in a list."""

_SHARD = 2_000
"""Characters of text for each file of the index, of which it has one at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """What the template of the page is given."""

    topics: tuple[str, ...]
    """The one with the newest article first."""
    months: tuple[datetime, ...]
    """Of each month that has articles the newest one's moment, newest first."""
    entities: tuple[tuple[str, int], ...]
    """The most often named with the number of claims that name them."""
    shards: int
    """The number of files of the index."""


def list_search_pages(archive: Archive) -> Iterator[SitePage]:
    """List the page of the search."""
    entries = archive.entries
    form = SearchForm(
        topics=tuple(dict.fromkeys(entry.category for entry in entries)),
        months=tuple(_months(entries)),
        entities=_most_named(entries),
        shards=count_shards(archive),
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


def _length(entry: Entry) -> int:
    claims = sum(len(claim.claim.text) for claim in entry.claims)
    return claims or len(entry.content)


def _months(entries: Iterable[Entry]) -> Iterator[datetime]:
    months = groupby(entries, key=lambda entry: (entry.date.year, entry.date.month))
    return (next(group).date for _, group in months)


def _most_named(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    counts = Counter(
        entity.name
        for entry in entries
        for claim in entry.claims
        for entity in claim.entities
    )
    names = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple((name, counts[name]) for name in names[:_ENTITIES])
