"""What pages beyond an article know of it: an entry of the archive; pure.

Read once for each article and build: what its claims say, which entities they name,
for which days it stands.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import Section
from pelican_aireport.language.entities import (
    Aliases,
    find_entities,
    find_entity,
    is_named,
)
from pelican_aireport.model import Claim, Entity, EntityKind, Period, Term
from pelican_aireport.selection.windows import days_of
from pelican_aireport.summarizers.quoted import blank_writer

__all__ = ["Entry", "EntryClaim", "count_entities", "list_tags", "read_entry"]


_SHARE = re.compile(r"(?<![\w$])\$[A-Z]{2,6}(?![\w$])")
"""A cashtag as people write it of shares and coins; ``$GM`` but not ``$5B``."""
_BETWEEN_NAMES = re.compile("、|, ")
"""In the lead of a claim, in Chinese and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryClaim:
    """A claim with its place and what it names."""

    section: Section
    claim: Claim
    anchor: str
    """The id of the claim on its report's page."""
    entities: tuple[Entity, ...]
    """In the order of first mention, shares that no table of names knows last."""
    shares: frozenset[Entity] = frozenset()
    """Those of them that are named by a cashtag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published article, a report or any other, as the archive knows it."""

    slug: str
    url: str
    """Relative to the site's root."""
    title: str
    """Plain text."""
    summary: str
    """Plain text, may be empty."""
    lang: str
    """Of its text, as the page's ``lang``."""
    date: dt.datetime
    updated: dt.datetime
    """When its author last changed or corrected it; its date where he did not."""
    days: tuple[dt.date, dt.date]
    """The first and the last day that it is about; its date where it has no window."""
    period: Period
    topic: str
    """Of a report, by its key in ``AIREPORT_TOPICS``; empty for other articles."""
    category: str
    """The category's name, which is the topic's title."""
    category_url: str
    report: ArticleReport | None
    """``None`` for an article that is no report."""
    claims: tuple[EntryClaim, ...]
    """In the order of the page."""
    entities: tuple[Entity, ...]
    """What its claims name and its tags say, the most often named first."""
    terms: tuple[Term, ...]
    """Those of its word cloud, heaviest first."""
    content: str
    """Its HTML, addresses not yet resolved."""

    @property
    def is_report(self) -> bool:
        """Whether it tells of days or makes claims: a file of the reports may not."""
        report = self.report
        return report is not None and bool(self.claims or report.provenance.window)


def read_entry(
    article: Any,
    *,
    aliases: Aliases,
    timezone: ZoneInfo,
    terms: tuple[Term, ...] = (),
    tags: Mapping[str, Entity] = MappingProxyType({}),
) -> Entry:
    """Read an article of Pelican's as an entry.

    Args:
        article: With ``report`` if it is a report.
        aliases: Names of the entities that its topic knows.
        timezone: The site's: a report's days are counted in it.
        terms: Those of its word cloud.
        tags: What only the tags of its topic's articles name, by the casefolded name.
    """
    report: ArticleReport | None = getattr(article, "report", None)
    window = report.provenance.window if report else None
    day = article.date.date()
    tagged = _tagged(article, aliases)
    claims = tuple(_claims(report, aliases, tagged, tags)) if report else ()
    return Entry(
        slug=article.slug,
        url=article.url,
        title=report.title if report else str(article.title),
        summary=report.summary if report else _plain(article.summary),
        lang=article.lang,
        date=article.date,
        updated=_updated(article, report),
        days=days_of(window, timezone) if window else (day, day),
        period=report.provenance.period if report else Period.DAY,
        topic=report.provenance.topic if report else "",
        category=str(article.category),
        category_url=article.category.url,
        report=report,
        claims=claims,
        entities=count_entities(claims, tagged) if report else (),
        terms=terms,
        content=article._content,  # noqa: SLF001 - the public one rewrites all links
    )


def list_tags(article: Any, aliases: Aliases) -> Mapping[str, Entity]:
    """Return what an article's tags name and no table does, by the casefolded name."""
    return {
        each.name.casefold(): each
        for each in _tagged(article, aliases)
        if find_entity(each.name, aliases) is None
    }


def count_entities(
    claims: tuple[EntryClaim, ...], tagged: tuple[Entity, ...] = ()
) -> tuple[Entity, ...]:
    """Return what claims name, the most often named first, then what tags add."""
    counts: dict[Entity, int] = {}
    for claim in claims:
        for entity in claim.entities:
            counts[entity] = counts.get(entity, 0) + 1
    known = {entity.name for entity in counts}
    named = sorted(counts, key=lambda entity: -counts[entity])
    return (*named, *(each for each in tagged if each.name not in known))


def _updated(article: Any, report: ArticleReport | None) -> dt.datetime:
    said: dt.datetime = getattr(article, "modified", None) or article.date
    corrected = report.corrections[0].date if report and report.corrections else None
    if corrected is None or corrected <= said.date():
        return said
    return dt.datetime.combine(corrected, dt.time(), said.tzinfo)


def _claims(
    report: ArticleReport,
    aliases: Aliases,
    tagged: tuple[Entity, ...],
    tags: Mapping[str, Entity],
) -> Iterator[EntryClaim]:
    unknown = {
        each.name.casefold(): each
        for each in tagged
        if find_entity(each.name, aliases) is None
    }
    for section, claims in claims_of(report.outline.digest).items():
        for claim in claims:
            said = _said(claim, aliases)
            shares = _shares(said, aliases)
            named = find_entities(said, aliases)
            of_tags = _of_tags(said, claim.lead, unknown, tags)
            yield EntryClaim(
                section=section,
                claim=claim,
                anchor=claim_anchor(claim.text),
                # Known names first, then shares and tags that no table knows.
                entities=tuple(dict.fromkeys((*named, *shares, *of_tags))),
                shares=frozenset(shares),
            )


def _of_tags(
    said: str, lead: str, own: Mapping[str, Entity], tags: Mapping[str, Entity]
) -> Iterator[Entity]:
    """Yield what a claim says of its report's tags, and what leads it of any's.

    Shares are told by their cashtags.
    """
    folded = said.casefold() if own else ""
    for key, entity in own.items():
        if key in folded and key[:1] != "$" and is_named(entity.name, said):
            yield tags.get(key, entity)
    for name in _BETWEEN_NAMES.split(lead):
        led = tags.get(name.casefold())
        if led is not None and name[:1] != "$":
            yield led


def _said(claim: Claim, aliases: Aliases) -> str:
    # "VC Tarn" is somebody who writes, not the company; "Tarn" speaks for itself.
    text, writer = blank_writer(claim.text, claim.lead)
    return claim.text if find_entity(writer, aliases) else text


def _shares(text: str, aliases: Aliases) -> tuple[Entity, ...]:
    found = dict.fromkeys(_SHARE.findall(text))
    return tuple(_entity(name, aliases) for name in found)


def _tagged(article: Any, aliases: Aliases) -> tuple[Entity, ...]:
    found = dict.fromkeys(tag.name for tag in getattr(article, "tags", ()))
    return tuple(_entity(name, aliases) for name in found)


def _entity(name: str, aliases: Aliases) -> Entity:
    kind = EntityKind.TICKER if name.startswith("$") else None
    return find_entity(name, aliases) or Entity(name=name, kind=kind)


def _plain(summary: object) -> str:
    # Pelican's own summary is a piece of the article's HTML.
    return Markup(str(summary)).striptags()  # noqa: S704
