"""Files of a refreshed article: its pictures, its text, its marked conflicts.

Touches the disk. What an author made or changed is never replaced.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pelican_aireport.errors import PublishError
from pelican_aireport.model import Picture
from pelican_aireport.new_files import move_aside, refusal, write_new
from pelican_aireport.replaced_files import replace_file

__all__ = [
    "Redrawing",
    "marked_path",
    "plan_redrawing",
    "write_marked",
    "write_pictures",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrawing:
    """What becomes of an article's pictures; nothing of it is written yet."""

    changes: Mapping[Path, tuple[bytes | None, bytes]] = field(default_factory=dict)
    """What is there and what is to be there; only what differs."""
    left: tuple[str, ...] = ()
    """Names of pictures that stay, as one of them is the author's."""

    @property
    def drawn(self) -> tuple[str, ...]:
        """Names of the pictures that are written."""
        return tuple(path.name for path in self.changes)


def marked_path(article: Path) -> Path:
    """Return where an article's marked conflicts stand; Pelican reads no such file."""
    return article.with_name(f"{article.name}.new")


def write_marked(article: Path, content: bytes) -> Path:
    """Write the marked conflicts beside an article.

    Those of an earlier refresh, in which its author may have written, are kept as
    ``NAME.old.new``.

    Raises:
        PublishError: the disk refused.
    """
    path = marked_path(article)
    try:
        if path.exists() and path.read_bytes() != content:
            move_aside(path)
    except OSError as error:
        raise refusal(path, error) from error
    if not path.exists():
        write_new(path, content)
    return path


def plan_redrawing(
    pictures: Iterable[Picture],
    article: Path,
    markdown: str,
    *,
    is_generated: Callable[[bytes], bool],
) -> Redrawing:
    """Plan which of the pictures that were drawn anew are written.

    They replace what was generated and is not the same. Where one of them is the
    author's, all stay as they are; where all are deleted, they are written if the text
    names one.

    Args:
        pictures: What was drawn anew.
        article: Where the article is.
        markdown: The text that it is to have.
        is_generated: Tells whether bytes are those of a picture that was generated.

    Raises:
        PublishError: the disk refused.
    """
    paths = {article.with_name(each.name): each.content for each in pictures}
    there = {path: _read(path) for path in paths}
    known = {path: old for path, old in there.items() if old is not None}
    if not all(is_generated(old) or old == paths[p] for p, old in known.items()):
        return Redrawing(left=tuple(path.name for path in known))
    named = {path for path in paths if path.name in markdown}
    shown = paths.keys() if named and not known else {*known, *named}
    changes = {
        path: (there[path], content)
        for path, content in paths.items()
        if path in shown and there[path] != content
    }
    return Redrawing(changes=changes)


def write_pictures(redrawing: Redrawing) -> None:
    """Write pictures as planned.

    Raises:
        PublishError: one is another by now, or the disk refused.
    """
    for path, (old, content) in redrawing.changes.items():
        if old is None:
            write_new(path, content)
        else:
            replace_file(path, content, expected=old)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PublishError(f"{path.name} cannot be read: {error.strerror}") from error
