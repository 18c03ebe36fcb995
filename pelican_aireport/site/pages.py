"""What templates need: links, dates and numbers; pure.

The words of a language live in the theme (``words.html``); here they are filled in.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from pelican_aireport.model import Window
from pelican_aireport.selection.windows import days_of
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.ai_mark import find_mark, render_label
from pelican_aireport.site.claim_badges import count_days
from pelican_aireport.site.evidence_cards import show_buttons
from pelican_aireport.site.evidence_lists import list_evidence
from pelican_aireport.site.feed_addresses import entity_feeds, topic_feeds
from pelican_aireport.site.foreign_quotes import tell_foreign_quotes
from pelican_aireport.site.json_ld import render_json_ld
from pelican_aireport.site.links import link
from pelican_aireport.site.listing import by_year
from pelican_aireport.site.notices import list_notices
from pelican_aireport.site.page_data import (
    describe_article,
    describe_home,
    describe_page,
    find_modified,
    make_place,
)
from pelican_aireport.site.parts import linked_to, split_parts
from pelican_aireport.site.reading_time import reading_minutes
from pelican_aireport.site.report_cloud import cloud_color, search_url, vector_cloud

__all__ = [
    "by_size",
    "format_cost",
    "format_days",
    "format_moment",
    "format_number",
    "format_window",
    "local",
    "page_filters",
    "plain",
    "rooted",
    "summary_of",
    "title_of",
    "whole_names",
]

_VERSION = re.compile(r"(?<=[A-Za-z]) (?=\d)")


def page_filters() -> dict[str, Callable[..., Any]]:
    """Return the theme's Jinja filters by name."""
    return {
        "ai_label": render_label,
        "ai_mark": find_mark,
        "article_data": describe_article,
        "by_size": by_size,
        "by_year": by_year,
        "cloud_color": cloud_color,
        "cost": format_cost,
        "count_days": count_days,
        "days": format_days,
        "entity_feeds": entity_feeds,
        "entity_url": entity_url,
        "evidence_buttons": show_buttons,
        "evidence_lists": list_evidence,
        "foreign_quotes": tell_foreign_quotes,
        "home_data": describe_home,
        "json_ld": render_json_ld,
        "link": link,
        "linked_to": linked_to,
        "local": local,
        "modified": find_modified,
        "moment": format_moment,
        "notices": list_notices,
        "number": format_number,
        "page_data": describe_page,
        "place": make_place,
        "plain": plain,
        "reading_minutes": reading_minutes,
        "rooted": rooted,
        "search_url": search_url,
        "sections": split_parts,
        "summary_of": summary_of,
        "title_of": title_of,
        "topic_feeds": topic_feeds,
        "vector_cloud": vector_cloud,
        "whole_names": whole_names,
        "window": format_window,
    }


def title_of(article: Any) -> str:
    """Return an article's title as text; a report's as it was written."""
    report = getattr(article, "report", None)
    return str(report.title) if report else plain(article.title)


def whole_names(title: str) -> str:
    """Let no line break fall between a name and its version: ``Larkspur 3``."""
    return _VERSION.sub("\u00a0", title)


def summary_of(article: Any) -> str:
    """Return an article's summary as text; empty where it has none."""
    report = getattr(article, "report", None)
    summary = report.summary if report else Markup(article.summary).striptags()  # noqa: S704
    return str(summary)


def plain(text: str) -> str:
    """Return a title as text: reports have it escaped, other articles have not."""
    return Markup(text).striptags() if hasattr(text, "__html__") else text  # noqa: S704


def rooted(site: str) -> str:
    """Return the address of a site's root without its host, if it names one.

    A host serves a site under several names, and a page may load its style sheet and
    pictures only from the one that it was opened under.
    """
    address = urlsplit(site)
    return address.path if address.netloc else site


def local(content: str, site: str) -> str:
    """Take the site's host out of the addresses of an article's HTML."""
    return content.replace(f'="{site}/', f'="{rooted(site)}/')


def format_moment(moment: date, words: Mapping[str, Any], form: str) -> str:
    """Write a moment or a day in one of a language's forms: ``"long_date"``."""
    return str(words[form]).format(
        year=moment.year,
        month=moment.month,
        month_name=words["months"][moment.month - 1],
        day=moment.day,
        weekday=words["weekdays"][moment.weekday()],
        time=f"{moment:%H:%M}",
    )


def format_window(window: Window, words: Mapping[str, Any], timezone: str) -> str:
    """Write a window with both its ends, in the time zone that it names."""
    start, end = (
        format_moment(each.astimezone(ZoneInfo(timezone)), words, "moment")
        for each in (window.start, window.end)
    )
    return str(words["window"]).format(start=start, end=end, timezone=timezone)


def format_days(window: Window, words: Mapping[str, Any], timezone: str) -> str:
    """Write the first and the last day of a window."""
    first, last = (
        format_moment(datetime.combine(day, time.min), words, "date")
        for day in days_of(window, ZoneInfo(timezone))
    )
    return str(words["days"]).format(first=first, last=last)


def format_number(number: float) -> str:
    """Write a number with separators between thousands."""
    return f"{number:,}"


def format_cost(cost_usd: float) -> str:
    """Write an amount of US dollars, to a millionth and never as a power of ten."""
    return f"US${f'{cost_usd:,.6f}'.rstrip('0').rstrip('.')}"


def by_size(groups: Iterable[tuple[Any, Sized]]) -> tuple[tuple[Any, Sized], ...]:
    """Sort tags with their articles, the most frequent first, then by name."""
    return tuple(sorted(groups, key=lambda each: (-len(each[1]), str(each[0]))))
