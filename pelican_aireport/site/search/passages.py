"""What is searched: the claims of reports, titles, summaries, paragraphs; pure.

A passage is what the browser fetches to look closer at what the index led it to: a
few texts of one article that follow upon one another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pelican_aireport.articles.sections import wording
from pelican_aireport.model import Entity
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.search.folding import fold

__all__ = ["Passage", "Piece", "list_passages", "pieces_of"]

_LENGTH = 400
"""A passage ends with the text that makes it so long, in characters.

Of longer ones a query fetches more than it shows, of shorter ones there are more files
and longer lists of numbers.
"""

_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption"
    r"|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody"
    r"|td|tfoot|th|thead|tr|ul)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
)
_SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text that is found or not, as a whole: a claim, a title, a paragraph."""

    text: str
    anchor: str = ""
    """The id of its element on the article's page, empty where it has none."""
    section: str = ""
    """The heading that it stands under, empty where that says nothing."""
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some pieces of an article."""

    entry: Entry
    pieces: tuple[Piece, ...]


def list_passages(entries: Iterable[Entry]) -> Iterator[Passage]:
    """Cut the texts of entries into passages, in their order."""
    for entry in entries:
        for pieces in _cut(pieces_of(entry)):
            yield Passage(entry=entry, pieces=pieces)


def pieces_of(entry: Entry) -> Iterator[Piece]:
    """List what can be found of an entry, each text once.

    Title and summary come first, then the claims, or the paragraphs of an article
    that has none.
    """
    names = tuple(entity.name for entity in entry.entities)
    for text in filter(None, dict.fromkeys((entry.title, entry.summary))):
        folded = fold(text)
        named = tuple(name for name in names if fold(name) in folded)
        yield Piece(text=text, entities=named)
    yield from _claims(entry) if entry.claims else _paragraphs(entry)


def _claims(entry: Entry) -> Iterator[Piece]:
    headings = wording(entry.report.language).headings if entry.report else {}
    told: set[str] = set()
    for claim in entry.claims:
        if claim.anchor not in told:
            told.add(claim.anchor)
            yield Piece(
                text=claim.claim.text,
                anchor=claim.anchor,
                section=headings[claim.section],
                entities=tuple(entity.name for entity in claim.entities),
            )


def _paragraphs(entry: Entry) -> Iterator[Piece]:
    for block in _BLOCK.split(_SILENT.sub("", entry.content)):
        text = Markup(block).striptags()  # noqa: S704 - tags go, and text it stays
        if text:
            yield Piece(text=text)


def _cut(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    passage: list[Piece] = []
    for piece in pieces:
        passage.append(piece)
        if sum(len(each.text) for each in passage) >= _LENGTH:
            yield tuple(passage)
            passage = []
    if passage:
        yield tuple(passage)
