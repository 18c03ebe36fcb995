"""What becomes an item of a feed: a whole article, a section, an entity's claims; pure.

The key of an item begins with its article's slug, which neither a new title nor a new
date or file name changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import Section, wording
from pelican_aireport.model import Entity
from pelican_aireport.site.entries import Entry, EntryClaim
from pelican_aireport.site.feed_addresses import entity_feeds
from pelican_aireport.site.feed_html import cite_tweets, claims_html, make_absolute
from pelican_aireport.site.feed_site import FeedSite
from pelican_aireport.site.feed_words import dated_title
from pelican_aireport.site.feeds import FeedItem
from pelican_aireport.site.notices import list_head, render_notices
from pelican_aireport.site.parts import Parts

__all__ = ["FullText", "entity_item", "full_item", "section_item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText:
    """What of an article its entry does not hold."""

    html: str
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def full_item(entry: Entry, text: FullText, site: FeedSite) -> FeedItem:
    """Make the item of a whole article."""
    page = site.url(entry.url)
    return FeedItem(
        key=entry.slug,
        url=page,
        title=entry.title,
        summary=entry.summary,
        html=_warned(entry, make_absolute(text.html, page)),
        published=entry.date,
        updated=entry.updated,
        language=entry.lang,
        tags=tuple(dict.fromkeys(filter(None, (entry.category, *text.tags)))),
        authors=text.authors,
    )


def section_item(
    entry: Entry, section: Section, parts: Callable[[str], Parts], site: FeedSite
) -> FeedItem | None:
    """Make the item of a report's section; ``None`` where that makes no claim.

    Args:
        entry: The report.
        section: One of the sections that hold claims.
        parts: Gives the parts of the report with a slug.
        site: The site's facts.
    """
    report = entry.report
    if report is None or not _has_claims(entry, section):
        return None
    part = parts(entry.slug)[section.value]
    if part is None:
        return None
    page = site.url(entry.url)
    cited = cite_tweets(part.body, report.outline.quotations, page)
    return _excerpt(
        entry,
        key=f"{entry.slug}/{section.value}",
        url=f"{page}#{section.value}",
        html=make_absolute(cited, page),
    )


def entity_item(
    entry: Entry, entity: Entity, claims: Iterable[EntryClaim], site: FeedSite
) -> FeedItem:
    """Make the item of a report's claims that name an entity; of each text one."""
    page = site.url(entry.url)
    found = tuple({each.anchor: each for each in claims}.values())
    outline = entry.report.outline if entry.report else None
    return _excerpt(
        entry,
        key=f"{entry.slug}/{entity_feeds(entity.name).json.rpartition('/')[0]}",
        url=f"{page}#{found[0].anchor}" if found else page,
        html=claims_html(
            found,
            {each.id: each for each in outline.quotations} if outline else {},
            page=page,
            words=wording(_language(entry.report)),
        ),
    )


def _has_claims(entry: Entry, section: Section) -> bool:
    return any(each.section is section for each in entry.claims)


def _excerpt(entry: Entry, *, key: str, url: str, html: str) -> FeedItem:
    return FeedItem(
        key=key,
        url=url,
        title=dated_title(entry.title, entry.days, _language(entry.report)),
        summary="",
        html=_warned(entry, html),
        published=entry.date,
        updated=entry.updated,
        language=entry.lang,
        tags=(entry.category,),
    )


def _warned(entry: Entry, html: str) -> str:
    """Put what is to be known of a report first before a text of it."""
    report = entry.report
    if report is None:
        return html
    return render_notices(list_head(report), report.language) + html


def _language(report: ArticleReport | None) -> str:
    return report.language if report else "zh-CN"
