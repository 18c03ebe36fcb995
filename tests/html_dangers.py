"""What in a page's HTML would be alive in a browser."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

__all__ = ["find_dangers"]

_TAGS = {
    *("a", "blockquote", "br", "code", "del", "em", "hr", "img", "li", "ol", "p"),
    *("h2", "h3", "h4", "h5", "h6", "pre", "section", "strong", "sup", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
_ATTRIBUTES = {
    *("alt", "class", "height", "href", "id", "loading", "rel", "src", "start"),
    *("title", "width"),
}
_ADDRESS = re.compile(
    r"(?i)(?:https?:|mailto:|[^a-z]|[a-z][a-z0-9+.-]*(?![a-z0-9+.:-]))"
)
_IGNORED = re.compile("[\x00-\x20]")


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            self.found.extend(_dangers(name, value or ""))


def _dangers(name: str, value: str) -> Iterator[str]:
    if name not in _ATTRIBUTES:
        yield f"{name}="
    # Browsers drop control characters and blanks from the scheme.
    if name in {"href", "src"} and not _ADDRESS.match(_IGNORED.sub("", value)):
        yield f"{name}={value}"


def find_dangers(html: str) -> list[str]:
    """Return tags, attributes and addresses that do not belong on a page."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.found
