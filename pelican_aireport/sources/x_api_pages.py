"""Response pages of X's official API v2: ``data`` with ``includes``.

Pure. A page's tweets name their authors by number; the authors, and the originals of
reposts, stand in ``includes``.
"""

from collections.abc import Mapping
from datetime import datetime

from pelican_aireport.sources.json_values import parse_string
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_object import Parsed, join, parse_object

__all__ = ["is_api_page", "parse_api_page"]


def is_api_page(value: Mapping[str, object]) -> bool:
    """Tell whether an object is a page of the official API, a refusal included."""
    data = value.get("data")
    if isinstance(data, Mapping):
        return "id" in data and "text" in data
    if isinstance(data, list):
        return True
    is_refusal = {"title", "type", "detail"} <= value.keys()
    return is_refusal or _is_mapping_with(value.get("meta"), "result_count")


def parse_api_page(
    page: Mapping[str, object], place: str, observed_at: datetime | None = None
) -> Parsed:
    """Parse the tweets of a page; the place of each is its number on the page."""
    data = page.get("data")
    items = data if isinstance(data, list) else [data] if data else []
    users = _included(page, "users")
    tweets = _included(page, "tweets")
    parsed = join(
        _parse_item(item, users, tweets, f"{place}, item {number}", observed_at)
        for number, item in enumerate(items, start=1)
    )
    if items:
        return parsed
    return Parsed(skipped=_refusals(page, place))


def _parse_item(
    item: object,
    users: Mapping[object, Mapping[str, object]],
    tweets: Mapping[object, Mapping[str, object]],
    place: str,
    observed_at: datetime | None,
) -> Parsed:
    if not isinstance(item, Mapping):
        return Parsed(skipped=(Skipped(place=place, reason="not an object"),))
    tweet = dict(_with_author(item, users))
    original = tweets.get(_reposted_id(item))
    if original is not None:
        tweet["retweeted_status"] = _with_author(original, users)
    return parse_object(tweet, place, observed_at)


def _with_author(
    item: Mapping[str, object], users: Mapping[object, Mapping[str, object]]
) -> Mapping[str, object]:
    author_id = item.get("author_id")
    user = users.get(author_id) if isinstance(author_id, str) else None
    return item if user is None else {**item, "author": user}


def _reposted_id(item: Mapping[str, object]) -> object:
    listed = item.get("referenced_tweets")
    for reference in listed if isinstance(listed, list) else ():
        if isinstance(reference, Mapping) and reference.get("type") == "retweeted":
            found = reference.get("id")
            return found if isinstance(found, str) else None
    return None


def _included(
    page: Mapping[str, object], name: str
) -> dict[object, Mapping[str, object]]:
    includes = page.get("includes")
    listed = includes.get(name) if isinstance(includes, Mapping) else None
    return {
        item["id"]: item
        for item in (listed if isinstance(listed, list) else ())
        if isinstance(item, Mapping) and isinstance(item.get("id"), str)
    }


def _refusals(page: Mapping[str, object], place: str) -> tuple[Skipped, ...]:
    listed = page.get("errors")
    errors = [page, *listed] if isinstance(listed, list) else [page]
    reasons = [
        parse_string(error.get("detail")) or parse_string(error["title"])
        for error in errors
        if isinstance(error, Mapping) and error.get("title")
    ]
    return tuple(
        Skipped(place=place, reason=f"X answered with an error: {reason:.200}")
        for reason in dict.fromkeys(reasons)
        if reason
    )


def _is_mapping_with(value: object, key: str) -> bool:
    return isinstance(value, Mapping) and key in value
