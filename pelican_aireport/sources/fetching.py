"""A window is fetched page by page, and what came is kept after each.

Touches clock and disk, and the network through the client. A window that is whole is
never fetched again; one that was interrupted goes on where it stopped.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican_aireport.model import Tweet, Window
from pelican_aireport.moments import tell_reset
from pelican_aireport.new_files import write_new
from pelican_aireport.selection.windows import slug_of
from pelican_aireport.sources.encounters import Encounters, Way
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import (
    RESERVE,
    Page,
    PageClient,
    RateLimit,
    Stream,
    StreamKind,
)
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus, Skipped
from pelican_aireport.sources.progress import (
    Done,
    Fetch,
    Step,
    Sweep,
    add_page,
    find_step,
    follow_pages,
    mark_page,
)
from pelican_aireport.sources.snapshots import (
    Snapshot,
    Start,
    StoredPage,
    find_folder,
)
from pelican_aireport.sources.tweet_object import Parsed

__all__ = ["Clock", "FetchLimits", "SnapshotSource", "read_fetched"]

_RENEWAL = timedelta(hours=1)
"""So long a stream stands that X ended before the window's beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one window may take."""

    max_pages: int
    """Pages of each stream in a sweep."""
    timeout_seconds: float
    """How long a run may take in all."""
    reserve: int = RESERVE
    """Calls that are left to the account's owner."""
    longest_wait_seconds: float = 60.0
    """A limit that resets later than this ends the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time, as a test may hand it in."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


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
    limits: FetchLimits
    proxy: str | None = field(default=None, repr=False)
    clock: Clock = Clock()
    met: Encounters = field(default_factory=Encounters)
    """What the run has met so far; shared by its sources."""

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
        snapshot.check_format()
        end = snapshot.read_end()
        if end is not None and _is_waiting(end.state, self.clock.now()):
            return read_fetched(snapshot.read_pages(), start, end.state)
        _ignore_in_git(self.state)
        snapshot.write_start(start)
        state = self._run(snapshot, window)
        return read_fetched(snapshot.read_pages(), start, state)

    @property
    def _way(self) -> Way:
        return Way(source=self.name, proxy=self.proxy)

    def _start(self, window: Window) -> Start:
        return Start(
            topic=self.topic,
            slug=slug_of(self.topic, window, self.timezone),
            source=self.name,
            window=window,
            query=self.query,
        )

    def _run(self, snapshot: Snapshot, window: Window) -> FetchState:
        """Go on until the window is whole or something is wrong, and write which."""
        try:
            state = self._finish(snapshot, window)
        except FetchError as error:
            state = FetchState(
                status=FetchStatus.BLOCKED,
                reason=str(error),
                cause=error.fault.value,
                retry_at=error.retry_at,
            )
            if error.body is not None:
                snapshot.write_answer(error.body)
            snapshot.write_end(state, self.clock.now())
            if error.needs_person:
                raise
            return state
        snapshot.write_end(state, self.clock.now())
        return state

    def _finish(self, snapshot: Snapshot, window: Window) -> FetchState:
        end = self.clock.monotonic() + self.limits.timeout_seconds
        is_open = self.clock.now() < window.end
        sweep = self._choose_sweep(_read_sweep(snapshot), window, is_open=is_open)
        step = self._find_step(sweep, window)
        if isinstance(step, Done):
            return step.state
        self.met.check(self._way)
        with self.open_client() as client:
            state = self._walk(client, snapshot, sweep, window, end=end)
            if is_open and sweep.pages:
                # What was written since that sweep began is not in it.
                anew = Sweep(number=sweep.number + 1)
                state = self._walk(client, snapshot, anew, window, end=end)
        return state

    def _choose_sweep(self, found: Sweep, window: Window, *, is_open: bool) -> Sweep:
        """Return the sweep to go on with: the last one, if it can still be whole."""
        firsts = [
            page.mark.fetched_at
            for page in follow_pages(found)
            if page.mark.cursor is None
        ]
        if not firsts:
            return found
        anew = Sweep(number=found.number + 1)
        try:
            step = self._find_step(found, window)
        except FetchError:
            return anew  # it ended in silence
        if is_open:
            return anew if isinstance(step, Done) else found
        return anew if min(firsts) < window.end else self._forget_passing(found, step)

    def _forget_passing(self, sweep: Sweep, step: Step) -> Sweep:
        """Leave out streams that lack what another walk may find, if that is long ago.

        A list may show more of itself later, and a cursor be there again.
        """
        passing = step.passing if isinstance(step, Done) else ()
        last = {page.mark.stream: page.mark.fetched_at for page in sweep.pages}
        now = self.clock.now()
        stale = [stream for stream in passing if now - last[stream] >= _RENEWAL]
        kept = (page for page in sweep.pages if page.mark.stream not in stale)
        return Sweep(number=sweep.number, pages=tuple(kept))

    def _walk(
        self,
        client: PageClient,
        snapshot: Snapshot,
        sweep: Sweep,
        window: Window,
        *,
        end: float,
    ) -> FetchState:
        """Fetch and keep a sweep's pages up to its end."""
        step = self._find_step(sweep, window)
        while isinstance(step, Fetch):
            page = self._fetch_or_miss(client, step, window, end)
            seen = {each for page in follow_pages(sweep) for each in page.ids}
            mark = mark_page(page, window, seen)
            snapshot.write_page(page, mark, sweep.number)
            sweep = add_page(sweep, mark, (tweet.id for tweet in page.parsed.tweets))
            step = self._find_step(sweep, window)
        return step.state

    def _find_step(self, sweep: Sweep, window: Window) -> Fetch | Done:
        marks = tuple(page.mark for page in follow_pages(sweep))
        return find_step(marks, self.streams, window, max_pages=self.limits.max_pages)

    def _fetch_or_miss(
        self, client: PageClient, step: Fetch, window: Window, end: float
    ) -> Page:
        """Fetch a page; a user or list that is not there does not cost the others."""
        try:
            return self._fetch_page(client, step, window, end)
        except FetchError as error:
            is_search = step.stream.kind is StreamKind.SEARCH
            if (
                error.fault is not Fault.NOT_FOUND
                or is_search
                or len(self.streams) == 1
            ):
                raise
            return Page(
                stream=step.stream,
                window=window,
                cursor=step.cursor,
                next_cursor=None,
                body=error.body or b"",
                parsed=Parsed(),
                fetched_at=self.clock.now().replace(microsecond=0),
                missing=error.detail or "it is not there",
            )

    def _fetch_page(
        self, client: PageClient, step: Fetch, window: Window, end: float
    ) -> Page:
        # Each kind of stream has a limit of its own.
        limit = self.met.find_limit(self._way, step.stream.kind, self.clock.now())
        self._keep_reserve(limit, end)
        try:
            return self._ask(client, step, window, end)
        except FetchError as error:
            if error.fault is not Fault.RATE_LIMIT or error.retry_at is None:
                raise
            self._wait(error.retry_at, end)
        return self._ask(client, step, window, end)

    def _ask(self, client: PageClient, step: Fetch, window: Window, end: float) -> Page:
        """Ask for a page what was not refused to this run, and remember the answer."""
        bounds = None if step.is_control else window
        self.met.check(self._way, step.stream.kind)
        try:
            page = client.fetch_page(
                step.stream, bounds, step.cursor, timeout_seconds=self._left(end)
            )
        except FetchError as error:
            self.met.note_fault(error, self._way, step.stream.kind)
            raise
        self.met.note_page(page, self._way)
        return page

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
                f"it resets {tell_reset(until, self.timezone, self.clock.now())}",
                retry_at=until,
            )
        self.clock.sleep(max(seconds, 0))


def _is_waiting(state: FetchState, now: datetime) -> bool:
    return state.retry_at is not None and now < state.retry_at


def _read_sweep(snapshot: Snapshot) -> Sweep:
    """Read how far the last sweep came."""
    sweep = Sweep()
    for page in snapshot.read_pages():
        if page.sweep > sweep.number:
            sweep = Sweep(number=page.sweep)
        if page.sweep == sweep.number:
            sweep = add_page(sweep, page.mark, (tweet.id for tweet in page.tweets))
    return sweep


def _ignore_in_git(state: Path) -> None:
    if not (state / ".gitignore").exists():
        write_new(state / ".gitignore", b"*\n")


def read_fetched(
    pages: Iterable[StoredPage], start: Start, state: FetchState
) -> Fetched:
    """Return what pages hold of their window, with the state of the last run."""
    tweets: list[Tweet] = []
    skipped: dict[Skipped, None] = {}
    hits: dict[Stream, int] = {}
    fetched_at: datetime | None = None
    for page in pages:
        mark = page.mark
        tweets += [tweet for tweet in page.tweets if tweet.created_at in start.window]
        skipped |= dict.fromkeys(page.skipped)
        if mark.missing is None:
            hits[mark.stream] = hits.get(mark.stream, 0) + mark.hits
        fetched_at = max(fetched_at or mark.fetched_at, mark.fetched_at)
    tweets.sort(key=lambda tweet: (tweet.created_at, tweet.id, str(tweet.observed_at)))
    return Fetched(
        # a page that was damaged and fetched again leaves some there twice
        tweets=tuple(dict.fromkeys(tweets)),
        state=_true_state(state, has_tweets=bool(tweets)),
        skipped=(*skipped, *_silent_users(hits)),
        fetched_at=fetched_at,
        source=start.source,
    )


def _silent_users(hits: Mapping[Stream, int]) -> tuple[Skipped, ...]:
    return tuple(
        Skipped(place=stream.name, reason="X shows no tweet at all")
        for stream, count in hits.items()
        if stream.kind is StreamKind.USER and not count
    )


def _true_state(state: FetchState, *, has_tweets: bool) -> FetchState:
    """Call a blocked run partial where there are tweets, and the other way round."""
    if state.status is FetchStatus.BLOCKED and has_tweets:
        return replace(state, status=FetchStatus.PARTIAL)
    if state.status is FetchStatus.PARTIAL and not has_tweets:
        return replace(state, status=FetchStatus.BLOCKED)
    if state.status is FetchStatus.EMPTY_CONFIRMED and has_tweets:
        return FetchState(status=FetchStatus.COMPLETE)
    if state.status is FetchStatus.COMPLETE and not has_tweets:
        return FetchState(status=FetchStatus.EMPTY_CONFIRMED)
    return state
