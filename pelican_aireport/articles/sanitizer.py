"""What of an article's HTML may be published; pure, the last step on every body.

An allow-list by nh3, and a filter against Pelican's intrasite links: Pelican
publishes whatever file ``{attach}`` names, also outside the site.
"""

import re

import nh3

from pelican_aireport.articles.commonmark import EXTERNAL_REL
from pelican_aireport.articles.sections import Section

__all__ = ["PICTURE_NAME", "sanitize"]

PICTURE_NAME = re.compile(
    r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:png|svg|jpg|jpeg|webp|gif)"
)
"""A bare name of a picture beside an article, by full match."""

_PICTURE_LINK = re.compile(rf"\{{attach\}}{PICTURE_NAME.pattern}")
_TAGS = {
    *("a", "blockquote", "br", "code", "del", "em", "hr", "img", "li", "ol", "p"),
    *("h2", "h3", "h4", "h5", "h6", "pre", "section", "strong", "sup", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES = {
    "a": {"href", "title", "id", "rel"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "li": {"id"},
    "ol": {"start"},
    **{heading: {"id"} for heading in _HEADINGS},
}
_CLASSES = {
    "a": {"footnote-backref", "wordcloud"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
}
_VALUES = {
    "rel": re.compile(re.escape(EXTERNAL_REL)),
    "loading": re.compile("lazy|eager"),
    "width": re.compile(r"\d{1,5}"),
    "height": re.compile(r"\d{1,5}"),
    "start": re.compile(r"\d{1,9}"),
    "class": re.compile(r"[a-z -]+"),
    "id": re.compile(
        rf"(?:fn|fnref)-[A-Za-z0-9_.%-]{{1,200}}|{'|'.join(s.value for s in Section)}"
    ),
}
"""What an attribute's value has to match in full; links and texts are apart."""

_LINKS = frozenset({"href", "src"})
_ENCODED_MARKER = re.compile(
    r"(?:[\x00-\x20]|%(?:25)*(?:[01][0-9a-f]|20))*%(?:25)*7[bc]", re.IGNORECASE
)
"""``{`` or ``|`` at the beginning, percent-encoded however often."""

_QUOTED_MARKER = re.compile(r"['\"`](?=\s*[{|])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINKED_MARK = re.compile(
    r'(<sup class="footnote-ref">)</sup></a>(<a href="#fn-[^"]*" id="[^"]*">[^<]*</a>)'
)
"""What becomes of a footnote's mark inside a link: links hold no links."""


def sanitize(html: str) -> str:
    """Return what of the HTML may be published.

    Links keep their text where their target goes. Of Pelican's ``{…}`` and ``|…|``
    targets only ``{attach}NAME`` stays, for a bare picture name.
    """
    cleaned = _CLEANER.clean(_SURROGATE.sub("\ufffd", html))
    return _LINKED_MARK.sub(r"</a>\1\2</sup>", cleaned)


def _filter_attribute(_tag: str, name: str, value: str) -> str | None:
    if name in _LINKS:
        return value if _is_safe_link(value) else None
    allowed = _VALUES.get(name)
    if allowed is not None:
        return value if allowed.fullmatch(value) else None
    # Pelican looks for links anywhere inside a tag, also in the text of an
    # attribute: alt="src='{attach}…'".
    return _QUOTED_MARKER.sub("\u2019", value)


def _is_safe_link(value: str) -> bool:
    if "{" in value or "|" in value:
        return _PICTURE_LINK.fullmatch(value) is not None
    return bool(value) and _ENCODED_MARKER.match(value) is None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter_attribute,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
