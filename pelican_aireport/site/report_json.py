"""``report.json``: a report for machines, read back from its article; pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.corrections import Correction
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import Section
from pelican_aireport.model import (
    Claim,
    Counts,
    Entity,
    Quotation,
    Standing,
    Term,
)
from pelican_aireport.site.ai_mark import find_mark

__all__ = ["render_report_json"]

_SCHEMA = 1
_TERMS = 80

_DETAILS = {
    "viewpoints": Section.VIEWPOINTS,
    "events": Section.EVENTS,
    "markets": Section.MARKETS,
    "ai": Section.AI,
    "finance": Section.FINANCE,
}


def render_report_json(
    report: ArticleReport,
    *,
    slug: str,
    url: str,
    lang: str,
    status: str,
    date: datetime,
    entities: Iterable[Entity],
    terms: Iterable[Term],
) -> str:
    """Render a report as the JSON of the public contract, schema 1.

    What an article does not say is null; an empty section is ``[]``.
    """
    outline, provenance = report.outline, report.provenance
    mark = find_mark(report)
    claims = claims_of(outline.digest)
    window = provenance.window
    # The article marks what is not new; where it was compared, the rest is.
    tell = _compared if provenance.earlier_reports else _claim
    value = {
        "schema": _SCHEMA,
        "slug": slug,
        "url": url,
        "topic": provenance.topic,
        "title": report.title,
        "lang": lang,
        "status": status,
        "window": window
        and {"start": window.start.isoformat(), "end": window.end.isoformat()},
        "period": provenance.period.value,
        "date": date.isoformat(),
        "source": provenance.source,
        "fetched_at": provenance.fetched_at and provenance.fetched_at.isoformat(),
        "partial": provenance.partial,
        "tweets": provenance.counts and _counts(provenance.counts),
        "summarizer": provenance.summarizer,
        "model": provenance.model,
        "cost_usd": provenance.cost_usd,
        "fallback": provenance.fallback,
        "ai_generated": mark is not None,
        "digital_source_type": mark and mark.source_type,
        "corrections": [_correction(each) for each in report.corrections],
        "briefing": {
            "overview": [_claim(each) for each in claims[Section.OVERVIEW]],
            "key_points": [tell(each) for each in claims[Section.KEY_POINTS]],
        },
        "details": {
            key: [tell(each) for each in claims[section]]
            for key, section in _DETAILS.items()
        },
        "entities": [_entity(each) for each in entities],
        "terms": [
            {"term": term.text, "weight": term.weight} for term in tuple(terms)[:_TERMS]
        ],
        "tweets_cited": {each.id: _quotation(each) for each in outline.quotations},
    }
    return json.dumps(value, ensure_ascii=False) + "\n"


def _correction(correction: Correction) -> Mapping[str, object]:
    day = correction.date
    return {"date": day and day.isoformat(), "text": correction.text}


def _counts(counts: Counts) -> Mapping[str, int]:
    dropped = {reason.value: count for reason, count in counts.dropped}
    return {"fetched": counts.fetched, **dropped, "kept": counts.kept}


def _compared(claim: Claim) -> Mapping[str, object]:
    standing = claim.standing or (Standing.NEW if claim.evidence else None)
    return _claim(replace(claim, standing=standing))


def _claim(claim: Claim) -> Mapping[str, object]:
    return {
        "text": claim.text,
        "lead": claim.lead,
        "anchor": claim_anchor(claim.text),
        "evidence": list(claim.evidence),
        "modality": claim.modality and claim.modality.value,
        "standing": claim.standing and claim.standing.value,
        "since": claim.since and claim.since.isoformat(),
        "marks": [mark.value for mark in claim.marks],
    }


def _entity(entity: Entity) -> Mapping[str, object]:
    return {"name": entity.name, "kind": entity.kind and entity.kind.value}


def _quotation(quotation: Quotation) -> Mapping[str, object]:
    created_at = quotation.created_at
    return {
        "author": quotation.author,
        "name": None,
        "url": quotation.url,
        "created_at": created_at and created_at.isoformat(),
        "likes": quotation.likes,
        "reposts": quotation.reposts,
        "quote": quotation.quote,
    }
