"""What X's web interface means by its answers; pure.

X answers many failures with status 200, and others with an empty 404.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.web import Answer, find_web_fault
from pelican_aireport.sources.x_graphql import (
    GraphqlError,
    GraphqlPage,
    list_errors,
)
from pelican_aireport.sources.x_result import get_node

__all__ = ["find_answer_fault", "find_page_fault", "find_user_id", "read_errors"]

_CODES = {
    32: Fault.STALE_COOKIES,
    89: Fault.STALE_COOKIES,
    353: Fault.STALE_COOKIES,
    37: Fault.ACCOUNT_SUSPENDED,
    64: Fault.ACCOUNT_SUSPENDED,
    326: Fault.ACCOUNT_LOCKED,
    336: Fault.MISSING_FEATURE,
    88: Fault.RATE_LIMIT,
    29: Fault.SERVER,
    131: Fault.SERVER,
    130: Fault.LOAD_SHED,
    34: Fault.NOT_FOUND,
    144: Fault.NOT_FOUND,
    179: Fault.NOT_FOUND,
}
"""Codes that X puts into ``errors``, as its clients have met them."""

_WORDS = (
    (re.compile(r"load ?shed|over ?capacity", re.IGNORECASE), Fault.LOAD_SHED),
    (re.compile(r"features cannot be null", re.IGNORECASE), Fault.MISSING_FEATURE),
    (re.compile(r"authenticate", re.IGNORECASE), Fault.STALE_COOKIES),
    (
        re.compile(r"deadline|timeout|internal|unspecified|dependency", re.IGNORECASE),
        Fault.SERVER,
    ),
)
_PERSONAL = (
    Fault.STALE_COOKIES,
    Fault.ACCOUNT_SUSPENDED,
    Fault.ACCOUNT_LOCKED,
    Fault.MISSING_FEATURE,
    Fault.RATE_LIMIT,
)
"""These hold whatever else an answer brings."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_LONGEST_WORDS = 300


def find_answer_fault(answer: Answer, *, now: datetime) -> FetchError | None:
    """Find what is wrong with an answer before its tweets are looked for.

    An empty 404 comes for a stale query id and for a refused transaction header
    alike; it is called the former here.
    """
    errors = read_errors(answer.body)
    named = [(_fault_of(error), error) for error in errors]
    for fault, error in named:
        if fault in _PERSONAL:
            retry_at = getattr(find_web_fault(answer, now=now), "retry_at", None)
            return FetchError(fault, _said(error), retry_at=retry_at)
    web = find_web_fault(answer, now=now)
    if web is not None:
        return web
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return FetchError(Fault.STALE_COOKIES, "HTTP 401")
    if answer.status == HTTPStatus.NOT_FOUND:
        return FetchError(Fault.STALE_QUERY_ID, "HTTP 404")
    if answer.status != HTTPStatus.OK:
        said = _said(errors[0]) if errors else f"HTTP {answer.status}"
        return FetchError(Fault.REFUSED_REQUEST, said)
    return None


def read_errors(body: bytes) -> tuple[GraphqlError, ...]:
    """Read the errors that an answer names, none where it is no JSON."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    return tuple(list_errors(content)) if isinstance(content, Mapping) else ()


def _fault_of(error: GraphqlError) -> Fault | None:
    if error.code in _CODES:
        return _CODES[error.code]
    return next((f for words, f in _WORDS if words.search(error.message)), None)


def _said(error: GraphqlError) -> str:
    words = _UNPRINTABLE.sub(" ", error.message)[:_LONGEST_WORDS]
    return f"code {error.code}: {words}" if error.code is not None else words


def find_page_fault(page: GraphqlPage) -> FetchError | None:
    """Find what is wrong with a page that was read, if anything.

    Errors beside a timeline with tweets do no harm. A timeline without tweets is no
    fault by itself: whoever asked knows whether there should have been some.
    """
    if 2 * page.unreadable > page.entries + page.unreadable:
        return FetchError(
            Fault.UNKNOWN_SHAPE, f"{page.unreadable} entries are no tweet that is known"
        )
    if page.parsed.tweets:
        return None
    if page.nameless:
        return FetchError(Fault.NAMELESS, f"{page.nameless} tweets")
    for error in page.errors:
        fault = _fault_of(error)
        if fault is not None:
            return FetchError(fault, _said(error))
    if page.errors:
        return FetchError(Fault.REFUSED_REQUEST, _said(page.errors[0]))
    return None if page.has_timeline else _missing(page)


def find_user_id(body: bytes) -> str:
    """Find the number of the user that an answer shows.

    Raises:
        FetchError: it shows none.
    """
    content = json.loads(body)
    result = get_node(content, "data", "user", "result")
    user_id = result.get("rest_id")
    if isinstance(user_id, str) and user_id.isdecimal():
        return user_id
    why = result.get("message") or result.get("reason") or "there is no such user"
    raise FetchError(Fault.NOT_FOUND, _UNPRINTABLE.sub(" ", str(why))[:_LONGEST_WORDS])


def _missing(page: GraphqlPage) -> FetchError:
    reasons = [skipped.reason for skipped in page.parsed.skipped]
    gone = next((reason for reason in reasons if "this user" in reason), None)
    if gone is not None:
        return FetchError(Fault.NOT_FOUND, gone)
    return FetchError(Fault.UNKNOWN_SHAPE, "no timeline in the answer")
