"""The tweets of a window that a report is made from; pure."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

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
    cited: Collection[str] = (),
) -> Selection:
    """Select the tweets of a window, strongest first, each drop with its reason.

    The order of the input does not matter. Tweets outside the window are neither
    kept nor dropped: they belong to another report.

    Args:
        tweets: What was fetched.
        window: Whose report is made.
        max_tweets: How many are kept at most, and all that are cited.
        ad_phrases: The site's own, beside the bundled ones.
        cited: Ids of tweets that articles rest on. Of near-copies they are kept, and
            no limit drops them.
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
        lambda kept: drop_near_copies(kept, scores=_prefer(cited, kept)),
        lambda kept: _drop_over_limit(kept, max_tweets, cited),
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


def _prefer(cited: Collection[str], tweets: Iterable[Tweet]) -> Mapping[str, float]:
    """Score tweets so that those which are cited go before all others."""
    scores = score_tweets(tweets)
    return {id_: score + (id_ in cited) for id_, score in scores.items()}


def _drop_over_limit(
    tweets: Iterable[Tweet], max_tweets: int, cited: Collection[str]
) -> Selection:
    ranked = rank(tweets)
    # A stable sort: within both parts the order stays.
    cited_first = sorted(ranked, key=lambda tweet: tweet.id not in cited)
    room = max(max_tweets, sum(tweet.id in cited for tweet in ranked))
    over = {tweet.id for tweet in cited_first[room:]}
    return Selection(
        kept=tuple(tweet for tweet in ranked if tweet.id not in over),
        dropped=tuple(
            Drop(tweet=tweet, reason=DropReason.OVER_LIMIT)
            for tweet in ranked
            if tweet.id in over
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
