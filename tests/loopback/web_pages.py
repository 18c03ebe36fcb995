"""Answers of X's web interface, in the shape of June 2026, with invented tweets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Post", "graphql_page", "snowflake", "user_answer", "user_id"]

_EPOCH_MS = 1288834974657
_PATHS = {
    "ListLatestTweetsTimeline": ("list", "tweets_timeline", "timeline"),
    "SearchTimeline": ("search_by_raw_query", "search_timeline", "timeline"),
    "UserTweets": ("user", "result", "timeline", "timeline"),
}


def snowflake(moment: datetime, number: int = 0) -> str:
    """Return the id of a tweet of a moment; the number tells equals apart."""
    return str((int(moment.timestamp() * 1000) - _EPOCH_MS) << 22 | number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A tweet that the loopback X shows."""

    created_at: datetime
    author: str = "ann"
    text: str = "Larkspur 3 is out"
    number: int = 0
    likes: int = 5
    reposts: "Post | None" = None
    quotes: "Post | None" = None
    note: str | None = None
    is_ad: bool = False
    is_pinned: bool = False
    versions: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        """The tweet's id, which tells its time."""
        return snowflake(self.created_at, self.number)


def graphql_page(
    operation: str, posts: Iterable[Post], *, cursor: str | None = None
) -> dict[str, object]:
    """Return a page of an operation with a bottom cursor, if there is one."""
    posts = tuple(posts)
    entries = [_entry(post) for post in posts if not post.is_pinned]
    if cursor is not None:
        entries += [_cursor("Top", "top"), _cursor("Bottom", cursor)]
    instructions: list[dict[str, object]] = [{"type": "TimelineClearCache"}]
    instructions += [
        {"type": "TimelinePinEntry", "entry": _entry(post)}
        for post in posts
        if post.is_pinned
    ]
    instructions.append({"type": "TimelineAddEntries", "entries": entries})
    node: dict[str, object] = {"instructions": instructions}
    for name in reversed(_PATHS[operation]):
        node = {name: node}
    return {"data": node}


def _cursor(kind: str, value: str) -> dict[str, object]:
    return {
        "entryId": f"cursor-{kind.lower()}-{value}",
        "sortIndex": "0",
        "content": {
            "entryType": "TimelineTimelineCursor",
            "__typename": "TimelineTimelineCursor",
            "value": value,
            "cursorType": kind,
        },
    }


def _entry(post: Post) -> dict[str, object]:
    item: dict[str, object] = {
        "itemType": "TimelineTweet",
        "__typename": "TimelineTweet",
        "tweet_results": {"result": _result(post)},
        "tweetDisplayType": "Tweet",
    }
    if post.is_ad:
        item["promotedMetadata"] = {
            "impressionId": "1f",
            "disclosureType": "NoDisclosure",
        }
    content = {
        "entryType": "TimelineTimelineItem",
        "__typename": "TimelineTimelineItem",
        "itemContent": item,
    }
    return {"entryId": f"tweet-{post.id}", "sortIndex": post.id, "content": content}


def _result(post: Post) -> dict[str, object]:
    shown = (
        f"RT @{post.reposts.author}: {post.reposts.text}" if post.reposts else post.text
    )
    legacy: dict[str, object] = {
        "created_at": post.created_at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "full_text": shown,
        "favorite_count": 0 if post.reposts else post.likes,
        "retweet_count": 1,
        "reply_count": 0,
        "quote_count": 0,
        "bookmark_count": 0,
        "lang": "en",
        "id_str": post.id,
        "is_quote_status": post.quotes is not None,
        "conversation_id_str": post.id,
        "entities": {"urls": [], "hashtags": [], "symbols": [], "user_mentions": []},
    }
    if post.reposts is not None:
        legacy["retweeted_status_result"] = {"result": _result(post.reposts)}
    result: dict[str, object] = {
        "__typename": "Tweet",
        "rest_id": post.id,
        "core": {"user_results": {"result": _user(post.author)}},
        "edit_control": {"edit_tweet_ids": [*post.versions, post.id]},
        "views": {"state": "EnabledWithCount", "count": str(100 * post.likes)},
        "legacy": legacy,
    }
    if post.note is not None:
        note = {"id": "n", "text": post.note, "entity_set": {"urls": []}}
        result["note_tweet"] = {"note_tweet_results": {"result": note}}
    if post.quotes is not None:
        result["quoted_status_result"] = {"result": _result(post.quotes)}
    return result


def _user(handle: str) -> dict[str, object]:
    return {
        "__typename": "User",
        "rest_id": user_id(handle),
        "core": {"screen_name": handle, "name": handle.title()},
        "legacy": {"followers_count": 10, "description": "Invented."},
    }


def user_id(handle: str) -> str:
    """Return the number of a user."""
    return str(1000 + sum(map(ord, handle)))


def user_answer(handle: str, authors: Sequence[str]) -> Mapping[str, object]:
    """Return what X knows of a user."""
    if handle not in authors:
        return {"data": {}}
    return {"data": {"user": {"result": _user(handle)}}}
