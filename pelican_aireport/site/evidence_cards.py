"""Evidence on a report's own page: each mark opens its footnote as a card; pure.

By the Popover API, without a script: the mark is a button that names the footnote,
which is the popover itself, so that nothing stands on the page twice. A browser that
does not know popovers shows the link beside the button, and the list as ever.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from pelican_aireport.site.foreign_quotes import tell_language

__all__ = ["find_homes", "show_buttons", "show_cards"]

_MARK = re.compile(
    r'<sup class="footnote-ref"><a (?=[^>]*\bhref="#(fn-[^"]*)")'
    r'(?=[^>]*\bid="([^"]*)")[^>]*>([^<]*)</a></sup>'
)
_CLAIM = re.compile(r'<(li|p)\b(?=[^<>]*\bid="(c-[^"]*)")[^<>]*>(.*?)</\1>', re.DOTALL)
_MARK_ID = re.compile(r'\bid="(fnref-[^"]*)"')
_NOTE = re.compile(r'<li id="(fn-[^"]*)">')
_TIME = re.compile(
    "(?<=</strong> \u00b7 )"
    r"(\d{4}-[01]\d-[0-3]\d)[ \xa0]([0-2]\d:[0-5]\d)"
    "(?= \u00b7 )"
)
_QUOTATION = re.compile(
    "(?<=</a>)([\uff1a:] ?)(\u201c[^<]*\u201d)"  # a colon of either width
)


def find_homes(fragment: str) -> Mapping[str, str]:
    """Find the claims that footnote marks stand in: a claim's id by a mark's id."""
    return {
        mark[1]: claim[2]
        for claim in _CLAIM.finditer(fragment)
        for mark in _MARK_ID.finditer(claim[3])
    }


def show_buttons(fragment: str, words: Mapping[str, Any]) -> Markup:
    """Put a button before the link of each footnote mark.

    A mark in a claim loses its own id: its footnote leads back to the claim.

    Args:
        fragment: HTML of an article, sanitised.
        words: ``mark`` with number.
    """
    homes = find_homes(str(fragment))

    def show(mark: re.Match[str]) -> str:
        note, id_, number = mark.groups()
        name = escape(words["mark"].format(number=number))
        own = "" if id_ in homes else f' id="{id_}"'
        # Outside of forms a button needs no type.
        return (
            f'<sup class="footnote-ref"{own}>'
            f'<button popovertarget="{note}" aria-label="{name}">{number}</button>'
            f'<a href="#{note}">{number}</a></sup>'
        )

    # A Markup's own methods would escape what the pattern puts in.
    return Markup(_MARK.sub(show, str(fragment)))  # noqa: S704


def show_cards(footnotes: str, words: Mapping[str, Any], lang: str) -> Markup:
    """Make each footnote a popover with a button that closes it.

    Args:
        footnotes: The section of footnotes, sanitised.
        words: ``close``.
        lang: The page's.
    """
    close = escape(words["close"])
    cards = _NOTE.sub(
        # It shows in an open card alone, so that to toggle it is to close it.
        r'<li id="\1" popover><button class="close" popovertarget="\1" '
        rf'aria-label="{close}"></button>',
        _TIME.sub(r"<time>\1 \2</time>", str(footnotes)),
    )

    def show(quotation: re.Match[str]) -> str:
        colon, said = quotation.groups()
        return f"{colon}{tell_language('q', said, lang)}{said}</q>"

    return Markup(_QUOTATION.sub(show, cards))  # noqa: S704
