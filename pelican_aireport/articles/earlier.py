"""The memory of a topic, read from its earlier articles; reads the disk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.files import find_articles
from pelican_aireport.articles.front_matter import parse_front_matter, read_provenance
from pelican_aireport.articles.metadata import read_status
from pelican_aireport.articles.report_file import Site, read_report_file
from pelican_aireport.articles.sections import Section
from pelican_aireport.errors import ArticleError
from pelican_aireport.evidence.memory import EarlierClaim, Memory
from pelican_aireport.model import Claim, Window
from pelican_aireport.selection.windows import days_of

__all__ = ["read_memory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Earlier:
    slug: str
    window: Window
    claims: tuple[Claim, ...]


def read_memory(
    reports: Path, *, topic: str, before: Window, site: Site, days: int = 14
) -> Memory:
    """Read what a topic's reports told before a window.

    Of articles whose window began and ended before this one, and ended up to so many
    days before it begins, drafts too; a day that is kept away told nothing. Overviews
    are left out: they tell of the report, not of a matter. Damaged files are skipped,
    as the build reports them. Of files with one slug the first by its path counts. A
    folder that is not there holds no article.
    """
    found = {
        each.slug: each
        for path in reversed(find_articles(reports))
        for each in _read(path, topic, _span(before, site, days), site)
    }
    newest_first = sorted(
        found.values(), key=lambda each: (-each.window.end.timestamp(), each.slug)
    )
    return Memory(
        claims=tuple(_remember(newest_first, site)),
        reports=len(newest_first),
        window=Window(
            start=before.start.astimezone(site.timezone),
            end=before.end.astimezone(site.timezone),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Which windows count as earlier."""

    oldest_end: float
    start: float
    end: float


def _span(before: Window, site: Site, days: int) -> _Span:
    # In the site's zone a day stays a day where the clocks change.
    start = before.start.astimezone(site.timezone)
    return _Span(
        oldest_end=(start - timedelta(days=days)).timestamp(),
        start=start.timestamp(),
        end=before.end.timestamp(),
    )


def _read(path: Path, topic: str, span: _Span, site: Site) -> Iterator[_Earlier]:
    try:
        if _tells_nothing(path, topic, span):
            return
        file = read_report_file(path, site)
    except ArticleError:
        # The reader tells of it in the build.
        return
    provenance = file.report.provenance
    window = provenance.window
    if provenance.topic != topic or window is None or not _lies_in(window, span):
        return
    claims = claims_of(file.report.outline.digest).items()
    told = (
        c for section, each in claims if section is not Section.OVERVIEW for c in each
    )
    yield _Earlier(slug=file.slug, window=window, claims=tuple(told))


def _tells_nothing(path: Path, topic: str, span: _Span) -> bool:
    # Years of articles lie in the folder: what the front matter rules out is not
    # rendered.
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ArticleError(f"it cannot be read: {error.strerror}") from error
    values = parse_front_matter(text).values
    if read_status(values, "") == "skip":
        return True
    said = read_provenance(values, topic=topic)
    if said.window is None:
        return False
    return said.topic != topic or not _lies_in(said.window, span)


def _lies_in(window: Window, span: _Span) -> bool:
    # Windows of 24 hours that end at the moment of drafting overlap by some minutes.
    start, end = window.start.timestamp(), window.end.timestamp()
    return start < span.start and span.oldest_end <= end < span.end


def _remember(reports: Iterable[_Earlier], site: Site) -> Iterator[EarlierClaim]:
    for report in reports:
        day = days_of(report.window, site.timezone)[1]
        for claim in report.claims:
            yield EarlierClaim(
                slug=report.slug,
                day=day,
                text=claim.text,
                evidence=claim.evidence,
                modality=claim.modality,
                since=min(claim.since or day, day),
            )
