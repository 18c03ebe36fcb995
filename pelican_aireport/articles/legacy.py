"""Posts of the script that came before this plugin; pure.

They carry their machine name as title, their window in the first line, and their
real title as a heading of level 1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pelican_aireport.articles.front_matter import parse_moment
from pelican_aireport.articles.sections import Wording, find_days
from pelican_aireport.model import Window
from pelican_aireport.selection.windows import days_of, window_of_days

__all__ = [
    "LegacyPost",
    "find_heading",
    "find_topic",
    "find_window",
    "is_machine_name",
    "read_legacy",
    "render_days",
]

_SLUG = re.compile(r"(?P<topic>[\w-]+)_(?P<first>\d{8})_(?P<last>\d{8})")
_HEADING = re.compile(r"^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_MARKS = re.compile(r"[*_`\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyPost:
    """What a legacy post says in its own way."""

    body: str
    """Without the line that states the window."""
    window: Window | None


def read_legacy(
    values: Mapping[str, object], body: str, timezone: ZoneInfo
) -> LegacyPost | None:
    """Read a post as a legacy one; ``None`` if it is not."""
    if "aireport" in values:
        return None
    first, _, rest = body.partition("\n")
    days = find_days(first)
    if days is None:
        return LegacyPost(body=body, window=None) if "layout" in values else None
    return LegacyPost(body=rest.lstrip("\n"), window=_window(*days, timezone))


def is_machine_name(title: str) -> bool:
    """Tell whether a title is a topic and its days, as ``news_20251204_20251204``."""
    return _SLUG.fullmatch(title) is not None


def find_topic(slug: str) -> str:
    """Return the topic that a slug begins with, the slug itself if it has no days."""
    found = _SLUG.fullmatch(slug)
    return found["topic"] if found else slug


def find_window(slug: str, timezone: ZoneInfo) -> Window | None:
    """Find the window of the days that a slug ends with."""
    found = _SLUG.fullmatch(slug)
    return _window(found["first"], found["last"], timezone) if found else None


def find_heading(body: str) -> str | None:
    """Find the first heading of level 1 in a Markdown body."""
    found = _HEADING.search(body)
    return _MARKS.sub("", found[1]).strip() or None if found else None


def render_days(window: Window, timezone: ZoneInfo, words: Wording) -> str:
    """Render a window's first and last day as people write them."""
    first, last = days_of(window, timezone)
    return f"{first}" if first == last else f"{first}{words.until}{last}"


def _window(first: str, last: str, timezone: ZoneInfo) -> Window | None:
    start, end = parse_moment(first), parse_moment(last)
    if start is None or end is None or start > end:
        return None
    return window_of_days(start.date(), end.date(), timezone)
