"""The data of each report, and what Pelican's own feeds do not tell.

Touches the disk: writes JSON below OUTPUT_PATH.
"""

from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from pelican_aireport.site.notices import list_head, render_notices
from pelican_aireport.site.report_json import render_report_json
from pelican_aireport.site.xml_text import allowed_text

__all__ = ["clean_feed", "tell_notices", "write_changed", "write_site_files"]


def write_site_files(generator: Any, **_: object) -> None:
    """Write ``report.json`` beside each report, also beside drafts.

    Connected to ``article_writer_finalized``, whose sender is the generator of
    articles.
    """
    output = Path(generator.output_path)
    for article in chain(
        generator.articles, generator.drafts, generator.hidden_articles
    ):
        if hasattr(article, "report") and article.save_as:
            path = (output / article.save_as).with_name("report.json")
            write_changed(path, _report_json(article).encode())


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


def clean_feed(_context: Mapping[str, Any], *, feed: Any) -> None:
    """Replace what XML forbids in an item of Pelican's feeds; it ends whole builds.

    A handler of ``feed_generated``.
    """
    for item in feed.items:
        for key, value in item.items():
            if isinstance(value, str):
                item[key] = allowed_text(value)
            elif isinstance(value, list | tuple):
                item[key] = [
                    allowed_text(each) if isinstance(each, str) else each
                    for each in value
                ]


def write_changed(path: Path, content: bytes) -> None:
    """Write a file and its folder; what holds just that already is not touched."""
    # Thousands of files a build: no system call more than it takes.
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _full_text(article: Any, site: str) -> str:
    report = getattr(article, "report", None)
    head = render_notices(list_head(report), report.language) if report else ""
    return head + str(article.get_content(site))


def _report_json(article: Any) -> str:
    report = article.report
    return render_report_json(
        report,
        slug=article.slug,
        url=article.url,
        lang=article.lang,
        status=article.status,
        date=article.date,
        entities=article.entry.entities,
        terms=article.entry.terms,
    )
