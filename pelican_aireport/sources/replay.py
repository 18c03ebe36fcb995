"""A report drafted again from a snapshot, without asking anybody.

Touches the disk.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.sources.fetching import read_fetched
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus
from pelican_aireport.sources.snapshots import Snapshot, Start

__all__ = ["ReplaySource", "replay_source"]

_FORM = 'use {"replay": slug or folder of a snapshot}'
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaySource:
    """A snapshot as a source: the tweets that it holds, and no others."""

    folder: Path

    def fetch(self, window: Window) -> Fetched:
        """Return what the snapshot holds of a window.

        A window that reaches beyond the snapshot's own is partial at best.
        """
        snapshot = Snapshot(self.folder)
        start, end = snapshot.read_start(), snapshot.read_end()
        if start is None:
            raise SettingsError([f"AIREPORT_SOURCE: {self.folder} is no snapshot"])
        state = FetchState(status=FetchStatus.BLOCKED, reason="the snapshot has no end")
        fetched = read_fetched(snapshot, start, state if end is None else end.state)
        return fetched if window == start.window else _cut(fetched, start, window)


def _cut(fetched: Fetched, start: Start, window: Window) -> Fetched:
    tweets = tuple(tweet for tweet in fetched.tweets if tweet.created_at in window)
    own = start.window
    covered = own.start <= window.start and window.end <= own.end
    if covered and fetched.state.reason is None:
        status = FetchStatus.COMPLETE if tweets else FetchStatus.EMPTY_CONFIRMED
        return replace(fetched, tweets=tweets, state=FetchState(status=status))
    reason = fetched.state.reason or (
        f"the snapshot is of {own.start.isoformat()} to {own.end.isoformat()}"
    )
    status = FetchStatus.PARTIAL if tweets else FetchStatus.BLOCKED
    return replace(
        fetched, tweets=tweets, state=FetchState(status=status, reason=reason)
    )


def replay_source(
    value: Mapping[str, object], *, state: Path, base: Path
) -> ReplaySource:
    """Return the source that ``{"replay": slug or path}`` names.

    Raises:
        SettingsError: there is no such snapshot; those that are there are named.
    """
    named = value.get("replay")
    if set(value) != {"replay"} or not isinstance(named, str) or not named.strip():
        raise SettingsError([f"AIREPORT_SOURCE: {dict(value)!r:.80}; {_FORM}"])
    found = sorted(
        (*_folders(state / "snapshots", f"*/{named}/*"), *_folders(base / named, "")),
        key=_rank,
    )
    if not found:
        there = sorted({path.parent.name for path in _folders(state / "snapshots")})
        names = ", ".join(there[-_MOST_NAMED:]) or "none"
        raise SettingsError(
            [f"AIREPORT_SOURCE: no snapshot {named!r}; there are: {names}; {_FORM}"]
        )
    return ReplaySource(folder=found[-1])


def _folders(root: Path, pattern: str = "*/*/*") -> Iterator[Path]:
    try:
        paths = tuple(root.glob(pattern)) if pattern else (root, *root.glob("*"))
    except (ValueError, NotImplementedError):
        return  # the name of a path, not of a slug
    for path in paths:
        if path.is_dir() and Snapshot(path).read_start() is not None:
            yield path


def _rank(folder: Path) -> tuple[bool, str]:
    """Prefer what is whole, then what ended last."""
    end = Snapshot(folder).read_end()
    if end is None:
        return False, ""
    is_whole = end.state.status in (FetchStatus.COMPLETE, FetchStatus.EMPTY_CONFIRMED)
    return is_whole, end.at.isoformat()
