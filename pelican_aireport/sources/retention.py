"""Old snapshots go, where the settings say so. Touches the disk."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from pelican_aireport.sources.snapshots import Snapshot

__all__ = ["drop_old_snapshots"]


def drop_old_snapshots(state: Path, *, keep_days: int, now: datetime) -> int:
    """Delete the snapshots whose window ended too long ago, and return how many.

    Only folders that say of themselves what they are a snapshot of are deleted; links
    are not followed.

    Args:
        state: ``AIREPORT_STATE``.
        keep_days: How many days after its window a snapshot is kept.
        now: The time.
    """
    oldest = now - timedelta(days=keep_days)
    dropped = 0
    for folder in _find_folders(state / "snapshots", depth=3):
        if _ended_before(folder, oldest):
            dropped += _delete(folder)
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


def _ended_before(folder: Path, moment: datetime) -> bool:
    try:
        start = Snapshot(folder).read_start()
    except OSError:
        return False
    return start is not None and start.window.end < moment


def _delete(folder: Path) -> bool:
    # Its start goes last: what a killed run leaves is still known as a snapshot.
    for path in reversed(_list(folder)):
        with suppress(OSError):
            path.unlink()
    for each in (folder, folder.parent, folder.parent.parent):
        with suppress(OSError):  # something else is in it
            each.rmdir()
    return not folder.exists()
