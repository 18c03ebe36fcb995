"""Files that are written once: each appears whole or not at all, and replaces none.

Touches the disk. A new file gets its content under a temporary name that no reader
of Pelican takes for an article, and then its own name.
"""

import os
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

from pelican_aireport.errors import PublishError

__all__ = ["move_aside", "refusal", "sync_folder", "write_new", "write_temporary"]


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet; it appears whole or not at all.

    Raises:
        PublishError: the file exists, or the disk refused.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = write_temporary(path.parent, content)
    except OSError as error:
        raise refusal(path, error) from error
    try:
        # A hard link fails where the name is taken; a rename would replace.
        os.link(temporary, path)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError:
        _create_exclusively(path, content)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_temporary(folder: Path, content: bytes) -> Path:
    """Write a durable file under a name that no reader of Pelican takes for its own."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _create_exclusively(path: Path, content: bytes) -> None:
    # Some file systems have no hard links.
    try:
        file = path.open("xb")
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise refusal(path, error) from error
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise refusal(path, error) from error


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, as far as its file system can."""
    # Windows cannot open a folder, and some network file systems cannot sync one;
    # there the new name is durable enough.
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            with suppress(OSError):
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def move_aside(path: Path) -> None:
    """Give a file the first free name of ``NAME.old.png``, ``NAME.old2.png``, ….

    Raises:
        OSError: the disk refused.
    """
    for number in count(1):
        mark = "old" if number == 1 else f"old{number}"
        aside = path.with_name(f"{path.stem}.{mark}{path.suffix}")
        if os.path.lexists(aside):
            continue
        try:
            os.link(path, aside)
        except FileExistsError:
            continue
        except OSError:
            # Some file systems have no hard links.
            path.rename(aside)
        else:
            path.unlink()
        return


def _exists(path: Path) -> PublishError:
    return PublishError(
        f"{path.name} exists already; delete it to have it drafted again"
    )


def refusal(path: Path, error: OSError) -> PublishError:
    """Return what to raise where the disk refused a file."""
    return PublishError(
        f"{path.name} could not be written: {error.strerror or error}; "
        "check the folder's permissions and free space"
    )
