"""What is searched: the claims of reports, titles, summaries, paragraphs; pure.

A passage is what the browser fetches to look closer at what the index led it to: a
few pieces of one article that follow upon one another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from pelican_aireport.articles.sections import wording
from pelican_aireport.site.entries import Entry
from pelican_aireport.site.search.folding import fold

__all__ = ["PIECES", "Passage", "Piece", "list_passages", "pieces_of"]

PIECES = 4
"""Of a passage at most.

Of larger ones a query fetches more than it shows, of smaller ones there are more files.
"""

_LONG = 300
"""Characters of a text that is shown as a hit; claims are shorter."""

_SENTENCE = re.compile(
    r".{1,300}?(?:[\u3002\uff01\uff1f\n]|[.!?]\s|$)|.{1,300}", re.DOTALL
)
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
        yield from (Piece(text=each) for each in _sentences(text))


def _sentences(paragraph: str) -> Iterator[str]:
    """Cut a paragraph that is too long to be shown as a hit where a sentence ends."""
    sentences = iter(_SENTENCE.findall(paragraph))
    text = next(sentences, "")
    for sentence in sentences:
        if len(text) + len(sentence) > _LONG:
            yield text.strip()
            text = ""
        text += sentence
    if text:
        yield text.strip()


def _cut(pieces: Iterator[Piece]) -> Iterator[tuple[Piece, ...]]:
    while passage := tuple(islice(pieces, PIECES)):
        yield passage
