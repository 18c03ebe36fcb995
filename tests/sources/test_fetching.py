"""A window is fetched once, whatever interrupts it, and nothing of it is lost."""

import gzip
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from contracts import SOURCE_CONTRACT
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Tweet, Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.fetching import Clock, FetchLimits, SnapshotSource
from pelican_aireport.sources.paging import (
    Page,
    PageClient,
    RateLimit,
    Stream,
    StreamKind,
)
from pelican_aireport.sources.port import Fetched, FetchStatus, Source
from pelican_aireport.sources.replay import replay_source
from pelican_aireport.sources.retention import drop_old_snapshots
from pelican_aireport.sources.tweet_object import Parsed

UTC_ZONE = ZoneInfo("UTC")
DAY = datetime(2026, 9, 8, tzinfo=UTC)
WINDOW = Window(start=DAY, end=DAY + timedelta(days=1))
AFTER = DAY + timedelta(hours=34)
LIST = Stream(kind=StreamKind.LIST, value="7")
PAGE = 10
TWEETS = tuple(
    Tweet(
        id=f"t{number}",
        author="ann",
        text=f"tweet {number}",
        created_at=DAY + timedelta(hours=30) - timedelta(minutes=40 * number),
        observed_at=AFTER,
    )
    for number in range(75)
)
INSIDE = sorted(tweet.id for tweet in TWEETS if tweet.created_at in WINDOW)


class KilledError(BaseException):
    """The process ends here."""


@dataclass
class Service:
    """A list of tweets in pages of ten, with faults by the number of the call."""

    tweets: tuple[Tweet, ...] = TWEETS
    faults: dict[int, BaseException] = field(default_factory=dict)
    limit: RateLimit | None = None
    now: datetime = AFTER
    seconds: float = 0
    seconds_each: float = 0
    calls: list[str | None] = field(default_factory=list)
    opened: int = 0
    waited: list[float] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[PageClient]:
        """Hand out a client."""
        self.opened += 1
        yield self

    def close(self) -> None:
        """Nothing is held."""

    def fetch_page(
        self,
        stream: Stream,
        window: Window | None,
        cursor: str | None,
        *,
        timeout_seconds: float,
    ) -> Page:
        """Answer with the tweets from a cursor on."""
        assert timeout_seconds > 0
        self.calls.append(cursor)
        self.seconds += self.seconds_each
        fault = self.faults.pop(len(self.calls), None)
        if fault is not None:
            raise fault
        first = int(cursor or 0)
        tweets = self.tweets[first : first + PAGE]
        return Page(
            stream=stream,
            window=window,
            cursor=cursor,
            next_cursor=str(first + len(tweets)),
            body=b'{"first": %d}' % first,
            parsed=Parsed(tweets=tweets),
            fetched_at=self.now,
            rate_limit=self.limit,
        )

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waited.append(seconds)
        self.seconds += seconds
        self.now += timedelta(seconds=seconds)


def source(service: Service, state: Path, **limits: float) -> SnapshotSource:
    return SnapshotSource(
        name="x",
        topic="ai",
        timezone=UTC_ZONE,
        streams=(LIST,),
        query={"list": "7"},
        state=state,
        open_client=service.open,
        limits=FetchLimits(**limits),  # type: ignore[arg-type]
        clock=Clock(
            now=lambda: service.now,
            monotonic=lambda: service.seconds,
            sleep=service.sleep,
        ),
    )


def ids(fetched: Fetched) -> list[str]:
    return sorted(tweet.id for tweet in fetched.tweets)


def pages_written(state: Path) -> list[Path]:
    return sorted(state.rglob("*.page.jsonl.gz"))


def test_a_window_is_fetched_up_to_its_beginning(tmp_path: Path) -> None:
    service = Service()
    fetched = source(service, tmp_path).fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)
    assert service.calls == [None, "10", "20", "30", "40", "50"]
    assert (fetched.fetched_at, fetched.source) == (AFTER, "x")


def test_a_whole_window_is_never_fetched_again(tmp_path: Path) -> None:
    """No client is opened: neither cookies nor network are needed."""
    first = source(Service(), tmp_path).fetch(WINDOW)
    later = Service()
    assert source(later, tmp_path).fetch(WINDOW) == first
    assert later.opened == 0


def test_another_query_is_another_snapshot(tmp_path: Path) -> None:
    source(Service(), tmp_path).fetch(WINDOW)
    other = Service()
    SnapshotSource(
        name="x",
        topic="ai",
        timezone=UTC_ZONE,
        streams=(LIST,),
        query={"list": "8"},
        state=tmp_path,
        open_client=other.open,
        clock=Clock(now=lambda: other.now),
    ).fetch(WINDOW)
    assert other.opened == 1


def test_an_open_window_is_fetched_anew(tmp_path: Path) -> None:
    """What was seen before counts too."""
    morning = Service(tweets=TWEETS[40:], now=DAY + timedelta(hours=4))
    first = source(morning, tmp_path).fetch(WINDOW)
    evening = Service()
    second = source(evening, tmp_path).fetch(WINDOW)
    assert evening.calls[0] is None
    assert set(ids(first)) < set(ids(second)) == set(INSIDE)


@pytest.mark.parametrize("call", range(1, 7))
def test_an_interrupted_fetch_goes_on_where_it_stopped(
    call: int, tmp_path: Path
) -> None:
    whole = source(Service(), tmp_path / "whole").fetch(WINDOW)
    broken = Service(faults={call: FetchError(Fault.SERVER)})
    first = source(broken, tmp_path).fetch(WINDOW)
    has_tweets = bool(first.tweets)
    status = FetchStatus.PARTIAL if has_tweets else FetchStatus.BLOCKED
    assert first.state.status is status
    service = Service()
    second = source(service, tmp_path).fetch(WINDOW)
    assert second == whole
    assert [*broken.calls[: call - 1], *service.calls] == [
        None,
        "10",
        "20",
        "30",
        "40",
        "50",
    ]


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
            source(Service(faults={call: fault}), state).fetch(WINDOW)
        except KilledError:
            continue
    fetched = source(Service(), state).fetch(WINDOW)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)
    assert len(pages_written(state)) == 6


def test_a_fault_that_needs_a_person_is_raised_and_costs_no_page(
    tmp_path: Path,
) -> None:
    service = Service(faults={3: FetchError(Fault.ACCOUNT_LOCKED)})
    with pytest.raises(FetchError) as caught:
        source(service, tmp_path).fetch(WINDOW)
    assert caught.value.fault is Fault.ACCOUNT_LOCKED
    assert len(pages_written(tmp_path)) == 2
    assert ids(source(Service(), tmp_path).fetch(WINDOW)) == INSIDE


def test_a_limit_that_resets_soon_is_waited_for(tmp_path: Path) -> None:
    service = Service()
    reset_at = service.now + timedelta(seconds=30)
    service.faults = {2: FetchError(Fault.RATE_LIMIT, retry_at=reset_at)}
    fetched = source(service, tmp_path).fetch(WINDOW)
    assert (ids(fetched), service.waited) == (INSIDE, [31])


@pytest.mark.parametrize("how", ["headers", "refusal"])
def test_a_limit_that_resets_late_ends_the_run(how: str, tmp_path: Path) -> None:
    """Until then nobody is asked again; then the fetch goes on."""
    service = Service()
    reset_at = service.now + timedelta(minutes=10)
    if how == "headers":
        service.limit = RateLimit(remaining=1, reset_at=reset_at)
    else:
        service.faults = {2: FetchError(Fault.RATE_LIMIT, retry_at=reset_at)}
    source(service, tmp_path).fetch(WINDOW)
    soon = Service(now=reset_at - timedelta(minutes=1))
    source(soon, tmp_path).fetch(WINDOW)
    late = Service(now=reset_at)
    fetched = source(late, tmp_path).fetch(WINDOW)
    assert (soon.opened, service.waited, late.calls[0]) == (0, [], "10")
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.COMPLETE)


def test_a_reserve_of_calls_is_kept(tmp_path: Path) -> None:
    service = Service()
    service.limit = RateLimit(remaining=2, reset_at=service.now + timedelta(minutes=10))
    fetched = source(service, tmp_path, reserve=2).fetch(WINDOW)
    assert len(service.calls) == 1
    assert "rate limit" in str(fetched.state.reason)


def test_all_pages_share_one_time_budget(tmp_path: Path) -> None:
    service = Service(seconds_each=50)
    fetched = source(service, tmp_path, timeout_seconds=120).fetch(WINDOW)
    assert len(service.calls) == 3
    assert "120 s in all" in str(fetched.state.reason)


def test_a_larger_budget_of_pages_goes_on(tmp_path: Path) -> None:
    first = source(Service(), tmp_path, max_pages=2).fetch(WINDOW)
    again = Service()
    source(again, tmp_path, max_pages=2).fetch(WINDOW)
    service = Service()
    second = source(service, tmp_path, max_pages=20).fetch(WINDOW)
    assert first.state.status is FetchStatus.PARTIAL
    assert (again.opened, service.calls[0]) == (0, "20")
    assert (ids(second), second.state.status) == (INSIDE, FetchStatus.COMPLETE)


def test_nothing_at_all_is_no_empty_window(tmp_path: Path) -> None:
    fetched = source(Service(tweets=()), tmp_path).fetch(WINDOW)
    assert fetched.state.status is FetchStatus.BLOCKED
    assert "does not mean that there is none" in str(fetched.state.reason)


def test_silence_does_not_last(tmp_path: Path) -> None:
    """A later run asks anew, from the newest tweet on."""
    source(Service(tweets=()), tmp_path).fetch(WINDOW)
    later = Service()
    assert ids(source(later, tmp_path).fetch(WINDOW)) == INSIDE
    assert later.calls[0] is None


def test_the_answers_are_kept_as_they_came(tmp_path: Path) -> None:
    source(Service(), tmp_path).fetch(WINDOW)
    bodies = [gzip.decompress(p.read_bytes()) for p in tmp_path.rglob("*.raw.json.gz")]
    assert sorted(bodies) == [b'{"first": %d}' % (10 * page) for page in range(6)]


def test_git_does_not_see_the_state(tmp_path: Path) -> None:
    source(Service(), tmp_path).fetch(WINDOW)
    assert (tmp_path / ".gitignore").read_bytes() == b"*\n"


def cut(content: bytes, position: int) -> bytes:
    return content[:position]


def flip(content: bytes, position: int) -> bytes:
    changed = bytearray(content)
    changed[position] ^= 0x55
    return bytes(changed)


@pytest.mark.parametrize("damage", [cut, flip])
def test_a_damaged_page_is_fetched_again(
    damage: Callable[[bytes, int], bytes], tmp_path: Path
) -> None:
    """Whatever byte of it is lost: no tweet is, and none is invented."""
    whole = source(Service(), tmp_path / "0").fetch(WINDOW)
    content = pages_written(tmp_path / "0")[2].read_bytes()
    for position in range(0, len(content), 7):
        state = tmp_path / f"at-{position}"
        shutil.copytree(tmp_path / "0", state)
        pages_written(state)[2].write_bytes(damage(content, position))
        assert source(Service(), state).fetch(WINDOW) == whole


def make_source(state: Path) -> Source:
    return source(Service(), state, max_pages=100)


def make_replay(state: Path) -> Source:
    source(Service(), state).fetch(WINDOW)
    return replay_source({"replay": "ai_20260908_20260908"}, state=state, base=state)


@pytest.mark.parametrize("fact", SOURCE_CONTRACT, ids=lambda fact: fact.__name__)
@pytest.mark.parametrize("make", [make_source, make_replay])
def test_snapshots_keep_the_contract_of_sources(
    fact: Callable[[Source, Window], None],
    make: Callable[[Path], Source],
    tmp_path: Path,
) -> None:
    fact(make(tmp_path), WINDOW)


@pytest.mark.parametrize("how", ["slug", "folder", "folder above"])
def test_a_snapshot_is_replayed_as_it_was_fetched(how: str, tmp_path: Path) -> None:
    fetched = source(Service(), tmp_path).fetch(WINDOW)
    folder = pages_written(tmp_path)[0].parent
    named = {
        "slug": "ai_20260908_20260908",
        "folder": str(folder.relative_to(tmp_path)),
        "folder above": str(folder.parent),
    }[how]
    replayed = replay_source({"replay": named}, state=tmp_path, base=tmp_path)
    assert replayed.fetch(WINDOW) == fetched


def test_a_replay_beyond_its_window_is_not_whole(tmp_path: Path) -> None:
    source(Service(), tmp_path).fetch(WINDOW)
    replayed = replay_source(
        {"replay": "ai_20260908_20260908"}, state=tmp_path, base=tmp_path
    )
    longer = Window(start=WINDOW.start, end=WINDOW.end + timedelta(days=1))
    fetched = replayed.fetch(longer)
    assert (ids(fetched), fetched.state.status) == (INSIDE, FetchStatus.PARTIAL)


@pytest.mark.parametrize(
    "value",
    [{"replay": "ai_20200101_20200101"}, {"replay": " "}, {"reply": "a"}, {}],
    ids=str,
)
def test_a_snapshot_that_is_not_there_is_told(
    value: dict[str, object], tmp_path: Path
) -> None:
    source(Service(), tmp_path).fetch(WINDOW)
    with pytest.raises(SettingsError, match=r"AIREPORT_SOURCE: .*replay"):
        replay_source(value, state=tmp_path, base=tmp_path)


@pytest.mark.parametrize(("days", "dropped"), [(9, 1), (10, 0)])
def test_old_snapshots_go_where_that_is_asked_for(
    days: int, dropped: int, tmp_path: Path
) -> None:
    source(Service(), tmp_path).fetch(WINDOW)
    (tmp_path / "snapshots" / "ai" / "mine" / "notes").mkdir(parents=True)
    now = WINDOW.end + timedelta(days=9, hours=1)
    found = drop_old_snapshots(tmp_path, keep_days=days, now=now)
    assert (found, len(pages_written(tmp_path))) == (dropped, 0 if dropped else 6)
    assert (tmp_path / "snapshots" / "ai" / "mine" / "notes").is_dir()
