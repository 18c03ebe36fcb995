"""One tweet written as a JSON object, under any of the names seen in the wild.

Pure. Names are compared without case and separators, so that ``like_count``,
``likeCount`` and ``LikeCount`` are one; ``names`` below is an object read so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from pelican_aireport.model import Engagement, Tweet
from pelican_aireport.sources.json_values import (
    UnusableError,
    parse_count,
    parse_flag,
    parse_handle,
    parse_id,
    parse_moment,
    parse_string,
)
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_names import (
    AUTHOR,
    COUNTS,
    CREATED_AT,
    ID,
    LANG,
    LINKS,
    NAME,
    OBSERVED_AT,
    ORIGINAL,
    PROMOTED,
    TEXT,
    URL,
    first_value,
    read_names,
)
from pelican_aireport.sources.tweet_refs import find_kind, find_refs
from pelican_aireport.sources.tweet_text import text_of_markup, unescape

__all__ = ["Parsed", "join", "parse_names", "parse_object"]

_T = TypeVar("_T")

_STATUS = re.compile(r"(?:/(?P<author>\w{1,50}))?/status(?:es)?/(?P<id>\d{1,20})")
_URL = re.compile(r"https?://[^\s\x00-\x1f<>\"]+")
_LONGEST_TEXT = 25_000  # what X allows
_NO_LANGUAGE = re.compile(r"und|zxx|q[a-z]{2}")  # codes of X for "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a piece of JSON gave."""

    tweets: tuple[Tweet, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def join(parts: Iterable[Parsed]) -> Parsed:
    """Put the parts of a piece of JSON together, in their order."""
    parts = tuple(parts)
    return Parsed(
        tweets=tuple(tweet for part in parts for tweet in part.tweets),
        skipped=tuple(skipped for part in parts for skipped in part.skipped),
    )


def parse_object(
    raw: Mapping[str, object], place: str, observed_at: datetime | None = None
) -> Parsed:
    """Parse an object into its tweet and, of a repost, the original inside it.

    A quoted original is only referred to: it is not what was collected.
    """
    names = read_names(raw)
    return parse_names(names, _find_original(names), place, observed_at)


def parse_names(
    names: Mapping[str, object],
    original: Mapping[str, object] | None,
    place: str,
    observed_at: datetime | None = None,
) -> Parsed:
    """Parse an object whose names were read, and the original that it reposts."""
    wrapper = _parse_one(names, place, observed_at)
    if original is None:
        return wrapper
    seen_at = wrapper.tweets[0].observed_at if wrapper.tweets else observed_at
    inner = _parse_one(original, f"{place}, original", seen_at)
    if parse_flag(first_value(names, PROMOTED)):
        promoted = tuple(replace(tweet, promoted=True) for tweet in inner.tweets)
        inner = replace(inner, tweets=promoted)
    return join((wrapper, inner))


def _parse_one(
    names: Mapping[str, object], place: str, observed_at: datetime | None
) -> Parsed:
    try:
        return Parsed(tweets=(_tweet(names, observed_at),))
    except ValueError as error:
        return Parsed(skipped=(Skipped(place=place, reason=str(error)),))


def _tweet(names: Mapping[str, object], observed_at: datetime | None) -> Tweet:
    tweet_id, text, refs = _id(names), _text(names), find_refs(names)
    return Tweet(
        id=tweet_id,
        author=_author(names),
        name=_name(names),
        text=text,
        created_at=_required(names, CREATED_AT, parse_moment),
        engagement=_counts(names),
        lang=_lang(names),
        kind=find_kind(names, refs, text),
        refs=tuple(ref for ref in dict.fromkeys(refs.values()) if ref != tweet_id),
        links=tuple(dict.fromkeys(_links(names, tweet_id))),
        promoted=parse_flag(first_value(names, PROMOTED)),
        observed_at=_observed_at(names) or observed_at,
        versions=tuple(_versions(names, tweet_id)),
    )


def _required(
    names: Mapping[str, object], aliases: Iterable[str], parse: Callable[[object], _T]
) -> _T:
    """Return the first value that can be used, or raise what is wrong with one."""
    problem: ValueError | None = None
    for alias in aliases:
        try:
            if alias in names:
                return parse(names[alias])
        except UnusableError as error:
            problem = problem or error
    if problem is not None:
        raise problem
    return parse(None)


def _id(names: Mapping[str, object]) -> str:
    try:
        return _required(names, ID, parse_id)
    except UnusableError:
        if match := _status(names):
            return match["id"]
        raise


def _author(names: Mapping[str, object]) -> str:
    try:
        return _required(names, AUTHOR, parse_handle)
    except UnusableError:
        match = _status(names)
        # x.com/i/status/… and /web/status/… are links that hide the author
        if match and match["author"] not in (None, "i", "web"):
            return match["author"]
        raise


def _status(names: Mapping[str, object]) -> re.Match[str] | None:
    url = first_value(names, URL)
    return _STATUS.search(url) if isinstance(url, str) else None


def _text(names: Mapping[str, object]) -> str:
    text = _find_text(names)
    if text is None or not text.strip():
        raise UnusableError("no text")
    if len(text) > _LONGEST_TEXT:
        raise UnusableError(
            f"text of {len(text):,} characters; X allows {_LONGEST_TEXT:,}"
        )
    return text


def _find_text(names: Mapping[str, object]) -> str | None:
    note = parse_string(names.get("notetweettext"))
    if note is not None:
        return note  # X escapes the short form only
    texts = (parse_string(names.get(alias)) for alias in TEXT)
    text = next((text for text in texts if text is not None), None)
    return unescape(text_of_markup(text)) if text else None


def _name(names: Mapping[str, object]) -> str | None:
    name = parse_string(first_value(names, NAME))
    return name and " ".join(name.split())


def _counts(names: Mapping[str, object]) -> Engagement:
    return Engagement(
        **{field: _count(names, aliases) for field, aliases in COUNTS.items()}
    )


def _count(names: Mapping[str, object], aliases: Iterable[str]) -> int | None:
    for alias in aliases:
        if alias in names:
            count = parse_count(names[alias])
            if count is not None:
                return count
    return None


def _lang(names: Mapping[str, object]) -> str | None:
    lang = parse_string(first_value(names, LANG))
    return None if lang is None or _NO_LANGUAGE.fullmatch(lang) else lang


def _observed_at(names: Mapping[str, object]) -> datetime | None:
    with suppress(UnusableError):  # optional: a tweet is none the worse without
        return _required(names, OBSERVED_AT, parse_moment)
    return None


def _versions(names: Mapping[str, object], tweet_id: str) -> Iterator[str]:
    """Yield the ids of the versions before this one, which the list ends with."""
    listed = names.get("edithistorytweetids")
    ids = [str(each) for each in listed] if isinstance(listed, list) else []
    if tweet_id in ids:
        yield from dict.fromkeys(ids[: ids.index(tweet_id)])


def _links(names: Mapping[str, object], tweet_id: str) -> Iterator[str]:
    entities = names.get("entities")
    found = entities.get("urls") if isinstance(entities, Mapping) else None
    for listed in (first_value(names, LINKS), found):
        for item in listed if isinstance(listed, list) else ():
            link = _link(item)
            # a tweet's own pictures are linked below its own address
            if link and _URL.fullmatch(link) and f"/status/{tweet_id}" not in link:
                yield link


def _link(item: object) -> str | None:
    if isinstance(item, Mapping):
        item = first_value(read_names(item), ("unwoundurl", "expandedurl", "url"))
    return item if isinstance(item, str) else None


def _find_original(names: Mapping[str, object]) -> Mapping[str, object] | None:
    for alias in ORIGINAL:
        value = names.get(alias)
        if isinstance(value, Mapping):
            original = read_names(value)
            # an object with an id only is a reference
            return original if first_value(original, TEXT) is not None else None
    return None
