"""What X's web interface means by its answers; pure.

X answers many failures with status 200, and others with an empty 404.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.json_values import parse_count
from pelican_aireport.sources.web import (
    Answer,
    find_web_fault,
    is_challenge,
    load_object,
    read_rate_limit,
    shorten,
)
from pelican_aireport.sources.x_graphql import (
    GraphqlError,
    GraphqlPage,
    list_errors,
)
from pelican_aireport.sources.x_result import get_node

__all__ = [
    "User",
    "find_answer_fault",
    "find_home_fault",
    "find_page_fault",
    "find_user",
]

_CODES = {
    32: Fault.STALE_COOKIES,
    89: Fault.STALE_COOKIES,
    353: Fault.STALE_COOKIES,
    37: Fault.ACCOUNT_SUSPENDED,
    64: Fault.ACCOUNT_SUSPENDED,
    141: Fault.ACCOUNT_SUSPENDED,
    326: Fault.ACCOUNT_LOCKED,
    336: Fault.MISSING_FEATURE,
    88: Fault.RATE_LIMIT,
    29: Fault.SERVER,
    131: Fault.SERVER,
    130: Fault.LOAD_SHED,
    34: Fault.NOT_FOUND,
    50: Fault.NOT_FOUND,
    63: Fault.NOT_FOUND,
    144: Fault.NOT_FOUND,
    179: Fault.NOT_FOUND,
}
"""Codes that X puts into ``errors``, as its clients have met them."""

_STATUSES: Mapping[int, Fault] = {
    HTTPStatus.UNAUTHORIZED: Fault.STALE_COOKIES,
    HTTPStatus.NOT_FOUND: Fault.STALE_QUERY_ID,
}

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

_OF_A_CALL = (Fault.STALE_QUERY_ID, Fault.REFUSED_REQUEST, Fault.NOT_FOUND)
"""These make no sense of the home page, which is always asked for in the same way."""

_LOGIN_PATH = "/login"
_LOCK_PATH = "/account/access"
_LOGIN_MARKS = (b"/i/flow/login", b"entry-client-logged-out")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user as X's look-up shows one."""

    id: str
    posts: int | None
    """How many there are in all; ``None`` is unknown."""


def find_answer_fault(answer: Answer, *, now: datetime) -> FetchError | None:
    """Find what is wrong with an answer before its tweets are looked for.

    What errors mean in an answer of status 200 depends on what else has come: that is
    left to ``find_page_fault``. An empty 404 comes for a stale query id and for a
    refused transaction header alike; it is called the former here.
    """
    if answer.status == HTTPStatus.OK:
        return _logged_out() if _is_login(answer) else find_web_fault(answer, now=now)
    errors = _read_errors(answer.body)
    named = _find_named(errors, answer, now=now)
    if named is not None and named.fault in _PERSONAL:
        return named
    web = find_web_fault(answer, now=now)
    sent = _find_sent(answer.headers.get("location", ""))
    if sent is not None or web is not None:
        return sent or web
    if _is_login(answer):
        return _logged_out()
    said = _said(errors[0]) if errors else f"HTTP {answer.status}"
    by_status = _STATUSES.get(answer.status)
    if by_status is not None:
        return FetchError(by_status, said)
    return named or FetchError(Fault.REFUSED_REQUEST, said)


def _logged_out() -> FetchError:
    return FetchError(Fault.STALE_COOKIES, "X sends to its login page")


def _find_sent(address: str) -> FetchError | None:
    """Find what it means that X sends to an address."""
    if _LOCK_PATH in address:
        return FetchError(Fault.ACCOUNT_LOCKED, "X sends to its page for that")
    return _logged_out() if _LOGIN_PATH in address else None


def _is_login(answer: Answer) -> bool:
    """Tell whether X shows its page for the logged out."""
    return answer.is_html and any(mark in answer.body for mark in _LOGIN_MARKS)


def _read_errors(body: bytes) -> tuple[GraphqlError, ...]:
    return tuple(list_errors(load_object(body) or {}))


def _find_named(
    errors: Iterable[GraphqlError], answer: Answer, *, now: datetime
) -> FetchError | None:
    """Find the fault that errors name; first those that only a person can mend."""
    named = [(fault, error) for error in errors if (fault := _fault_of(error))]
    named.sort(key=lambda pair: pair[0] not in _PERSONAL)
    for fault, error in named:
        retry_at = _retry_at(answer, now) if fault is Fault.RATE_LIMIT else None
        return FetchError(fault, _said(error), retry_at=retry_at)
    return None


def _fault_of(error: GraphqlError) -> Fault | None:
    if error.code in _CODES:
        return _CODES[error.code]
    return next((f for words, f in _WORDS if words.search(error.message)), None)


def _retry_at(answer: Answer, now: datetime) -> datetime | None:
    web = find_web_fault(answer, now=now)
    if web is not None:
        return web.retry_at
    limit = read_rate_limit(answer.headers, now=now)
    return None if limit is None else limit.reset_at


def _said(error: GraphqlError) -> str:
    words = shorten(error.message)
    return f"code {error.code}: {words}" if error.code is not None else words


def find_home_fault(answer: Answer, path: str, *, now: datetime) -> FetchError | None:
    """Find what is wrong with the home page before its scripts are looked for.

    Args:
        answer: What came at the end of all redirects.
        path: Where that was.
        now: The moment, for a limit's reset.
    """
    sent = _find_sent(path)
    if sent is not None:
        return sent
    if answer.status == HTTPStatus.OK and not is_challenge(answer):
        return None
    fault = find_answer_fault(answer, now=now)
    if fault is None or fault.fault in _OF_A_CALL:
        what = f"{path[:80]} answers {answer.status}"
        return FetchError(Fault.UNKNOWN_LAYOUT, what)
    return fault


def find_page_fault(
    page: GraphqlPage, answer: Answer, *, now: datetime
) -> FetchError | None:
    """Find what is wrong with a page that was read from an answer, if anything.

    Errors beside a timeline with tweets do no harm, nor do a few entries that cannot
    be used. A timeline without tweets is no fault by itself: whoever asked knows
    whether there should have been some.
    """
    lost = page.unreadable + page.nameless
    if 2 * lost > page.entries or (lost and not page.parsed.tweets):
        return _unusable(page)
    if page.parsed.tweets:
        return None
    if page.errors:
        named = _find_named(page.errors, answer, now=now)
        return named or FetchError(Fault.REFUSED_REQUEST, _said(page.errors[0]))
    return None if page.has_timeline else _missing(page, answer)


def _unusable(page: GraphqlPage) -> FetchError:
    if page.nameless > page.unreadable:
        return FetchError(Fault.NAMELESS, f"{page.nameless} tweets")
    return FetchError(
        Fault.UNKNOWN_SHAPE, f"{page.unreadable} entries are no tweet that is known"
    )


def _missing(page: GraphqlPage, answer: Answer) -> FetchError:
    reasons = [skipped.reason for skipped in page.parsed.skipped]
    gone = next((reason for reason in reasons if "this user" in reason), None)
    if gone is not None:
        return FetchError(Fault.NOT_FOUND, gone)
    data = get_node(load_object(answer.body) or {}, "data")
    for name in ("list", "user"):
        if name in data and not data[name]:
            return FetchError(Fault.NOT_FOUND, f"there is no such {name}")
    return FetchError(Fault.UNKNOWN_SHAPE, "no timeline in the answer")


def find_user(answer: Answer, *, now: datetime) -> User:
    """Find the user that an answer shows.

    Raises:
        FetchError: it shows none.
    """
    content = load_object(answer.body)
    if content is None:
        raise FetchError(Fault.UNKNOWN_SHAPE, "a user's answer that is no JSON object")
    user = get_node(content, "data", "user", "result")
    user_id = user.get("rest_id")
    if isinstance(user_id, str) and user_id.isdecimal():
        posts = parse_count(get_node(user, "legacy").get("statuses_count"))
        return User(id=user_id, posts=posts)
    errors = tuple(list_errors(content))
    named = _find_named(errors, answer, now=now)
    if named is not None:
        raise named
    if errors:
        raise FetchError(Fault.REFUSED_REQUEST, _said(errors[0]))
    if not isinstance(content.get("data"), Mapping) or user.get("__typename") == "User":
        raise FetchError(Fault.UNKNOWN_SHAPE, "a user without a number")
    why = user.get("message") or user.get("reason") or "there is no such user"
    raise FetchError(Fault.NOT_FOUND, shorten(why))
