"""The pages of companies, people, products, topics and tickers; pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pelican_aireport.language.entities import Aliases
from pelican_aireport.site.addresses import ENTITIES, entity_url
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entity_claims import FOLLOWED
from pelican_aireport.site.entity_index import group_entities
from pelican_aireport.site.entity_stories import (
    EntityStory,
    Mention,
)
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.site_pages import SitePage
from pelican_aireport.site.sparkline import (
    Sparkline,
    Unit,
    begin_units,
    draw_sparkline,
)
from pelican_aireport.site.told_claims import ToldClaim, tell_claim
from pelican_aireport.site.topic_names import aliases_by_topic

__all__ = [
    "Companion",
    "EntityPage",
    "MonthCount",
    "ReportClaims",
    "list_entity_pages",
]

_SHOWN = 60
"""Claims on a page; what is older is counted by month."""

_COMPANIONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClaims:
    """What one report says of an entity."""

    entry: Entry
    claims: tuple[ToldClaim, ...]
    """Empty where its tags alone name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """What a page counts of a month without telling it."""

    first: date
    claims: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """An entity that is named together with another one."""

    name: str
    url: str
    claims: int
    """How many name both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """What the page of an entity shows."""

    name: str
    kind: str | None
    url: str
    names: tuple[str, ...]
    """Its other names."""
    claims: int
    reports: int
    first: date
    last: date
    chart: Sparkline
    timeline: tuple[ReportClaims, ...]
    """Newest first."""
    older: tuple[MonthCount, ...]
    """What the timeline has no room for, newest first."""
    companions: tuple[Companion, ...]
    has_feeds: bool


def list_entity_pages(
    archive: Archive, stories: Mapping[str, EntityStory], settings: Mapping[str, Any]
) -> Iterator[SitePage]:
    """List the page of each entity that a report names, and that of all of them.

    Args:
        archive: All articles.
        stories: What ``collect_stories`` found in them.
        settings: Pelican's.
    """
    newest = max((entry.days[1] for entry in archive.entries), default=date.min)
    names = _other_names(settings)
    # Once for all pages: there are as many as there are names.
    told = begin_units(entry.days[1] for entry in archive.reports)
    for story in stories.values():
        page = _page(story, stories, names=names(story), until=newest, told=told)
        yield SitePage(
            template="entity",
            url=story.url,
            values={"entity": page},
            changed=page.last,
        )
    yield SitePage(
        template="entities",
        url=ENTITIES,
        values={"groups": group_entities(stories.values()), "total": len(stories)},
        changed=newest if archive.entries else None,
    )


def _page(
    story: EntityStory,
    stories: Mapping[str, EntityStory],
    *,
    names: tuple[str, ...],
    until: date,
    told: Mapping[Unit, frozenset[date]],
) -> EntityPage:
    days = [mention.entry.days for mention in story.mentions]
    shown = _count_shown(story.mentions)
    return EntityPage(
        name=story.entity.name,
        kind=story.kind,
        url=story.url,
        names=names,
        claims=story.claims,
        reports=len(story.mentions),
        first=min(first for first, _ in days),
        last=max(last for _, last in days),
        chart=draw_sparkline(_by_day(story.mentions), until=until, told=told),
        timeline=tuple(map(_tell, story.mentions[:shown])),
        older=tuple(_by_month(story.mentions[shown:])),
        companions=_companions(story, stories),
        has_feeds=sum(bool(each.claims) for each in story.mentions) >= FOLLOWED,
    )


def _count_shown(mentions: Iterable[Mention]) -> int:
    """Count the reports that are told whole: the newest, until the page is long."""
    told = reports = 0
    for mention in mentions:
        if told >= _SHOWN:
            break
        told += max(1, len(mention.claims))
        reports += 1
    return reports


def _tell(mention: Mention) -> ReportClaims:
    return ReportClaims(
        entry=mention.entry,
        claims=tuple(tell_claim(mention.entry, each) for each in mention.claims),
    )


def _by_day(mentions: Iterable[Mention]) -> Mapping[date, int]:
    counts: Counter[date] = Counter()
    for mention in mentions:
        if mention.claims:
            counts[mention.entry.days[1]] += len(mention.claims)
    return counts


def _by_month(mentions: Iterable[Mention]) -> Iterator[MonthCount]:
    months: defaultdict[date, list[Mention]] = defaultdict(list)
    for mention in mentions:
        months[mention.entry.days[1].replace(day=1)].append(mention)
    for first, found in sorted(months.items(), reverse=True):
        claims = sum(len(mention.claims) for mention in found)
        yield MonthCount(first=first, claims=claims, reports=len(found))


def _companions(
    story: EntityStory, stories: Mapping[str, EntityStory]
) -> tuple[Companion, ...]:
    found = (
        Companion(name=stories[url].entity.name, url=url, claims=count)
        for url, count in story.companions.items()
    )
    ranked = sorted(found, key=lambda each: (-each.claims, each.name))
    return tuple(ranked[:_COMPANIONS])


def _other_names(
    settings: Mapping[str, Any],
) -> Callable[[EntityStory], tuple[str, ...]]:
    aliases = aliases_by_topic(settings)
    known = cache(lambda topic: _names_by_url(aliases(topic)))

    def find(story: EntityStory) -> tuple[str, ...]:
        topics = dict.fromkeys(mention.entry.topic for mention in story.mentions)
        names = {name for topic in topics for name in known(topic).get(story.url, ())}
        spellings = {name.casefold(): name for name in sorted(names)}
        spellings.pop(story.entity.name.casefold(), None)
        others = sorted(spellings.values())
        return tuple(sorted(others, key=lambda name: name.startswith("$")))

    return find


def _names_by_url(aliases: Aliases) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for group in aliases.by_start.values():
        for alias in group:
            found[entity_url(alias.entity.name)].append(alias.text)
    return found
