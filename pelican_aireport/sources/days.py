"""A source that is asked for each day of a week or month by itself.

Touches what that source touches. What was kept of a day is not fetched again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pelican_aireport.model import Period, Tweet, Window
from pelican_aireport.selection.windows import days_of, split_days
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus, Source

__all__ = ["DaysSource", "by_period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSource:
    """The days that a window touches as one answer."""

    source: Source
    timezone: ZoneInfo
    now: Callable[[], datetime]

    def fetch(self, window: Window) -> Fetched:
        """Return the tweets of all days that have begun.

        A day without tweets is no fault. Where a day lacks some, or could not be had,
        the window is partial; where there are no tweets at all, it is blocked.

        Raises:
            SourceError: nothing can be had until a person acts.
        """
        now = self.now()
        days = split_days(window, self.timezone)
        begun = tuple(day for day in days if day.start <= now)
        found = tuple(self.source.fetch(day) for day in begun)
        tweets = tuple(
            tweet
            for each in found
            for tweet in each.tweets
            if tweet.created_at in window
        )
        return Fetched(
            tweets=tweets,
            state=self._state(begun, found, tweets),
            skipped=tuple(dict.fromkeys(s for each in found for s in each.skipped)),
            fetched_at=_latest(each.fetched_at for each in found if each.tweets),
            source=next((each.source for each in found if each.source), None),
            holding=None if tweets else next((f.holding for f in found), None),
        )

    def _state(
        self,
        days: Sequence[Window],
        found: Sequence[Fetched],
        tweets: Sequence[Tweet],
    ) -> FetchState:
        lacking = [
            (day, each.state)
            for day, each in zip(days, found, strict=True)
            if each.state.reason is not None
        ]
        if not lacking:
            whole = FetchStatus.COMPLETE if tweets else FetchStatus.EMPTY_CONFIRMED
            return FetchState(status=whole)
        day, first = lacking[0]
        name, _ = days_of(day, self.timezone)
        # The reason goes last: its end may say what to do.
        return FetchState(
            status=FetchStatus.PARTIAL if tweets else FetchStatus.BLOCKED,
            reason=f"{len(lacking)} of {len(days)} days lack tweets, the first of them "
            f"{name}: {first.reason}",
            cause=first.cause,
            retry_at=_latest(state.retry_at for _, state in lacking),
        )


def by_period(
    source: Source, period: Period, *, timezone: ZoneInfo, now: Callable[[], datetime]
) -> Source:
    """Return what a report of a period asks: for a week or month, day by day."""
    if period is Period.DAY:
        return source
    return DaysSource(source=source, timezone=timezone, now=now)


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    """Return the latest moment, if all are known."""
    moments = tuple(moments)
    known = [each for each in moments if each is not None]
    return max(known) if known and len(known) == len(moments) else None
