"""The files of a built site, and which of them may go online.

``list_output`` touches the disk; the rest is pure.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath

from pelican_aireport.deploy.findings import Finding

__all__ = ["Kind", "OutputFile", "check_kinds", "list_output"]

_SUFFIXES = frozenset(
    {
        *(".html", ".css", ".xml", ".json"),
        # pictures: what stands beside articles, see PICTURE_NAME
        *(".png", ".svg", ".jpg", ".jpeg", ".webp", ".gif"),
    }
)
_FOLDER_SUFFIXES = {
    "theme": frozenset({".js"}),
    "admin": frozenset({".js", ".yml", ".woff2", ".txt"}),
    ".well-known": frozenset({"", ".txt"}),
}
"""What a folder may hold beside that: the theme has scripts; the editor is a program
with its configuration, fonts and licences; other programs look for files of their own
in the latter."""

_NAMES = frozenset(
    {
        # what Netlify reads itself
        *("_headers", "_redirects"),
        # what browsers and crawlers ask each site for
        *("robots.txt", "favicon.ico", "site.webmanifest"),
    }
)
"""Files at the top of the site that may be there whatever their kind."""


class Kind(Enum):
    """What a name in the output folder stands for."""

    FILE = "file"
    LINK_OUT = "link out"
    """A symbolic link to what lies outside, or to nothing."""
    OTHER = "other"
    """A socket, a pipe, a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """A file of the output folder."""

    name: str
    """Relative to the folder, with slashes."""
    kind: Kind = Kind.FILE
    size: int = 0


def list_output(folder: Path) -> tuple[OutputFile, ...]:
    """List every file below a folder, sorted by name; nothing where there is none.

    A link that stays inside counts as the file that it leads to; what lies behind a
    linked folder is listed where it really is.
    """
    root = folder.resolve()
    return tuple(sorted(_walk(root, root), key=lambda file: file.name))


def _walk(folder: Path, root: Path) -> Iterator[OutputFile]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            name = path.relative_to(root).as_posix()
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path, root)
            elif entry.is_symlink() and not _stays_inside(path, root):
                yield OutputFile(name=name, kind=Kind.LINK_OUT)
            elif entry.is_file():
                yield OutputFile(name=name, size=entry.stat().st_size)
            elif not entry.is_dir():
                yield OutputFile(name=name, kind=Kind.OTHER)


def _stays_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # leads nowhere, or round in circles
        return False


def check_kinds(
    files: Iterable[OutputFile], *, allowed: Iterable[str] = ()
) -> Iterator[Finding]:
    """Find what is none of the kinds of files that a site of ours publishes.

    Args:
        files: Those of the output folder.
        allowed: Further suffixes, with their dots.
    """
    suffixes = _SUFFIXES | {each.lower() for each in allowed}
    for file in files:
        objection = _objection(file, suffixes)
        if objection is not None:
            problem, remedy = objection
            yield Finding(file=file.name, problem=problem, remedy=remedy)


def _objection(file: OutputFile, suffixes: frozenset[str]) -> tuple[str, str] | None:
    path = PurePosixPath(file.name)
    suffix = path.suffix.lower()
    known = suffixes | _FOLDER_SUFFIXES.get(path.parts[0], frozenset())
    if file.kind is Kind.LINK_OUT:
        return "is a link that leads out of the folder", "put the file itself there"
    if file.kind is Kind.OTHER:
        return "is no file", "delete it"
    shown = path.parts[1:] if path.parts[0] == ".well-known" else path.parts
    if any(part.startswith(".") for part in shown):
        return "is hidden by its name", "find what wrote it, and delete it"
    if suffix not in known and file.name not in _NAMES:
        kind = f"files in {suffix}" if suffix else "files without a suffix"
        return (
            f"{kind} are not published",
            f"find what wrote it, or add --allow {suffix}"
            if suffix
            else "find what wrote it, and delete it",
        )
    return None
