"""Secrets found however they are written, and taken out of answers; pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from pelican_aireport.sources.web import Answer

__all__ = ["redact", "secret_pattern"]

_HIDDEN = b"***"
_REFERENCES = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}


def redact(answer: Answer, secrets: Iterable[str]) -> Answer:
    """Return an answer whose body repeats no secret, so that it may be kept and told.

    Each is found as it is, and percent-encoded or escaped as in JSON or HTML.
    """
    body = answer.body
    for secret in secrets:
        body = secret_pattern(secret).sub(_HIDDEN, body)
    return replace(answer, body=body)


def secret_pattern(secret: str) -> re.Pattern[bytes]:
    """Return what finds a secret as it is, percent-encoded, or escaped."""
    written = dict.fromkeys((secret.encode(), unquote_to_bytes(secret)))
    forms = ("".join(map(_forms, each)) for each in written)
    return re.compile("|".join(forms).encode("latin1"))


def _forms(byte: int) -> str:
    """Return what may stand for a character: encoders leave letters and digits."""
    text = chr(byte)
    if text.isascii() and text.isalnum():
        return text
    named = _REFERENCES.get(text)
    # what is escaped twice, as in a feed, too
    reference = rf"&(?:amp;)*(?:#0*{byte}|#x0*{byte:x}{f'|{named}' if named else ''});"
    # the longest first, for a secret may end with a percent sign
    escaped = rf"%(?:25)*{byte:02x}|\\u{byte:04x}|{reference}"
    return rf"(?:(?i:{escaped})|\\?{re.escape(text)})"
