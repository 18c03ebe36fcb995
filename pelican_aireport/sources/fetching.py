"""A window is fetched page by page, and what came is kept after each.

Touches clock and disk, and the network through the client. A window that is whole is
never fetched again; one that was interrupted goes on where it stopped.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican_aireport.model import Tweet, Window
from pelican_aireport.new_files import write_new
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, PageClient, RateLimit, Stream
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus, Skipped
from pelican_aireport.sources.progress import (
    Done,
    Fetch,
    PageMark,
    find_step,
    mark_page,
)
from pelican_aireport.sources.snapshots import Snapshot, Start, find_folder

__all__ = ["Clock", "FetchLimits", "SnapshotSource", "read_fetched"]

_FINAL = (FetchStatus.COMPLETE, FetchStatus.EMPTY_CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one window may take."""

    max_pages: int = 20
    """Pages of each stream in a sweep."""
    timeout_seconds: float = 120.0
    """How long a run may take in all."""
    reserve: int = 1
    """Calls that are left to the account's owner."""
    longest_wait_seconds: float = 60.0
    """A limit that resets later than this ends the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time, as a test may hand it in."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Sweep:
    """One walk from the newest tweet on, as far as it has come."""

    number: int
    marks: list[PageMark] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotSource:
    """A source that fetches pages and keeps them under ``AIREPORT_STATE``."""

    name: str
    topic: str
    timezone: ZoneInfo
    streams: tuple[Stream, ...]
    query: Mapping[str, object]
    state: Path
    open_client: Callable[[], AbstractContextManager[PageClient]]
    limits: FetchLimits = FetchLimits()
    clock: Clock = Clock()

    def fetch(self, window: Window) -> Fetched:
        """Return the tweets of a window, fetching what is not there yet.

        Raises:
            FetchError: nothing can be had until a person acts; what came before is
                kept.
            SettingsError: the client cannot be opened with these settings.
            PublishError: the snapshot cannot be written.
        """
        start = self._start(window)
        snapshot = Snapshot(find_folder(self.state, start))
        sweep = _read_sweep(snapshot)
        end = snapshot.read_end()
        if end is not None and end.state.status in _FINAL:
            if self._is_whole(sweep, window):
                return read_fetched(snapshot, start, end.state)
            if sweep.marks and sweep.marks[0].fetched_at < window.end:
                sweep = _Sweep(number=sweep.number + 1)
        if end is not None and _is_waiting(end.state, self.clock.now()):
            return read_fetched(snapshot, start, end.state)
        if self._is_fruitless(sweep, window):
            sweep = _Sweep(number=sweep.number + 1)
        _ignore_in_git(self.state)
        snapshot.write_start(start)
        state = self._run(snapshot, sweep, window)
        return read_fetched(snapshot, start, state)

    def _start(self, window: Window) -> Start:
        return Start(
            topic=self.topic,
            slug=slug_of(self.topic, window, self.timezone),
            source=self.name,
            window=window,
            query=self.query,
        )

    def _run(self, snapshot: Snapshot, sweep: _Sweep, window: Window) -> FetchState:
        """Go on with a sweep until it is through or something is wrong."""
        try:
            state = self._finish(snapshot, sweep, window)
        except FetchError as error:
            retry_at = error.retry_at
            state = FetchState(
                status=FetchStatus.BLOCKED, reason=str(error), retry_at=retry_at
            )
            snapshot.write_end(state, self.clock.now())
            if error.needs_person:
                raise
            return state
        snapshot.write_end(state, self.clock.now())
        return state

    def _finish(self, snapshot: Snapshot, sweep: _Sweep, window: Window) -> FetchState:
        end = self.clock.monotonic() + self.limits.timeout_seconds
        step = self._find_step(sweep, window)
        if isinstance(step, Done):
            return step.state
        with self.open_client() as client:
            while isinstance(step, Fetch):
                page = self._fetch_page(client, step, window, end)
                mark = mark_page(page, window, sweep.seen)
                snapshot.write_page(page, mark, sweep.number)
                _remember(sweep, mark, page.parsed.tweets)
                step = self._find_step(sweep, window)
                if isinstance(step, Fetch):
                    self._keep_reserve(page.rate_limit, end)
        return step.state

    def _is_whole(self, sweep: _Sweep, window: Window) -> bool:
        """Tell whether a sweep covers its window; it may have lost a page since."""
        if not sweep.marks or sweep.marks[0].fetched_at < window.end:
            return False
        try:
            return isinstance(self._find_step(sweep, window), Done)
        except FetchError:
            return False

    def _is_fruitless(self, sweep: _Sweep, window: Window) -> bool:
        """Tell whether a sweep ended in silence, so that only a new one can help."""
        try:
            self._find_step(sweep, window)
        except FetchError:
            return True
        return False

    def _find_step(self, sweep: _Sweep, window: Window) -> Fetch | Done:
        return find_step(
            sweep.marks, self.streams, window, max_pages=self.limits.max_pages
        )

    def _fetch_page(
        self, client: PageClient, step: Fetch, window: Window, end: float
    ) -> Page:
        bounds = None if step.is_control else window
        try:
            return client.fetch_page(
                step.stream, bounds, step.cursor, timeout_seconds=self._left(end)
            )
        except FetchError as error:
            if error.fault is not Fault.RATE_LIMIT or error.retry_at is None:
                raise
            self._wait(error.retry_at, end)
        return client.fetch_page(
            step.stream, bounds, step.cursor, timeout_seconds=self._left(end)
        )

    def _left(self, end: float) -> float:
        left = end - self.clock.monotonic()
        if left <= 0:
            raise FetchError(
                Fault.TIMEOUT, f"{self.limits.timeout_seconds:.0f} s in all"
            )
        return left

    def _keep_reserve(self, limit: RateLimit | None, end: float) -> None:
        if limit is not None and limit.remaining <= self.limits.reserve:
            self._wait(limit.reset_at, end)

    def _wait(self, until: datetime, end: float) -> None:
        """Wait for a limit's reset, if that is soon enough.

        Raises:
            FetchError: it is not.
        """
        seconds = (until - self.clock.now()).total_seconds() + 1
        if seconds > min(
            self.limits.longest_wait_seconds, end - self.clock.monotonic()
        ):
            raise FetchError(
                Fault.RATE_LIMIT,
                f"it resets at {until.astimezone(self.timezone):%H:%M}",
                retry_at=until,
            )
        self.clock.sleep(max(seconds, 0))


def _is_waiting(state: FetchState, now: datetime) -> bool:
    return state.retry_at is not None and now < state.retry_at


def _remember(sweep: _Sweep, mark: PageMark, tweets: Sequence[Tweet]) -> None:
    sweep.marks.append(mark)
    sweep.seen.update(tweet.id for tweet in tweets)


def _read_sweep(snapshot: Snapshot) -> _Sweep:
    """Read how far the last sweep came; a gap in its pages ends it there."""
    sweep = _Sweep(number=1)
    for page in snapshot.read_pages():
        if page.sweep != sweep.number:
            sweep = _Sweep(number=page.sweep)
        if _follows(sweep, page.mark):
            _remember(sweep, page.mark, page.tweets)
    return sweep


def _follows(sweep: _Sweep, mark: PageMark) -> bool:
    """Tell whether a page goes on where the ones before it stopped."""
    before = [
        each
        for each in sweep.marks
        if each.stream == mark.stream and each.is_control == mark.is_control
    ]
    return mark.cursor == (before[-1].next_cursor if before else None)


def _ignore_in_git(state: Path) -> None:
    if not (state / ".gitignore").exists():
        write_new(state / ".gitignore", b"*\n")


def read_fetched(snapshot: Snapshot, start: Start, state: FetchState) -> Fetched:
    """Return what a snapshot holds of its window, with the state of its last run."""
    tweets: list[Tweet] = []
    skipped: dict[Skipped, None] = {}
    fetched_at: datetime | None = None
    for page in snapshot.read_pages():
        tweets += [tweet for tweet in page.tweets if tweet.created_at in start.window]
        skipped |= dict.fromkeys(page.skipped)
        fetched_at = max(fetched_at or page.mark.fetched_at, page.mark.fetched_at)
    tweets.sort(key=lambda tweet: (tweet.created_at, tweet.id, str(tweet.observed_at)))
    return Fetched(
        # a page that was damaged and fetched again leaves some there twice
        tweets=tuple(dict.fromkeys(tweets)),
        state=_true_state(state, has_tweets=bool(tweets)),
        skipped=tuple(skipped),
        fetched_at=fetched_at,
        source=start.source,
    )


def _true_state(state: FetchState, *, has_tweets: bool) -> FetchState:
    """Call a blocked run partial where there are tweets, and the other way round."""
    if state.status is FetchStatus.BLOCKED and has_tweets:
        return FetchState(status=FetchStatus.PARTIAL, reason=state.reason)
    if state.status is FetchStatus.PARTIAL and not has_tweets:
        return FetchState(status=FetchStatus.BLOCKED, reason=state.reason)
    if state.status is FetchStatus.EMPTY_CONFIRMED and has_tweets:
        return FetchState(status=FetchStatus.COMPLETE)
    if state.status is FetchStatus.COMPLETE and not has_tweets:
        return FetchState(status=FetchStatus.EMPTY_CONFIRMED)
    return state
