"""Articles and pictures on disk: found, written once, never replaced.

Touches the disk.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.metadata import read_slug
from pelican_aireport.errors import ArticleError, PublishError
from pelican_aireport.model import Draft
from pelican_aireport.new_files import move_aside, refusal, write_new

__all__ = [
    "check_free",
    "find_articles",
    "find_slug",
    "find_slugs",
    "publish",
    "slugs_by_path",
]

_SLUG_LINE = re.compile(
    r"^slug:[ \t]*([\"']?)([a-z0-9][a-z0-9_-]{0,127})\1[ \t\r]*(?:[ \t]#.*)?$",
    re.MULTILINE | re.IGNORECASE,
)
"""The plain form, found without YAML: every build looks into every article."""

_FRONT_MATTER_BYTES = 16_384
"""Front matter is looked for in so much of a file's beginning."""

_SUFFIXES = {".md", ".markdown"}


def find_articles(reports: Path) -> tuple[Path, ...]:
    """Return the files of all articles anywhere under the reports folder, sorted.

    Links to folders are followed, as Pelican does; each folder counts once.
    """
    paths = (
        path
        for path in _walk(reports)
        if path.suffix.lower() in _SUFFIXES and path.is_file()
    )
    return tuple(sorted(paths))


def _walk(folder: Path) -> Iterator[Path]:
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()  # a link that leads back
            continue
        seen.add(real)
        yield from (Path(place, name) for name in names)


def find_slugs(reports: Path) -> frozenset[str]:
    """Return the slugs of all articles anywhere under the reports folder.

    An article's identity is its ``slug`` line, its file name where it has none;
    both are compared in lower case. A file that cannot be read counts by its name.
    """
    return frozenset(slugs_by_path(reports).values())


def slugs_by_path(reports: Path) -> Mapping[Path, str]:
    """Return the slug of each article, in lower case; see ``find_slugs``."""
    return {path: find_slug(path) for path in find_articles(reports)}


def find_slug(path: Path) -> str:
    """Return an article's slug in lower case; see ``find_slugs``."""
    return _slug_of(path).lower()


def _slug_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(_FRONT_MATTER_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return path.stem
    parts = re.split(
        r"^---[ \t\r]*$", head.lstrip("\ufeff"), maxsplit=2, flags=re.MULTILINE
    )
    fenced = len(parts) > 1 and not parts[0].strip()
    found = _SLUG_LINE.search(parts[1]) if fenced else None
    return found[2] if found else _read_slug(head, path.stem)


def _read_slug(text: str, stem: str) -> str:
    # As the reader does, or a report in another editor's form would be drafted twice.
    try:
        return read_slug(parse_front_matter(text).values, stem)
    except ArticleError:
        return stem


def check_free(folder: Path, slug: str) -> None:
    """Check that a report may be written to its place: before it costs anything.

    Raises:
        PublishError: a file is there, under another slug.
    """
    path = folder / f"{slug}.md"
    if os.path.lexists(path):
        raise PublishError(
            f"{path.name} exists already, and its slug line names another report; "
            f"write slug: {slug} if it is this one, else rename the file"
        )


def publish(draft: Draft, folder: Path) -> Path:
    """Write a draft's pictures, then its article, and return the article's path.

    The article's appearance is the commit point: before it nothing shows, and a
    run that was interrupted is repeated with the same bytes. Another picture of the
    same name is kept as ``NAME.old.png``, ``NAME.old2.png`` and so on.

    Raises:
        PublishError: the article exists already, or the disk refused.
    """
    for picture in draft.pictures:
        _write_picture(folder / picture.name, picture.content)
    article = folder / f"{draft.slug}.md"
    write_new(article, draft.markdown.encode("utf-8"))
    return article


def _write_picture(path: Path, content: bytes) -> None:
    # One with the same bytes is left by an interrupted run; one with others belongs
    # to a deleted article or is the author's own.
    try:
        if path.exists():
            if path.read_bytes() == content:
                return
            move_aside(path)
    except OSError as error:
        raise refusal(path, error) from error
    write_new(path, content)
