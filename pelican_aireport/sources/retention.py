"""Old snapshots go, where the settings say so. Touches the disk."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from pelican_aireport.errors import PublishError
from pelican_aireport.sources.snapshots import Snapshot, Start

__all__ = ["drop_old_snapshots"]


def drop_old_snapshots(
    state: Path, *, keep_days: int, now: datetime, needed: Collection[str] = ()
) -> int:
    """Delete snapshots that are too old, and return how many.

    Only folders that say of themselves what they are a snapshot of are deleted; links
    are not followed. With a slug's last snapshot goes what its drafts left out, which
    repeats words of tweets; the generated texts stay.

    Args:
        state: ``AIREPORT_STATE``.
        keep_days: How many days a snapshot is kept after its window's end, and after
            the last run that added to it.
        now: The time.
        needed: Slugs whose snapshots stay, however old.
    """
    oldest = now - timedelta(days=keep_days)
    dropped = 0
    for folder in _find_folders(state / "snapshots", depth=3):
        if folder.parent.name not in needed and _is_older(folder, oldest):
            dropped += _delete(folder)
            if not folder.parent.exists():
                _forget_dropped(state / "drafts" / folder.parent.name)
    return dropped


def _find_folders(root: Path, *, depth: int) -> tuple[Path, ...]:
    """Find the folders at a depth without following a link to another place."""
    found = [root] if root.is_dir() and not root.is_symlink() else []
    for _ in range(depth):
        inside = (path for folder in found for path in _list(folder))
        found = [p for p in inside if p.is_dir() and not p.is_symlink()]
    return tuple(found)


def _list(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(folder.iterdir()))
    except OSError:
        return ()  # not ours to read, so not ours to delete


def _is_older(folder: Path, moment: datetime) -> bool:
    """Tell whether a folder is a snapshot that nothing happened to since a moment."""
    snapshot = Snapshot(folder)
    try:
        start = snapshot.read_start()
        if start is None:
            return False
        return all(each < moment for each in _moments(snapshot, start))
    except (OSError, PublishError):
        return False


def _moments(snapshot: Snapshot, start: Start) -> Iterator[datetime]:
    """Yield when a snapshot's window ended and when runs added to it."""
    yield start.window.end
    end = snapshot.read_end()
    if end is not None:
        yield end.at
    for page in snapshot.read_pages():
        yield page.mark.fetched_at


def _delete(folder: Path) -> bool:
    # Its start goes last: what a killed run leaves is still known as a snapshot.
    for path in reversed(_list(folder)):
        with suppress(OSError):
            path.unlink()
    for each in (folder, folder.parent, folder.parent.parent):
        with suppress(OSError):  # something else is in it
            each.rmdir()
    return not folder.exists()


def _forget_dropped(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        for path in _list(folder):
            if path.suffix == ".json":
                with suppress(OSError):
                    path.unlink()
