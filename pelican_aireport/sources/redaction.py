"""Secrets that a service repeats are taken out of its answers; pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from pelican_aireport.sources.web import Answer

__all__ = ["redact"]

_HIDDEN = b"***"


def redact(answer: Answer, secrets: Iterable[str]) -> Answer:
    """Return an answer whose body repeats no secret, so that it may be kept and told.

    Each is found as it is, and percent-encoded or escaped as in JSON.
    """
    body = answer.body
    for secret in secrets:
        body = _pattern(secret).sub(_HIDDEN, body)
    return replace(answer, body=body)


def _pattern(secret: str) -> re.Pattern[bytes]:
    return re.compile("".join(map(_forms, unquote_to_bytes(secret))).encode("latin1"))


def _forms(byte: int) -> str:
    """Return what may stand for a character: encoders leave letters and digits."""
    text = chr(byte)
    if text.isascii() and text.isalnum():
        return text
    plain = re.escape(text)
    return rf"(?:\\?{plain}|(?i:%(?:25)*{byte:02x}|\\u{byte:04x}))"
