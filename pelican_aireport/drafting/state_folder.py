"""The state folder of a run: held by one at a time, and cleared of old snapshots.

Touches the disk.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pelican_aireport.drafting.due import Due, find_running
from pelican_aireport.errors import BlockedError, PublishError
from pelican_aireport.selection.windows import slug_of, split_days
from pelican_aireport.settings import Settings

__all__ = ["clear", "clear_alone", "lock_state"]


@contextmanager
def lock_state(state: Path) -> Iterator[None]:
    """Hold the folder, for a ``with`` statement.

    Raises:
        BlockedError: another run is drafting.
        PublishError: the folder is not usable.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock").acquire(timeout=0)
    except Timeout:
        raise BlockedError(
            f"another run is drafting and holds {state / 'lock'}; run again when it "
            "has ended, or end it (the file may stay: it holds nobody up by itself)"
        ) from None
    except OSError as error:
        raise PublishError(
            f"nothing was drafted: AIREPORT_STATE is not usable: {error}; "
            "name a folder that can be written"
        ) from error
    with lock:
        yield


def clear(settings: Settings, due: Iterable[Due], now: datetime) -> None:
    """Drop old snapshots, as far as the settings say so, but those of ``due``."""
    if settings.snapshot_days is None:
        return
    from pelican_aireport.sources.retention import drop_old_snapshots  # noqa: PLC0415

    # What was drafted just now may be drafted anew, and what was not is still due.
    needed = {
        slug_of(topic.name, window, settings.timezone)
        for topic, windows in due
        for each in (*windows, *find_running(topic, settings, now))
        for window in (each, *split_days(each, settings.timezone))
    }
    drop_old_snapshots(
        settings.state, keep_days=settings.snapshot_days, now=now, needed=needed
    )


def clear_alone(settings: Settings, due: Iterable[Due], now: datetime) -> None:
    """Drop old snapshots in a run that drafts nothing, unless another one drafts."""
    has_snapshots = (settings.state / "snapshots").is_dir()
    if settings.snapshot_days is not None and has_snapshots:
        with suppress(BlockedError), lock_state(settings.state):
            clear(settings, due, now)
