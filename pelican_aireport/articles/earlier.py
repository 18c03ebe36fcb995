"""The memory of a topic, read from its earlier articles; reads the disk."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from pelican_aireport.articles.report_file import Site
from pelican_aireport.articles.sections import Section
from pelican_aireport.articles.told import ToldReport, Wanted, read_told
from pelican_aireport.evidence.memory import EarlierClaim, Memory
from pelican_aireport.model import Period, Window
from pelican_aireport.selection.windows import days_of

__all__ = ["read_memory"]

_LOOK_BACK = {
    Period.DAY: timedelta(days=14),
    Period.WEEK: timedelta(weeks=5),
    # Of any three months.
    Period.MONTH: timedelta(days=92),
}


def read_memory(
    reports: Path,
    *,
    topic: str,
    before: Window,
    site: Site,
    period: Period = Period.DAY,
) -> Memory:
    """Read what a topic's reports of one period told before a window.

    Of articles whose window began and ended before this one, and ended up to 14 days,
    5 weeks or 3 months before it begins, drafts too; a day that is kept away told
    nothing. Overviews are left out: they tell of the report, not of a matter.
    """
    # In the site's zone a day stays a day where the clocks change.
    start = before.start.astimezone(site.timezone)
    oldest_end = (start - _LOOK_BACK[period]).timestamp()

    def is_earlier(window: Window) -> bool:
        # Windows of 24 hours that end at the moment of drafting overlap by some
        # minutes.
        end = window.end.timestamp()
        began = window.start.timestamp() < start.timestamp()
        return began and oldest_end <= end < before.end.timestamp()

    wanted = Wanted(topic=topic, period=period, is_within=is_earlier)
    told = read_told(reports, wanted, site)
    return Memory(
        claims=tuple(_remember(told, site)),
        reports=len(told),
        window=Window(start=start, end=before.end.astimezone(site.timezone)),
    )


def _remember(reports: Iterable[ToldReport], site: Site) -> Iterator[EarlierClaim]:
    for report in reports:
        day = days_of(report.window, site.timezone)[1]
        told = (
            claim
            for section, claims in report.claims.items()
            if section is not Section.OVERVIEW
            for claim in claims
        )
        for claim in told:
            yield EarlierClaim(
                slug=report.slug,
                day=day,
                text=claim.text,
                evidence=claim.evidence,
                modality=claim.modality,
                since=min(claim.since or day, day),
            )
