"""Raw pages of X's web interface (GraphQL): search, lists, users, conversations.

Pure. The shape drifts every few months (a user's name moved from ``legacy`` to
``core`` in May 2026), so tweets are looked for wherever they may hang, and only what
is inside one is read by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pelican_aireport.sources.json_values import parse_string
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_object import Parsed, join, parse_object

__all__ = ["is_graphql_page", "parse_graphql_page"]

_PROMOTED = "promotedmetadata"  # also tweetPromotedMetadata, promoted_metadata
_RESULTS = ("tweet_results", "tweetResult")
_NOTHING: Mapping[str, object] = {}


def is_graphql_page(value: Mapping[str, object]) -> bool:
    """Tell whether an object is a page or a single result of the web interface."""
    if _is_result(value) or "tweet_results" in value:
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
    if _is_result(page):
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
                    yield _Found(_get(node, name).get("result"), entry, is_promoted)
            children = [value for name, value in node.items() if name not in _RESULTS]
        else:
            children = node if isinstance(node, list) else []
        waiting.extend((child, is_promoted, entry) for child in reversed(children))


def _is_promoted(node: Mapping[str, object]) -> bool:
    """Tell whether an entry is an advertisement, at whatever depth it says so."""
    is_module = isinstance(_get(node, "content").get("items"), list)
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
    tweet = _unwrapped(found.result)
    if not _is_result(tweet):
        kind = _words(tweet.get("__typename")) or "an entry without a tweet"
        reason = f"no tweet to see: {kind}"
        return Parsed(skipped=(Skipped(place=place, reason=reason),))
    flat = {**_flat(tweet), "promoted": found.is_promoted}
    original = _original(tweet)
    if original:
        flat["retweeted_status"] = _flat(original)
    return parse_object(flat, place, observed_at)


def _unwrapped(result: object) -> Mapping[str, object]:
    if not isinstance(result, Mapping):
        return _NOTHING
    # TweetWithVisibilityResults holds the tweet one level deeper
    inner = result.get("tweet")
    return inner if isinstance(inner, Mapping) else result


def _is_result(value: Mapping[str, object]) -> bool:
    return isinstance(value.get("legacy"), Mapping) and (
        "full_text" in _get(value, "legacy") or "core" in value
    )


def _flat(tweet: Mapping[str, object]) -> dict[str, object]:
    """Return a result as the flat object that every tool writes."""
    legacy = _get(tweet, "legacy")
    user = _get(tweet, "core", "user_results", "result")
    note = _get(tweet, "note_tweet", "note_tweet_results", "result")
    entities = _get(note, "entity_set") or _get(legacy, "entities")
    return {
        **legacy,
        "id_str": tweet.get("rest_id") or legacy.get("id_str"),
        "screen_name": _of_user(user, "screen_name"),
        "name": _of_user(user, "name"),
        "note_tweet": {"text": note.get("text")},
        "view_count": _get(tweet, "views").get("count"),
        "quoted_status": _quoted(tweet),
        "entities": entities,
        "retweeted_status": None,
    }


def _of_user(user: Mapping[str, object], name: str) -> object:
    return _get(user, "core").get(name) or _get(user, "legacy").get(name)


def _quoted(tweet: Mapping[str, object]) -> Mapping[str, object]:
    quoted = _unwrapped(_get(tweet, "quoted_status_result").get("result"))
    return {"id_str": quoted.get("rest_id")}


def _original(tweet: Mapping[str, object]) -> Mapping[str, object]:
    for holder in (_get(tweet, "legacy"), tweet):
        original = _unwrapped(_get(holder, "retweeted_status_result").get("result"))
        if original:
            return original
    return _NOTHING


def _complaints(page: Mapping[str, object]) -> Iterator[str]:
    listed = page.get("errors")
    for error in listed if isinstance(listed, list) else ():
        message = error.get("message") if isinstance(error, Mapping) else error
        yield f"X answered with an error: {_words(message) or 'without words'}"
    user = _get(page, "data", "user", "result")
    if user.get("__typename") == "UserUnavailable":
        cause = _words(user.get("message")) or _words(user.get("reason"))
        yield f"X does not show this user: {cause or 'without a reason'}"


def _get(node: Mapping[str, object], *names: str) -> Mapping[str, object]:
    for name in names:
        value = node.get(name)
        if not isinstance(value, Mapping):
            return _NOTHING
        node = value
    return node


def _words(value: object) -> str:
    """Return what X says, short enough for a line of a log."""
    return " ".join((parse_string(value) or "").split())[:200]
