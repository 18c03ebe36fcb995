"""Measure a weekly report: CPU seconds for the days of a busy week, and the week.

Seven days of 2,000 tweets each, all kept: those of the sample's day under other names,
figures and times, the same on every run. The daily articles are drafted first, as in
any run, and the weekly one is made from them.
"""

import random
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from pelican_aireport.drafting.run import Outcome, draft_due
from pelican_aireport.model import Tweet, Window
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.settings import parse_settings
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus
from pelican_aireport.sources.sample import SampleSource

_ZONE = ZoneInfo("UTC")
_DAYS = tuple(date(2026, 9, day) for day in range(7, 14))
_TWEETS_PER_DAY = 2_000
_NAME = re.compile(r"[A-Z][a-z]{3,}")
_SYLLABLES = ("ba", "co", "di", "fen", "gar", "hul", "jo", "kes", "lim", "mar", "nok")
_AFTER = datetime(2026, 9, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Week:
    """A source of all the tweets, by day."""

    days: Mapping[date, tuple[Tweet, ...]]

    def fetch(self, window: Window) -> Fetched:
        """Return the tweets of a day."""
        state = FetchState(status=FetchStatus.COMPLETE)
        return Fetched(tweets=self.days[window.start.date()], state=state)


def main() -> None:
    """Print a line for each period."""
    week = _Week({day: tuple(_make_tweets(day)) for day in _DAYS})
    with TemporaryDirectory() as folder:
        for period in ("day", "week"):
            start = time.process_time()
            outcomes = _draft(week, period, Path(folder))
            seconds = time.process_time() - start
            kept = sum(each.draft.counts.kept for each in outcomes if each.draft)
            print(
                f"{period}: {seconds:.1f} s CPU for {len(outcomes)} reports, "
                f"{kept:,} tweets kept"
            )


def _draft(week: _Week, period: str, folder: Path) -> tuple[Outcome, ...]:
    topic = {
        "source": week,
        "window": [day.isoformat() for day in _DAYS],
        "period": period,
    }
    values = {
        "PATH": str(folder / "content"),
        "TIMEZONE": "UTC",
        "AIREPORT_TOPICS": {"t": topic},
    }
    settings = parse_settings(values, base=folder)
    return draft_due(settings, environ={}, now=lambda: _AFTER)


def _make_tweets(day: date) -> Iterator[Tweet]:
    window = window_of_days(day, day, _ZONE)
    source = SampleSource().fetch(window).tweets
    for number in range(_TWEETS_PER_DAY):
        original = source[number % len(source)]
        turn = random.Random(f"{day} {number}")  # noqa: S311 - not for secrets
        yield replace(
            original,
            id=f"{day:%d}x{number}",
            text=_vary(original.text, turn),
            author=f"{original.author[:30]}_{turn.randrange(40)}",
            created_at=window.start + timedelta(seconds=turn.randrange(86_400)),
            refs=(),
            promoted=False,
        )


def _vary(text: str, turn: random.Random) -> str:
    """Rename what a text speaks of, change its figures and shuffle its parts."""
    for name in set(_NAME.findall(text)):
        rival = random.Random(f"{name} {turn.randrange(40)}")  # noqa: S311
        text = text.replace(name, "".join(rival.sample(_SYLLABLES, 3)).title())
    text = re.sub(r"\d", lambda _: str(turn.randrange(1, 10)), text)
    parts = re.split(r"(?<=[。！？.!?，,])", text)
    turn.shuffle(parts)
    return "".join(parts)


if __name__ == "__main__":
    main()
