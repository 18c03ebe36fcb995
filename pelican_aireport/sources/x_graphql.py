"""Raw pages of X's web interface (GraphQL): search, lists, users, conversations.

Pure. The shape drifts every few months (a user's name moved from ``legacy`` to
``core`` in May 2026), so tweets are looked for wherever they may hang, and only what
is inside one is read by name.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from pelican_aireport.sources.json_values import parse_string
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_names import squash
from pelican_aireport.sources.tweet_object import Parsed, join, parse_names
from pelican_aireport.sources.x_result import (
    find_author,
    find_original,
    get_node,
    is_result,
    read_result,
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

_ADVERTISING = b"romoted"
"""A page without these bytes has no key that ``_PROMOTED`` ends."""
_PROMOTED = "promotedmetadata"  # also tweetPromotedMetadata, promoted_metadata
_CODE = re.compile(r"\d{1,6}", re.ASCII)
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
    """Results that are neither a tweet that is known nor one that X does not show, or
    entries that call themselves a tweet and have no result."""
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
    return _parse(page, tuple(_walk(page)), place, observed_at)


def _parse(
    page: Mapping[str, object],
    nodes: Sequence["_Node"],
    place: str,
    observed_at: datetime | None,
) -> Parsed:
    parsed = join(_parse_found(found, place, observed_at) for found in _results(nodes))
    reasons = tuple(_complaints(page))
    if not parsed.tweets and not parsed.skipped and not reasons:
        has_timeline = any(node.facts.get("instructions") for node in nodes)
        reasons = () if has_timeline else ("a page without tweets",)
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
    nodes = tuple(_walk(page, may_hold_ads=_ADVERTISING in body))
    results = [unwrap_result(found.result) for found in _results(nodes)]
    tweets = [result for result in results if is_result(result)]
    return GraphqlPage(
        parsed=_parse(page, nodes, place, observed_at),
        next_cursor=_find_bottom(nodes),
        entries=len(results),
        nameless=sum(find_author(tweet) is None for tweet in tweets),
        unreadable=max(
            sum(map(_is_unknown, results)),
            _count_tweet_entries(nodes) - len(results),
        ),
        has_timeline=any(isinstance(n.facts.get("instructions"), list) for n in nodes),
        errors=tuple(list_errors(page)),
    )


def _is_unknown(result: Mapping[str, object]) -> bool:
    is_known = is_result(result) or result.get("__typename") in _NOT_SHOWN
    return bool(result) and not is_known


def _count_tweet_entries(nodes: Iterable["_Node"]) -> int:
    ids = (node.facts.get("entryId") for node in nodes)
    return sum(isinstance(each, str) and each.startswith("tweet-") for each in ids)


def _load(body: bytes) -> Mapping[str, object]:
    try:
        page = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(page, Mapping):
        raise ValueError("no JSON object")  # noqa: TRY004
    return page


def _find_bottom(nodes: Iterable["_Node"]) -> str | None:
    """Find where the next page begins; of several the last, which replaces."""
    found = None
    for node in nodes:
        if "value" in node.facts and _is_bottom(node):
            found = parse_string(node.facts["value"]) or found
    return found


def _is_bottom(node: "_Node") -> bool:
    """Tell whether a node is the cursor below, by its type or else by its entry."""
    for name, kind in node.facts.items():
        if squash(name) == "cursortype":
            return squash(_words(kind)) == "bottom"
    return squash(_words(node.entry)).startswith("cursorbottom")


def list_errors(page: Mapping[str, object]) -> Iterator[GraphqlError]:
    """Yield the errors that an answer names."""
    listed = page.get("errors")
    for error in listed if isinstance(listed, list) else ():
        facts = error if isinstance(error, Mapping) else {"message": error}
        code = str(facts.get("code", get_node(facts, "extensions").get("code")))
        yield GraphqlError(
            code=int(code) if _CODE.fullmatch(code) else None,
            message=_words(facts.get("message")) or "without words",
        )


class _Node(NamedTuple):
    """An object of a page; what hangs below a result is none of its nodes.

    That is what a result quotes, reposts or shows as a card.
    """

    facts: dict[str, object]
    entry: object
    is_promoted: bool


def _walk(page: object, *, may_hold_ads: bool = True) -> Iterator[_Node]:
    """Walk through a page in its own order.

    Where it never speaks of advertising, no entry is searched for it.
    """
    waiting: list[tuple[object, object, bool]] = [(page, "page", False)]
    while waiting:
        facts, entry, is_promoted = waiting.pop()
        if isinstance(facts, dict):
            entry = facts.get("entryId") or entry
            is_promoted = is_promoted or (may_hold_ads and _is_promoted(facts))
            yield _Node(facts, entry, is_promoted)
            children = [facts[name] for name in facts if name not in _RESULTS]
        else:
            children = facts if isinstance(facts, list) else []
        waiting += [
            (child, entry, is_promoted)
            for child in reversed(children)
            if isinstance(child, dict | list)
        ]


class _Found(NamedTuple):
    result: object
    entry: str
    is_promoted: bool


def _results(nodes: Iterable[_Node]) -> Iterator[_Found]:
    """Find the results of a page; one that is a result itself is its only one."""
    for number, node in enumerate(nodes):
        if number == 0 and is_result(node.facts):
            yield _Found(node.facts, "result", node.is_promoted)
            return
        for name in _RESULTS:
            if name in node.facts:
                result = get_node(node.facts, name).get("result")
                yield _Found(result, _words(node.entry), node.is_promoted)


def _is_promoted(node: Mapping[str, object]) -> bool:
    """Tell whether an entry is an advertisement, at whatever depth it says so.

    Items of a module are entries of their own.
    """
    if "entryId" not in node:
        return _speaks_of_ads(node)
    items = get_node(node, "content").get("items")
    waiting: list[object] = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if _speaks_of_ads(here):
                return True
            waiting.extend(here.values())
        elif isinstance(here, list) and here is not items:
            waiting.extend(here)
    return False


def _speaks_of_ads(node: Mapping[str, object]) -> bool:
    """Tell whether an object itself says so; by an empty value too."""
    return any(
        _is_promotion(name) and value is not None and value is not False
        for name, value in node.items()
    )


@lru_cache(maxsize=4096)  # X has a few hundred names
def _is_promotion(name: str) -> bool:
    return squash(name).endswith(_PROMOTED)


def _parse_found(found: _Found, page: str, observed_at: datetime | None) -> Parsed:
    place = f"{page}, {found.entry}"
    tweet = unwrap_result(found.result)
    if not is_result(tweet):
        kind = _words(tweet.get("__typename")) or "an entry without a tweet"
        reason = f"no tweet to see: {kind}"
        return Parsed(skipped=(Skipped(place=place, reason=reason),))
    names = {**read_result(tweet), "promoted": found.is_promoted}
    original = find_original(tweet)
    return parse_names(
        names, read_result(original) if original else None, place, observed_at
    )


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
