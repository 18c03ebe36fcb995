"""The pages and files that stand for no article: what they are, and their writing.

Touches the disk: writes below OUTPUT_PATH.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican.generators import Generator, PelicanTemplateNotFound
from pelican.writers import FileOverwriteFailedError

from pelican_aireport.articles.metadata import find_language
from pelican_aireport.model import Entity
from pelican_aireport.site.archive import (
    Archive,
    Neighbours,
    find_neighbours,
    make_archive,
)
from pelican_aireport.site.calendar import list_calendar_pages
from pelican_aireport.site.cloud_terms import read_cloud_terms
from pelican_aireport.site.compare_pages import list_compare_pages
from pelican_aireport.site.corrections_page import make_corrections_page
from pelican_aireport.site.entity_pages import list_entity_pages
from pelican_aireport.site.entity_stories import EntityStory, collect_stories
from pelican_aireport.site.entries import list_tags, read_entry
from pelican_aireport.site.feed_choices import list_feed_pages
from pelican_aireport.site.home import make_home
from pelican_aireport.site.search import list_search_pages
from pelican_aireport.site.site_data import list_data
from pelican_aireport.site.site_pages import SitePage
from pelican_aireport.site.topic_names import aliases_by_topic
from pelican_aireport.site.trend_pages import list_trend_pages
from pelican_aireport.site.weeks import list_week_pages
from pelican_aireport.site.written_files import write_changed

__all__ = [
    "SiteGenerator",
    "list_pages",
    "offer_generator",
    "read_archive",
]

logger = logging.getLogger(__name__)


def offer_generator(_pelican: Any) -> type:
    """Return the generator of these pages; a handler of ``get_generators``."""
    return SiteGenerator


def read_archive(generator: Any) -> None:
    """Read all articles as the archive, once for all pages of a build.

    A handler of ``article_generator_finalized``. Templates get ``archive`` and
    ``make_home()``; each article gets ``entry`` and ``neighbours``, which is all that
    its own page may read of the others.
    """
    settings = generator.settings
    aliases = aliases_by_topic(settings)
    timezone = ZoneInfo(settings.get("TIMEZONE") or "UTC")
    articles = (*generator.articles, *generator.drafts, *generator.hidden_articles)
    tags = defaultdict[str, dict[str, Entity]](dict)
    for article in articles:
        topic = _topic(article)
        # The spelling of an article that is published first is everyone's.
        tags[topic] = {**list_tags(article, aliases(topic)), **tags[topic]}
    for article in articles:
        topic = _topic(article)
        article.entry = read_entry(
            article,
            aliases=aliases(topic),
            timezone=timezone,
            terms=read_cloud_terms(article),
            tags=tags[topic],
        )
    archive = make_archive(
        (article.entry for article in generator.articles),
        language=find_language(str(settings["DEFAULT_LANG"])),
    )
    neighbours = find_neighbours(archive)
    for article in generator.articles:
        article.neighbours = neighbours.get(article.slug, Neighbours())
    generator.context["archive"] = archive
    # Called by the home page of a theme that has one like ours; others do not pay.
    generator.context["make_home"] = partial(make_home, archive, _list_topics(settings))


def _topic(article: Any) -> str:
    report = getattr(article, "report", None)
    return report.provenance.topic if report else ""


def _list_topics(settings: Mapping[str, Any]) -> tuple[str, ...]:
    # Rendering never fails over a setting: drafting reports what is wrong with it.
    topics = settings.get("AIREPORT_TOPICS")
    return tuple(topics) if isinstance(topics, Mapping) else ()


class SiteGenerator(Generator):
    """Writes the pages that the theme has templates for, and the files."""

    def generate_output(self, writer: Any) -> None:
        """Write all pages and files; Pelican's own are written by then."""
        archive: Archive = self.context["archive"]
        stories = collect_stories(archive)
        pages = tuple(list_pages(archive, stories, self.settings))
        written = [page for page in pages if self._write_page(page, writer)]
        files = list_data(archive, stories, self.context, self.settings, written)
        for file in files:
            write_changed(Path(self.output_path, file.path), file.content)

    def _write_page(self, page: SitePage, writer: Any) -> bool:
        try:
            template = self.get_template(page.template)
        except PelicanTemplateNotFound:
            logger.debug("aireport: the theme has no %s.html", page.template)
            return False
        try:
            writer.write_file(
                f"{page.url}index.html",
                template,
                self.context,
                relative_urls=self.settings["RELATIVE_URLS"],
                url=page.url,
                template_name=page.template,
                **page.values,
            )
        except FileOverwriteFailedError:
            # Such as an archive of months by Pelican's own settings.
            logger.debug("aireport: %s is a page of the site's own", page.url)
            return False
        return True


def list_pages(
    archive: Archive, stories: Mapping[str, EntityStory], settings: Mapping[str, Any]
) -> Iterator[SitePage]:
    """List the pages of an archive whose entities have these stories, each once."""
    yield from list_calendar_pages(archive)
    yield from list_week_pages(archive)
    yield from list_entity_pages(archive, stories, settings)
    yield from list_trend_pages(archive)
    yield from list_compare_pages(archive)
    yield from list_search_pages(archive)
    yield from list_feed_pages(archive, stories, settings)
    yield make_corrections_page(archive)
