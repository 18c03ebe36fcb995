"""Which files are checked; reads the disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pelican_aireport.articles.files import find_articles, find_slug
from pelican_aireport.errors import SettingsError
from pelican_aireport.review.findings import Finding

__all__ = ["Chosen", "choose_articles", "find_slugs_twice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The articles to be checked."""

    articles: tuple[Path, ...]
    """Sorted, each once."""
    skipped: tuple[Path, ...] = ()
    """What was named and is no article: what changed in a commit may be anything."""


def choose_articles(reports: Path, named: Sequence[Path]) -> Chosen:
    """Choose the articles among the named files and folders; without any, all.

    Args:
        reports: The folder of the articles, absolute.
        named: Absolute paths.

    Raises:
        SettingsError: a file that was named is not there.
    """
    lost = [path for path in named if not path.exists()]
    if lost:
        raise SettingsError([f"{path} is not there; name a file" for path in lost])
    articles = find_articles(reports)
    if not named:
        return Chosen(articles=articles)
    places = {path.resolve(): path for path in articles}
    chosen: set[Path] = set()
    skipped: list[Path] = []
    for path in named:
        found = _among(path.resolve(), places)
        chosen |= found
        if not found:
            skipped.append(path)
    return Chosen(articles=tuple(sorted(chosen)), skipped=tuple(skipped))


def _among(named: Path, places: Mapping[Path, Path]) -> set[Path]:
    if not named.is_dir():
        return {places[named]} if named in places else set()
    return {path for place, path in places.items() if place.is_relative_to(named)}


def find_slugs_twice(reports: Path, chosen: Iterable[Path]) -> tuple[Finding, ...]:
    """Find the chosen articles whose slug another article has as well.

    Of two reports with one slug the site shows one.
    """
    by_slug: dict[str, list[Path]] = {}
    for path in find_articles(reports):
        by_slug.setdefault(find_slug(path), []).append(path)
    wanted = set(chosen)
    return tuple(
        _twice(path, slug, next(each for each in paths if each != path), reports)
        for slug, paths in by_slug.items()
        for path in paths
        if len(paths) > 1 and path in wanted
    )


def _twice(path: Path, slug: str, other: Path, reports: Path) -> Finding:
    name = other.relative_to(reports).as_posix()
    return Finding(
        path=path,
        line=_find_slug_line(path),
        code="slug-twice",
        message=f"{name} has the slug {slug!r} as well",
        remedy="write another slug, or delete one of the two",
    )


def _find_slug_line(path: Path) -> int:
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    found = (n for n, line in enumerate(lines, 1) if line.lower().startswith("slug:"))
    return next(found, 1)
