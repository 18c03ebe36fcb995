"""Each tweet once, and each text once; pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from pelican_aireport.model import Drop, DropReason, Selection, Tweet, TweetKind

__all__ = ["drop_near_copies", "drop_older_observations", "drop_reposts"]

_LINKS_AND_HANDLES = re.compile(r"https?://[!-~]*|@[A-Za-z0-9_]+")
"""Both end at the first Chinese character, which often follows without a space."""

_NOT_WORDS = re.compile(r"[\W_]+")
_CUT_LENGTH = 40
"""A text of at least so many letters that another begins with is cut from it."""


def drop_older_observations(tweets: Iterable[Tweet]) -> Selection:
    """Keep the last observation of each id, and the last version of an edited tweet.

    An observation without a time is the oldest. Each edit gives a tweet another id.
    """
    newest: dict[str, Tweet] = {}
    dropped = []
    for tweet in _by_observation(tweets):
        older = newest.get(tweet.id)
        if older is not None:
            dropped.append(_drop(older, DropReason.DUPLICATE, tweet.id))
        newest[tweet.id] = tweet
    for old, new in _edited(newest.values()).items():
        if old in newest:
            dropped.append(_drop(newest.pop(old), DropReason.DUPLICATE, new))
    return Selection(kept=tuple(newest.values()), dropped=tuple(dropped))


def _edited(tweets: Iterable[Tweet]) -> dict[str, str]:
    """Return the newest version that is there for each id that an edit replaced."""
    edited = sorted(
        (t for t in tweets if t.versions), key=lambda t: (len(t.versions), t.id)
    )
    return {old: tweet.id for tweet in edited for old in tweet.versions}


def _by_observation(tweets: Iterable[Tweet]) -> list[Tweet]:
    tweets = tuple(tweets)
    counts = Counter(tweet.id for tweet in tweets)

    def key(tweet: Tweet) -> tuple[str, float, str]:
        moment = tweet.observed_at.timestamp() if tweet.observed_at else float("-inf")
        # The text of the value settles observations at one moment, so that the order
        # of the input never decides; most tweets come once and need none.
        return tweet.id, moment, repr(tweet) if counts[tweet.id] > 1 else ""

    return sorted(tweets, key=key)


def drop_reposts(tweets: Iterable[Tweet]) -> Selection:
    """Drop reposts: their counts are not theirs and their text is cut.

    The original speaks for itself where the source delivered it.
    """
    tweets = tuple(tweets)
    return Selection(
        kept=tuple(t for t in tweets if t.kind is not TweetKind.REPOST),
        dropped=tuple(
            _drop(t, DropReason.REPOST, t.refs[0] if t.refs else None)
            for t in tweets
            if t.kind is TweetKind.REPOST
        ),
    )


def drop_near_copies(
    tweets: Iterable[Tweet], *, scores: Mapping[str, float]
) -> Selection:
    """Keep the strongest of the tweets that say the same in the same words.

    Case, punctuation, emoji, links and handles do not count; a text that was cut
    equals the one that it was cut from.
    """
    keyed = sorted((_words_of(t.text), t.id, t) for t in tweets)
    kept, dropped = [], []
    for group in _groups([(words, tweet) for words, _, tweet in keyed]):
        first, *others = sorted(
            group, key=lambda t: (-scores[t.id], t.created_at, t.id)
        )
        kept.append(first)
        dropped += [_drop(t, DropReason.NEAR_COPY, first.id) for t in others]
    return Selection(kept=tuple(kept), dropped=tuple(dropped))


def _words_of(text: str) -> str:
    plain = _LINKS_AND_HANDLES.sub(" ", unicodedata.normalize("NFKC", text))
    return _NOT_WORDS.sub("", plain).casefold()


def _groups(keyed: list[tuple[str, Tweet]]) -> list[list[Tweet]]:
    # In sorted order a text directly precedes those that begin with it.
    groups: list[list[Tweet]] = []
    last = None
    for words, tweet in keyed:
        same = words == last or (
            last is not None and len(last) >= _CUT_LENGTH and words.startswith(last)
        )
        if same and words:
            groups[-1].append(tweet)
        else:
            groups.append([tweet])
        last = words
    return groups


def _drop(tweet: Tweet, reason: DropReason, instead_of: str | None) -> Drop:
    return Drop(tweet=tweet, reason=reason, instead_of=instead_of)
