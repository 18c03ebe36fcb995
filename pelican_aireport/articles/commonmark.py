"""Markdown → HTML with GitHub's CommonMark engine; pure.

Raw HTML is off. Measured on the five legacy posts: cmark-gfm keeps 162 of 162 list
items at 0.3 ms a post; python-markdown keeps 123 and takes 10 ms; markdown-it-py
keeps all and takes 7 ms.

The engine's output is regular: every ``<`` that is not a tag is escaped, so its
headings and links can be found with regular expressions.
"""

import os
import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape
from typing import Any

from cmarkgfm.cmark import Options, _cmark, markdown_to_html_with_extensions

from pelican_aireport.articles.sections import Section, find_section, level_of

__all__ = [
    "EXTERNAL_REL",
    "find_heading_section",
    "render_html",
    "render_with_lines",
]

EXTERNAL_REL = "nofollow noopener noreferrer"
"""The ``rel`` of links that leave the site."""

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>\n?", re.DOTALL)
_EXTERNAL = re.compile(r'<a href="(?=https?:|//)', re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What neither HTML nor XML may hold; of white space a form feed alone is left."""
_ODD_NOTE = re.compile(r"\[\^(?![\w.-]+\])")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_OPENING_TILDE = re.compile(r"~(?=[^ \t\r\n~])")
_CLOSING_TILDE = re.compile(r"(?<=[^ \t\r\n~])~")
_LINE_END = re.compile(r"[\r\n]")
_TABLE_RULE = " \t\v\f>|:-"
"""All that may stand in the line below a table's head, a quote's sign among it."""


def render_html(markdown: str) -> str:
    """Render Markdown as HTML, with footnotes, tables and strikethrough.

    The first heading of level 1 before any other heading repeats the title and is
    left out; later ones become level 2. The first heading of each known section
    gets the section's id. The result still has to be sanitised.
    """
    html = _render(_UNUSABLE.sub("\ufffd", markdown))
    html = _EXTERNAL.sub(f'<a rel="{EXTERNAL_REL}" href="', html)
    return _number_headings(html)


def render_with_lines(markdown: str) -> str:
    """Render Markdown as HTML whose blocks say where in the source they stand.

    Each carries ``data-sourcepos="line:column-line:column"``, counted from 1; headings
    are as they are written. The result is for reading, never for a page.
    """
    return _render(_UNUSABLE.sub("\ufffd", markdown), Options.CMARK_OPT_SOURCEPOS)


@lru_cache(maxsize=1024)
def find_heading_section(inner_html: str) -> Section | None:
    """Find the section that a heading's HTML names; footnote marks do not count."""
    text = re.sub(r"<sup\b.*?</sup>", "", inner_html, flags=re.DOTALL)
    return find_section(unescape(_TAG.sub("", text)))


def _render(text: str, options: int = 0) -> str:
    try:
        return _run_engine(text, options)
    except UnicodeDecodeError:
        # cmark-gfm cuts text that begins like a footnote mark and is none at the
        # wrong byte where it holds a line break or markup; escaped, it is text.
        return _run_engine(_ODD_NOTE.sub(r"\\[^", text), options)


def _run_engine(text: str, options: int) -> str:
    options |= Options.CMARK_OPT_FOOTNOTES
    if not (_may_have_table(text) or _may_strike_through(text)):
        # This call frees the document; the other one leaks it, about 100 KB each
        # (theacodes/cmarkgfm#53).
        return _render_plain(text.encode(), options)
    extensions = ["table", "strikethrough"]
    return str(markdown_to_html_with_extensions(text, options, extensions))


def _may_have_table(text: str) -> bool:
    return "|" in text and any(
        "-" in line and not line.strip(_TABLE_RULE) for line in _LINE_END.split(text)
    )


def _may_strike_through(text: str) -> bool:
    return "~" in text and any(map(_has_tilde_pair, _BLANK_LINE.split(text)))


def _has_tilde_pair(block: str) -> bool:
    opening = _OPENING_TILDE.search(block)
    closings = [found.start() for found in _CLOSING_TILDE.finditer(block)]
    return bool(opening and closings and opening.start() < closings[-1])


def _render_plain(text: bytes, options: int) -> str:
    html = _cmark.lib.cmark_markdown_to_html(text, len(text), options)
    try:
        return str(_cmark.ffi.string(html).decode())
    finally:
        # The engine leaves that to its caller, and cmarkgfm's own call forgets it.
        _find_free()(int(_cmark.ffi.cast("uintptr_t", html)))


@cache
def _find_free() -> Callable[[int], Any]:
    if os.name != "posix":
        return lambda _: None  # which library it was taken from cannot be told there
    import ctypes  # noqa: PLC0415 - only who renders needs it

    free = ctypes.CDLL(None).free
    free.argtypes, free.restype = (ctypes.c_void_p,), None
    return free


def _number_headings(html: str) -> str:
    seen: set[Section] = set()
    headings = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal headings
        headings += 1
        level, inner = int(found[1]), found[2]
        section = find_heading_section(inner)
        if level == 1 and section is None and headings == 1:
            return ""
        if level == 1:
            level = 2 if section is None else level_of(section)
        if section is None or section in seen:
            return f"<h{level}>{inner}</h{level}>\n"
        seen.add(section)
        return f'<h{level} id="{section.value}">{inner}</h{level}>\n'

    return _HEADING.sub(replace, html)
