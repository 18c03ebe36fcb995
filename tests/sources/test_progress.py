"""When a sweep goes on, and when it is through."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pelican_aireport.model import Tweet, TweetKind, Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.port import FetchState, FetchStatus
from pelican_aireport.sources.progress import (
    Done,
    Fetch,
    PageMark,
    Step,
    find_step,
    mark_page,
)
from pelican_aireport.sources.tweet_object import Parsed

DAY = datetime(2026, 9, 8, tzinfo=UTC)
WINDOW = Window(start=DAY, end=DAY + timedelta(days=1))
LIST = Stream(kind=StreamKind.LIST, value="7")
OTHER = Stream(kind=StreamKind.LIST, value="8")
SEARCH = Stream(kind=StreamKind.SEARCH, value="ai")
USER = Stream(kind=StreamKind.USER, value="ann")
NOON, OLD, LATE = (DAY + timedelta(hours=hours) for hours in (12, -5, 30))
COMPLETE = Done(state=FetchState(status=FetchStatus.COMPLETE))
EMPTY = Done(state=FetchState(status=FetchStatus.EMPTY_CONFIRMED))


def mark(  # noqa: PLR0913
    number: int,
    newest: datetime | None = NOON,
    reaches: datetime | None = None,
    *,
    stream: Stream = LIST,
    hits: int = 20,
    new: int | None = None,
    follows: str | None = "",
    is_control: bool = False,
    confirms_empty: bool = False,
    lacks_cursor: bool = False,
    missing: str | None = None,
) -> PageMark:
    """Return the mark of a page between two moments; it is followed by the next."""
    hits = 0 if newest is None else hits
    inside = [moment for moment in (newest, reaches) if moment and moment in WINDOW]
    return PageMark(
        stream=stream,
        is_control=is_control,
        cursor=None if number == 0 else f"c{number}",
        next_cursor=f"c{number + 1}" if follows == "" else follows,
        hits=hits,
        new=hits if new is None else new,
        inside=len(inside),
        newest=newest,
        reaches=reaches or newest,
        confirms_empty=confirms_empty,
        fetched_at=LATE,
        lacks_cursor=lacks_cursor,
        missing=missing,
    )


def step(
    *marks: PageMark, streams: Sequence[Stream] = (LIST,), max_pages: int = 20
) -> Step:
    return find_step(marks, streams, WINDOW, max_pages=max_pages)


def partial(*marks: PageMark, max_pages: int = 20) -> str | None:
    done = step(*marks, max_pages=max_pages)
    assert isinstance(done, Done)
    assert done.state.status is FetchStatus.PARTIAL
    return done.state.reason


GONE = mark(0, None, stream=USER, follows=None, missing="no such user")


@pytest.mark.parametrize(
    ("marks", "streams", "expected"),
    [
        pytest.param((), (LIST,), Fetch(stream=LIST), id="the first page"),
        pytest.param(
            (mark(0),), (LIST,), Fetch(stream=LIST, cursor="c1"), id="the next page"
        ),
        pytest.param(
            (mark(0, LATE, LATE),),
            (LIST,),
            Fetch(stream=LIST, cursor="c1"),
            id="not yet in the window",
        ),
        pytest.param(
            (mark(0, NOON, OLD),),
            (LIST,),
            Fetch(stream=LIST, cursor="c1"),
            id="a pinned tweet among new ones",
        ),
        pytest.param(
            (mark(0, OLD, hits=1),),
            (USER,),
            Fetch(stream=USER),
            id="another stream's page",
        ),
        pytest.param(
            (mark(0, OLD, hits=1, stream=USER),),
            (USER,),
            Fetch(stream=USER, cursor="c1"),
            id="a pinned tweet alone",
        ),
        pytest.param((mark(0), mark(1, OLD)), (LIST,), COMPLETE, id="past the window"),
        pytest.param(
            (mark(0), mark(1, OLD, hits=2), mark(2, NOON)),
            (LIST,),
            Fetch(stream=LIST, cursor="c3"),
            id="order not kept",
        ),
        pytest.param(
            (mark(0), mark(1, OLD, hits=2), mark(2, OLD, hits=1)),
            (LIST,),
            COMPLETE,
            id="two thin pages past the window",
        ),
        pytest.param((mark(0, OLD),), (LIST,), EMPTY, id="nothing since long"),
        pytest.param(
            (mark(0, LATE, LATE), mark(1, OLD)), (LIST,), EMPTY, id="a day of silence"
        ),
        pytest.param(
            (mark(0, stream=SEARCH), mark(1, None, stream=SEARCH, follows="c1")),
            (SEARCH,),
            COMPLETE,
            id="cursor repeated by an empty page",
        ),
        pytest.param(
            (mark(0, stream=USER), mark(1, stream=USER, new=0, follows="c1")),
            (USER,),
            COMPLETE,
            id="cursor repeated by a page without news",
        ),
        pytest.param(
            (mark(0, NOON, OLD, stream=SEARCH, follows=None, lacks_cursor=True),),
            (SEARCH,),
            COMPLETE,
            id="no cursor, but past the window's beginning",
        ),
        pytest.param(
            (mark(0, stream=SEARCH), mark(1, None, stream=SEARCH, follows=None)),
            (SEARCH,),
            COMPLETE,
            id="no cursor on an empty page",
        ),
        pytest.param(
            (mark(0, stream=SEARCH, follows=None),),
            (SEARCH,),
            COMPLETE,
            id="no cursor where a service names none at the end",
        ),
        pytest.param(
            (mark(0, stream=SEARCH), mark(1, stream=SEARCH, new=0)),
            (SEARCH,),
            Fetch(stream=SEARCH, cursor="c2"),
            id="one page with nothing new",
        ),
        pytest.param(
            (
                mark(0, stream=SEARCH),
                mark(1, stream=SEARCH, new=0),
                mark(2, None, stream=SEARCH),
            ),
            (SEARCH,),
            COMPLETE,
            id="two pages with nothing new",
        ),
        pytest.param(
            (mark(0, None, stream=SEARCH, follows=None),),
            (SEARCH,),
            Fetch(stream=SEARCH, is_control=True),
            id="an empty search is not believed",
        ),
        pytest.param(
            (
                mark(0, None, stream=SEARCH, follows=None),
                mark(0, LATE, stream=SEARCH, is_control=True),
            ),
            (SEARCH,),
            EMPTY,
            id="unless it finds something without bounds",
        ),
        pytest.param(
            (mark(0, None, stream=SEARCH, follows=None, confirms_empty=True),),
            (SEARCH,),
            EMPTY,
            id="or says so itself",
        ),
        pytest.param(
            (mark(0), mark(1, OLD), mark(0, None, stream=USER, confirms_empty=True)),
            (LIST, USER),
            COMPLETE,
            id="a user without posts among others",
        ),
        pytest.param(
            (mark(0), mark(1, OLD), GONE),
            (LIST, USER, OTHER),
            Fetch(stream=OTHER),
            id="a missing user does not hold up others",
        ),
        pytest.param(
            (mark(0, stream=USER, follows=None),), (USER,), COMPLETE, id="a new user"
        ),
        pytest.param(
            (mark(0, NOON, OLD, follows=None),), (LIST,), COMPLETE, id="a short list"
        ),
        pytest.param(
            (mark(0, None, follows=None, confirms_empty=True),),
            (LIST,),
            EMPTY,
            id="a list that says it is empty",
        ),
        pytest.param(
            (mark(0, LATE, stream=SEARCH, follows=None),),
            (SEARCH,),
            Fetch(stream=SEARCH, is_control=True),
            id="a search that does not keep to its bounds",
        ),
    ],
)
def test_what_comes_after_the_pages_so_far(
    marks: tuple[PageMark, ...], streams: tuple[Stream, ...], expected: Step
) -> None:
    assert step(*marks, streams=streams) == expected


@pytest.mark.parametrize("stream", [LIST, SEARCH, USER], ids=lambda each: each.name)
@pytest.mark.parametrize(
    "ending",
    [
        pytest.param({"follows": None, "lacks_cursor": True}, id="no cursor"),
        pytest.param({"follows": "c1"}, id="cursor repeated"),
    ],
)
@pytest.mark.parametrize("newest", [NOON, LATE], ids=["inside", "not yet inside"])
def test_a_stream_that_breaks_off_is_partial(
    stream: Stream, ending: dict[str, object], newest: datetime
) -> None:
    """What came counts, but nothing says that no more would have come."""
    last = mark(1, newest, stream=stream, **ending)  # type: ignore[arg-type]
    state = FetchState(
        status=FetchStatus.PARTIAL,
        cause="lost-cursor",
        reason=f"X names no page of {stream.name} behind {newest:%Y-%m-%d %H:%M}+00:00",
    )
    marks = (mark(0, LATE, stream=stream), last)
    assert step(*marks, streams=(stream,)) == Done(state=state, passing=(stream,))


def test_a_list_that_ends_inside_the_window_is_partial() -> None:
    reason = partial(mark(0), mark(1, NOON, follows=None))
    assert reason == (
        "X shows list 7 only back to 2026-09-08 12:00+00:00; ask for what is older by "
        "search or users, and for lists more often"
    )


def test_a_list_that_ends_in_so_many_words_is_still_no_further_back() -> None:
    last = mark(1, None, follows=None, confirms_empty=True)
    assert "only back to 2026-09-08 12:00" in str(partial(mark(0), last))


def test_moments_are_told_in_the_zone_of_the_window() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    window = Window(
        start=WINDOW.start.astimezone(shanghai), end=WINDOW.end.astimezone(shanghai)
    )
    done = find_step((mark(0), mark(1)), (LIST,), window, max_pages=2)
    assert isinstance(done, Done)
    assert "back to 2026-09-08 20:00+08:00;" in str(done.state.reason)


@pytest.mark.parametrize(
    ("other", "cause", "reason"),
    [
        pytest.param(
            mark(0, None, stream=USER, follows=None),
            "empty-answer",
            "X shows no tweet of user ann",
            id="silent user",
        ),
        pytest.param(
            GONE, "not-found", "X does not show user ann (no such user)", id="no user"
        ),
        pytest.param(
            replace(GONE, stream=OTHER, missing="no such list"),
            "not-found",
            "X does not show list 8 (no such list)",
            id="no list",
        ),
    ],
)
def test_a_stream_without_tweets_beside_another_is_a_lack(
    other: PageMark, cause: str, reason: str
) -> None:
    state = FetchState(status=FetchStatus.PARTIAL, cause=cause, reason=reason)
    found = step(mark(0), mark(1, OLD), other, streams=(LIST, other.stream))
    assert found == Done(state=state, passing=(other.stream,))


def test_streams_none_of_which_x_shows_are_a_fault() -> None:
    marks = (replace(GONE, stream=LIST, missing="no such list"), GONE)
    with pytest.raises(FetchError, match=r"list 7.*user ann") as caught:
        step(*marks, streams=(LIST, USER))
    assert caught.value.fault is Fault.NOT_FOUND


def test_streams_that_may_be_whole_later_are_told_apart() -> None:
    """More pages than the settings allow will not come by themselves."""
    marks = (mark(0), mark(0, stream=OTHER, follows=None))
    found = step(*marks, streams=(LIST, OTHER), max_pages=1)
    assert isinstance(found, Done)
    assert (found.state.cause, found.passing) == ("page-budget", (OTHER,))


def test_the_budget_of_pages_is_told_with_its_setting() -> None:
    """And more pages go on where fewer stopped."""
    marks = (mark(0), mark(1))
    assert "raise AIREPORT_MAX_PAGES" in str(partial(*marks, max_pages=2))
    assert step(*marks, max_pages=3) == Fetch(stream=LIST, cursor="c2")


@pytest.mark.parametrize(
    ("marks", "stream", "fault"),
    [
        pytest.param(
            (mark(0, None, follows=None),), LIST, Fault.EMPTY_ANSWER, id="list"
        ),
        pytest.param(
            (mark(0, OLD, stream=OTHER), mark(0, None, follows=None)),
            LIST,
            Fault.EMPTY_ANSWER,
            id="list beside another",
        ),
        pytest.param(
            (mark(0, None), mark(1, None)), LIST, Fault.EMPTY_ANSWER, id="twice nothing"
        ),
        pytest.param(
            (mark(0, None, stream=USER, follows=None),),
            USER,
            Fault.EMPTY_ANSWER,
            id="user",
        ),
        pytest.param(
            (
                mark(0, None, stream=SEARCH, follows=None),
                mark(0, None, stream=SEARCH, is_control=True),
            ),
            SEARCH,
            Fault.EMPTY_ANSWER,
            id="search, with bounds and without",
        ),
        pytest.param(
            (
                mark(0, None, stream=SEARCH, follows=None),
                mark(0, NOON, stream=SEARCH, is_control=True),
            ),
            SEARCH,
            Fault.UNKNOWN_SHAPE,
            id="a search whose bounds do not work",
        ),
    ],
)
def test_silence_is_a_fault_until_something_proves_it(
    marks: tuple[PageMark, ...], stream: Stream, fault: Fault
) -> None:
    streams = dict.fromkeys([*(mark.stream for mark in marks), stream])
    with pytest.raises(FetchError) as caught:
        step(*marks, streams=tuple(streams))
    assert caught.value.fault is fault


def tweet(
    number: int,
    moment: datetime,
    kind: TweetKind = TweetKind.POST,
    *,
    promoted: bool = False,
) -> Tweet:
    refs = (str(number + 1),) if kind is TweetKind.REPOST else ()
    return Tweet(
        id=str(number),
        author="a",
        text="x",
        created_at=moment,
        kind=kind,
        refs=refs,
        promoted=promoted,
    )


def marked(
    *tweets: Tweet, seen: tuple[str, ...] = (), stream: Stream = LIST
) -> PageMark:
    page = Page(
        stream=stream,
        window=WINDOW,
        cursor=None,
        next_cursor="c1",
        body=b"{}",
        parsed=Parsed(tweets=tweets),
        fetched_at=LATE,
    )
    return mark_page(page, WINDOW, seen)


def test_the_original_inside_a_repost_is_no_hit() -> None:
    """Its age says nothing of how far a page reaches."""
    page = marked(
        tweet(1, NOON, TweetKind.REPOST), tweet(2, OLD), tweet(5, LATE), seen=("5",)
    )
    expected = mark(0, LATE, LATE, hits=2, new=1)
    assert page == replace(expected, inside=1)


def test_an_id_knows_the_time_better_than_a_date() -> None:
    milliseconds = int(OLD.timestamp() * 1000) - 1288834974657  # X's epoch
    page = marked(tweet(milliseconds << 22, NOON))
    assert (page.newest, page.inside) == (OLD, 0)


def test_the_old_beginning_of_a_conversation_does_not_make_a_list_reach_back() -> None:
    page = marked(tweet(1, LATE), tweet(3, OLD), tweet(4, OLD), tweet(5, NOON))
    assert (page.reaches, page.inside) == (NOON, 1)


def test_a_page_without_a_tweet_reaches_nowhere() -> None:
    assert marked() == mark(0, None)


def test_an_advertisement_says_nothing_of_its_stream() -> None:
    """X puts today's between tweets of last week."""
    ad = tweet(9, NOON, promoted=True)
    assert marked(ad) == marked()
    assert marked(tweet(1, OLD), tweet(3, OLD), ad) == mark(0, OLD, hits=2)


def test_a_search_answered_by_an_advertisement_alone_is_not_believed() -> None:
    ad = marked(tweet(9, NOON, promoted=True), stream=SEARCH)
    last = replace(ad, cursor="c1", next_cursor=None)
    assert step(ad, last, streams=(SEARCH,)) == Fetch(stream=SEARCH, is_control=True)
