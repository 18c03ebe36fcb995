"""The HTML of feed items: an article's, without what only its page can do; pure.

Footnotes stay footnotes in a full text. A section and a list of claims stand alone:
what a claim rests on is linked there itself.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from urllib.parse import quote, urljoin

from pelican_aireport.articles.claim_marks import render_marks
from pelican_aireport.articles.footnotes import read_label
from pelican_aireport.articles.sections import Wording
from pelican_aireport.model import Claim, Quotation
from pelican_aireport.site.entries import EntryClaim
from pelican_aireport.site.evidence_cards import find_homes

__all__ = ["cite_tweets", "claims_html", "make_absolute"]

_TAG = re.compile(r'<[a-zA-Z](?:[^<>"]|"[^"]*")*>')
_LINK = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_MARK = re.compile(
    r'<sup class="footnote-ref"><a href="#fn-([^"]*)"[^>]*>([^<]*)</a></sup>'
)


def make_absolute(html: str, page: str) -> str:
    """Return HTML whose links and pictures hold wherever it is read.

    Footnotes lead back to the claims of the page, as they do on the page itself.

    Args:
        html: Of an article, as Pelican gives it out.
        page: The absolute address of the article's page.
    """
    homes = {f"#{mark}": f"#{claim}" for mark, claim in find_homes(html).items()}

    def resolve(found: re.Match[str]) -> str:
        target = homes.get(found[2], found[2])
        return f'{found[1]}="{escape(_join(page, unescape(target)))}"'

    return _TAG.sub(lambda tag: _LINK.sub(resolve, tag[0]), html)


def cite_tweets(html: str, quotations: Iterable[Quotation], page: str) -> str:
    """Let the footnote marks of a piece of an article lead to the tweets themselves.

    A tweet without an address is cited where the page quotes it.
    """
    urls = {each.id: each.url for each in quotations}

    def cite(mark: re.Match[str]) -> str:
        url = urls.get(read_label(mark[1])) or f"{page}#fn-{unescape(mark[1])}"
        return f'<sup><a href="{escape(url)}">{mark[2]}</a></sup>'

    return _MARK.sub(cite, html)


def claims_html(
    claims: Iterable[EntryClaim],
    quotations: Mapping[str, Quotation],
    *,
    page: str,
    words: Wording,
) -> str:
    """Render claims as a list, each linked to its place on the page and its tweets."""
    items = (
        f"<li>{_statement(each, page)}{_marks(each.claim, words)}"
        f"{_sources(each.claim, quotations, page)}</li>\n"
        for each in claims
    )
    return f"<ul>\n{''.join(items)}</ul>"


def _join(page: str, target: str) -> str:
    try:
        return urljoin(page, target)
    except ValueError:
        return target  # such as "http://[": no browser follows it either


def _statement(each: EntryClaim, page: str) -> str:
    claim = each.claim
    lead = claim.lead if claim.text.startswith(claim.lead) else ""
    named = f"<strong>{escape(lead)}</strong>" if lead else escape(claim.text)
    rest = claim.text[len(lead) :] if lead else ""
    return f'<a href="{escape(page)}#{each.anchor}">{named}</a>{escape(rest)}'


def _marks(claim: Claim, words: Wording) -> str:
    marks = render_marks(claim, words)
    return f" <em>{escape(marks)}</em>" if marks else ""


def _sources(claim: Claim, quotations: Mapping[str, Quotation], page: str) -> str:
    sources = " ".join(
        _source(number, id_, quotations.get(id_), page)
        for number, id_ in enumerate(claim.evidence, 1)
    )
    return f" <sup>{sources}</sup>" if sources else ""


def _source(number: int, id_: str, quotation: Quotation | None, page: str) -> str:
    url = (quotation and quotation.url) or f"{page}#fn-{quote(id_)}"
    name = f"@{quotation.author}" if quotation and quotation.author else str(number)
    return f'<a href="{escape(url)}">{escape(name)}</a>'
