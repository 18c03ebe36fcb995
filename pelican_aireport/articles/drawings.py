"""SVG files that are plain drawings: words and shapes, no script, nothing from afar.

Pure. A drawing is published and linked as a document, so a script inside it would
run as the site's own. What is allowed is listed; all else is refused.
"""

import re

__all__ = ["LARGEST_DRAWING", "find_objection"]

LARGEST_DRAWING = 256 * 1024
"""In bytes; a cloud of eighty words takes about 12 KB."""

_ELEMENTS = (
    "svg|title|desc|metadata|g|text|rect|path|circle|line|polyline|polygon|defs"
    "|linearGradient|stop"
)
# No character references: CSS and addresses could hide behind them.
_ENTITY = "&(?:amp|lt|gt|quot|apos);"
_NAME = r"(?!(?:[\w.-]+:)?(?:(?i:on)|(?:href|src|base)\s*=))[A-Za-z_][\w:.-]*"
_VALUE = rf""""[^"<&\\]*(?:{_ENTITY}[^"<&\\]*)*"|'[^'<&\\]*(?:{_ENTITY}[^'<&\\]*)*'"""
_ATTRIBUTES = rf"(?:\s+{_NAME}\s*=\s*(?:{_VALUE}))*\s*"
_PLAIN = re.compile(
    rf"<(?:{_ELEMENTS}){_ATTRIBUTES}/?>"
    rf"|</(?:{_ELEMENTS})\s*>"
    rf"|<style{_ATTRIBUTES}>[^<&\\]*</style\s*>"
    r"|<!--(?:[^-]|-(?!-))*-->"
    r"|\A<\?xml\s+version=.1\.0.(?:\s+encoding=.(?i:utf-8).)?"
    r"(?:\s+standalone=.(?:yes|no).)?\s*\?>"
)
_AFAR = ("url(", "image-set(", "src(", "@import", "javascript:")


def find_objection(content: bytes) -> str | None:
    """Return why an SVG is no plain drawing, or ``None``."""
    if len(content) > LARGEST_DRAWING:
        return f"larger than {LARGEST_DRAWING // 1024} KB"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "no UTF-8 text"
    # In XML every "<" begins markup: none may be left without what is allowed.
    _, bracket, rest = _PLAIN.sub("", text).partition("<")
    if bracket:
        return f"no plain drawing: <{' '.join(rest[:30].split())}"
    inside = text.lower().replace("url(#", "")
    found = next((words for words in _AFAR if words in inside), None)
    return f"no plain drawing: {found}" if found else None
