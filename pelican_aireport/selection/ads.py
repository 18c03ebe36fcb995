"""Advertising among tweets: X's own flag, then phrases; pure but for its data."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

from pelican_aireport.model import Drop, DropReason, Selection, Tweet

__all__ = ["ad_phrases", "drop_ads", "find_ad_phrase"]

_SPACES = re.compile(r"\s+")


@cache
def ad_phrases() -> tuple[str, ...]:
    """Return the bundled phrases; ``a + b`` means that both must occur."""
    file = resources.files("pelican_aireport") / "data" / "ad_phrases.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and line[0] != "#")


def drop_ads(tweets: Iterable[Tweet], *, phrases: Iterable[str] = ()) -> Selection:
    """Drop what X marks as promoted, then what reads like advertising.

    ``phrases`` are the site's own, beside the bundled ones.
    """
    every = tuple(map(_split, (*ad_phrases(), *phrases)))
    kept, dropped = [], []
    for tweet in tweets:
        if tweet.promoted:
            dropped.append(Drop(tweet=tweet, reason=DropReason.PROMOTED))
            continue
        phrase = _find(tweet.text, every)
        if phrase is None:
            kept.append(tweet)
        else:
            dropped.append(Drop(tweet=tweet, reason=DropReason.AD, instead_of=phrase))
    return Selection(kept=tuple(kept), dropped=tuple(dropped))


def find_ad_phrase(text: str, phrases: Iterable[str]) -> str | None:
    """Find the first phrase that occurs in a text, whatever its case and spacing."""
    return _find(text, tuple(map(_split, phrases)))


def _split(phrase: str) -> tuple[str, tuple[str, ...]]:
    parts = tuple(_plain(part) for part in phrase.split(" + "))
    return phrase, tuple(part for part in parts if part)


def _find(text: str, phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    plain = _plain(text)
    for phrase, parts in phrases:
        if parts and all(part in plain for part in parts):
            return phrase
    return None


def _plain(text: str) -> str:
    # Without spaces "p r o m o" is found too.
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()
