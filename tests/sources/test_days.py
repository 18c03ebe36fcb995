"""The days of a week as one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import make_tweet
from contracts import SOURCE_CONTRACT

from pelican_aireport.model import Tweet, Window
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.sources.days import DaysSource
from pelican_aireport.sources.faults import FAULTS, Fault, FetchError, cut_remedy
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus, Skipped
from pelican_aireport.sources.sample import SampleSource

ZONE = ZoneInfo("UTC")
MONDAY = date(2026, 9, 7)
WEEK = window_of_days(MONDAY, date(2026, 9, 13), ZONE)
AFTER = datetime(2026, 9, 15, tzinfo=UTC)
RESET = datetime(2026, 9, 15, 1, tzinfo=UTC)

COMPLETE = FetchState(status=FetchStatus.COMPLETE)
EMPTY = FetchState(status=FetchStatus.EMPTY_CONFIRMED)


def _lacking(status: FetchStatus, retry_at: datetime | None = None) -> FetchState:
    return FetchState(
        status=status,
        reason=str(FetchError(Fault.RATE_LIMIT, "so it was")),
        cause="rate-limit",
        retry_at=retry_at,
    )


@dataclass(slots=True)
class Days:
    """A source with a state for each day of the week; other days are whole."""

    states: Mapping[int, FetchState] = field(default_factory=dict)
    asked: list[Window] = field(default_factory=list)

    def fetch(self, window: Window) -> Fetched:
        """Return a tweet of the day unless it has none."""
        self.asked.append(window)
        number = (window.start.date() - MONDAY).days
        state = self.states.get(number, COMPLETE)
        has_tweets = state.status in (FetchStatus.COMPLETE, FetchStatus.PARTIAL)
        return Fetched(
            tweets=(_tweet(number),) if has_tweets else (),
            state=state,
            skipped=(Skipped(place="t.jsonl:3", reason="no text"),),
            fetched_at=window.end,
            source="x",
            holding=None if has_tweets else "1 tweet of another day",
        )


def _tweet(number: int) -> Tweet:
    return make_tweet(f"t{number}", minutes=24 * 60 * (number - 1))


def _fetch(
    states: Mapping[int, FetchState] | None = None, now: datetime = AFTER
) -> Fetched:
    days = Days(states or {})
    return DaysSource(source=days, timezone=ZONE, now=lambda: now).fetch(WEEK)


@pytest.mark.parametrize("fact", SOURCE_CONTRACT, ids=lambda fact: fact.__name__)
def test_the_contract_of_sources_holds(fact: object) -> None:
    source = DaysSource(source=SampleSource(), timezone=ZONE, now=lambda: AFTER)
    assert callable(fact)
    fact(source, window_of_days(MONDAY, date(2026, 9, 9), ZONE))


def test_whole_days_make_a_whole_week() -> None:
    """What is not usable is told once, however many days say it."""
    assert _fetch() == Fetched(
        tweets=tuple(map(_tweet, range(7))),
        state=COMPLETE,
        skipped=(Skipped(place="t.jsonl:3", reason="no text"),),
        fetched_at=WEEK.end,
        source="x",
    )


def test_a_day_without_tweets_is_no_fault() -> None:
    fetched = _fetch({2: EMPTY})
    assert (len(fetched.tweets), fetched.state) == (6, COMPLETE)


def test_a_week_without_tweets_is_empty_and_says_what_there_is() -> None:
    fetched = _fetch(dict.fromkeys(range(7), EMPTY))
    assert (fetched.state, fetched.holding) == (EMPTY, "1 tweet of another day")


@pytest.mark.parametrize(
    ("states", "status", "retry_at"),
    [
        pytest.param(
            {1: _lacking(FetchStatus.PARTIAL, RESET)},
            FetchStatus.PARTIAL,
            RESET,
            id="part",
        ),
        pytest.param(
            {1: _lacking(FetchStatus.BLOCKED, RESET)},
            FetchStatus.PARTIAL,
            RESET,
            id="blocked",
        ),
        pytest.param(
            {
                1: _lacking(FetchStatus.BLOCKED, RESET),
                4: _lacking(FetchStatus.PARTIAL, RESET + timedelta(hours=1)),
            },
            FetchStatus.PARTIAL,
            RESET + timedelta(hours=1),
            id="the-last-to-be-had",
        ),
        pytest.param(
            {
                1: _lacking(FetchStatus.BLOCKED, RESET),
                4: _lacking(FetchStatus.PARTIAL),
            },
            FetchStatus.PARTIAL,
            None,
            id="one-is-unknown",
        ),
        pytest.param(
            dict.fromkeys(range(7), EMPTY) | {1: _lacking(FetchStatus.BLOCKED)},
            FetchStatus.BLOCKED,
            None,
            id="nothing-at-all",
        ),
    ],
)
def test_a_week_lacks_what_a_day_lacks(
    states: Mapping[int, FetchState], status: FetchStatus, retry_at: datetime | None
) -> None:
    state = _fetch(states).state
    assert (state.status, state.cause, state.retry_at) == (
        status,
        "rate-limit",
        retry_at,
    )


def test_the_reason_names_the_day_and_ends_with_the_way_out() -> None:
    """So that it can be cut off where it does not help."""
    lacking = _lacking(FetchStatus.PARTIAL)
    reason = _fetch({1: lacking, 4: lacking}).state.reason or ""
    assert reason.startswith("2 of 7 days lack tweets, the first of them 2026-09-08: ")
    assert reason == f"{cut_remedy(reason)}; {FAULTS[Fault.RATE_LIMIT].remedy}"


def test_days_to_come_are_not_asked_for() -> None:
    """The running one is: its tweets count up to now."""
    days = Days()
    now = datetime(2026, 9, 9, 0, tzinfo=UTC)
    DaysSource(source=days, timezone=ZONE, now=lambda: now).fetch(WEEK)
    assert [each.start.day for each in days.asked] == [7, 8, 9]


def test_what_a_person_must_mend_ends_the_week() -> None:
    class Refusing:
        def fetch(self, window: Window) -> Fetched:
            raise FetchError(Fault.STALE_COOKIES, str(window))

    source = DaysSource(source=Refusing(), timezone=ZONE, now=lambda: AFTER)
    with pytest.raises(FetchError):
        source.fetch(WEEK)
