"""Evidence on a report's own page: each mark opens its footnote as a card; pure.

By the Popover API, without a script: the mark is a button that names the footnote,
which is the popover itself, so that nothing stands on the page twice. A browser that
does not know popovers shows the link beside the button, and the list as ever.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from pelican_aireport.articles.footnotes import read_label
from pelican_aireport.model import Quotation
from pelican_aireport.site.foreign_quotes import tell_language

__all__ = ["shorten_marks", "show_buttons", "show_cards"]

_MARK = re.compile(
    r'<sup class="footnote-ref"><a (?=[^>]*\bhref="#(fn-[^"]*)")'
    r'(?=[^>]*\bid="([^"]*)")[^>]*>([^<]*)</a></sup>'
)
_MARK_ID = re.compile(r'(<a href="#(?:fn-[^"]*" id=")?)(fnref-[^"]*)(?=")')
_NOTE = re.compile(r'<li id="(fn-[^"]*)">')
_TIME = re.compile(
    "(?<=</strong> \u00b7 )"
    r"(\d{4}-[01]\d-[0-3]\d)[ \xa0]([0-2]\d:[0-5]\d)"
    "(?= \u00b7 )"
)
_QUOTATION = re.compile(
    "(?<=</a>)([\uff1a:] ?)(\u201c[^<]*\u201d)"  # a colon of either width
)


def shorten_marks(html: str) -> str:
    """Give the footnote marks of an article short ids, and the links that lead back.

    ``r3-2`` is the second mark of the third footnote: a week's page has hundreds, and
    nothing else links to them. Footnotes keep their ids.
    """
    short = {}
    for mark in _MARK.finditer(html):
        note, id_, number = mark.groups()
        if number.isdecimal():
            repeated = id_.removeprefix(f"fnref-{note.removeprefix('fn-')}")
            short[id_] = f"r{number}{repeated}"
    return _MARK_ID.sub(lambda each: each[1] + short.get(each[2], each[2]), html)


def show_buttons(
    fragment: str, quotations: Iterable[Quotation], words: Mapping[str, Any]
) -> Markup:
    """Put a button before the link of each footnote mark.

    Args:
        fragment: HTML of an article, sanitised.
        quotations: The article's, for the names of the authors.
        words: ``mark`` with number, ``mark_by`` with number and author.
    """
    authors = {each.id: each.author for each in quotations}

    def show(mark: re.Match[str]) -> str:
        note, id_, number = mark.groups()
        author = authors.get(read_label(note.removeprefix("fn-")))
        form = words["mark_by"] if author else words["mark"]
        name = escape(form.format(number=number, author=author))
        # Outside of forms a button needs no type.
        return (
            f'<sup class="footnote-ref" id="{id_}">'
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
        tag = tell_language("span", said, lang).replace(">", ' class="quotation">')
        return f'<span class="colon">{colon}</span>{tag}{said}</span>'

    return Markup(_QUOTATION.sub(show, cards))  # noqa: S704
