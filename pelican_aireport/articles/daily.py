"""What the daily articles of a week or month tell; reads the disk."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pelican_aireport.articles.report_file import Site
from pelican_aireport.articles.sections import Section
from pelican_aireport.articles.told import ToldReport, Wanted, read_told
from pelican_aireport.evidence.chronicle import Chronicle, DayClaim
from pelican_aireport.model import Claim, Period, Window
from pelican_aireport.selection.windows import days_of

__all__ = ["read_chronicle"]

_COLON = re.compile("[：:]")  # noqa: RUF001 - either ends a lead


def read_chronicle(
    reports: Path, *, topic: str, period: Period, window: Window, site: Site
) -> Chronicle:
    """Read the claims of a topic's daily articles whose windows lie inside this one.

    Of drafts and published articles those that cite something. Overviews are left
    out: they tell of the report, not of a matter.
    """

    def is_inside(other: Window) -> bool:
        return window.start <= other.start and other.end <= window.end

    wanted = Wanted(topic=topic, period=Period.DAY, is_within=is_inside)
    told = [each for each in read_told(reports, wanted, site) if each.status]
    return Chronicle(
        period=period,
        reports=len(told),
        claims=tuple(claim for each in told for claim in _claims(each, site)),
    )


def _claims(report: ToldReport, site: Site) -> Iterator[DayClaim]:
    day = days_of(report.window, site.timezone)[1]
    for section, claims in report.claims.items():
        for place, claim in enumerate(claims):
            if section is not Section.OVERVIEW and claim.evidence:
                yield DayClaim(
                    day=day,
                    section=section,
                    place=place,
                    claim=_without_lead(claim),
                    is_edited=report.is_edited,
                )


def _without_lead(claim: Claim) -> Claim:
    """Return a claim as it is written: its lead stands before its text, not in it.

    How it stands to the reports of other days is left out.
    """
    rest = claim.text.removeprefix(claim.lead).lstrip() if claim.lead else claim.text
    text = rest[1:].strip() if claim.lead and _COLON.match(rest) else rest
    bare = replace(claim, standing=None, since=None)
    return replace(bare, text=text) if text else replace(bare, lead="")
