"""What is wrong with an article's headings, and what its page would not show; pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pelican_aireport.articles.blocks import BlockKind
from pelican_aireport.articles.commonmark import find_heading_section, render_html
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.articles.sections import Section, level_of, wording
from pelican_aireport.review.article import ReadArticle
from pelican_aireport.review.findings import Finding
from pelican_aireport.review.prose import find_in_prose

__all__ = ["check_html", "check_levels", "check_links", "check_sections"]

_HEADING = re.compile(r"<h[1-6](?: id=\"[^\"]*\")?>(.*?)</h[1-6]>", re.DOTALL)
_LEVEL_1 = re.compile(r" {0,3}#(?!#)|[^\n]+\n {0,3}=+[ \t]*\Z")
_HTML = re.compile(r"</?[A-Za-z][\w-]*(?=[\s/>])[^>\n]*>?")
_LINK = re.compile(
    r"\]\([ \t]*<?(?P<inline>[^)>\n]*?)>?(?:[ \t]+[\"'(][^\n]*)?\)"
    r"|^ {0,3}\[[^\]^\n]+\]:[ \t]*<?(?P<defined>[^\s>]+)"
    r"|<(?P<bare>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>",
    re.MULTILINE,
)
_PLAIN = re.compile(r"https?://|mailto:|#|[\w.-]+\Z|\{attach\}[\w.-]+\Z", re.IGNORECASE)
_HOME = re.compile(r"/(?:home|Users)/|~/")
_KEPT = re.compile(r'(?:href|src)="[^"]')
_SHOWN = 60


def check_sections(article: ReadArticle) -> Iterator[Finding]:
    """Check that the eleven headings are there, once each and in their order."""
    if not article.is_report:
        return
    words = wording(article.language).headings
    lines: dict[Section, int] = {}
    for section, line in _find_headings(article):
        if section in lines:
            message = f"{words[section]} stands on line {lines[section]} already"
            yield _find(article, line, "section-twice", message, "keep one of the two")
        lines.setdefault(section, line)
    yield from _check_missing(article, lines)
    yield from _check_order(article, lines)


def _find_headings(article: ReadArticle) -> Iterator[tuple[Section, int]]:
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            found = _HEADING.search(render_html(block.text))
            section = find_heading_section(found[1]) if found else None
            if section is not None:
                yield section, article.line_of(block)


def _check_missing(
    article: ReadArticle, lines: Mapping[Section, int]
) -> Iterator[Finding]:
    """Tell of a missing heading where it should stand: before the one that follows."""
    words = wording(article.language)
    end = _find_end(article)
    for number, section in enumerate(Section):
        if section in lines:
            continue
        after = (lines[each] for each in tuple(Section)[number:] if each in lines)
        heading = f"{'#' * level_of(section)} {words.headings[section]}"
        message = f"the heading {words.headings[section]} is missing"
        remedy = f"write {heading!r} before this line"
        if section in words.empty:
            remedy += f", and {words.empty[section]!r} if there is nothing to say"
        yield _find(article, next(after, end), "section-missing", message, remedy)


def _find_end(article: ReadArticle) -> int:
    """Return the line on which the notes begin, or the last one."""
    lines = article.front.body.rstrip("\n").count("\n")
    return next(map(article.line_of, article.notes), article.front.line + lines)


def _check_order(
    article: ReadArticle, lines: Mapping[Section, int]
) -> Iterator[Finding]:
    words = wording(article.language).headings
    there = [section for section in Section if section in lines]
    for before, section in pairwise(there):
        if lines[section] < lines[before]:
            message = f"{words[section]} stands before {words[before]}"
            remedy = "keep the order in which reports are written"
            yield _find(article, lines[section], "section-order", message, remedy)


def check_levels(article: ReadArticle) -> Iterator[Finding]:
    """Find headings of level 1, which is the title's."""
    for block in article.blocks:
        is_heading = block.kind is BlockKind.HEADING
        if is_heading and not article.legacy and _LEVEL_1.match(block.text):
            line = article.line_of(block)
            message = "a heading of level 1 stands for the title"
            yield _find(article, line, "heading-level", message, "begin it with ##")


def check_html(article: ReadArticle) -> Iterator[Finding]:
    """Find raw HTML, of which the page shows only the text."""
    told: set[int] = set()
    for line, found in find_in_prose(article, _HTML):
        if line not in told:
            told.add(line)
            message = f"{_shorten(found[0])} is raw HTML, which is left out of the page"
            remedy = "write Markdown, or \\< for the character itself"
            yield _find(article, line, "raw-html", message, remedy)


def check_links(article: ReadArticle) -> Iterator[Finding]:
    """Find links that the page would lose, or that lead to this machine."""
    for line, found in find_in_prose(article, _LINK):
        target = found[found.lastgroup or 0].strip()
        if _PLAIN.match(target) and not _HOME.match(target):
            continue
        if _HOME.match(target) or not _KEPT.search(_publish(target)):
            message = f"the link to {_shorten(target)!r} leads nowhere on the page"
            remedy = "link to an address on the web; pictures by their bare names"
            yield _find(article, line, "link", message, remedy)


def _publish(target: str) -> str:
    return sanitize(render_html(f"[x](<{target}>)"))


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _find(
    article: ReadArticle, line: int, code: str, message: str, remedy: str
) -> Finding:
    return Finding(
        path=article.path, line=line, code=code, message=message, remedy=remedy
    )
