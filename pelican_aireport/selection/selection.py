"""The tweets of a window that a report is made from; pure."""

from collections import Counter
from collections.abc import Callable, Iterable

from pelican_aireport.model import (
    Counts,
    Drop,
    DropReason,
    Selection,
    Tweet,
    Window,
)
from pelican_aireport.selection.ads import drop_ads
from pelican_aireport.selection.chatter import drop_chatter
from pelican_aireport.selection.dates import drop_misdated
from pelican_aireport.selection.deduplication import (
    drop_near_copies,
    drop_older_observations,
    drop_reposts,
)
from pelican_aireport.selection.injection import drop_injections
from pelican_aireport.selection.ranking import rank, score_tweets

__all__ = ["count_selection", "select"]


def select(
    tweets: Iterable[Tweet],
    window: Window,
    *,
    max_tweets: int,
    ad_phrases: Iterable[str] = (),
) -> Selection:
    """Select the tweets of a window, strongest first, each drop with its reason.

    The order of the input does not matter. Tweets outside the window are neither
    kept nor dropped: they belong to another report.
    """
    selection = Selection(kept=tuple(t for t in tweets if t.created_at in window))
    phrases = tuple(ad_phrases)
    for step in (
        drop_older_observations,
        drop_misdated,
        drop_reposts,
        lambda kept: drop_ads(kept, phrases=phrases),
        drop_injections,
        drop_chatter,
        lambda kept: drop_near_copies(kept, scores=score_tweets(kept)),
        lambda kept: _drop_over_limit(kept, max_tweets),
    ):
        selection = _apply(step, selection)
    return Selection(
        kept=selection.kept,
        dropped=tuple(sorted(selection.dropped, key=_drop_key)),
    )


def _apply(
    step: Callable[[tuple[Tweet, ...]], Selection], selection: Selection
) -> Selection:
    result = step(selection.kept)
    return Selection(kept=result.kept, dropped=selection.dropped + result.dropped)


def _drop_over_limit(tweets: Iterable[Tweet], max_tweets: int) -> Selection:
    ranked = rank(tweets)
    return Selection(
        kept=ranked[:max_tweets],
        dropped=tuple(
            Drop(tweet=tweet, reason=DropReason.OVER_LIMIT)
            for tweet in ranked[max_tweets:]
        ),
    )


def _drop_key(drop: Drop) -> tuple[int, str, str]:
    order = list(DropReason).index(drop.reason)
    return order, drop.tweet.id, repr(drop.tweet.observed_at)


def count_selection(selection: Selection) -> Counts:
    """Count a selection: fetched, dropped by reason, kept."""
    counted = Counter(drop.reason for drop in selection.dropped)
    return Counts(
        fetched=len(selection.kept) + len(selection.dropped),
        kept=len(selection.kept),
        dropped=tuple((r, counted[r]) for r in DropReason if counted[r]),
    )
