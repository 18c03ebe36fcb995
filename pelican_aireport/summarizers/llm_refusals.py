"""What an error of litellm means, told without a key or a password.

Pure: values in, an error of ours out.
"""

import json
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from pelican_aireport.sources.web import load_object, shorten
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_transport import Seen

__all__ = ["find_refusal", "is_about_format", "scrub"]

_BY_STATUS: Mapping[int, LLMFault] = {
    HTTPStatus.UNAUTHORIZED: LLMFault.REFUSED_KEY,
    HTTPStatus.PAYMENT_REQUIRED: LLMFault.NO_CREDIT,
    HTTPStatus.FORBIDDEN: LLMFault.REFUSED_KEY,
    HTTPStatus.NOT_FOUND: LLMFault.UNKNOWN_MODEL,
    HTTPStatus.REQUEST_TIMEOUT: LLMFault.TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: LLMFault.TOO_LONG,
    HTTPStatus.TOO_MANY_REQUESTS: LLMFault.RATE_LIMIT,
    HTTPStatus.GATEWAY_TIMEOUT: LLMFault.TIMEOUT,
}
_BY_CLASS: Mapping[str, LLMFault] = {
    "ContextWindowExceededError": LLMFault.TOO_LONG,
    "ContentPolicyViolationError": LLMFault.REFUSAL,
    "Timeout": LLMFault.TIMEOUT,
    "UnsupportedParamsError": LLMFault.BAD_REQUEST,
}
_SILENT = (LLMFault.REFUSED_KEY, LLMFault.MISSING_KEY)
"""Faults whose answers repeat the key, or a part of it."""

_TOO_LONG = re.compile(
    r"context[ _](?:length|window|size|limit)|maximum context|prompt is too long"
    r"|too many (?:input )?tokens|exceed\w* .{0,40}\btokens",
    re.IGNORECASE,
)
_NO_CREDIT = re.compile(
    rb"insufficient[_ ](?:balance|quota|credit)|credit balance is too low",
    re.IGNORECASE,
)
_NO_KEY = re.compile(r"api[_ ]?key|credentials", re.IGNORECASE)
_FORMAT = re.compile(
    r"response[_ ]?format|json[_ ]?schema|json[_ ]?object|structured output|grammar",
    re.IGNORECASE,
)
_KEY_SHAPE = re.compile(
    r"\b(?:sk|pk|key|gsk|xai|hf|AIza|Bearer)[-_ ][\w*.-]{8,}", re.IGNORECASE
)
_HIDDEN = "[hidden]"


def find_refusal(
    error: Exception, seen: Iterable[Seen], secrets: Iterable[str]
) -> LLMError:
    """Find what an error of litellm means.

    Args:
        error: What litellm raised.
        seen: What came of the requests of the call, in order.
        secrets: Texts that must not be told, longest first.
    """
    last = next(reversed(tuple(seen)), None)
    if last is not None and last.fault is not None:
        return LLMError(last.fault, last.detail)
    words = _words(error, last)
    fault = _fault(error, last, words)
    told = "" if fault in _SILENT else shorten(scrub(words, secrets))
    status = f"HTTP {last.status}" if last and last.status else type(error).__name__
    return LLMError(
        fault,
        ": ".join(filter(None, (status, told))),
        retry_after_seconds=last.retry_after_seconds if last else None,
    )


def is_about_format(error: LLMError) -> bool:
    """Tell whether a provider refuses the shape that was asked for."""
    return error.fault is LLMFault.BAD_REQUEST and bool(_FORMAT.search(error.detail))


def scrub(words: str, secrets: Iterable[str]) -> str:
    """Return words without secrets, nor anything that has the shape of a key."""
    for secret in secrets:
        words = words.replace(secret, _HIDDEN)
    return _KEY_SHAPE.sub(_HIDDEN, words)


def _fault(error: Exception, last: Seen | None, words: str) -> LLMFault:
    by_class = _BY_CLASS.get(type(error).__name__)
    status = last.status if last else None
    if by_class is not None:
        return by_class
    if status is None:
        # nothing was sent: litellm itself refused
        return LLMFault.MISSING_KEY if _NO_KEY.search(words) else LLMFault.BAD_REQUEST
    if status < HTTPStatus.BAD_REQUEST:
        # an answer that litellm cannot read, such as a gateway's page for people
        return LLMFault.SERVER
    return _by_words(status, words, last) or _by_status(status)


def _by_words(status: int, words: str, last: Seen | None) -> LLMFault | None:
    if status not in (HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS):
        return None
    # OpenAI says it in the error's code alone; it is no use to ask again.
    if last is not None and _NO_CREDIT.search(last.body):
        return LLMFault.NO_CREDIT
    is_long = status == HTTPStatus.BAD_REQUEST and _TOO_LONG.search(words)
    return LLMFault.TOO_LONG if is_long else None


def _by_status(status: int) -> LLMFault:
    is_theirs = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    usual = LLMFault.SERVER if is_theirs else LLMFault.BAD_REQUEST
    return _BY_STATUS.get(status, usual)


def _words(error: Exception, last: Seen | None) -> str:
    """Return the provider's own words, where it gave some, else litellm's."""
    if last is None or last.status is None:
        return str(error)
    if last.status < HTTPStatus.BAD_REQUEST:
        return "the answer cannot be read"
    said = load_object(last.body)
    if said is None:
        return ""
    inner = said.get("error", said)
    message = inner.get("message", inner) if isinstance(inner, Mapping) else inner
    return message if isinstance(message, str) else json.dumps(message)
