"""Tweets that say nothing that could be reported; pure but for its data."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from pelican_aireport.language.stop_words import stop_words
from pelican_aireport.language.tokens import TokenKind, content_words, tokenize
from pelican_aireport.model import Drop, DropReason, Selection, Tweet

__all__ = ["drop_chatter", "is_chatter"]

_FEW_WORDS = 4
"""Fewer content words than this say something only with a name or a figure.

A Chinese term counts for as many words as it has pairs of characters: how many terms
the dictionary joins does not decide what is dropped.
"""

_SHORT = 12
"""A greeting with more content words than this has something to tell as well."""

_HAN = re.compile("[\u4e00-\u9fff]")
_NAMES = {TokenKind.NAME, TokenKind.CASHTAG}


@cache
def _greetings() -> re.Pattern[str]:
    file = resources.files("pelican_aireport") / "data" / "greetings.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and line[0] != "#"]
    ascii_words = "|".join(re.escape(word) for word in words if word.isascii())
    others = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"\b(?:{ascii_words})\b|{others}", re.IGNORECASE)


def is_chatter(text: str) -> bool:
    """Tell whether a text is a greeting, an exclamation or a bare link."""
    without_content = stop_words()
    words = [word for word in content_words(text) if word not in without_content]
    length = sum(map(_count_words, words))
    if length < 2:  # noqa: PLR2004 - a name and what it did are two words
        return True
    if length < _SHORT and _greetings().search(text):
        # "Good morning, 48 unread messages" is no news for its figure.
        return not _kinds(text) & _NAMES
    return length < _FEW_WORDS and not _kinds(text) & {*_NAMES, TokenKind.NUMBER}


def _count_words(word: str) -> int:
    return max(1, len(_HAN.findall(word)) // 2)


def _kinds(text: str) -> set[TokenKind]:
    return {token.kind for token in tokenize(text)}


def drop_chatter(tweets: Iterable[Tweet]) -> Selection:
    """Drop the tweets that are chatter."""
    kept, dropped = [], []
    for tweet in tweets:
        if is_chatter(tweet.text):
            dropped.append(Drop(tweet=tweet, reason=DropReason.CHATTER))
        else:
            kept.append(tweet)
    return Selection(kept=tuple(kept), dropped=tuple(dropped))
