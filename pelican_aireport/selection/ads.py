"""Advertising among tweets: X's own flag, then phrases; pure but for its data."""

from collections.abc import Iterable
from functools import cache

from pelican_aireport.model import Drop, DropReason, Selection, Tweet
from pelican_aireport.selection.phrase_matching import find_phrase, read_phrases

__all__ = ["ad_phrases", "drop_ads"]


@cache
def ad_phrases() -> tuple[str, ...]:
    """Return the bundled phrases; ``a + b`` means that both must occur."""
    return read_phrases("ad_phrases.txt")


def drop_ads(tweets: Iterable[Tweet], *, phrases: Iterable[str] = ()) -> Selection:
    """Drop what X marks as promoted, then what reads like advertising.

    ``phrases`` are the site's own, beside the bundled ones.
    """
    every = (*ad_phrases(), *phrases)
    kept, dropped = [], []
    for tweet in tweets:
        if tweet.promoted:
            dropped.append(Drop(tweet=tweet, reason=DropReason.PROMOTED))
            continue
        phrase = find_phrase(tweet.text, every)
        if phrase is None:
            kept.append(tweet)
        else:
            dropped.append(Drop(tweet=tweet, reason=DropReason.AD, instead_of=phrase))
    return Selection(kept=tuple(kept), dropped=tuple(dropped))
