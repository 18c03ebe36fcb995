"""How often the days of an archive speak of each thing; pure.

Counted in claims: an entity once for each claim that names it, a term of the word cloud
once for each report whose cloud may draw it. Overviews are left
out, since they say again what the key points say, and so are reports of a week or a
month and those in a second language, which retell others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Entity, EntityKind, Period
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.entity_stories import prefer_name
from pelican_aireport.site.entries import Entry, EntryClaim
from pelican_aireport.site.retelling import find_retellings

__all__ = ["DayTalk", "ReportTalk", "Talk", "read_talk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTalk:
    """What one report speaks of."""

    topic: str
    entities: Mapping[str, int]
    """In how many claims each is named, by its one name."""
    terms: frozenset[str]
    """Empty where it has no word cloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTalk:
    """What the reports of one day speak of."""

    day: date
    """The last day that they are about."""
    reports: tuple[ReportTalk, ...]
    claims: int
    entities: Mapping[str, int]
    """In how many claims of all reports each is named."""
    markets: Mapping[str, int]
    """The same for shares and coins, and for companies where a claim on markets names
    them, or any claim by a cashtag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The days that have reports, oldest first, and the kinds of what they name."""

    days: tuple[DayTalk, ...]
    kinds: Mapping[str, EntityKind | None]
    """Of each entity that is named, by its one name."""

    @property
    def last(self) -> date | None:
        """The newest day; ``None`` where there is none."""
        return self.days[-1].day if self.days else None

    def between(self, first: date, last: date) -> tuple[DayTalk, ...]:
        """Return the days from one to another, both included."""
        return tuple(each for each in self.days if first <= each.day <= last)


def read_talk(entries: Iterable[Entry], *, language: str) -> Talk:
    """Read what the daily reports among some entries speak of, in any order.

    Other entries count for nothing, nor does a report that retells others, such as one
    in another language than the site's.
    """
    daily = [
        entry
        for entry in entries
        if entry.report is not None and entry.period is Period.DAY
    ]
    retold = find_retellings(daily, language=language)
    by_day: dict[date, list[Entry]] = {}
    for entry in daily:
        if entry.slug not in retold:
            by_day.setdefault(entry.days[1], []).append(entry)
    names = _find_names(daily)
    days = [_read_day(day, by_day[day], names) for day in sorted(by_day)]
    kinds = {entity.name: entity.kind for entity in names.values()}
    return Talk(days=tuple(days), kinds=MappingProxyType(kinds))


def _find_names(entries: Iterable[Entry]) -> Mapping[Entity, Entity]:
    """Return by what name each entity goes: of those that share a page, by one."""
    spelt: defaultdict[str, Counter[Entity]] = defaultdict(Counter)
    for entry in sorted(entries, key=attrgetter("days", "slug"), reverse=True):
        for entity in entry.entities:
            spelt[entity_url(entity.name)][entity] += 1
    return {
        each: preferred
        for names in spelt.values()
        for preferred in (prefer_name(names),)
        for each in names
    }


def _read_day(
    day: date, entries: Sequence[Entry], names: Mapping[Entity, Entity]
) -> DayTalk:
    told = [claim for entry in entries for claim in _told(entry)]
    return DayTalk(
        day=day,
        reports=tuple(_read_report(entry, names) for entry in entries),
        claims=len(told),
        entities=_count_names(_name(told, names)),
        markets=_count_names(_trade(told, names)),
    )


def _read_report(entry: Entry, names: Mapping[Entity, Entity]) -> ReportTalk:
    return ReportTalk(
        topic=entry.topic,
        entities=_count_names(_name(_told(entry), names)),
        terms=frozenset(term.text for term in entry.terms),
    )


def _told(entry: Entry) -> Iterator[EntryClaim]:
    return (each for each in entry.claims if each.section is not Section.OVERVIEW)


def _trade(
    claims: Iterable[EntryClaim], names: Mapping[Entity, Entity]
) -> Iterator[Entity]:
    for each in claims:
        shares = {names[entity] for entity in each.shares}
        is_market = each.section is Section.MARKETS
        for entity in dict.fromkeys(names[entity] for entity in each.entities):
            is_company = entity.kind is EntityKind.COMPANY
            if (
                entity.kind is EntityKind.TICKER
                or (is_company and is_market)
                or entity in shares
            ):
                yield entity


def _name(
    claims: Iterable[EntryClaim], names: Mapping[Entity, Entity]
) -> Iterator[Entity]:
    for each in claims:
        yield from dict.fromkeys(names[entity] for entity in each.entities)


def _count_names(entities: Iterable[Entity]) -> Mapping[str, int]:
    return MappingProxyType(Counter(entity.name for entity in entities))
