"""A service that answers in pages, as tests of fetching script it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pelican_aireport.model import Tweet, Window
from pelican_aireport.sources.fetching import Clock, FetchLimits, SnapshotSource
from pelican_aireport.sources.paging import (
    Page,
    PageClient,
    RateLimit,
    Stream,
    StreamKind,
)
from pelican_aireport.sources.port import Fetched
from pelican_aireport.sources.tweet_object import Parsed

__all__ = [
    "AFTER",
    "DAY",
    "INSIDE",
    "LIST",
    "SLUG",
    "TWEETS",
    "WINDOW",
    "KilledError",
    "Service",
    "ids",
    "make_source",
    "pages_written",
]

SLUG = "ai_20260908_20260908"
DAY = datetime(2026, 9, 8, tzinfo=UTC)
WINDOW = Window(start=DAY, end=DAY + timedelta(days=1))
AFTER = DAY + timedelta(hours=34)
LIST = Stream(kind=StreamKind.LIST, value="7")
PAGE = 10
LIMITS = FetchLimits(max_pages=20, timeout_seconds=120.0)
"""As the settings have them by default."""
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
        shown = [tweet for tweet in self.tweets if tweet.created_at <= self.now]
        # a cursor is a place between tweets: new ones do not move it
        places = [tweet.id for tweet in shown]
        places.append("end")  # a next page is named for ever
        first = 0 if cursor is None else places.index(cursor)
        following = places[min(first + PAGE, len(shown))]
        return Page(
            stream=stream,
            window=window,
            cursor=cursor,
            next_cursor=following,
            body=b'{"cursor": "%s"}' % str(cursor).encode(),
            parsed=Parsed(tweets=tuple(shown[first : first + PAGE])),
            fetched_at=self.now,
            rate_limit=self.limit,
        )

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waited.append(seconds)
        self.seconds += seconds
        self.now += timedelta(seconds=seconds)


def make_source(service: Service, state: Path, **limits: float) -> SnapshotSource:
    """Return a source that asks the service and no clock but its own."""
    return SnapshotSource(
        name="x",
        topic="ai",
        timezone=ZoneInfo("UTC"),
        streams=(LIST,),
        query={"list": "7"},
        state=state,
        open_client=service.open,
        limits=replace(LIMITS, **limits),  # type: ignore[arg-type]
        clock=Clock(
            now=lambda: service.now,
            monotonic=lambda: service.seconds,
            sleep=service.sleep,
        ),
    )


def ids(fetched: Fetched) -> list[str]:
    """Return the sorted ids of what was fetched."""
    return sorted(tweet.id for tweet in fetched.tweets)


def pages_written(state: Path) -> list[Path]:
    """Return the files of the pages that count, oldest first."""
    return sorted(state.rglob("*.page.jsonl.gz"))
