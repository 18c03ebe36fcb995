"""What reports say again that others say already; pure.

A report of a week tells once more what its days told, one in a second language what
the first one tells, an overview what the points below it tell: of the same tweets.
Each tweet is told by the reports of the fewest days in the site's language; reports
that are alike in both are all heard.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import NamedTuple

from pelican_aireport.articles.sections import Section
from pelican_aireport.site.entries import Entry, EntryClaim

__all__ = ["find_first_told", "find_retellings"]


class _Rank(NamedTuple):
    """The lowest one tells, the others retell."""

    is_foreign: bool
    days: int
    is_overview: bool = False


class _Telling(NamedTuple):
    rank: _Rank
    slug: str
    place: int
    url: str
    evidence: tuple[str, ...]


def find_first_told(
    entries: Iterable[Entry], url_of: Callable[[str], str], *, language: str
) -> Mapping[str, Mapping[str, tuple[EntryClaim, ...]]]:
    """Find what each entry says of each entity that no other says already.

    By slug and by the entity's address, in the order of the page. A claim is told
    already where others that name the entity cite all of its tweets; one without
    tweets never is. An overview tells nothing of an entity that the same report's
    points or details name: it only says how much was spoken of it.

    Args:
        entries: In any order.
        url_of: Finds the address of an entity by its name.
        language: The site's, one of ``sections.LANGUAGES``.
    """
    entries = tuple(entries)
    tellings = _list_tellings(entries, url_of, language)
    first = {(each.slug, each.place, each.url) for each in _leave_out_retold(tellings)}
    found: dict[str, dict[str, list[EntryClaim]]] = {}
    for entry in entries:
        told = found.setdefault(entry.slug, {})
        for place, each in enumerate(entry.claims):
            for url in _urls(each, url_of):
                if (entry.slug, place, url) in first:
                    told.setdefault(url, []).append(each)
    return {
        slug: {url: tuple(claims) for url, claims in told.items()}
        for slug, told in found.items()
    }


def find_retellings(entries: Iterable[Entry], *, language: str) -> frozenset[str]:
    """Return the slugs of the reports that retell most of what they cite."""
    rank = partial(_rank, language=language)
    told: set[str] = set()
    found: set[str] = set()
    for _, group in groupby(sorted(entries, key=rank), key=rank):
        cited = {entry.slug: _cited(entry) for entry in group}
        found.update(
            slug for slug, ids in cited.items() if 2 * len(ids & told) > len(ids)
        )
        told.update(*cited.values())
    return frozenset(found)


def _list_tellings(
    entries: Iterable[Entry], url_of: Callable[[str], str], language: str
) -> Iterator[_Telling]:
    for entry in entries:
        rank = _rank(entry, language)
        for place, each, url in _list_named(entry, url_of):
            is_overview = each.section is Section.OVERVIEW
            ranked = rank._replace(is_overview=is_overview)
            yield _Telling(ranked, entry.slug, place, url, each.claim.evidence)


def _list_named(
    entry: Entry, url_of: Callable[[str], str]
) -> Iterator[tuple[int, EntryClaim, str]]:
    """List what each claim names, by its place; an overview what no other one does."""
    overviews = []
    named: set[str] = set()
    for place, each in enumerate(entry.claims):
        urls = _urls(each, url_of)
        if each.section is Section.OVERVIEW:
            overviews += [(place, each, url) for url in urls]
        else:
            named.update(urls)
            yield from ((place, each, url) for url in urls)
    yield from (one for one in overviews if one[2] not in named)


def _leave_out_retold(tellings: Iterable[_Telling]) -> Iterator[_Telling]:
    told: defaultdict[str, set[str]] = defaultdict(set)
    ordered = sorted(tellings, key=lambda each: each.rank)
    for _, group in groupby(ordered, key=lambda each: each.rank):
        fresh = [
            each
            for each in group
            if not each.evidence or not told[each.url].issuperset(each.evidence)
        ]
        yield from fresh
        for each in fresh:
            told[each.url].update(each.evidence)


def _rank(entry: Entry, language: str) -> _Rank:
    first, last = entry.days
    is_foreign = entry.report is not None and entry.report.language != language
    return _Rank(is_foreign=is_foreign, days=(last - first).days)


def _cited(entry: Entry) -> frozenset[str]:
    return frozenset(id_ for each in entry.claims for id_ in each.claim.evidence)


def _urls(each: EntryClaim, url_of: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url_of(entity.name) for entity in each.entities))
