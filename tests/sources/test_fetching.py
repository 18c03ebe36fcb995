"""A window is fetched once, whatever interrupts it, and nothing of it is lost."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from contracts import SOURCE_CONTRACT
from hypothesis import given, settings
from hypothesis import strategies as st
from paged_service import (
    AFTER,
    DAY,
    INSIDE,
    LIST,
    SLUG,
    TWEETS,
    WINDOW,
    KilledError,
    Service,
    ids,
    make_source,
    pages_written,
)

from pelican_aireport.model import Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, RateLimit, Stream, StreamKind
from pelican_aireport.sources.port import FetchStatus, Skipped, Source
from pelican_aireport.sources.replay import replay_source
from pelican_aireport.sources.tweet_object import Parsed

ALL_CALLS = [None, "t10", "t20", "t30", "t40", "t50"]
MORNING = DAY + timedelta(hours=4)
NOON = DAY + timedelta(hours=12)


def test_a_window_is_fetched_up_to_its_beginning(tmp_path: Path) -> None:
    service = Service()
    fetched = make_source(service, tmp_path).fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)
    assert service.calls == [None, "t10", "t20", "t30", "t40", "t50"]
    assert (fetched.fetched_at, fetched.source) == (AFTER, "x")


def test_a_whole_window_is_never_fetched_again(tmp_path: Path) -> None:
    """No client is opened: neither cookies nor network are needed."""
    first = make_source(Service(), tmp_path).fetch(WINDOW)
    later = Service()
    assert make_source(later, tmp_path).fetch(WINDOW) == first
    assert later.opened == 0


def test_another_query_is_another_snapshot(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    other = Service()
    replace(make_source(other, tmp_path), query={"list": "8"}).fetch(WINDOW)
    assert other.opened == 1


def test_an_open_window_is_fetched_anew(tmp_path: Path) -> None:
    """What was seen before counts too."""
    morning = Service(tweets=TWEETS[40:], now=DAY + timedelta(hours=4))
    first = make_source(morning, tmp_path).fetch(WINDOW)
    evening = Service()
    second = make_source(evening, tmp_path).fetch(WINDOW)
    assert evening.calls[0] is None
    assert set(ids(first)) < set(ids(second)) == set(INSIDE)


@pytest.mark.parametrize("call", range(1, 7))
def test_an_interrupted_fetch_goes_on_where_it_stopped(
    call: int, tmp_path: Path
) -> None:
    whole = make_source(Service(), tmp_path / "whole").fetch(WINDOW)
    broken = Service(faults={call: FetchError(Fault.SERVER)})
    first = make_source(broken, tmp_path).fetch(WINDOW)
    has_tweets = bool(first.tweets)
    status = FetchStatus.PARTIAL if has_tweets else FetchStatus.BLOCKED
    assert first.state.status is status
    service = Service()
    second = make_source(service, tmp_path).fetch(WINDOW)
    assert second == whole
    assert [*broken.calls[: call - 1], *service.calls] == [*ALL_CALLS]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 6),
            st.sampled_from(
                [KilledError(), FetchError(Fault.SERVER), FetchError(Fault.TIMEOUT)]
            ),
        ),
        max_size=4,
    )
)
def test_any_schedule_of_interruptions_ends_in_the_same_tweets(
    tmp_path_factory: pytest.TempPathFactory,
    schedule: list[tuple[int, BaseException]],
) -> None:
    """And every page is fetched and kept once."""
    state = tmp_path_factory.mktemp("state")
    for call, fault in schedule:
        try:
            make_source(Service(faults={call: fault}), state).fetch(WINDOW)
        except KilledError:
            continue
    fetched = make_source(Service(), state).fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)
    assert len(pages_written(state)) == 6


def test_a_fault_that_needs_a_person_is_raised_and_costs_no_page(
    tmp_path: Path,
) -> None:
    service = Service(faults={3: FetchError(Fault.ACCOUNT_LOCKED)})
    with pytest.raises(FetchError) as caught:
        make_source(service, tmp_path).fetch(WINDOW)
    assert caught.value.fault is Fault.ACCOUNT_LOCKED
    assert len(pages_written(tmp_path)) == 2
    assert ids(make_source(Service(), tmp_path).fetch(WINDOW)) == INSIDE


@pytest.mark.parametrize(
    ("seconds", "waited"),
    [
        pytest.param(30, [31], id="soon"),
        pytest.param(59, [60], id="within a minute"),
        pytest.param(60, [], id="later"),
    ],
)
def test_a_limit_that_resets_within_a_minute_is_waited_for(
    seconds: int, waited: list[float], tmp_path: Path
) -> None:
    service = Service()
    reset_at = service.now + timedelta(seconds=seconds)
    service.faults = {2: FetchError(Fault.RATE_LIMIT, retry_at=reset_at)}
    fetched = make_source(service, tmp_path).fetch(WINDOW)
    assert (ids(fetched) == INSIDE, service.waited) == (bool(waited), waited)


@pytest.mark.parametrize("seconds", [90, 600])
@pytest.mark.parametrize("how", ["headers", "refusal"])
def test_a_limit_that_resets_late_ends_the_run(
    how: str, seconds: int, tmp_path: Path
) -> None:
    """Until then nobody is asked again; then the fetch goes on.

    Though there would be time for it: a build is not held up by more than a minute.
    """
    service = Service()
    reset_at = service.now + timedelta(seconds=seconds)
    if how == "headers":
        service.limit = RateLimit(remaining=1, reset_at=reset_at)
    else:
        service.faults = {2: FetchError(Fault.RATE_LIMIT, retry_at=reset_at)}
    fetched = make_source(service, tmp_path).fetch(WINDOW)
    assert f"it resets at {reset_at:%H:%M} UTC" in str(fetched.state.reason)
    soon = Service(now=reset_at - timedelta(seconds=1))
    make_source(soon, tmp_path).fetch(WINDOW)
    late = Service(now=reset_at)
    fetched = make_source(late, tmp_path).fetch(WINDOW)
    assert (soon.opened, service.waited, late.calls[0]) == (0, [], "t10")
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)


def test_a_part_tells_when_the_rest_may_be_asked_for(tmp_path: Path) -> None:
    reset_at = AFTER + timedelta(minutes=10)
    service = Service(faults={4: FetchError(Fault.RATE_LIMIT, retry_at=reset_at)})
    state = make_source(service, tmp_path).fetch(WINDOW).state
    assert (state.status, state.retry_at) == (FetchStatus.PARTIAL, reset_at)


def test_a_reserve_of_calls_is_kept(tmp_path: Path) -> None:
    service = Service()
    service.limit = RateLimit(remaining=2, reset_at=service.now + timedelta(minutes=10))
    fetched = make_source(service, tmp_path, reserve=2).fetch(WINDOW)
    assert len(service.calls) == 1
    assert "rate limit" in str(fetched.state.reason)


def test_all_pages_share_one_time_budget(tmp_path: Path) -> None:
    service = Service(seconds_each=50)
    fetched = make_source(service, tmp_path, timeout_seconds=120).fetch(WINDOW)
    assert len(service.calls) == 3
    assert "120 s in all" in str(fetched.state.reason)


def test_a_larger_budget_of_pages_goes_on(tmp_path: Path) -> None:
    first = make_source(Service(), tmp_path, max_pages=2).fetch(WINDOW)
    again = Service()
    make_source(again, tmp_path, max_pages=2).fetch(WINDOW)
    service = Service()
    second = make_source(service, tmp_path, max_pages=20).fetch(WINDOW)
    assert first.state.status is FetchStatus.PARTIAL
    assert (again.opened, service.calls[0]) == (0, "t20")
    assert (ids(second), second.state.status) == (INSIDE, FetchStatus.COMPLETE)


CUT = TWEETS[:25]
"""What a list shows that ends inside the window."""


@pytest.mark.parametrize("minutes", [10, 59, 60])
def test_a_list_that_ended_too_soon_is_asked_again_after_an_hour(
    minutes: int, tmp_path: Path
) -> None:
    """From the newest tweet on; what was seen before counts too."""
    first = make_source(Service(tweets=CUT), tmp_path).fetch(WINDOW)
    later = Service(now=AFTER + timedelta(minutes=minutes))
    second = make_source(later, tmp_path).fetch(WINDOW)
    assert first.state.cause == "list-end"
    is_asked = minutes >= 60
    assert later.calls == (ALL_CALLS if is_asked else [])
    assert ids(second) == (INSIDE if is_asked else ids(first))
    whole = (FetchStatus.PARTIAL, FetchStatus.COMPLETE)[is_asked]
    assert second.state.status is whole


def test_a_list_that_goes_on_ending_too_soon_is_asked_once_an_hour(
    tmp_path: Path,
) -> None:
    calls = []
    for minutes in range(0, 150, 10):
        now = AFTER + timedelta(minutes=minutes)
        service = Service(tweets=CUT, now=now)
        fetched = make_source(service, tmp_path).fetch(WINDOW)
        calls.append(service.opened)
        assert fetched.state.status is FetchStatus.PARTIAL
    assert calls == [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0]


def test_a_stream_that_broke_off_is_asked_again_after_an_hour(tmp_path: Path) -> None:
    make_source(Torn(), tmp_path).fetch(WINDOW)
    soon = Service(now=AFTER + timedelta(minutes=59))
    first = make_source(soon, tmp_path).fetch(WINDOW)
    late = Service(now=AFTER + timedelta(minutes=60))
    second = make_source(late, tmp_path).fetch(WINDOW)
    assert (soon.opened, first.state.cause) == (0, "lost-cursor")
    assert (ids(second), second.state.status) == (INSIDE, FetchStatus.COMPLETE)


def test_nothing_at_all_is_no_empty_window(tmp_path: Path) -> None:
    fetched = make_source(Service(tweets=()), tmp_path).fetch(WINDOW)
    assert fetched.state.status is FetchStatus.BLOCKED
    assert "does not mean that there is none" in str(fetched.state.reason)


def test_silence_does_not_last(tmp_path: Path) -> None:
    """A later run asks anew, from the newest tweet on."""
    make_source(Service(tweets=()), tmp_path).fetch(WINDOW)
    later = Service()
    assert ids(make_source(later, tmp_path).fetch(WINDOW)) == INSIDE
    assert later.calls[0] is None


def test_the_answers_are_kept_as_they_came(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    bodies = [gzip.decompress(p.read_bytes()) for p in tmp_path.rglob("*.raw.json.gz")]
    assert sorted(bodies) == sorted(
        b'{"cursor": "%s"}' % str(cursor).encode() for cursor in ALL_CALLS
    )


def test_git_does_not_see_the_state(tmp_path: Path) -> None:
    make_source(Service(), tmp_path).fetch(WINDOW)
    assert (tmp_path / ".gitignore").read_bytes() == b"*\n"


def test_a_sweep_of_an_open_window_is_not_the_whole_of_it_later(
    tmp_path: Path,
) -> None:
    """One that was interrupted in the morning lacks the afternoon."""
    faults: dict[int, BaseException] = {2: FetchError(Fault.SERVER)}
    make_source(Service(now=MORNING, faults=faults), tmp_path).fetch(WINDOW)
    fetched = make_source(Service(), tmp_path).fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)


def test_an_interrupted_sweep_of_an_open_window_is_finished_and_renewed(
    tmp_path: Path,
) -> None:
    faults: dict[int, BaseException] = {2: FetchError(Fault.SERVER)}
    make_source(Service(now=MORNING, faults=faults), tmp_path).fetch(WINDOW)
    noon = Service(now=NOON)
    fetched = make_source(noon, tmp_path).fetch(WINDOW)
    shown = [t.id for t in TWEETS if t.created_at in WINDOW and t.created_at <= NOON]
    assert (ids(fetched), fetched.state.status) == (sorted(shown), FetchStatus.COMPLETE)
    assert (noon.calls[0] is None, noon.calls.count(None)) == (False, 1)


def test_a_budget_spent_on_an_open_window_is_not_spent_for_ever(
    tmp_path: Path,
) -> None:
    make_source(Service(now=NOON), tmp_path, max_pages=1).fetch(WINDOW)
    later = Service()
    make_source(later, tmp_path, max_pages=1).fetch(WINDOW)
    assert later.calls == [None]


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.tuples(
            st.integers(-1, 30),
            st.integers(1, 7),
            st.sampled_from(
                [None, KilledError(), FetchError(Fault.SERVER), FetchError(Fault.PROXY)]
            ),
            st.integers(1, 8),
        ),
        max_size=5,
    )
)
def test_runs_at_any_times_of_the_day_end_in_the_same_tweets(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[tuple[int, int, BaseException | None, int]],
) -> None:
    """Whatever stopped them; and what an open window was whole of is all there."""
    state = tmp_path_factory.mktemp("state")
    for hour, call, fault, pages in sorted(runs, key=lambda run: run[0]):
        now = DAY + timedelta(hours=hour)
        service = Service(now=now, faults={} if fault is None else {call: fault})
        try:
            fetched = make_source(service, state, max_pages=pages).fetch(WINDOW)
        except (KilledError, FetchError):
            continue
        shown = {t.id for t in TWEETS if t.created_at in WINDOW and t.created_at <= now}
        if fetched.state.status is FetchStatus.COMPLETE:
            assert set(ids(fetched)) == shown
    fetched = make_source(Service(), state).fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)


def test_the_same_ending_is_written_once(tmp_path: Path) -> None:
    for _ in range(3):
        service = Service(faults={1: FetchError(Fault.SERVER)})
        make_source(service, tmp_path).fetch(WINDOW)
    assert len(list(tmp_path.rglob("*.end.json"))) == 1


@dataclass
class Torn(Service):
    """Its second page lacks the cursor that it should name."""

    def fetch_page(
        self,
        stream: Stream,
        window: Window | None,
        cursor: str | None,
        *,
        timeout_seconds: float,
    ) -> Page:
        """Answer without a way on."""
        page = super().fetch_page(
            stream, window, cursor, timeout_seconds=timeout_seconds
        )
        if cursor is None:
            return page
        return replace(page, next_cursor=None, lacks_cursor=True)


@dataclass
class Streams(Service):
    """Several streams: those named are silent or missing."""

    silent: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)

    def fetch_page(
        self,
        stream: Stream,
        window: Window | None,
        cursor: str | None,
        *,
        timeout_seconds: float,
    ) -> Page:
        """Answer with nothing where a stream is silent."""
        self.asked.append(stream.name)
        if stream.value in self.missing:
            raise FetchError(Fault.NOT_FOUND, "User is suspended")
        page = super().fetch_page(
            stream, window, cursor, timeout_seconds=timeout_seconds
        )
        if stream.value not in self.silent:
            return page
        return replace(page, parsed=Parsed(), next_cursor=None)


USER = Stream(kind=StreamKind.USER, value="ann")


@pytest.mark.parametrize(
    ("service", "reason", "skipped"),
    [
        pytest.param(
            Streams(silent=("ann",)),
            "X shows no tweet of user ann",
            (Skipped(place="user ann", reason="X shows no tweet at all"),),
            id="silent",
        ),
        pytest.param(
            Streams(missing=("ann",)),
            "X does not show user ann (User is suspended)",
            (),
            id="missing",
        ),
    ],
)
def test_a_user_without_tweets_does_not_cost_the_others(
    service: Streams, reason: str, skipped: tuple[Skipped, ...], tmp_path: Path
) -> None:
    """Nor are those asked for again with the user, an hour later."""
    later = Streams(now=AFTER + timedelta(hours=1))
    soon = Streams(now=AFTER + timedelta(minutes=59))
    source = replace(make_source(service, tmp_path), streams=(USER, LIST))
    fetched = source.fetch(WINDOW)
    for each in (soon, later):
        again = replace(make_source(each, tmp_path), streams=(USER, LIST)).fetch(WINDOW)
    assert (ids(fetched), fetched.state.reason, fetched.skipped) == (
        INSIDE,
        reason,
        skipped,
    )
    assert (fetched.state.status, again.state.status) == (
        FetchStatus.PARTIAL,
        FetchStatus.COMPLETE,
    )
    assert (soon.asked, set(later.asked)) == ([], {"user ann"})


def test_a_missing_list_beside_another_does_not_cost_it(tmp_path: Path) -> None:
    other = Stream(kind=StreamKind.LIST, value="8")
    source = make_source(Streams(missing=("7",)), tmp_path)
    fetched = replace(source, streams=(LIST, other)).fetch(WINDOW)
    assert (ids(fetched), fetched.state.cause) == (INSIDE, "not-found")


@pytest.mark.parametrize("streams", [(LIST,), (LIST, USER)], ids=["alone", "all"])
def test_streams_that_are_missing_need_a_person(
    streams: tuple[Stream, ...], tmp_path: Path
) -> None:
    """Each time, since no run knows whether the query was mended."""
    for _ in range(2):
        service = Streams(missing=("7", "ann"))
        source = replace(make_source(service, tmp_path), streams=streams)
        with pytest.raises(FetchError) as caught:
            source.fetch(WINDOW)
        assert caught.value.fault is Fault.NOT_FOUND
        assert service.asked == [stream.name for stream in streams]


def test_a_refused_search_is_no_missing_stream(tmp_path: Path) -> None:
    search = Stream(kind=StreamKind.SEARCH, value="ai")
    source = make_source(Streams(missing=("ai",)), tmp_path)
    with pytest.raises(FetchError):
        replace(source, streams=(LIST, search)).fetch(WINDOW)


def test_a_silent_list_beside_another_is_not_passed_over(tmp_path: Path) -> None:
    other = Stream(kind=StreamKind.LIST, value="8")
    source = make_source(Streams(silent=("8",)), tmp_path)
    fetched = replace(source, streams=(LIST, other)).fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.PARTIAL)
    assert "list 8" in str(fetched.state.reason)


def test_the_limit_of_lists_does_not_hold_up_users(tmp_path: Path) -> None:
    service = Streams(
        tweets=TWEETS[:40],
        limit=RateLimit(remaining=1, reset_at=AFTER + timedelta(hours=1)),
        silent=("7",),
    )
    replace(make_source(service, tmp_path), streams=(LIST, USER)).fetch(WINDOW)
    assert service.asked == ["list 7", "user ann"]


def make_fetched(state: Path) -> Source:
    return make_source(Service(), state, max_pages=100)


def make_replayed(state: Path) -> Source:
    make_source(Service(), state).fetch(WINDOW)
    return replay_source({"replay": SLUG}, state=state, base=state)


@pytest.mark.parametrize("fact", SOURCE_CONTRACT, ids=lambda fact: fact.__name__)
@pytest.mark.parametrize("make", [make_fetched, make_replayed])
def test_snapshots_keep_the_contract_of_sources(
    fact: Callable[[Source, Window], None],
    make: Callable[[Path], Source],
    tmp_path: Path,
) -> None:
    fact(make(tmp_path), WINDOW)
