"""Tweets that speak to a language model instead of to readers; pure but for its data.

They are put aside and counted, which tells the author what is going on. It is no
defence: an instruction without tell-tale words passes, and must do no harm.
"""

from collections.abc import Iterable
from functools import cache

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.model import Drop, DropReason, Selection, Tweet
from pelican_aireport.selection.phrase_matching import find_phrase, read_phrases

__all__ = ["drop_injections", "injection_phrases"]

_JOINERS = dict.fromkeys(map(ord, "\u200d\ufe0f"))


@cache
def injection_phrases() -> tuple[str, ...]:
    """Return the bundled phrases; ``a + b`` means that both must occur."""
    return read_phrases("injection_phrases.txt")


def drop_injections(tweets: Iterable[Tweet]) -> Selection:
    """Drop tweets that read like instructions to a model, each with its phrase."""
    kept, dropped = [], []
    for tweet in tweets:
        # invisible characters between letters would hide a phrase
        seen = clean_line(tweet.text).translate(_JOINERS)
        phrase = find_phrase(seen, injection_phrases())
        if phrase is None:
            kept.append(tweet)
        else:
            dropped.append(
                Drop(tweet=tweet, reason=DropReason.SUSPICIOUS, instead_of=phrase)
            )
    return Selection(kept=tuple(kept), dropped=tuple(dropped))
