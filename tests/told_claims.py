"""Entries for tests whose claims are told one by one, with standing and tweets."""

from dataclasses import replace
from datetime import date
from typing import Any

from archives import make_entry

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.articles.sections import Section
from pelican_aireport.language.entities import find_entities, load_aliases
from pelican_aireport.model import Claim, Standing
from pelican_aireport.site.entries import Entry, EntryClaim

__all__ = ["make_claim", "tell"]


def make_claim(
    text: str,
    *evidence: str,
    section: Section = Section.KEY_POINTS,
    standing: Standing | None = None,
    since: date | None = None,
    lead: str = "",
) -> EntryClaim:
    """Make a claim as an archive knows it."""
    return EntryClaim(
        section=section,
        claim=Claim(
            text=text, evidence=evidence, lead=lead, standing=standing, since=since
        ),
        anchor=claim_anchor(text),
        entities=find_entities(text, load_aliases()),
    )


def tell(
    day: date, *claims: EntryClaim, earlier_reports: int | None = 5, **fields: Any
) -> Entry:
    """Make a report that makes these claims."""
    entry = make_entry(day, **fields)
    assert entry.report is not None
    provenance = replace(entry.report.provenance, earlier_reports=earlier_reports)
    report = replace(entry.report, provenance=provenance)
    return replace(entry, claims=claims, report=report)
