"""Any text as text of XML 1.0; pure."""

import re
from html import escape
from urllib.parse import quote

__all__ = ["allowed_text", "plain_url", "xml_text"]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML document may hold in no form, not even as a reference."""

_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"


def allowed_text(text: str) -> str:
    """Return a text in which what XML forbids has become U+FFFD."""
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Return a text as it stands in an element or, in quotes, in an attribute.

    A parser reads the same text again, but for the white space of an attribute, which
    is spaces then. Characters that XML forbids become U+FFFD.

    >>> xml_text(']]> & <b title="x">')
    ']]&gt; &amp; &lt;b title=&quot;x&quot;&gt;'
    """
    return escape(allowed_text(text)).replace("\r", "&#13;")


def plain_url(url: str) -> str:
    """Return an address in ASCII: what is not stands percent-encoded.

    >>> plain_url("https://example.com/entities/英伟达/?a=1#c-1")
    'https://example.com/entities/%E8%8B%B1%E4%BC%9F%E8%BE%BE/?a=1#c-1'
    """
    return quote(url, safe=_URL_SAFE, errors="replace")
