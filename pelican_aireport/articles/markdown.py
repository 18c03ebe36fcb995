"""A report as Markdown; pure.

The form is fixed: eleven headings, claims with footnotes, a picture. Whatever
comes from a tweet or a model is escaped, so that it is text and never structure.
"""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from pelican_aireport.articles.claim_marks import render_marks
from pelican_aireport.articles.claims import cited_ids, claims_of
from pelican_aireport.articles.escaping import escape
from pelican_aireport.articles.front_matter import body_hash, render_front_matter
from pelican_aireport.articles.quotations import quote
from pelican_aireport.articles.sections import Section, Wording, level_of, wording
from pelican_aireport.model import Claim, Report, Tweet

__all__ = ["cloud_name", "render_body", "render_markdown"]

_NAMED_TERMS = 5
"""How many terms the picture's alternative text names."""


def cloud_name(slug: str, suffix: str) -> str:
    """Return the file name of a report's word cloud, such as ``"png"``."""
    return f"wordcloud_{slug}.{suffix}"


def render_markdown(report: Report, timezone: tzinfo) -> str:
    """Render a report as an article: front matter and body.

    Args:
        report: Its tweets must hold every tweet that a claim cites.
        timezone: The site's, in which footnotes state times.
    """
    body = render_body(report, timezone)
    return f"{render_front_matter(report, body_hash=body_hash(body))}\n{body}"


def render_body(report: Report, timezone: tzinfo) -> str:
    """Render a report's body: sections, picture, footnotes."""
    words = wording(report.language)
    claims = claims_of(report.digest)
    blocks: list[str] = []
    for section in Section:
        blocks.append(f"{'#' * level_of(section)} {words.headings[section]}")
        if section is Section.WORD_CLOUD:
            blocks.append(_render_cloud(report, words))
        elif section in claims:
            blocks += _render_claims(section, claims[section], words)
    by_id = {tweet.id: tweet for tweet in report.tweets}
    footnotes = (
        _render_footnote(by_id[id_], words, timezone)
        for id_ in cited_ids(report.digest)
    )
    return "\n\n".join(blocks) + "\n\n" + "".join(f"{line}\n" for line in footnotes)


def _render_claims(
    section: Section, claims: Iterable[Claim], words: Wording
) -> Iterator[str]:
    lines = [_render_claim(claim, words) for claim in claims]
    if not lines:
        yield words.empty[section]
    elif section is Section.OVERVIEW:
        yield from lines
    elif section is Section.KEY_POINTS:
        yield "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    else:
        yield "\n".join(f"- {line}" for line in lines)


def _render_claim(claim: Claim, words: Wording) -> str:
    notes = "".join(f"[^{id_}]" for id_ in claim.evidence)
    marks = render_marks(claim, words)
    said = f"{escape(claim.text)} *{marks}*" if marks else escape(claim.text)
    if not claim.lead:
        return f"{said}{notes}"
    return f"**{escape(claim.lead)}**{words.lead}{said}{notes}"


def _render_cloud(report: Report, words: Wording) -> str:
    if not report.terms:
        return words.empty[Section.WORD_CLOUD]
    named = words.comma.join(term.text for term in report.terms[:_NAMED_TERMS])
    return f"![{escape(words.cloud + named)}]({cloud_name(report.slug, 'png')})"


def _render_footnote(tweet: Tweet, words: Wording, timezone: tzinfo) -> str:
    counts = (
        (words.likes, tweet.engagement.likes),
        (words.reposts, tweet.engagement.reposts),
    )
    parts = (
        f"**@{escape(tweet.author)}**",
        f"{tweet.created_at.astimezone(timezone):%Y-%m-%d %H:%M}",
        *(f"{word} {count:,}" for word, count in counts if count is not None),
        f"[{words.original}]({tweet.url})",
    )
    opening, closing = words.quotes
    said = quote(tweet.text)
    excerpt = words.excerpt if said.is_cut else ""
    quoted = f"{opening}{escape(said.text)}{closing}{excerpt}"
    return f"[^{tweet.id}]: {' · '.join(parts)}{words.colon}{quoted}"
