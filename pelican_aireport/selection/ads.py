"""Advertising among tweets: X's own flag, then phrases; pure but for its data."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from pelican_aireport.model import Drop, DropReason, Selection, Tweet

__all__ = ["ad_phrases", "drop_ads", "find_ad_phrase"]


@cache
def ad_phrases() -> tuple[str, ...]:
    """Return the bundled phrases; ``a + b`` means that both must occur."""
    file = resources.files("pelican_aireport") / "data" / "ad_phrases.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and line[:2] != "# ")


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
    return _find(text, map(_split, phrases))


_Split = tuple[str, tuple[str, ...]]
"""A phrase and its parts, without spaces."""


@lru_cache(maxsize=1024)
def _split(phrase: str) -> _Split:
    parts = ("".join(_plain(part).split()) for part in phrase.split(" + "))
    return phrase, tuple(part for part in parts if part)


def _find(text: str, phrases: Iterable[_Split]) -> str | None:
    plain = _plain(text)
    dense = "".join(plain.split())
    for phrase, parts in phrases:
        # The plain search sorts out nearly all before the slower patterns.
        if (
            parts
            and parts[0] in dense
            and all(_pattern(part).search(plain) for part in parts)
        ):
            return phrase
    return None


@lru_cache(maxsize=1024)
def _pattern(part: str) -> re.Pattern[str]:
    # Spaces do not count, so "p r o m o" is found too; the ends of Latin words do,
    # or "because my code" would hold "use my code".
    spaced = r"\s*".join(map(re.escape, part))
    start = r"(?<![a-z0-9])" if part[0].isascii() and part[0].isalnum() else ""
    end = r"(?![a-z0-9_])" if part[-1].isascii() and part[-1].isalnum() else ""
    return re.compile(f"{start}{spaced}{end}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
