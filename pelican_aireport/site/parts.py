"""An article's HTML, cut up at the headings of a report's sections; pure."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pelican_aireport.articles.sections import Section
from pelican_aireport.site.claim_badges import show_leads, show_marks

__all__ = ["Part", "Parts", "keep_together", "linked_to", "split_parts"]

_CANONICAL = frozenset(section.value for section in Section)

# Attribute values may hold ">", text may not hold "<": the sanitizer sees to both.
_INSIDE_TAG = r'(?:[^<>"]|"[^"]*")*'
_TAG = re.compile(rf"<{_INSIDE_TAG}>")
_HEADING = re.compile(rf"<h([2-6])\b({_INSIDE_TAG})>(.*?)</h\1>", re.DOTALL)
_FOOTNOTES = re.compile(rf'<section\b{_INSIDE_TAG}\bclass="footnotes"')
_BETWEEN = " · "
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
