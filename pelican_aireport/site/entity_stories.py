"""What all reports say of each entity, gathered in one pass; pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from types import MappingProxyType

from pelican_aireport.model import Entity
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry, EntryClaim
from pelican_aireport.site.retelling import find_first_told

__all__ = ["EntityStory", "Mention", "collect_stories", "prefer_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one report says of an entity."""

    entry: Entry
    claims: tuple[EntryClaim, ...]
    """Empty where its tags alone name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityStory:
    """An entity with every report that names it."""

    entity: Entity
    """By the name that most of its reports use."""
    url: str
    mentions: tuple[Mention, ...]
    """Newest first."""
    companions: Mapping[str, int]
    """How many claims name both, by the other one's address."""

    @property
    def kind(self) -> str | None:
        """What sort of thing it is, where that is known."""
        return self.entity.kind.value if self.entity.kind else None

    @property
    def claims(self) -> int:
        """The number of claims that name it."""
        return sum(len(mention.claims) for mention in self.mentions)


def collect_stories(archive: Archive) -> Mapping[str, EntityStory]:
    """Collect the stories of all that entries name, by address.

    Names that share an address are one entity. What a report only tells again is left
    out, with the report where nothing else is left of it.
    """
    entries = archive.entries
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    names: defaultdict[str, Counter[Entity]] = defaultdict(Counter)
    companions: defaultdict[str, Counter[str]] = defaultdict(Counter)
    url_of = cache(entity_url)
    first_told = find_first_told(entries, url_of, language=archive.language)
    for entry in entries:
        told = first_told[entry.slug]
        for entity in entry.entities:
            names[url_of(entity.name)][entity] += 1
        for url in _heard(entry, told, url_of):
            claims = told.get(url, ())
            mentions[url].append(Mention(entry=entry, claims=claims))
        for one, other in _pairs(told):
            companions[one][other] += 1
    return MappingProxyType(
        {
            url: EntityStory(
                entity=prefer_name(names[url]),
                url=url,
                mentions=tuple(found),
                companions=MappingProxyType(companions[url]),
            )
            for url, found in mentions.items()
        }
    )


def prefer_name(names: Counter[Entity]) -> Entity:
    """Return what one entity is called of several names, counted newest first.

    The most frequent, or of several the one met first; a kind that any of them has.
    """
    (entity, _), *_ = names.most_common()
    kinds = (each.kind for each in names if each.kind)
    return Entity(name=entity.name, kind=entity.kind or next(kinds, None))


def _heard(
    entry: Entry,
    told: Mapping[str, tuple[EntryClaim, ...]],
    url_of: Callable[[str], str],
) -> tuple[str, ...]:
    """Return what an entry tells of, and what its tags alone name."""
    claimed = {url_of(entity.name) for each in entry.claims for entity in each.entities}
    named = dict.fromkeys(url_of(entity.name) for entity in entry.entities)
    return tuple(url for url in named if url in told or url not in claimed)


def _pairs(
    told: Mapping[str, tuple[EntryClaim, ...]],
) -> Iterator[tuple[str, str]]:
    """Yield the two of each pair that a claim names, both ways, claim by claim."""
    together: defaultdict[int, list[str]] = defaultdict(list)
    for url, claims in told.items():
        for each in claims:
            together[id(each)].append(url)
    for urls in together.values():
        yield from permutations(urls, 2)
