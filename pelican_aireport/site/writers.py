"""Files of the site that Pelican does not write, and what its feeds do not tell.

Touches the disk: writes JSON, JSON Feed and sitemap below OUTPUT_PATH.
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.model import Entity, EntityKind, Term
from pelican_aireport.pictures.svg import read_terms
from pelican_aireport.site.feeds import FeedItem, render_json_feed, render_sitemap
from pelican_aireport.site.notices import list_head, render_notices
from pelican_aireport.site.report_json import render_report_json
from pelican_aireport.site.topic_names import aliases_by_topic

__all__ = ["tell_notices", "write_site_files"]

_JSON_FEED = "feeds/feed.json"
_SITEMAP = "sitemap.xml"


def write_site_files(generator: Any, **_: object) -> None:
    """Write ``report.json`` beside each report, the JSON Feed and the sitemap.

    Connected to ``article_writer_finalized``, whose sender is the generator of
    articles; pages are in its context by then.
    """
    output, settings = Path(generator.output_path), generator.settings
    aliases = aliases_by_topic(settings)
    for article in chain(
        generator.articles, generator.drafts, generator.hidden_articles
    ):
        if hasattr(article, "report") and article.save_as:
            topic = article.report.provenance.topic
            path = (output / article.save_as).with_name("report.json")
            _write(path, _report_json(article, aliases(topic)))
    newest = generator.articles[: settings["FEED_MAX_ITEMS"]]
    _write(output / _JSON_FEED, _json_feed(newest, settings))
    _write(output / _SITEMAP, render_sitemap(_addresses(generator)))


def tell_notices(context: Mapping[str, Any], *, feed: Any) -> None:
    """Put what each report's page begins with at the head of its full text in a feed.

    A handler of ``feed_generated``. An item says no longer which article it is, so it
    is known by its text; a feed of summaries stays as it is.
    """
    site = context["SITEURL"]
    told = {
        article.get_content(site): _full_text(article, site)
        for article in context["articles"]
        if hasattr(article, "report") and list_head(article.report)
    }
    for item in feed.items:
        for key in ("content", "description"):
            item[key] = told.get(item[key], item[key])


def _full_text(article: Any, site: str) -> str:
    report: ArticleReport | None = getattr(article, "report", None)
    head = render_notices(list_head(report), report.language) if report else ""
    return head + str(article.get_content(site))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _report_json(article: Any, aliases: Aliases) -> str:
    report: ArticleReport = article.report
    return render_report_json(
        report,
        slug=article.slug,
        title=html.unescape(str(article.title)),
        lang=article.lang,
        status=article.status,
        date=article.date,
        entities=_entities(article, aliases),
        terms=_terms(article, report),
    )


def _entities(article: Any, aliases: Aliases) -> tuple[Entity, ...]:
    names = (tag.name for tag in getattr(article, "tags", ()))
    return tuple(Entity(name=name, kind=_kind(name, aliases)) for name in names)


def _kind(name: str, aliases: Aliases) -> EntityKind | None:
    known = find_entity(name, aliases)
    if known is not None:
        return known.kind
    return EntityKind.TICKER if name[0] == "$" else None


def _terms(article: Any, report: ArticleReport) -> tuple[Term, ...]:
    # The drawing carries its terms: nothing else on disk would know their weights.
    if report.picture is None or report.picture.svg is None:
        return ()
    drawing = Path(article.source_path).with_name(report.picture.svg)
    return read_terms(drawing.read_text(encoding="utf-8", errors="replace"))


def _json_feed(articles: Iterable[Any], settings: Any) -> str:
    site = settings["FEED_DOMAIN"] or settings["SITEURL"]
    return render_json_feed(
        (_feed_item(article, site) for article in articles),
        title=settings["SITENAME"],
        home_url=f"{site}/",
        feed_url=f"{site}/{_JSON_FEED}",
    )


def _feed_item(article: Any, site: str) -> FeedItem:
    return FeedItem(
        id=article.slug,
        url=f"{site}/{article.url}",
        title=html.unescape(str(article.title)),
        summary=html.unescape(str(article.summary)),
        content_html=_full_text(article, site),
        date=article.date,
        language=article.lang,
        tags=tuple(tag.name for tag in getattr(article, "tags", ())),
    )


def _addresses(generator: Any) -> Iterator[tuple[str, Any]]:
    site = generator.settings["SITEURL"]
    newest = generator.articles[0].date if generator.articles else None
    yield f"{site}/", newest
    for content in chain(generator.articles, generator.context.get("pages", ())):
        yield f"{site}/{content.url}", getattr(content, "date", None)
    for group in (generator.categories, generator.tags.items()):
        for wrapper, articles in group:
            yield f"{site}/{wrapper.url}", max(each.date for each in articles)
