"""What the articles of a topic tell, as their authors left them; reads the disk."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.files import find_articles
from pelican_aireport.articles.front_matter import parse_front_matter, read_provenance
from pelican_aireport.articles.metadata import read_status
from pelican_aireport.articles.report_file import ReportFile, Site, read_report_file
from pelican_aireport.articles.sections import Section
from pelican_aireport.errors import ArticleError
from pelican_aireport.model import Claim, Period, Provenance, Status, Window

__all__ = ["ToldReport", "Wanted", "read_told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReport:
    """An article's claims."""

    slug: str
    window: Window
    status: Status | None
    """``None`` for one that is in no list, such as a hidden one."""
    is_edited: bool
    """Whether an author's hand, or another program, wrote any of it."""
    claims: Mapping[Section, tuple[Claim, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles are read."""

    topic: str
    period: Period
    is_within: Callable[[Window], bool]
    """Whether an article's window is one of those that are asked for."""

    def accepts(self, said: Provenance) -> bool:
        """Tell whether an article that says this of itself is read."""
        is_ours = (said.topic, said.period) == (self.topic, self.period)
        return is_ours and said.window is not None and self.is_within(said.window)


def read_told(reports: Path, wanted: Wanted, site: Site) -> tuple[ToldReport, ...]:
    """Read the articles that are wanted, newest window first, drafts too.

    A day that is kept away told nothing. Damaged files are skipped, as the build
    reports them. Of files with one slug the first by its path counts. A folder that
    is not there holds no article.
    """
    found = {
        each.slug: each
        for path in reversed(find_articles(reports))
        for each in _read(path, wanted, site)
    }
    newest_first = sorted(
        found.values(), key=lambda each: (-each.window.end.timestamp(), each.slug)
    )
    return tuple(newest_first)


def _read(path: Path, wanted: Wanted, site: Site) -> Iterator[ToldReport]:
    try:
        stamped = _stamp(path)
        if _is_elsewhere(_read_said(stamped, wanted.topic), wanted):
            return
        titles = tuple(site.titles.items())
        file = _read_whole(stamped, site.timezone, site.lang, titles)
    except ArticleError:
        # The reader tells of it in the build.
        return
    said = file.report.provenance
    if said.window is None or not wanted.accepts(said):
        return
    status = read_status(file.values, Status.PUBLISHED.value)
    if status == "skip":  # a day that is kept away told nothing
        return
    yield ToldReport(
        slug=file.slug,
        window=said.window,
        status=_STATUSES.get(status or ""),
        is_edited=file.report.edited is not False,
        claims=claims_of(file.report.outline.digest),
    )


_STATUSES = {each.value: each for each in Status}


@dataclass(frozen=True, slots=True)
class _File:
    """An article as it is now: a backfill looks at each again for every day after."""

    path: Path
    modified_ns: int
    size_bytes: int


def _stamp(path: Path) -> _File:
    try:
        stat = path.stat()
    except OSError as error:
        raise ArticleError(f"it cannot be read: {error.strerror}") from error
    return _File(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4096)
def _read_said(file: _File, topic: str) -> Provenance:
    try:
        text = file.path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ArticleError(f"it cannot be read: {error.strerror}") from error
    return read_provenance(parse_front_matter(text).values, topic=topic)


@lru_cache(maxsize=64)
def _read_whole(
    file: _File, timezone: ZoneInfo, lang: str, titles: tuple[tuple[str, str], ...]
) -> ReportFile:
    site = Site(timezone=timezone, lang=lang, titles=dict(titles))
    return read_report_file(file.path, site)


def _is_elsewhere(said: Provenance, wanted: Wanted) -> bool:
    # Years of articles lie in the folder: what the front matter rules out is not
    # rendered.
    return said.window is not None and not wanted.accepts(said)
