"""What the reports folder promises, held against what was built.

``read_articles`` touches the disk; the rest is pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from pelican_aireport.articles.files import find_articles
from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.metadata import read_slug, read_status
from pelican_aireport.deploy.findings import Finding
from pelican_aireport.deploy.output import OutputFile
from pelican_aireport.errors import ArticleError

__all__ = ["SourceArticle", "check_articles", "check_drafts", "read_articles"]

_PAGE, _DATA = "index.html", "report.json"
_REBUILD = "build again with pelican --delete-output-directory"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceArticle:
    """An article's file, as far as the deploy asks."""

    file: str
    slug: str
    status: str | None
    """``None``: not to be built, ``"skip"`` among others."""
    problem: str | None = None
    """Why it cannot be read."""


def read_articles(settings: Mapping[str, Any]) -> tuple[SourceArticle, ...]:
    """Read the front matter of every article under the reports folder."""
    content = Path(settings["PATH"])
    reports = content / (settings.get("AIREPORT_PATH") or "reports")
    default = dict(settings.get("DEFAULT_METADATA") or {}).get("status", "published")
    return tuple(
        _read(path, path.relative_to(content.parent).as_posix(), str(default))
        for path in find_articles(reports)
        if not any(fnmatch(path.name, each) for each in settings["IGNORE_FILES"])
    )


def _read(path: Path, name: str, default: str) -> SourceArticle:
    try:
        values = parse_front_matter(path.read_text(encoding="utf-8")).values
        slug, status = read_slug(values, path.stem), read_status(values, default)
    except (ArticleError, OSError, UnicodeDecodeError) as error:
        return SourceArticle(file=name, slug="", status=None, problem=str(error))
    return SourceArticle(file=name, slug=slug, status=status)


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
    shown = {each.slug for each in articles if each.status in ("published", "hidden")}
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
    if article.status != "published" or page in pages:
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
