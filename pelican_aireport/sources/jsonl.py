"""Tweets from files: JSON Lines, JSON, pages of X, each plain or gzipped.

Touches the disk: reads what the setting names.
"""

import glob
import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pelican_aireport.errors import SettingsError, SourceError
from pelican_aireport.model import Window
from pelican_aireport.setting_values import nearest
from pelican_aireport.sources.archive import Archive, collect, fetch_from
from pelican_aireport.sources.json_text import parse_content
from pelican_aireport.sources.port import Fetched, Skipped, describe_skipped
from pelican_aireport.sources.tweet_object import Parsed, join

__all__ = ["JsonlSource", "jsonl_source"]

_SUFFIXES = (".jsonl", ".ndjson", ".json")
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonlSource:
    """The files that a path names: a file, all in a folder, or a glob.

    A folder's own files count, not those in folders below (a glob with ``**`` finds
    them), by the suffixes .jsonl, .ndjson, .json and each with .gz. Files that have
    not changed are parsed once in a process.
    """

    path: str
    base: Path
    """The folder that a relative path starts from."""

    def fetch(self, window: Window) -> Fetched:
        """Return the tweets of a window.

        Raises:
            SourceError: there is no file, or no tweet in any of them.
        """
        archive = _read_archive(self._find_files())
        if not archive.tweets:
            trouble = describe_skipped(archive.broken + archive.skipped)
            raise SourceError(
                f"AIREPORT_QUERY: no usable tweet in {self._place()}"
                + (f" ({trouble})" if trouble else "; the files are empty")
            )
        return fetch_from(archive, window)

    def _find_files(self) -> tuple["_File", ...]:
        try:
            files = tuple(map(_stamp, _find_paths(self.path, self.base)))
        except OSError as error:
            raise SourceError(
                f"AIREPORT_QUERY: {self._place()} cannot be read: {error.strerror}"
            ) from error
        if not files:
            raise SourceError(
                f"AIREPORT_QUERY: no file at {self._place()}; name a file, a folder "
                f"or a glob of files that end in {', '.join(_SUFFIXES)} or these + .gz"
            )
        return files

    def _place(self) -> Path:
        return self.base / Path(self.path).expanduser()


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    modified_ns: int
    size_bytes: int


def jsonl_source(*, query: Mapping[str, object], base: Path) -> JsonlSource:
    """Return the source that ``AIREPORT_QUERY = {"path": …}`` describes.

    Raises:
        SettingsError: the query says something else.
    """
    problems = [
        f'AIREPORT_QUERY: {key!r} is not known to "jsonl"; use "path"'
        + nearest(key, ("path",))
        for key in query
        if key != "path"
    ]
    path = query.get("path")
    if not isinstance(path, str | Path) or not str(path).strip():
        problems.append(
            f"AIREPORT_QUERY: {path!r} is not a path; "
            'give {"path": "file, folder or glob"}'
        )
    if problems:
        raise SettingsError(problems)
    return JsonlSource(path=str(path), base=base)


def _find_paths(path: str, base: Path) -> tuple[Path, ...]:
    named = base / Path(path).expanduser()
    if named.is_file():
        return (named,)
    if named.is_dir():
        found = named.iterdir()
    else:
        pattern = str(Path(path).expanduser())
        # Path.glob refuses absolute patterns
        matches = glob.glob(pattern, root_dir=base, recursive=True)  # noqa: PTH207
        found = (base / match for match in matches)
    return tuple(sorted(path for path in found if _holds_json(path)))


def _stamp(path: Path) -> _File:
    stat = path.stat()
    return _File(path, path.name, stat.st_mtime_ns, stat.st_size)


def _holds_json(path: Path) -> bool:
    return path.name.removesuffix(".gz").endswith(_SUFFIXES) and path.is_file()


@lru_cache(maxsize=8)
def _read_archive(files: tuple[_File, ...]) -> Archive:
    parts = [_read_file(file) for file in files]
    return collect(
        join(parsed for parsed, _ in parts),
        tuple(broken for _, broken in parts if broken is not None),
    )


def _read_file(file: _File) -> tuple[Parsed, Skipped | None]:
    content, problem = _read_bytes(file.path)
    broken = None if problem is None else Skipped(place=file.name, reason=problem)
    return parse_content(content, file.name), broken


def _read_bytes(path: Path) -> tuple[bytes, str | None]:
    """Read a file as far as possible, and tell what stopped it."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_GZIP))
            if start != _GZIP:
                return start + file.read(), None
        return _read_gzip(path)
    except OSError as error:
        return b"", f"cannot be read: {error.strerror}"


def _read_gzip(path: Path) -> tuple[bytes, str | None]:
    content = bytearray()
    try:
        with gzip.open(path) as file:
            # read1 hands over what is there before it meets the break
            while chunk := file.read1(_CHUNK):
                content += chunk
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        return bytes(content), f"the gzip file is broken: {error}"
    return bytes(content), None
