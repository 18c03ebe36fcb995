"""A report drafted again from a snapshot, without asking anybody.

Touches the disk.
"""

import glob
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.moments import tell_moment
from pelican_aireport.sources.fetching import read_fetched
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus
from pelican_aireport.sources.snapshots import End, Snapshot, Start

__all__ = ["ReplaySource", "replay_source"]

_FORM = 'use {"replay": slug or folder of a snapshot}'
_ANEW = "set AIREPORT_SOURCE to the service to have it fetched"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaySource:
    """A snapshot as a source: the tweets that it holds, and no others."""

    folder: Path

    def fetch(self, window: Window) -> Fetched:
        """Return what the snapshot holds of a window.

        A window that reaches beyond the snapshot's own is partial at best, as is a
        snapshot that has lost a page.

        Raises:
            SettingsError: the folder is no snapshot any more.
        """
        snapshot = Snapshot(self.folder)
        start, end = snapshot.read_start(), snapshot.read_end()
        if start is None:
            raise SettingsError([f"AIREPORT_SOURCE: {self.folder} is no snapshot"])
        pages = (
            page
            for page in snapshot.read_pages()
            if end is None or page.number < end.number  # later: a run that was killed
        )
        fetched = read_fetched(pages, start, _find_state(snapshot, end))
        return fetched if window == start.window else _cut(fetched, start, window)


def _find_state(snapshot: Snapshot, end: End | None) -> FetchState:
    """Tell how the run ended whose answer is repeated, if all of it is still there."""
    if end is None:
        reason = f"the run that made the snapshot was killed; {_ANEW}"
        return FetchState(status=FetchStatus.BLOCKED, reason=reason, cause="damaged")
    left = sum(page.number < end.number for page in snapshot.read_pages())
    if left < end.pages:
        lost = f"{end.pages - left} of the snapshot's {end.pages} pages are damaged"
        reason = f"{lost}; {_ANEW}"
        return FetchState(status=FetchStatus.PARTIAL, reason=reason, cause="damaged")
    return end.state


def _cut(fetched: Fetched, start: Start, window: Window) -> Fetched:
    tweets = tuple(tweet for tweet in fetched.tweets if tweet.created_at in window)
    own = start.window
    covered = own.start <= window.start and window.end <= own.end
    if covered and fetched.state.reason is None:
        status = FetchStatus.COMPLETE if tweets else FetchStatus.EMPTY_CONFIRMED
        return replace(fetched, tweets=tweets, state=FetchState(status=status))
    status = FetchStatus.PARTIAL if tweets else FetchStatus.BLOCKED
    if fetched.state.reason is None:
        first, end = (tell_moment(m, window.start.tzinfo) for m in (own.start, own.end))
        reason = f"the snapshot is of {first} to {end}; ask for a window inside it"
        state = FetchState(status=status, reason=reason, cause="not-covered")
    else:
        state = replace(fetched.state, status=status, retry_at=None)
    return replace(fetched, tweets=tweets, state=state)


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
    folder = base / Path(named).expanduser()
    named_folders = (
        *_find(state / "snapshots", f"*/{glob.escape(named)}/*"),
        folder,
        *_find(folder, "*"),
    )
    usable = sorted(filter(_is_usable, named_folders), key=_rank)
    if not usable:
        for each in named_folders:
            Snapshot(each).check_format()
        there = filter(_is_usable, _find(state / "snapshots", "*/*/*"))
        names = ", ".join(sorted({each.parent.name for each in there})[-_MOST_NAMED:])
        raise SettingsError(
            [
                (
                    f"AIREPORT_SOURCE: no snapshot {named!r}; "
                    f"there are: {names or 'none'}; {_FORM}"
                )
            ]
        )
    return ReplaySource(folder=usable[-1])


def _find(root: Path, pattern: str) -> Iterable[Path]:
    try:
        return sorted(root.glob(pattern))
    except (ValueError, NotImplementedError, OSError):
        return ()  # the name of a path, not of a slug, or nothing to be read


def _is_usable(folder: Path) -> bool:
    try:
        return Snapshot(folder).read_start() is not None
    except OSError:
        return False


def _rank(folder: Path) -> tuple[bool, str]:
    """Prefer what is whole, then what ended last."""
    end = Snapshot(folder).read_end()
    if end is None:
        return False, ""
    is_whole = end.state.status in (FetchStatus.COMPLETE, FetchStatus.EMPTY_CONFIRMED)
    return is_whole, end.at.isoformat()
