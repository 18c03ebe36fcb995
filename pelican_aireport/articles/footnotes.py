"""Footnotes read back: what each says of its tweet; pure."""

import re
from datetime import datetime, tzinfo
from html import unescape
from urllib.parse import unquote

from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.model import Quotation

__all__ = ["read_label", "read_quotations", "separate_marks"]

_WORDS = tuple(wording(language) for language in LANGUAGES)
_NOTE = '<li id="fn-'
_MARKS = '</sup><sup class="footnote-ref">'
_BACK_LINK = '<a href="#fnref-'
_TAG = re.compile(r'<[^">]*(?:"[^"]*"[^">]*)*>')
_AUTHOR = re.compile(r"\s*(?:<p>)?<strong>@([A-Za-z0-9_]{1,50})</strong>")
_URL = re.compile(
    r'href="(https://(?:x|twitter)\.com/[A-Za-z0-9_]{1,50}/status/[A-Za-z0-9_-]{1,64})"'
)
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_COUNTS = {words.likes: "likes" for words in _WORDS} | {
    words.reposts: "reposts" for words in _WORDS
}
_OPENING, _CLOSING = (
    "".join({words.quotes[side] for words in _WORDS}) for side in (0, 1)
)
_QUOTE = re.compile(rf"[{_OPENING}](.*)[{_CLOSING}]")


def read_label(fragment: str) -> str:
    """Return the label of the footnote that ``#fn-`` and a fragment lead to."""
    return unquote(unescape(fragment))


def read_quotations(notes: str, timezone: tzinfo | None) -> tuple[Quotation, ...]:
    """Read the section of footnotes; what one of them does not say is ``None``.

    Args:
        notes: The sanitised HTML of the section.
        timezone: That of the stated times; without it they are unknown.
    """
    return tuple(_read_note(note, timezone) for note in notes.split(_NOTE)[1:])


def separate_marks(html: str) -> str:
    """Put a space between marks that follow upon one another: 1 and 2 are not 12."""
    return html.replace(_MARKS, _MARKS.replace("><", "> <"))


def _read_note(note: str, timezone: tzinfo | None) -> Quotation:
    label, _, html = note.partition('">')
    html = html.partition(_BACK_LINK)[0]
    author, url = _AUTHOR.match(html), _URL.search(html)
    text = " ".join(unescape(_TAG.sub("", html)).split())
    quote = _QUOTE.search(text)
    parts = text[: quote.start() if quote else None].split(" · ")
    counts = dict(filter(None, map(_read_count, parts)))
    return Quotation(
        id=read_label(label),
        author=author and author[1],
        url=url and url[1],
        created_at=_read_time(parts, timezone),
        likes=counts.get("likes"),
        reposts=counts.get("reposts"),
        quote=quote and quote[1],
    )


def _read_time(parts: list[str], timezone: tzinfo | None) -> datetime | None:
    found = next(filter(_TIME.fullmatch, parts), None)
    if found is None or timezone is None:
        return None
    try:
        return datetime.fromisoformat(found).replace(tzinfo=timezone)
    except ValueError:
        return None


def _read_count(part: str) -> tuple[str, int] | None:
    word, _, digits = part.partition(" ")
    kind = _COUNTS.get(word)
    digits = digits.replace(",", "")
    if kind is None or not (digits.isdecimal() and digits.isascii()):
        return None
    return kind, int(digits)
