"""Old snapshots go, where the settings say so. Touches the disk."""

import shutil
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
    for folder in sorted((state / "snapshots").glob("*/*/*")):
        if folder.is_symlink() or not folder.is_dir():
            continue
        start = Snapshot(folder).read_start()
        if start is not None and start.window.end < oldest:
            shutil.rmtree(folder, ignore_errors=True)
            dropped += 1
            with suppress(OSError):  # another snapshot is beside it
                folder.parent.rmdir()
    return dropped
