"""Tweets that a report left out, kept for its author beside what was generated.

Touches the disk, below AIREPORT_STATE: ``drafts/{slug}/{hash}.json``. No article and no
page of readers needs it; only the machine that drafted has it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.front_matter import body_hash, parse_front_matter
from pelican_aireport.articles.generated import generated_path
from pelican_aireport.errors import PublishError
from pelican_aireport.model import Drop, DropReason
from pelican_aireport.new_files import write_new

__all__ = ["Dropped", "DroppedTweet", "find_dropped", "keep_dropped"]

_FORMAT = 1
_MOST = 200
_EXCERPT_LENGTH = 140
_REASONS = tuple(DropReason)


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedTweet:
    """A tweet that was left out, as far as its author wants to see it."""

    id: str
    author: str
    url: str
    created_at: datetime
    reason: DropReason
    instead_of: str | None = None
    """Id of the tweet that stands for it, or the phrase that gave it away."""
    excerpt: str
    """At most 140 characters of its text, on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What a report left out: advertising first, in the order of ``DropReason``."""

    tweets: tuple[DroppedTweet, ...]
    """At most 200."""
    total: int


def keep_dropped(
    state: Path, slug: str, markdown: str, dropped: Iterable[Drop]
) -> None:
    """Keep what a text, as it was generated, left out.

    Raises:
        PublishError: the disk refused.
    """
    path = _path(state, slug, body_hash(parse_front_matter(markdown).body))
    assert path is not None  # it is a hash of ours
    content = _render(dropped).encode("utf-8")
    try:
        if path.is_file() and path.read_bytes() == content:
            return
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(f"{path} could not be replaced: {error.strerror}") from error
    write_new(path, content)


def find_dropped(state: Path, slug: str, hash_: str) -> Dropped | None:
    """Find what the text whose body has a hash left out.

    A file that was damaged, or that another version wrote, is none.
    """
    path = _path(state, slug, hash_)
    if path is None:
        return None
    try:
        value = json.loads(path.read_bytes())
        if value["format"] != _FORMAT:
            return None
        return Dropped(
            tweets=tuple(map(_read, value["dropped"])), total=int(value["total"])
        )
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _path(state: Path, slug: str, hash_: str) -> Path | None:
    path = generated_path(state, slug, hash_)
    return path and path.with_suffix(".json")


def _render(dropped: Iterable[Drop]) -> str:
    drops = sorted(dropped, key=lambda drop: _REASONS.index(drop.reason))
    value = {
        "format": _FORMAT,
        "total": len(drops),
        "dropped": [_facts(drop) for drop in drops[:_MOST]],
    }
    return json.dumps(value, ensure_ascii=False, indent=0) + "\n"


def _facts(drop: Drop) -> dict[str, str | None]:
    tweet = drop.tweet
    return {
        "id": tweet.id,
        "author": tweet.author,
        "url": tweet.url,
        "created_at": tweet.created_at.isoformat(),
        "reason": drop.reason.value,
        "instead_of": drop.instead_of,
        "excerpt": _cut(clean_line(tweet.text)),
    }


def _cut(line: str) -> str:
    if len(line) <= _EXCERPT_LENGTH:
        return line
    return f"{line[: _EXCERPT_LENGTH - 1].rstrip()}…"


def _read(value: dict[str, str | None]) -> DroppedTweet:
    created_at = datetime.fromisoformat(_text(value["created_at"]))
    if created_at.utcoffset() is None:
        raise ValueError("a time without offset")
    url, instead_of = _text(value["url"]), value["instead_of"]
    if not url.startswith("https://"):
        raise ValueError("an address that is none of a tweet")
    return DroppedTweet(
        id=_text(value["id"]),
        author=_text(value["author"]),
        url=url,
        created_at=created_at,
        reason=DropReason(value["reason"]),
        instead_of=None if instead_of is None else _text(instead_of),
        excerpt=_text(value["excerpt"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return clean_line(value)
