"""Quotations in another language than the page's; pure.

Browsers choose glyphs, line breaks and voices by the language that a page states.
"""

import re
from html import unescape

from markupsafe import Markup

from pelican_aireport.language.script import find_lang

__all__ = ["tell_foreign_quotes", "tell_language"]

_TAG_OR_QUOTATION = re.compile(
    r'<[^">]*(?:"[^"]*"[^">]*)*>'
    "|\u201c([^<\u201c\u201d]+)\u201d"
)


def tell_foreign_quotes(fragment: str, lang: str) -> Markup:
    """State the language of each quotation that evidently has another than the page.

    Quotations that hold markup stay as they are.

    Args:
        fragment: HTML.
        lang: The page's.
    """

    def tell(found: re.Match[str]) -> str:
        said = found[1]
        if not said or _foreign_lang(said, lang) is None:
            return found[0]
        return f"\u201c{tell_language('span', said, lang)}{said}</span>\u201d"

    return Markup(_TAG_OR_QUOTATION.sub(tell, str(fragment)))  # noqa: S704


def tell_language(tag: str, html: str, lang: str) -> str:
    """Return the opening tag of an element with this text, on a page of a language."""
    foreign = _foreign_lang(html, lang)
    return f'<{tag} lang="{foreign}">' if foreign else f"<{tag}>"


def _foreign_lang(html: str, lang: str) -> str | None:
    found = find_lang(unescape(html))
    same = found is None or lang.lower().startswith(found)
    return None if same else found
