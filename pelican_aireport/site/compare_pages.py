"""The page that compares two days; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pelican_aireport.model import Period
from pelican_aireport.site.addresses import COMPARE
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.comparison import compare_reports
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.site_pages import SitePage

__all__ = ["SeriesChoice", "list_compare_pages"]

_CHOICES = 60
"""Reports of a series on the page; its script looks up older ones."""

_COMPARED = 3
"""Series whose newest two reports stand on the page."""

_PAIRS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChoice:
    """Reports of one topic to choose from."""

    title: str
    """The topic's."""
    period: str
    reports: tuple[Entry, ...]
    """Newest first."""


def list_compare_pages(archive: Archive) -> Iterator[SitePage]:
    """List the page that compares; it says so where there is nothing to compare."""
    series = [each for each in archive.by_series.values() if len(each) > 1]
    daily = [each for each in series if each[0].period is Period.DAY]
    newest = (daily or series)[:_COMPARED]
    pairs = zip(newest[0][1:], newest[0], strict=False) if newest else ()
    yield SitePage(
        template="compare",
        url=COMPARE,
        values={
            "choices": tuple(map(_choice, archive.by_series.values())),
            "comparisons": tuple(compare_reports(each[1], each[0]) for each in newest),
            "pairs": tuple(islice(pairs, _PAIRS)),
            "is_whole": all(
                len(each) <= _CHOICES for each in archive.by_series.values()
            ),
        },
        changed=max((entry.days[1] for entry in archive.reports), default=None),
    )


def _choice(reports: tuple[Entry, ...]) -> SeriesChoice:
    return SeriesChoice(
        title=reports[0].category,
        period=reports[0].period.value,
        reports=reports[:_CHOICES],
    )
