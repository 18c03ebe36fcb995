"""How a tweet written as JSON relates to others: its kind and its references.

Pure. ``names`` is an object as ``tweet_names.read_names`` returns it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from pelican_aireport.model import TweetKind
from pelican_aireport.sources.json_values import UnusableError, parse_flag, parse_id
from pelican_aireport.sources.tweet_names import ID, first_value, read_names

__all__ = ["find_kind", "find_refs"]

_REFS = {
    TweetKind.REPOST: (
        "repostof",
        "retweetof",
        "retweetedstatus",
        "retweetedtweet",
        "repostedtweet",
        "retweetedstatusidstr",
        "retweetedstatusid",
        "retweetedtweetid",
        "retweet",
        "repost",
    ),
    TweetKind.QUOTE: (
        "quoteof",
        "quotedstatus",
        "quotedtweet",
        "quotedstatusidstr",
        "quotedstatusid",
        "quotedtweetid",
        "quoteid",
        "quote",
    ),
    TweetKind.REPLY: (
        "replyto",
        "inreplytostatusidstr",
        "inreplytostatusid",
        "inreplytotweetid",
        "inreplytoid",
        "inreplyto",
    ),
}
_FLAGS = {
    TweetKind.REPOST: ("isrepost", "isretweet"),
    TweetKind.QUOTE: ("isquote", "isquotestatus", "isquotetweet"),
    TweetKind.REPLY: ("isreply",),
}
_KINDS = {
    "repost": TweetKind.REPOST,
    "retweet": TweetKind.REPOST,
    "retweeted": TweetKind.REPOST,
    "quote": TweetKind.QUOTE,
    "quoted": TweetKind.QUOTE,
    "reply": TweetKind.REPLY,
    "replied_to": TweetKind.REPLY,
}
_REPOST_TEXT = re.compile(r"RT @\w{1,50}: ")
_STATUS = re.compile(r"/status(?:es)?/(\d{1,20})")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def find_refs(names: Mapping[str, object]) -> dict[TweetKind, str]:
    """Find the ids of the tweets that this one reposts, quotes or answers.

    A repost refers to its original only, whatever that one quotes or answers.
    """
    listed = dict(_listed_refs(names.get("referencedtweets")))
    refs = {kind: listed.get(kind) or _named_ref(names, kind) for kind in _REFS}
    if refs[TweetKind.REPOST] is not None:
        refs = {TweetKind.REPOST: refs[TweetKind.REPOST]}
    return {kind: ref for kind, ref in refs.items() if ref is not None}


def find_kind(
    names: Mapping[str, object], refs: Mapping[TweetKind, str], text: str
) -> TweetKind:
    """Tell what a tweet is; a reply that quotes is a quote.

    The word "post" (or "tweet") rules nothing out: some tools write it always.
    """
    for alias in ("kind", "tweettype", "type"):
        kind = _kind(names.get(alias))
        if kind is not None:
            return kind
    for kind, flags in _FLAGS.items():
        if kind in refs or _has_flag(names, flags):
            return kind
        if kind is TweetKind.REPOST and _REPOST_TEXT.match(text):
            return kind
    return TweetKind.REPLY if _is_inside_conversation(names) else TweetKind.POST


def _has_flag(names: Mapping[str, object], flags: Iterable[str]) -> bool:
    # a loop: a generator for each tweet and kind costs twice as much
    for flag in flags:  # noqa: SIM110
        if flag in names and parse_flag(names[flag]):
            return True
    return False


def _kind(value: object) -> TweetKind | None:
    return _KINDS.get(value.strip().casefold()) if isinstance(value, str) else None


def _listed_refs(listed: object) -> Iterator[tuple[TweetKind, str]]:
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, Mapping):
            kind, ref = _kind(item.get("type")), _ref(item.get("id"))
            if kind is not None and ref is not None:
                yield kind, ref


def _named_ref(names: Mapping[str, object], kind: TweetKind) -> str | None:
    for alias in _REFS[kind]:
        if alias in names:
            ref = _ref(names[alias])
            if ref is not None:
                return ref
    return None


def _ref(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = first_value(read_names(value), ID)
    if isinstance(value, str) and (match := _STATUS.search(value)):
        return match[1]
    try:
        ref = parse_id(value)
    except UnusableError:
        return None
    return ref if _ID.fullmatch(ref) else None


def _is_inside_conversation(names: Mapping[str, object]) -> bool:
    first = _ref(first_value(names, ("conversationidstr", "conversationid")))
    return first is not None and first != _ref(first_value(names, ID))
