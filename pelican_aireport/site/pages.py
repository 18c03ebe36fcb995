"""What templates need: an article's parts, links, dates and numbers; pure.

The words of a language live in the theme (``words.html``); here they are filled in.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Window
from pelican_aireport.selection.windows import days_of
from pelican_aireport.site.addresses import entity_url
from pelican_aireport.site.ai_mark import find_mark, render_label
from pelican_aireport.site.claim_badges import count_days, show_leads, show_marks
from pelican_aireport.site.evidence_cards import (
    shorten_marks,
    show_buttons,
    show_cards,
)
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
from pelican_aireport.site.reading_time import reading_minutes
from pelican_aireport.site.report_cloud import cloud_color, search_url, vector_cloud

__all__ = [
    "Part",
    "Parts",
    "by_size",
    "format_cost",
    "format_days",
    "format_moment",
    "format_number",
    "format_window",
    "keep_together",
    "linked_to",
    "local",
    "page_filters",
    "plain",
    "rooted",
    "split_parts",
    "summary_of",
    "title_of",
    "whole_names",
]

_CANONICAL = frozenset(section.value for section in Section)

# Attribute values may hold ">", text may not hold "<": the sanitizer sees to both.
_INSIDE_TAG = r'(?:[^<>"]|"[^"]*")*'
_TAG = re.compile(rf"<{_INSIDE_TAG}>")
_HEADING = re.compile(rf"<h([2-6])\b({_INSIDE_TAG})>(.*?)</h\1>", re.DOTALL)
_FOOTNOTES = re.compile(rf'<section\b{_INSIDE_TAG}\bclass="footnotes"')
_BETWEEN = " · "
_VERSION = re.compile(r"(?<=[A-Za-z]) (?=\d)")
_FACTS = re.compile(rf"(?<=</strong>{_BETWEEN})[^<]*(?={_BETWEEN}<a )")
_ID = re.compile(r'\bid="([^"]*)"')
_ID_WITH_SPACE = re.compile(r'\s+id="[^"]*"')
_FOOTNOTE_LINK = re.compile(r'\bhref="(#fn-[^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and what stands below it, as HTML."""

    id: str
    """A value of ``Section``, another heading's own id, or empty."""
    level: int
    title: str
    """The heading's text, for lists of contents."""
    heading: Markup
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An article's HTML, cut up; joined in this order it is whole again."""

    lead: Markup
    """What stands before the first known heading: all of an ordinary article."""
    parts: tuple[Part, ...]
    footnotes: Markup

    def __getitem__(self, id_: str) -> Part | None:
        """Find a part by its id, so that a template may write ``parts["ai"]``."""
        return next((part for part in self.parts if part.id == id_), None)


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
        "evidence_cards": show_cards,
        "foreign_quotes": tell_foreign_quotes,
        "home_data": describe_home,
        "json_ld": render_json_ld,
        "keep_together": keep_together,
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
        "short_marks": shorten_marks,
        "summary_of": summary_of,
        "title_of": title_of,
        "topic_feeds": topic_feeds,
        "vector_cloud": vector_cloud,
        "whole_names": whole_names,
        "window": format_window,
    }


def split_parts(content: str) -> Parts:
    """Split an article's HTML at the headings of a report's sections.

    A heading that is no section's stays inside the part above it, unless it is of
    the same rank or higher: then it begins a part of its own.
    """
    footnotes = _FOOTNOTES.search(content)
    end = footnotes.start() if footnotes else len(content)
    headings = tuple(_opening_headings(content[:end]))
    first = headings[0].start() if headings else end
    ends = (*(each.start() for each in headings[1:]), end)
    return Parts(
        lead=Markup(content[:first]),  # noqa: S704 - the sanitised body of an article
        parts=tuple(
            _part(heading, content[heading.end() : stop])
            for heading, stop in zip(headings, ends, strict=False)
        ),
        footnotes=Markup(content[end:]),  # noqa: S704
    )


def linked_to(fragment: str, url: str) -> Markup:
    """Point a fragment's footnote marks at the page that holds the footnotes.

    The fragment's ids go: another page may show several fragments.
    """
    target = html.escape(url)

    def rewrite(tag: re.Match[str]) -> str:
        without_id = _ID_WITH_SPACE.sub("", tag[0])
        return _FOOTNOTE_LINK.sub(lambda mark: f'href="{target}{mark[1]}"', without_id)

    # A Markup's own join would escape what the pattern puts in.
    return Markup(_TAG.sub(rewrite, str(fragment)))  # noqa: S704


def keep_together(footnotes: str) -> Markup:
    """Let no line break fall inside a footnote's time or count: ``转 1``."""
    return Markup(_FACTS.sub(_bind, str(footnotes)))  # noqa: S704


def _bind(facts: re.Match[str]) -> str:
    bound = (fact.replace(" ", "\u00a0") for fact in facts[0].split(_BETWEEN))
    return _BETWEEN.join(bound)


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


def _opening_headings(content: str) -> Iterator[re.Match[str]]:
    rank = 0
    for heading in _HEADING.finditer(content):
        level = int(heading[1])
        if _id_of(heading) in _CANONICAL or level <= rank:
            rank = level
            yield heading


def _part(heading: re.Match[str], body: str) -> Part:
    id_ = _id_of(heading)
    shown = show_marks(body)
    if id_ == Section.KEY_POINTS.value:
        shown = show_leads(shown)
    return Part(
        id=id_,
        level=int(heading[1]),
        title=Markup(heading[3]).striptags(),  # noqa: S704
        heading=Markup(heading[0]),  # noqa: S704
        body=Markup(shown),  # noqa: S704
    )


def _id_of(heading: re.Match[str]) -> str:
    found = _ID.search(heading[2])
    return found[1] if found else ""
