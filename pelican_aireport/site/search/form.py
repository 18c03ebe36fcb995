"""The page of the search: what its form offers to choose from; pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pelican_aireport.site.addresses import SEARCH
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.search.passages import pieces_of
from pelican_aireport.site.site_pages import SitePage

__all__ = ["SearchForm", "count_shards", "list_search_pages"]

_ENTITIES = 60
"""So many are still read through in a list."""

_SHARD = 700
"""Characters of text for each file of the index, of which it has one at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """What the template of the page is given."""

    topics: tuple[str, ...]
    """The one with the newest article first."""
    months: tuple[date, ...]
    """The first days of months that have articles, newest first."""
    entities: tuple[tuple[str, int], ...]
    """The most often named with the number of claims that name them."""
    shards: int
    """The number of files of the index."""


def list_search_pages(archive: Archive) -> Iterator[SitePage]:
    """List the page of the search; there is none where there is nothing to find."""
    entries = archive.entries
    if entries:
        form = SearchForm(
            topics=tuple(dict.fromkeys(entry.category for entry in entries)),
            months=tuple(dict.fromkeys(_month(entry) for entry in entries)),
            entities=_most_named(entries),
            shards=count_shards(archive),
        )
        newest = max(entry.date.date() for entry in entries)
        yield SitePage(
            template="search", url=SEARCH, values={"form": form}, changed=newest
        )


def count_shards(archive: Archive) -> int:
    """Return the number of files of an archive's index: a power of two.

    It grows with the text, so that each of them stays small.
    """
    length = sum(len(each.text) for entry in archive.entries for each in pieces_of(entry))
    return 1 << (length // _SHARD).bit_length()


def _month(entry: Entry) -> date:
    return entry.date.date().replace(day=1)


def _most_named(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    counts = Counter(
        entity.name
        for entry in entries
        for claim in entry.claims
        for entity in claim.entities
    )
    names = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple((name, counts[name]) for name in names[:_ENTITIES])
