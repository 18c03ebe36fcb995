"""What the reports folder promises, held against what was built.

``read_articles`` touches the disk; the rest is pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican_aireport.articles.files import find_articles
from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.metadata import read_moment, read_slug, read_status
from pelican_aireport.deploy.findings import Finding
from pelican_aireport.deploy.output import OutputFile
from pelican_aireport.errors import ArticleError

__all__ = ["SourceArticle", "check_articles", "check_drafts", "read_articles"]

_PAGE, _DATA = "index.html", "report.json"
_SHOWN = ("published", "hidden")
_REBUILD = "build again with pelican --delete-output-directory"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceArticle:
    """An article's file, as far as the deploy asks."""

    file: str
    slug: str
    status: str | None
    """``None`` where it cannot be read."""
    problem: str | None = None
    """Why it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What the site's settings say of an article's status."""

    default: str
    timezone: ZoneInfo
    latest: datetime | None
    """What is dated later is a draft; ``None``: any date will do."""


def read_articles(
    settings: Mapping[str, Any], *, now: datetime
) -> tuple[SourceArticle, ...]:
    """Read the front matter of every article that Pelican takes from the reports."""
    content = Path(settings["PATH"])
    reports = content / (settings.get("AIREPORT_PATH") or "reports")
    metadata = dict(settings.get("DEFAULT_METADATA") or {})
    rules = _Rules(
        default=str(metadata.get("status", "published")),
        timezone=ZoneInfo(settings.get("TIMEZONE") or "UTC"),
        latest=None if settings.get("WITH_FUTURE_DATES", True) else now,
    )
    excluded = [content / each for each in settings.get("ARTICLE_EXCLUDES") or ()]
    return tuple(
        _read(path, path.relative_to(content.parent).as_posix(), rules)
        for path in find_articles(reports)
        if not any(map(path.is_relative_to, excluded))
        and not _is_ignored(path.relative_to(reports), settings["IGNORE_FILES"])
    )


def _is_ignored(path: Path, patterns: Iterable[str]) -> bool:
    return any(fnmatch(part, each) for each in patterns for part in path.parts)


def _read(path: Path, name: str, rules: _Rules) -> SourceArticle:
    try:
        values = parse_front_matter(path.read_text(encoding="utf-8")).values
        slug, status = read_slug(values, path.stem), _read_status(values, rules)
    except (ArticleError, OSError, UnicodeDecodeError) as error:
        return SourceArticle(file=name, slug="", status=None, problem=str(error))
    return SourceArticle(file=name, slug=slug, status=status)


def _read_status(values: Mapping[str, object], rules: _Rules) -> str:
    status = read_status(values, rules.default)
    if status is None:
        # Pelican's reader makes a draft of it, which readers do not see.
        raise ArticleError("its status is none of published, draft, hidden and skip")
    if status == "skip" or rules.latest is None:
        return status
    date = read_moment(values, "date", rules.timezone)
    return "draft" if date and date > rules.latest else status


def check_articles(
    articles: Iterable[SourceArticle], files: Iterable[OutputFile]
) -> Iterator[Finding]:
    """Find articles without a page, reports without an article, and an empty site."""
    articles = tuple(articles)
    pages = {file.name for file in files if file.size}
    built = {
        slug
        for folder, slug, name in (_split(page) for page in pages)
        if folder == "reports" and name == _DATA
    }
    shown = {each.slug for each in articles if each.status in _SHOWN}
    if not built:
        yield Finding(
            file="reports/",
            problem="there is no report",
            remedy="publish one first: status: published",
        )
    yield from filter(None, (_lost(each, pages) for each in articles))
    for slug in sorted(built - shown):
        yield Finding(
            file=f"reports/{slug}/{_DATA}",
            problem="no published article has this slug",
            remedy=_REBUILD,
        )


def _split(page: str) -> tuple[str, str, str]:
    folder, _, rest = page.partition("/")
    slug, _, name = rest.rpartition("/")
    return folder, slug, name


def _lost(article: SourceArticle, pages: set[str]) -> Finding | None:
    if article.problem is not None:
        remedy = "mend it, or move it out of the folder"
        return Finding(file=article.file, problem=article.problem, remedy=remedy)
    page = f"reports/{article.slug}/{_PAGE}"
    if article.status not in _SHOWN or page in pages:
        return None
    return Finding(
        file=article.file,
        problem=f"its page {page} is missing or empty",
        remedy="find its name in what pelican printed",
    )


def check_drafts(files: Iterable[OutputFile]) -> Iterator[Finding]:
    """Find what belongs to a draft, where readers would see it."""
    for file in files:
        if file.name.startswith("drafts/"):
            yield Finding(
                file=file.name,
                problem="a draft must not go online",
                remedy=f"{_REBUILD} -s publishconf.py",
            )
