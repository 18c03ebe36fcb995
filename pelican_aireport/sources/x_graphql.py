"""Raw pages of X's web interface (GraphQL): search, lists, users, conversations.

Pure. The shape drifts every few months (a user's name moved from ``legacy`` to
``core`` in May 2026), so tweets are looked for wherever they may hang, and only what
is inside one is read by name.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pelican_aireport.sources.json_values import parse_string
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_object import Parsed, join, parse_object
from pelican_aireport.sources.x_result import (
    find_author,
    find_original,
    flatten_result,
    get_node,
    is_result,
    unwrap_result,
)

__all__ = [
    "GraphqlError",
    "GraphqlPage",
    "is_graphql_page",
    "list_errors",
    "parse_graphql_page",
    "read_graphql_page",
]

_PROMOTED = "promotedmetadata"  # also tweetPromotedMetadata, promoted_metadata
_NOT_SHOWN = ("TweetTombstone", "TweetUnavailable", "TweetPreviewDisplay")
_RESULTS = ("tweet_results", "tweetResult")


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphqlError:
    """One of the errors that X names in an answer."""

    code: int | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphqlPage:
    """An answer of the web interface, with what tells a whole one from a broken one."""

    parsed: Parsed
    next_cursor: str | None
    """Where the next, older page begins."""
    entries: int
    """Tweets and what stands in place of one; reposts' originals do not count."""
    nameless: int
    """Tweets whose author has no handle."""
    unreadable: int
    """Entries that are tweets by what they call themselves, but are not read as one."""
    has_timeline: bool
    """Whether there is a list of instructions, perhaps an empty one."""
    errors: tuple[GraphqlError, ...]


def is_graphql_page(value: Mapping[str, object]) -> bool:
    """Tell whether an object is a page or a single result of the web interface."""
    if is_result(value) or "tweet_results" in value:
        return True
    if "data" in value:
        return value["data"] is None or isinstance(value["data"], Mapping)
    return isinstance(value.get("errors"), list)


def parse_graphql_page(
    page: Mapping[str, object], place: str, observed_at: datetime | None = None
) -> Parsed:
    """Parse the tweets of a page, each repost with its original.

    Quoted tweets, people to follow and cursors are not hits. What X says in place of
    tweets, and entries without a tweet, are told as skipped.
    """
    parsed = join(
        _parse_found(found, place, observed_at) for found in _find_results(page)
    )
    reasons = tuple(_complaints(page))
    if not parsed.tweets and not parsed.skipped and not reasons:
        reasons = () if _has_key(page, "instructions") else ("a page without tweets",)
    complaints = tuple(Skipped(place=place, reason=reason) for reason in reasons)
    return Parsed(tweets=parsed.tweets, skipped=parsed.skipped + complaints)


def read_graphql_page(
    body: bytes, place: str, observed_at: datetime | None = None
) -> GraphqlPage:
    """Read an answer of the web interface as it came.

    Raises:
        ValueError: it is no JSON object.
    """
    page = _load(body)
    results = [unwrap_result(found.result) for found in _find_results(page)]
    tweets = [result for result in results if is_result(result)]
    return GraphqlPage(
        parsed=parse_graphql_page(page, place, observed_at),
        next_cursor=_find_bottom(page),
        entries=len(results),
        nameless=sum(find_author(tweet) is None for tweet in tweets),
        unreadable=max(
            sum(map(_is_unread_tweet, results)),
            _count_tweet_entries(page) - len(results),
        ),
        has_timeline=_has_list(page, "instructions"),
        errors=tuple(list_errors(page)),
    )


def _is_unread_tweet(result: Mapping[str, object]) -> bool:
    return _words(result.get("__typename")).startswith("Tweet") and (
        not is_result(result) and result["__typename"] not in _NOT_SHOWN
    )


def _count_tweet_entries(page: Mapping[str, object]) -> int:
    ids = (_words(node.get("entryId")) for node in _nodes(page))
    return sum(entry.startswith("tweet-") for entry in ids)


def _load(body: bytes) -> Mapping[str, object]:
    try:
        page = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(page, Mapping):
        raise ValueError("no JSON object")  # noqa: TRY004
    return page


def _nodes(page: object) -> Iterator[Mapping[str, object]]:
    """Yield every object of a page that is not inside a tweet."""
    waiting = [page]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            yield node
            waiting += [value for name, value in node.items() if name not in _RESULTS]
        elif isinstance(node, list):
            waiting += node


def _find_bottom(page: Mapping[str, object]) -> str | None:
    for node in _nodes(page):
        if node.get("cursorType") == "Bottom":
            return parse_string(node.get("value"))
    return None


def _has_list(page: Mapping[str, object], name: str) -> bool:
    return any(isinstance(node.get(name), list) for node in _nodes(page))


def list_errors(page: Mapping[str, object]) -> Iterator[GraphqlError]:
    """Yield the errors that an answer names."""
    listed = page.get("errors")
    for error in listed if isinstance(listed, list) else ():
        facts = error if isinstance(error, Mapping) else {"message": error}
        code = facts.get("code", get_node(facts, "extensions").get("code"))
        yield GraphqlError(
            code=code if isinstance(code, int) else None,
            message=_words(facts.get("message")) or "without words",
        )


@dataclass(frozen=True, slots=True)
class _Found:
    result: object
    entry: str
    is_promoted: bool = False


def _find_results(page: Mapping[str, object]) -> Iterator[_Found]:
    """Find the results of a page.

    What hangs below a result (what it quotes, reposts or shows as a card) is not
    looked at.
    """
    if is_result(page):
        yield _Found(page, "result")
        return
    waiting: list[tuple[object, bool, str]] = [(page, False, "page")]
    while waiting:
        node, is_promoted, entry = waiting.pop()
        if isinstance(node, Mapping):
            entry = _words(node.get("entryId")) or entry
            is_promoted = is_promoted or _is_promoted(node)
            for name in _RESULTS:
                if name in node:
                    yield _Found(get_node(node, name).get("result"), entry, is_promoted)
            children = [value for name, value in node.items() if name not in _RESULTS]
        else:
            children = node if isinstance(node, list) else []
        waiting.extend((child, is_promoted, entry) for child in reversed(children))


def _is_promoted(node: Mapping[str, object]) -> bool:
    """Tell whether an entry is an advertisement, at whatever depth it says so."""
    is_module = isinstance(get_node(node, "content").get("items"), list)
    if "entryId" in node and not is_module:
        return _has_key(node, _PROMOTED)
    return any(_is_named(name, _PROMOTED) and value for name, value in node.items())


def _has_key(node: object, key: str) -> bool:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Mapping):
            if any(_is_named(name, key) and value for name, value in here.items()):
                return True
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
    return False


def _is_named(name: str, ending: str) -> bool:
    return name.replace("_", "").casefold().endswith(ending)


def _parse_found(found: _Found, page: str, observed_at: datetime | None) -> Parsed:
    place = f"{page}, {found.entry}"
    tweet = unwrap_result(found.result)
    if not is_result(tweet):
        kind = _words(tweet.get("__typename")) or "an entry without a tweet"
        reason = f"no tweet to see: {kind}"
        return Parsed(skipped=(Skipped(place=place, reason=reason),))
    flat = {**flatten_result(tweet), "promoted": found.is_promoted}
    original = find_original(tweet)
    if original:
        flat["retweeted_status"] = flatten_result(original)
    return parse_object(flat, place, observed_at)


def _complaints(page: Mapping[str, object]) -> Iterator[str]:
    for error in list_errors(page):
        yield f"X answered with an error: {error.message}"
    user = get_node(page, "data", "user", "result")
    if user.get("__typename") == "UserUnavailable":
        cause = _words(user.get("message")) or _words(user.get("reason"))
        yield f"X does not show this user: {cause or 'without a reason'}"


def _words(value: object) -> str:
    """Return what X says, short enough for a line of a log."""
    return " ".join((parse_string(value) or "").split())[:200]
