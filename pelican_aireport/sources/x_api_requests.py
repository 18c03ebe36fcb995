"""What X's official API is asked for; pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pelican_aireport.model import Window
from pelican_aireport.sources.paging import Stream, StreamKind

__all__ = ["ApiRequest", "find_page_size", "page_request"]

_PAGE = 100
_SMALLEST_PAGE = {StreamKind.LIST: 1, StreamKind.SEARCH: 10, StreamKind.USER: 10}
_POSTS_OF_A_HIT = 3
"""A post may bring what it answers and what it quotes, which are billed as well."""
_SAFE_AGE = timedelta(seconds=30)
"""X refuses an ``end_time`` that is not some seconds past."""
_FIELDS = {
    "tweet.fields": (
        "created_at,public_metrics,lang,note_tweet,referenced_tweets,entities,"
        "author_id,edit_history_tweet_ids,conversation_id,in_reply_to_user_id"
    ),
    "expansions": "author_id,referenced_tweets.id,referenced_tweets.id.author_id",
    "user.fields": "name,username",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRequest:
    """A call of the official API."""

    path: str
    """Below ``/2/``."""
    parameters: Mapping[str, str]


def find_page_size(stream: Stream, reads_left: int) -> int | None:
    """Find how many hits a page may have so that its posts are surely affordable.

    ``None``: not even the smallest page that X gives is.
    """
    size = min(reads_left // _POSTS_OF_A_HIT, _PAGE)
    return size if size >= _SMALLEST_PAGE[stream.kind] else None


def page_request(
    stream: Stream,
    window: Window | None,
    cursor: str | None,
    *,
    size: int,
    now: datetime,
) -> ApiRequest:
    """Return the call for a page; only a search knows bounds.

    A user's tweets are searched for, since their timeline would have to be asked for
    by number.
    """
    common = {**_FIELDS, "max_results": str(size)}
    if stream.kind is StreamKind.LIST:
        begin = {} if cursor is None else {"pagination_token": cursor}
        path = f"lists/{stream.value}/tweets"
        return ApiRequest(path=path, parameters={**common, **begin})
    is_user = stream.kind is StreamKind.USER
    query = {
        "query": f"from:{stream.value}" if is_user else stream.value,
        "sort_order": "recency",
    }
    begin = {} if cursor is None else {"next_token": cursor}
    bounds = {} if window is None else _bounds(window, now)
    return ApiRequest(
        path="tweets/search/recent",
        parameters={**common, **query, **bounds, **begin},
    )


def _bounds(window: Window, now: datetime) -> dict[str, str]:
    """Return the window's bounds, rounded outwards to whole seconds."""
    bounds = {"start_time": _moment(math.floor(window.start.timestamp()))}
    if window.end < now - _SAFE_AGE:
        bounds["end_time"] = _moment(math.ceil(window.end.timestamp()))
    return bounds


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
