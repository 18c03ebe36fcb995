"""The HTML of feed items holds wherever it is read."""

from datetime import date

import pytest
from archives import make_entry, report_body

from pelican_aireport.articles.sections import wording
from pelican_aireport.model import Quotation
from pelican_aireport.site.feed_html import cite_tweets, claims_html, make_absolute

PAGE = "https://example.com/reports/t/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<a href="#ai">', f'<a href="{PAGE}#ai">', id="fragment"),
        pytest.param(
            '<img alt="" src="cloud.png">',
            f'<img alt="" src="{PAGE}cloud.png">',
            id="picture",
        ),
        pytest.param(
            '<a href="/about/">', '<a href="https://example.com/about/">', id="root"
        ),
        pytest.param(
            '<a href="../s/">', '<a href="https://example.com/reports/s/">', id="above"
        ),
        pytest.param(
            '<a href="https://x.com/?a=1&amp;b=2">',
            '<a href="https://x.com/?a=1&amp;b=2">',
            id="absolute",
        ),
        pytest.param(
            '<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">', id="mail"
        ),
        pytest.param('<a href="http://[">', '<a href="http://[">', id="no address"),
        pytest.param('<p>x href="#ai"</p>', '<p>x href="#ai"</p>', id="text"),
        pytest.param(
            '<a data-href="#ai">', '<a data-href="#ai">', id="another attribute"
        ),
        pytest.param(
            '<p id="c-1"><a id="fnref-1"></a></p><a href="#fnref-1"></a>',
            f'<p id="c-1"><a id="fnref-1"></a></p><a href="{PAGE}#c-1"></a>',
            id="back to a claim",
        ),
        pytest.param(
            '<a href="?q=&#x27;">', f'<a href="{PAGE}?q=&#x27;">', id="reference"
        ),
    ],
)
def test_every_address_is_absolute(html: str, expected: str) -> None:
    assert make_absolute(html, PAGE) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(
            "https://x.com/ann/status/1", "https://x.com/ann/status/1", id="tweet"
        ),
        pytest.param(None, f"{PAGE}#fn-1", id="no address"),
    ],
)
def test_a_mark_leads_to_its_tweet(url: str | None, expected: str) -> None:
    """Else to the page, where the tweet is quoted."""
    mark = '<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">2</a></sup>'
    quotations = (Quotation(id="1", url=url),)
    assert cite_tweets(f"<p>甲{mark}</p>", quotations, PAGE) == (
        f'<p>甲<sup><a href="{expected}">2</a></sup></p>'
    )


def test_a_claim_is_told_with_its_marks_and_its_tweets() -> None:
    """The lead leads to the page; what is a rumour there is one here."""
    entry = make_entry(
        date(2026, 9, 7),
        report_body("**A<b**：将发布 *传闻 · 单一来源*".replace("<", "\\<")),
    )
    # A mark stands behind the text, its footnote behind the mark.
    (claim,) = entry.claims
    quotations = {
        "t1": Quotation(id="t1", author="ann", url="https://x.com/ann/status/1")
    }
    assert claims_html([claim], quotations, page=PAGE, words=wording("zh-CN")) == (
        f'<ul>\n<li><a href="{PAGE}#{claim.anchor}"><strong>A&lt;b</strong></a>：将发布'
        " <em>传闻 · 单一来源</em>"
        ' <sup><a href="https://x.com/ann/status/1">@ann</a></sup></li>\n</ul>'
    )


def test_a_tweet_that_is_not_quoted_is_cited_on_the_page() -> None:
    """By a number, as no author is known."""
    entry = make_entry(date(2026, 9, 7), report_body("甲"))
    html = claims_html(entry.claims, {}, page=PAGE, words=wording("zh-CN"))
    assert f'甲</a> <sup><a href="{PAGE}#fn-t1">1</a></sup>' in html
