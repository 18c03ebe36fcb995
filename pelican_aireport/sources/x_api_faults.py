"""What X's official API means by its refusals; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.tweet_object import Parsed
from pelican_aireport.sources.web import (
    Answer,
    find_web_fault,
    load_object,
    shorten,
)

__all__ = ["find_api_fault", "find_api_page_fault"]

_NO_CREDIT = re.compile(r"usage.?cap|credit|spend(?:ing)?.?cap", re.IGNORECASE)
_TOO_OLD = re.compile(r"start_time\b.*\bmust be on or after", re.IGNORECASE)
_NOT_ENROLLED = re.compile(r"enrolled|unsupported.authentication", re.IGNORECASE)
_OF_ITS_OWN = re.compile(
    r"internal|over ?capacity|time(?:d )?-?out|service unavailable", re.IGNORECASE
)
_FOR_PEOPLE = ("title", "message", "detail", "reason")


def find_api_fault(answer: Answer, *, now: datetime) -> FetchError | None:
    """Find what is wrong with an answer before its tweets are looked for."""
    if answer.status == HTTPStatus.OK:
        return find_web_fault(answer, now=now)
    status, content = answer.status, load_object(answer.body) or {}
    said, meant = _said(content), _meant(content)
    if status == HTTPStatus.PAYMENT_REQUIRED or (
        status in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
        and _NO_CREDIT.search(meant)
    ):
        return FetchError(Fault.NO_CREDIT, said)
    web = find_web_fault(answer, now=now)
    if web is not None:
        return web
    if status == HTTPStatus.UNAUTHORIZED or (
        status == HTTPStatus.FORBIDDEN and _NOT_ENROLLED.search(meant)
    ):
        return FetchError(Fault.REFUSED_TOKEN, said or f"HTTP {status}")
    if status == HTTPStatus.NOT_FOUND:
        return FetchError(Fault.NOT_FOUND, said)
    if status == HTTPStatus.BAD_REQUEST and _TOO_OLD.search(meant):
        said = f"recent search reaches back seven days; {said}"
    return FetchError(Fault.REFUSED_REQUEST, said or f"HTTP {status}")


def find_api_page_fault(
    content: Mapping[str, object], parsed: Parsed
) -> FetchError | None:
    """Find what is wrong with a page that was read, if anything."""
    if parsed.tweets:
        return None
    if content.get("data"):
        reasons = {skipped.reason for skipped in parsed.skipped}
        fault = Fault.NAMELESS if reasons == {"no author"} else Fault.UNKNOWN_SHAPE
        return FetchError(fault, f"{len(parsed.skipped)} tweets")
    if content.get("errors"):
        is_its_own = _OF_ITS_OWN.search(_meant(content))
        fault = Fault.SERVER if is_its_own else Fault.NOT_FOUND
        return FetchError(fault, _said(content))
    meta = content.get("meta")
    if isinstance(meta, Mapping) and "result_count" in meta:
        return None
    return FetchError(Fault.UNKNOWN_SHAPE, "neither tweets nor a count")


def _said(content: Mapping[str, object]) -> str:
    """Return X's own words, on one line."""
    return shorten("; ".join(dict.fromkeys(_words(content, _FOR_PEOPLE))))


def _meant(content: Mapping[str, object]) -> str:
    """Return all that may name the matter, uncut; what does so most often is last."""
    return "; ".join(_words(content, (*_FOR_PEOPLE, "type")))


def _words(content: Mapping[str, object], names: Iterable[str]) -> Iterator[str]:
    listed = content.get("errors")
    for item in (content, *(listed if isinstance(listed, list) else ())):
        if isinstance(item, Mapping):
            for name in names:
                value = item.get(name)
                if isinstance(value, str):
                    yield value
