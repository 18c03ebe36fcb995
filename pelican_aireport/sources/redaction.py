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
    written = dict.fromkeys((secret.encode(), unquote_to_bytes(secret)))
    forms = ("".join(map(_forms, each)) for each in written)
    return re.compile("|".join(forms).encode("latin1"))


def _forms(byte: int) -> str:
    """Return what may stand for a character: encoders leave letters and digits."""
    text = chr(byte)
    if text.isascii() and text.isalnum():
        return text
    # the longest first, for a secret may end with a percent sign
    return rf"(?:(?i:%(?:25)*{byte:02x}|\\u{byte:04x})|\\?{re.escape(text)})"
