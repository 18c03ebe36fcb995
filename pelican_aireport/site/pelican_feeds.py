"""What Pelican's own feeds do not tell, and what they cannot hold; pure."""

from collections.abc import Mapping
from typing import Any

from pelican_aireport.site.notices import list_head, render_notices
from pelican_aireport.site.xml_text import allowed_text

__all__ = ["clean_feed", "tell_notices"]


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


def _full_text(article: Any, site: str) -> str:
    report = getattr(article, "report", None)
    head = render_notices(list_head(report), report.language) if report else ""
    return head + str(article.get_content(site))
