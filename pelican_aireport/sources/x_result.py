"""One tweet as X's web interface (GraphQL) writes it: a ``result``.

Pure. The shape drifts: a user's name moved from ``legacy`` to ``core`` in May 2026.
"""

from collections.abc import Mapping

from pelican_aireport.sources.json_values import parse_string
from pelican_aireport.sources.tweet_names import squash

__all__ = [
    "find_author",
    "find_original",
    "get_node",
    "is_result",
    "read_result",
    "unwrap_result",
]

_NOTHING: Mapping[str, object] = {}


def unwrap_result(result: object) -> Mapping[str, object]:
    """Return the tweet inside a result; nothing where there is none."""
    if not isinstance(result, dict):
        return _NOTHING
    # TweetWithVisibilityResults holds the tweet one level deeper
    inner = result.get("tweet")
    return inner if isinstance(inner, dict) else result


def is_result(value: Mapping[str, object]) -> bool:
    """Tell whether an object is a tweet, and not a tombstone or a card."""
    return isinstance(value.get("legacy"), dict) and (
        "full_text" in get_node(value, "legacy") or "core" in value
    )


def find_author(tweet: Mapping[str, object]) -> str | None:
    """Find the handle of a tweet's author."""
    user = get_node(tweet, "core", "user_results", "result")
    return parse_string(_of_user(user, "screen_name"))


def read_result(tweet: Mapping[str, object]) -> dict[str, object]:
    """Return a result's values under comparable names, as ``read_names`` would."""
    legacy = get_node(tweet, "legacy")
    user = get_node(tweet, "core", "user_results", "result")
    note = get_node(tweet, "note_tweet", "note_tweet_results", "result")
    own = {
        "idstr": tweet.get("rest_id") or legacy.get("id_str"),
        "screenname": _of_user(user, "screen_name"),
        "name": _of_user(user, "name"),
        "notetweettext": note.get("text"),
        "viewcount": get_node(tweet, "views").get("count"),
        "quotedstatus": _quoted(tweet),
        "retweetedstatus": _numbered(find_original(tweet)),
        "edithistorytweetids": _versions(tweet),
        "entities": get_node(note, "entity_set") or get_node(legacy, "entities"),
    }
    names = {squash(name): value for name, value in legacy.items()} | own
    return {
        name: value
        for name, value in names.items()
        if value is not None and value != ""
    }


def _versions(tweet: Mapping[str, object]) -> object:
    control = get_node(tweet, "edit_control")
    initial = get_node(control, "edit_control_initial")
    return control.get("edit_tweet_ids") or initial.get("edit_tweet_ids")


def _of_user(user: Mapping[str, object], name: str) -> object:
    return get_node(user, "core").get(name) or get_node(user, "legacy").get(name)


def _quoted(tweet: Mapping[str, object]) -> object:
    return _numbered(
        unwrap_result(get_node(tweet, "quoted_status_result").get("result"))
    )


def _numbered(tweet: Mapping[str, object]) -> object:
    return tweet.get("rest_id") or get_node(tweet, "legacy").get("id_str")


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
        if not isinstance(value, dict):  # a Mapping would be asked three times slower
            return _NOTHING
        node = value
    return node
