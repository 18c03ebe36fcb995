"""One tweet as X's web interface (GraphQL) writes it: a ``result``.

Pure. The shape drifts: a user's name moved from ``legacy`` to ``core`` in May 2026.
"""

from collections.abc import Mapping

from pelican_aireport.sources.json_values import parse_string

__all__ = [
    "find_author",
    "find_original",
    "flatten_result",
    "get_node",
    "is_result",
    "unwrap_result",
]

_NOTHING: Mapping[str, object] = {}


def unwrap_result(result: object) -> Mapping[str, object]:
    """Return the tweet inside a result; nothing where there is none."""
    if not isinstance(result, Mapping):
        return _NOTHING
    # TweetWithVisibilityResults holds the tweet one level deeper
    inner = result.get("tweet")
    return inner if isinstance(inner, Mapping) else result


def is_result(value: Mapping[str, object]) -> bool:
    """Tell whether an object is a tweet, and not a tombstone or a card."""
    return isinstance(value.get("legacy"), Mapping) and (
        "full_text" in get_node(value, "legacy") or "core" in value
    )


def find_author(tweet: Mapping[str, object]) -> str | None:
    """Find the handle of a tweet's author."""
    user = get_node(tweet, "core", "user_results", "result")
    return parse_string(_of_user(user, "screen_name"))


def flatten_result(tweet: Mapping[str, object]) -> dict[str, object]:
    """Return a result as the flat object that every tool writes."""
    legacy = get_node(tweet, "legacy")
    user = get_node(tweet, "core", "user_results", "result")
    note = get_node(tweet, "note_tweet", "note_tweet_results", "result")
    entities = get_node(note, "entity_set") or get_node(legacy, "entities")
    return {
        **legacy,
        "id_str": tweet.get("rest_id") or legacy.get("id_str"),
        "screen_name": _of_user(user, "screen_name"),
        "name": _of_user(user, "name"),
        "note_tweet": {"text": note.get("text")},
        "view_count": get_node(tweet, "views").get("count"),
        "quoted_status": _quoted(tweet),
        "edit_history_tweet_ids": _versions(tweet),
        "entities": entities,
        "retweeted_status": None,
    }


def _versions(tweet: Mapping[str, object]) -> object:
    control = get_node(tweet, "edit_control")
    initial = get_node(control, "edit_control_initial")
    return control.get("edit_tweet_ids") or initial.get("edit_tweet_ids")


def _of_user(user: Mapping[str, object], name: str) -> object:
    return get_node(user, "core").get(name) or get_node(user, "legacy").get(name)


def _quoted(tweet: Mapping[str, object]) -> Mapping[str, object]:
    quoted = unwrap_result(get_node(tweet, "quoted_status_result").get("result"))
    return {"id_str": quoted.get("rest_id")}


def find_original(tweet: Mapping[str, object]) -> Mapping[str, object]:
    """Find what a repost repeats; nothing where it is none."""
    for holder in (get_node(tweet, "legacy"), tweet):
        original = unwrap_result(
            get_node(holder, "retweeted_status_result").get("result")
        )
        if original:
            return original
    return _NOTHING


def get_node(node: Mapping[str, object], *names: str) -> Mapping[str, object]:
    """Return the object at a path; nothing where the path ends."""
    for name in names:
        value = node.get(name)
        if not isinstance(value, Mapping):
            return _NOTHING
        node = value
    return node
