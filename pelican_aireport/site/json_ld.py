"""JSON-LD as the text of a script element; pure.

A data block is not executed, so that a content security policy needs no exception for
it; but a text that ends the element would put markup into the page.
"""

import json
import re
from collections.abc import Mapping

from markupsafe import Markup

__all__ = ["render_json_ld"]

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What ends or opens markup, ends a line of JavaScript, or is no UTF-8."""


def render_json_ld(value: Mapping[str, object]) -> Markup:
    """Render a value as JSON that parses back to the same, whatever its texts hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_UNSAFE.sub(_escape, text))  # noqa: S704 - made safe just now


def _escape(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"
