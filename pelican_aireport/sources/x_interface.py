"""What X's web interface has to be asked with: query ids, feature flags, variables.

Reads the bundled ``data/x_interface.toml``; else pure. Ids and flags change every few
weeks, so they are data with a date, and settings override them.
"""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files

from pelican_aireport.model import Window
from pelican_aireport.sources.paging import Stream, StreamKind

__all__ = [
    "Interface",
    "Request",
    "load_interface",
    "page_request",
    "user_request",
]

_LIST_PAGE = 100
_SEARCH_PAGE = 20
_USER_PAGE = 40
_OR = re.compile(r"\bOR\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """The web interface as it was on a day, with what the settings override."""

    checked: date
    """The day on which the bundled ids and flags were seen in use."""
    user_agent: str
    query_ids: Mapping[str, str]
    """By the operation's name."""
    features: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call of the web interface."""

    operation: str
    variables: Mapping[str, object]
    field_toggles: Mapping[str, bool] = field(default_factory=dict)


def load_interface(
    *, query_ids: Mapping[str, str], features: Mapping[str, bool]
) -> Interface:
    """Return the bundled interface with some ids and flags overridden."""
    bundled = _bundled()
    return Interface(
        checked=bundled.checked,
        user_agent=bundled.user_agent,
        query_ids={**bundled.query_ids, **query_ids},
        features={**bundled.features, **features},
    )


@lru_cache(maxsize=1)
def _bundled() -> Interface:
    file = files("pelican_aireport") / "data" / "x_interface.toml"
    return Interface(**tomllib.loads(file.read_text(encoding="utf-8")))


def page_request(
    stream: Stream,
    window: Window | None,
    cursor: str | None,
    *,
    user_id: str | None = None,
) -> Request:
    """Return the call that fetches a page of a stream.

    Args:
        stream: What to fetch.
        window: The bounds that a search is given; ``None`` gives none.
        cursor: Where to begin; ``None`` is the newest tweet.
        user_id: The number of the stream's user, for a user's timeline.
    """
    begin = {} if cursor is None else {"cursor": cursor}
    if stream.kind is StreamKind.LIST:
        return Request(
            operation="ListLatestTweetsTimeline",
            variables={"listId": stream.value, "count": _LIST_PAGE, **begin},
            field_toggles={"withArticleRichContentState": False},
        )
    if stream.kind is StreamKind.SEARCH:
        return Request(
            operation="SearchTimeline",
            variables={
                "rawQuery": _bounded(stream.value, window),
                "count": _SEARCH_PAGE,
                "querySource": "typed_query",
                "product": "Latest",
                **begin,
            },
            field_toggles={"withArticleRichContentState": False},
        )
    return Request(
        operation="UserTweets",
        variables={
            "userId": user_id,
            "count": _USER_PAGE,
            "includePromotedContent": True,
            "withQuickPromoteEligibilityTweetFields": True,
            "withVoice": True,
            "withV2Timeline": True,
            **begin,
        },
        field_toggles={"withArticlePlainText": False},
    )


def _bounded(words: str, window: Window | None) -> str:
    """Add the window to a search, rounded outwards to whole seconds.

    ``since:`` and ``until:`` would be days in UTC; these two are seconds since 1970.
    They bind closer than ``OR``, so that words with one are put in parentheses.
    """
    if window is None:
        return words
    if _OR.search(words):
        words = f"({words})"
    start = math.floor(window.start.timestamp())
    end = math.ceil(window.end.timestamp())
    return f"{words} since_time:{start} until_time:{end}"


def user_request(handle: str) -> Request:
    """Return the call that tells a user's number."""
    return Request(
        operation="UserByScreenName",
        variables={"screen_name": handle, "withSafetyModeUserFields": True},
        field_toggles={"withAuxiliaryUserLabels": False},
    )
