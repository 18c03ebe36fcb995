"""Claims of today that rest on tweets about old ones; pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from pelican_aireport.model import Claim, Tweet, Window
from pelican_aireport.selection.dates import find_snowflake_time

__all__ = ["find_original_day"]

_OLD = timedelta(days=1)
"""What was said so long before a window is no news of it."""


def find_original_day(
    claim: Claim, window: Window | None, tweets: Mapping[str, Tweet]
) -> date | None:
    """Find since when a claim is old news, in the window's time zone.

    It is if each of its tweets quotes or answers others and all these are older than
    the window by over a day, as far as their ids tell; ``None`` otherwise, and where
    the window is not known.
    """
    if window is None:
        return None
    refs = [tweets[id_].refs if id_ in tweets else () for id_ in claim.evidence]
    times = [find_snowflake_time(ref) for each in refs for ref in each]
    known = [time for time in times if time is not None]
    if not refs or not all(refs) or len(known) < len(times):
        return None
    if max(known) >= window.start - _OLD:
        return None
    return min(known).astimezone(window.start.tzinfo).date()
