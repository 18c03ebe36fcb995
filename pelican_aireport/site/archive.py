"""All published articles of a site as its pages beyond the articles see them; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.model import Period
from pelican_aireport.site.entries import Entry

__all__ = ["Archive", "Neighbours", "Series", "find_neighbours", "make_archive"]


class Series(NamedTuple):
    """What follows upon one another: the reports of one topic and period."""

    topic: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What there is to browse."""

    entries: tuple[Entry, ...]
    """Newest first."""
    by_slug: Mapping[str, Entry]
    by_series: Mapping[Series, tuple[Entry, ...]]
    """Reports alone, each series newest first; the series with the newest one first."""
    language: str = LANGUAGES[0]
    """The site's own, one of ``sections.LANGUAGES``."""

    @property
    def reports(self) -> tuple[Entry, ...]:
        """The entries that are reports, newest first."""
        return tuple(entry for entry in self.entries if entry.report is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The reports before and after one, of the same series."""

    earlier: Entry | None = None
    later: Entry | None = None


def make_archive(entries: Iterable[Entry], *, language: str = LANGUAGES[0]) -> Archive:
    """Make the archive of entries that are newest first, on a site in a language."""
    entries = tuple(entries)
    series: dict[Series, list[Entry]] = {}
    for entry in entries:
        if entry.report is not None:
            series.setdefault(Series(entry.topic, entry.period), []).append(entry)
    return Archive(
        entries=entries,
        # An ordinary article may have a report's slug; reports are asked for by it.
        by_slug=MappingProxyType(
            {entry.slug: entry for entry in sorted(entries, key=_is_report)}
        ),
        by_series=MappingProxyType({key: tuple(each) for key, each in series.items()}),
        language=language,
    )


def find_neighbours(archive: Archive) -> Mapping[str, Neighbours]:
    """Find what stands before and after each report, by slug; in one pass."""
    found: dict[str, Neighbours] = {}
    for reports in archive.by_series.values():
        later = (None, *reports[:-1])
        earlier = (*reports[1:], None)
        for entry, after, before in zip(reports, later, earlier, strict=True):
            found[entry.slug] = Neighbours(earlier=before, later=after)
    return MappingProxyType(found)


def _is_report(entry: Entry) -> bool:
    return entry.report is not None
