"""How often the days of an archive speak of each thing; pure.

Counted in claims: an entity once for each claim that names it, a term of the word cloud
once for each day on which it is among those that the cloud may draw. Overviews are left
out, since they say again what the key points say, and so are reports of a week or a
month and those in a second language, which retell others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Entity, EntityKind, Period
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.retelling import find_retellings

__all__ = ["DayTalk", "Talk", "read_talk"]


_TRADED = (EntityKind.COMPANY, EntityKind.TICKER)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTalk:
    """What the reports of one day speak of."""

    day: date
    """The last day that they are about."""
    reports: int
    claims: int
    tweets: int | None
    """Kept of that day; ``None`` where no report says it."""
    entities: Mapping[str, int]
    """In how many claims each is named, by preferred name."""
    markets: Mapping[str, int]
    """The same of the section on markets alone, for companies, shares and coins."""
    terms: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The days that have reports, oldest first, and the kinds of what they name."""

    days: tuple[DayTalk, ...]
    kinds: Mapping[str, EntityKind | None]
    """Of each entity that is named, by its preferred name."""

    @property
    def last(self) -> date | None:
        """The newest day; ``None`` where there is none."""
        return self.days[-1].day if self.days else None

    def between(self, first: date, last: date) -> tuple[DayTalk, ...]:
        """Return the days from one to another, both included."""
        return tuple(each for each in self.days if first <= each.day <= last)


def read_talk(entries: Iterable[Entry]) -> Talk:
    """Read what the daily reports among some entries speak of, in any order.

    Other entries count for nothing, nor does a report that retells others.
    """
    daily = [
        entry
        for entry in entries
        if entry.report is not None and entry.period is Period.DAY
    ]
    retold = find_retellings(daily)
    by_day: dict[date, list[Entry]] = {}
    for entry in daily:
        if entry.slug not in retold:
            by_day.setdefault(entry.days[1], []).append(entry)
    kinds: dict[str, EntityKind | None] = {}
    days = [_read_day(day, by_day[day], kinds) for day in sorted(by_day)]
    return Talk(days=tuple(days), kinds=MappingProxyType(kinds))


def _read_day(
    day: date,
    entries: Sequence[Entry],
    kinds: dict[str, EntityKind | None],
) -> DayTalk:
    told = [
        claim
        for entry in entries
        for claim in entry.claims
        if claim.section is not Section.OVERVIEW
    ]
    named: list[Entity] = [entity for claim in told for entity in claim.entities]
    kinds.update((entity.name, entity.kind) for entity in named)
    return DayTalk(
        day=day,
        reports=len(entries),
        claims=len(told),
        tweets=_count_tweets(entries),
        entities=MappingProxyType(Counter(entity.name for entity in named)),
        markets=MappingProxyType(
            Counter(
                entity.name
                for claim in told
                if claim.section is Section.MARKETS
                for entity in claim.entities
                if entity.kind in _TRADED
            )
        ),
        terms=frozenset(term.text for entry in entries for term in entry.terms),
    )


def _count_tweets(entries: Iterable[Entry]) -> int | None:
    counts = [
        entry.report.provenance.counts.kept
        for entry in entries
        if entry.report is not None and entry.report.provenance.counts is not None
    ]
    return sum(counts) if counts else None
