"""Files of a refreshed article: its pictures, its text, its marked conflicts.

Touches the disk. What an author made or changed is never replaced.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from pelican_aireport.errors import PublishError
from pelican_aireport.model import Picture
from pelican_aireport.new_files import move_aside, refusal, write_new
from pelican_aireport.replaced_files import replace_file

__all__ = ["marked_path", "renew_pictures", "write_marked"]


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


def renew_pictures(
    pictures: Iterable[Picture],
    article: Path,
    markdown: str,
    *,
    is_generated: Callable[[bytes], bool],
) -> tuple[str, ...]:
    """Write the pictures that an article's new text shows; return those left alone.

    They replace what was generated. Where one of them is the author's, all stay as
    they are; where all are deleted, they are written if the text names one.

    Args:
        pictures: What was drawn anew.
        article: Where the article is.
        markdown: Its new text.
        is_generated: Tells whether bytes are those of a picture that was generated.

    Raises:
        PublishError: the disk refused.
    """
    paths = {article.with_name(each.name): each.content for each in pictures}
    there = {path: _read(path) for path in paths}
    known = {path: old for path, old in there.items() if old is not None}
    if not all(is_generated(old) or old == paths[p] for p, old in known.items()):
        return tuple(path.name for path in known)
    if not known and not any(path.name in markdown for path in paths):
        return ()
    for path, content in paths.items():
        if path in known:
            if known[path] != content:
                replace_file(path, content, expected=known[path])
        elif not known or path.name in markdown:
            write_new(path, content)
    return ()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PublishError(f"{path.name} cannot be read: {error.strerror}") from error
