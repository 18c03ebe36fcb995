"""The page that lists all corrections of a site; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pelican_aireport.articles.corrections import Correction
from pelican_aireport.site.addresses import CORRECTIONS
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.site_pages import SitePage

__all__ = ["CorrectedEntry", "list_corrections", "make_corrections_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedEntry:
    """A correction and the report that it is of."""

    correction: Correction
    entry: Entry

    @property
    def day(self) -> date:
        """When it was made; the day of the report where its author does not say."""
        return self.correction.date or self.entry.date.date()


def make_corrections_page(archive: Archive) -> SitePage:
    """Make the page, which is there without any correction too."""
    corrected = list_corrections(archive)
    return SitePage(
        template="corrections",
        url=CORRECTIONS,
        values={"corrected": corrected},
        changed=max((each.day for each in corrected), default=None),
    )


def list_corrections(archive: Archive) -> tuple[CorrectedEntry, ...]:
    """List the corrections of published reports, the newest first."""
    # Stable: those of a day stay in the order of their reports, newest first.
    return tuple(sorted(_find(archive), key=lambda each: each.day, reverse=True))


def _find(archive: Archive) -> Iterator[CorrectedEntry]:
    for entry in archive.reports:
        if entry.report is not None:
            for correction in entry.report.corrections:
                yield CorrectedEntry(correction=correction, entry=entry)
