"""Which page of a window comes next, and when the window is whole; pure.

A sweep is one walk from a stream's newest tweet to the window's beginning. X keeps
naming a next page for ever, puts pinned tweets first and mixes the order of lists, so
neither a cursor nor a single old tweet says that a stream is through.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pelican_aireport.model import TweetKind, Window
from pelican_aireport.moments import tell_moment
from pelican_aireport.selection.dates import find_snowflake_time
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.port import FetchState, FetchStatus

__all__ = [
    "Done",
    "Fetch",
    "PageMark",
    "Step",
    "Sweep",
    "SweepPage",
    "add_page",
    "find_step",
    "follow_pages",
    "mark_page",
]

_SURE_HITS = 5
"""So many tweets, all older than the window, are no accident of the order."""
_DRY_PAGES = 2
_TAIL_HITS = 2
"""A page's last tweets tell how far it reaches: lists show a conversation's old
beginning before the answer that brought it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """What is remembered of a page while its window is fetched."""

    stream: Stream
    is_control: bool
    """Whether it was asked for without the window's bounds."""
    cursor: str | None
    next_cursor: str | None
    hits: int
    """Tweets of the stream itself: neither originals of reposts nor advertisements."""
    new: int
    """Hits that no earlier page of the sweep had."""
    inside: int
    """Hits inside the window."""
    newest: datetime | None
    reaches: datetime | None
    """How far back the page goes, whatever single older tweets stand in it."""
    confirms_empty: bool
    fetched_at: datetime
    lacks_cursor: bool = False
    """Whether a next page should have been named and was not."""
    missing: str | None = None
    """Why the service does not show the stream, if it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepPage:
    """What a sweep needs to know of one of its pages."""

    mark: PageMark
    ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """One walk through a window: those of its pages that are kept."""

    number: int = 1
    pages: tuple[SweepPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """The next page to fetch."""

    stream: Stream
    cursor: str | None = None
    is_control: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The sweep is through."""

    state: FetchState
    passing: tuple[Stream, ...] = ()
    """Streams that a later walk may find whole, with the same settings."""


Step = Fetch | Done


def add_page(sweep: Sweep, mark: PageMark, ids: Iterable[str]) -> Sweep:
    """Return a sweep with one page more."""
    page = SweepPage(mark=mark, ids=frozenset(ids))
    return Sweep(number=sweep.number, pages=(*sweep.pages, page))


def follow_pages(sweep: Sweep) -> tuple[SweepPage, ...]:
    """Return the pages that follow one another from each stream's newest tweet.

    Those behind a page that was lost count again as soon as it was fetched again.
    """
    # of two from the same cursor the later one counts
    found = {_place(page.mark): page for page in sweep.pages}
    heads = dict.fromkeys((stream, is_control) for stream, is_control, _ in found)
    return tuple(page for head in heads for page in _follow(found, *head))


_Place = tuple[Stream, bool, str | None]


def _place(mark: PageMark) -> _Place:
    return mark.stream, mark.is_control, mark.cursor


def _follow(
    found: Mapping[_Place, SweepPage],
    stream: Stream,
    is_control: bool,  # noqa: FBT001 - half of a page's place
) -> Iterator[SweepPage]:
    cursors: list[str | None] = [None]
    while page := found.get((stream, is_control, cursors[-1])):
        yield page
        if page.mark.next_cursor in cursors:
            return
        cursors.append(page.mark.next_cursor)


def mark_page(page: Page, window: Window, seen: Iterable[str]) -> PageMark:
    """Return what is remembered of a page.

    Args:
        page: As it was fetched.
        window: The window that is fetched, also for a control page.
        seen: Ids of the tweets of the sweep's earlier pages.
    """
    originals = {
        ref
        for tweet in page.parsed.tweets
        if tweet.kind is TweetKind.REPOST
        for ref in tweet.refs
    }
    hits = {
        tweet.id: find_snowflake_time(tweet.id) or tweet.created_at
        for tweet in page.parsed.tweets
        if tweet.id not in originals and not tweet.promoted
    }
    moments = tuple(hits.values())
    return PageMark(
        stream=page.stream,
        is_control=page.window is None,
        cursor=page.cursor,
        next_cursor=page.next_cursor,
        hits=len(hits),
        new=len(hits.keys() - set(seen)),
        inside=sum(moment in window for moment in moments),
        newest=max(moments, default=None),
        reaches=max(moments[-_TAIL_HITS:], default=None),
        confirms_empty=page.confirms_empty,
        fetched_at=page.fetched_at,
        lacks_cursor=page.lacks_cursor,
        missing=page.missing,
    )


def find_step(
    marks: Sequence[PageMark],
    streams: Sequence[Stream],
    window: Window,
    *,
    max_pages: int,
) -> Step:
    """Find what to do after the pages of a sweep, in the order of their fetching.

    Raises:
        FetchError: X shows none of the streams, or one shows nothing at all, which
            proves nothing. Where another stream has tweets, a user may show none.
    """
    lacking: list[_Lack] = []
    for stream in streams:
        pages = [mark for mark in marks if mark.stream == stream]
        ending = _find_ending(pages, stream, window, max_pages)
        if isinstance(ending, Fetch):
            return ending
        if isinstance(ending, _Lack):
            lacking.append(ending)
    _check_silence(lacking, streams, has_hits=any(mark.hits for mark in marks))
    if lacking:
        return _tell_lacking(lacking)
    has_tweets = any(mark.inside for mark in marks)
    status = FetchStatus.COMPLETE if has_tweets else FetchStatus.EMPTY_CONFIRMED
    return Done(state=FetchState(status=status))


_BUDGET = "page-budget"
_SILENT = "empty-answer"
_MISSING = "not-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lack:
    """Why a stream ended before it was whole."""

    stream: Stream
    cause: str
    reason: str


def _check_silence(
    lacking: Sequence[_Lack], streams: Sequence[Stream], *, has_hits: bool
) -> None:
    silent = [
        lack.stream.name
        for lack in lacking
        if lack.cause == _SILENT
        and not (has_hits and lack.stream.kind is StreamKind.USER)
    ]
    if silent:
        raise FetchError(Fault.EMPTY_ANSWER, ", ".join(silent))
    missing = [lack.reason for lack in lacking if lack.cause == _MISSING]
    if len(missing) == len(streams):
        raise FetchError(Fault.NOT_FOUND, "; ".join(missing))


def _tell_lacking(lacking: Sequence[_Lack]) -> Done:
    state = FetchState(
        status=FetchStatus.PARTIAL,
        reason="; ".join(lack.reason for lack in lacking),
        cause=lacking[0].cause,
    )
    passing = tuple(lack.stream for lack in lacking if lack.cause != _BUDGET)
    return Done(state=state, passing=passing)


def _find_ending(
    pages: Sequence[PageMark], stream: Stream, window: Window, max_pages: int
) -> Fetch | _Lack | None:
    """Find the next page of a stream, or what lacks at its end if it is not whole."""
    sweep = [page for page in pages if not page.is_control]
    if not sweep:
        return Fetch(stream=stream)
    if sweep[-1].missing is not None:
        reason = f"X does not show {stream.name} ({sweep[-1].missing})"
        return _Lack(stream=stream, cause=_MISSING, reason=reason)
    if _is_past(sweep, window):
        return None
    if _has_ended(sweep):
        return _judge_end(pages, stream, window)
    if len(sweep) >= max_pages:
        reason = (
            f"{stream.name} was read for {max_pages} pages, back to "
            f"{_told(_reach(sweep), window)}; raise AIREPORT_MAX_PAGES to go on"
        )
        return _Lack(stream=stream, cause=_BUDGET, reason=reason)
    return Fetch(stream=stream, cursor=sweep[-1].next_cursor)


def _is_past(sweep: Sequence[PageMark], window: Window) -> bool:
    """Tell whether the last pages lie wholly before the window."""
    if sweep[0].stream.kind is StreamKind.SEARCH:
        return False  # X itself keeps to the window
    last = [
        page.hits
        for page in sweep[-_DRY_PAGES:]
        if page.newest is not None and page.newest < window.start
    ]
    is_last_old = sweep[-1].newest is not None and sweep[-1].newest < window.start
    return is_last_old and (len(last) == _DRY_PAGES or sweep[-1].hits >= _SURE_HITS)


def _has_ended(sweep: Sequence[PageMark]) -> bool:
    last = sweep[-1]
    cursors = {page.cursor for page in sweep}
    if last.next_cursor is None or last.next_cursor in cursors or last.confirms_empty:
        return True
    return len(sweep) >= _DRY_PAGES and not any(
        page.new for page in sweep[-_DRY_PAGES:]
    )


def _judge_end(
    pages: Sequence[PageMark], stream: Stream, window: Window
) -> Fetch | _Lack | None:
    sweep = [page for page in pages if not page.is_control]
    is_confirmed = sweep[-1].confirms_empty
    reach = _reach(sweep)
    is_short = reach is not None and reach >= window.start
    if is_short and _breaks_off(sweep[-1]):
        reason = f"X names no page of {stream.name} behind {_told(reach, window)}"
        return _Lack(stream=stream, cause="lost-cursor", reason=reason)
    if stream.kind is StreamKind.SEARCH:
        # hits outside the bounds only are no answer either
        has_answer = is_confirmed or any(page.inside for page in sweep)
        return None if has_answer else _judge_control(pages, stream)
    if reach is None:
        return None if is_confirmed else _silence(stream)
    if stream.kind is StreamKind.LIST and is_short:
        reason = (
            f"X shows {stream.name} only back to {_told(reach, window)}; ask for what "
            "is older by search or users, and for lists more often"
        )
        return _Lack(stream=stream, cause="list-end", reason=reason)
    return None


def _silence(stream: Stream) -> _Lack:
    reason = f"X shows no tweet of {stream.name}"
    return _Lack(stream=stream, cause=_SILENT, reason=reason)


def _breaks_off(last: PageMark) -> bool:
    """Tell whether a stream's last page shows its end by nothing but its cursor.

    A page without news does show it, and so does a service that leaves a cursor out
    at the end alone; one that leads back to where it came from does not.
    """
    if last.confirms_empty or not last.new:
        return False
    return last.lacks_cursor or last.next_cursor is not None


def _judge_control(pages: Sequence[PageMark], stream: Stream) -> Fetch | _Lack | None:
    """Believe an empty search only where the same without bounds finds something."""
    controls = [page for page in pages if page.is_control]
    if not controls:
        return Fetch(stream=stream, is_control=True)
    inside = sum(page.inside for page in controls)
    if inside:
        raise FetchError(
            Fault.UNKNOWN_SHAPE,
            f"{stream.name}: nothing within the window's bounds, but {inside} tweets "
            "of the window without them",
        )
    return None if any(page.hits for page in controls) else _silence(stream)


def _reach(sweep: Sequence[PageMark]) -> datetime | None:
    return next((page.reaches for page in reversed(sweep) if page.reaches), None)


def _told(moment: datetime | None, window: Window) -> str:
    return "nowhere" if moment is None else tell_moment(moment, window.start.tzinfo)
