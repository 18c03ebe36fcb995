"""Answers of X's official API v2, with invented tweets."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from loopback.web_pages import Post, user_id

__all__ = ["api_page", "page_of"]


def page_of(
    timeline: tuple[Post, ...], query: Mapping[str, str]
) -> tuple[tuple[Post, ...], str | None]:
    """Return the posts that a request asks for, and where the next page begins."""
    start, end = (query.get(name) for name in ("start_time", "end_time"))
    posts = [
        post
        for post in timeline
        if (start is None or post.created_at >= datetime.fromisoformat(start))
        and (end is None or post.created_at < datetime.fromisoformat(end))
    ]
    token = query.get("next_token") or query.get("pagination_token") or "t0"
    first = int(token.removeprefix("t"))
    last = first + int(query.get("max_results", "10"))
    return tuple(posts[first:last]), f"t{last}" if last < len(posts) else None


def api_page(
    posts: Iterable[Post], *, next_token: str | None = None
) -> dict[str, object]:
    """Return a page of tweets with what it refers to."""
    posts = tuple(posts)
    meta: dict[str, object] = {"result_count": len(posts)}
    if next_token is not None:
        meta["next_token"] = next_token
    if not posts:
        return {"meta": meta}
    originals = [post.reposts for post in posts if post.reposts is not None]
    authors = dict.fromkeys(post.author for post in (*posts, *originals))
    includes: dict[str, object] = {
        "users": [
            {"id": user_id(name), "username": name, "name": name.title()}
            for name in authors
        ]
    }
    if originals:
        includes["tweets"] = [_tweet(post) for post in originals]
    return {
        "data": [_tweet(post) for post in posts],
        "includes": includes,
        "meta": meta,
    }


def _tweet(post: Post) -> dict[str, object]:
    text = (
        f"RT @{post.reposts.author}: {post.reposts.text}" if post.reposts else post.text
    )
    tweet: dict[str, object] = {
        "id": post.id,
        "text": text,
        "author_id": user_id(post.author),
        "created_at": post.created_at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "lang": "en",
        "edit_history_tweet_ids": [*post.versions, post.id],
        "public_metrics": {
            "like_count": post.likes,
            "retweet_count": 1,
            "reply_count": 0,
            "quote_count": 0,
            "bookmark_count": 0,
            "impression_count": 100 * post.likes,
        },
    }
    if post.note is not None:
        tweet["note_tweet"] = {"text": post.note}
    if post.reposts is not None:
        tweet["referenced_tweets"] = [{"type": "retweeted", "id": post.reposts.id}]
    return tweet
