"""The blocks of a body as what is compared and merged; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pelican_aireport.articles.blocks import Block, BlockKind, split_blocks
from pelican_aireport.articles.commonmark import find_heading_section, render_html
from pelican_aireport.articles.sections import Section, is_empty_sentence
from pelican_aireport.merging.statements import Statement, plain_words, read_statement

__all__ = ["Passage", "Sort", "read_passages"]

_PICTURE = re.compile(r"!\[.*\]\(<?([^)\s>]+)>?[^)]*\)", re.DOTALL)
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)


class Sort(Enum):
    """What a block is to a merge; blocks of different sorts are never the same."""

    HEADING = "heading"
    CLAIM = "claim"
    """An item or a paragraph, wherever it stands."""
    EMPTY = "empty"
    """The honest sentence of an empty section."""
    PICTURE = "picture"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block and what it is found again by."""

    index: int
    sort: Sort
    block: Block
    home: int
    """The index of the heading that it stands under, a heading's own; -1: none."""
    name: object
    """Of all but claims: what is equal in blocks that are the same."""
    statement: Statement

    @property
    def text(self) -> str:
        """Its source."""
        return self.block.text

    @property
    def section(self) -> Section | None:
        """The section that it stands in; of a heading, the one that it names."""
        return self.block.section


def read_passages(body: str) -> tuple[Passage, ...]:
    r"""Read the passages of a body whose line end is ``\n``, in its order."""
    return tuple(_read(split_blocks(body)))


def _read(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    home = -1
    for index, block in enumerate(blocks):
        sort = _sort_of(block)
        home = index if sort is Sort.HEADING else home
        yield Passage(
            index=index,
            sort=sort,
            block=block,
            home=home,
            name=_name_of(block, sort),
            statement=read_statement(block.text),
        )


def _sort_of(block: Block) -> Sort:
    if block.kind is BlockKind.HEADING:
        return Sort.HEADING
    if block.kind is BlockKind.NOTE:
        return Sort.NOTE
    if block.kind is BlockKind.OTHER:
        return Sort.OTHER
    if is_empty_sentence(block.text):
        return Sort.EMPTY
    return Sort.PICTURE if _PICTURE.fullmatch(block.text) else Sort.CLAIM


def _name_of(block: Block, sort: Sort) -> object:
    picture = _PICTURE.fullmatch(block.text)
    match sort:
        case Sort.HEADING:
            heading = _HEADING.search(render_html(f"{block.text}\n"))
            named = find_heading_section(heading[1]) if heading else None
            return named or plain_words(block.text.strip("#"))
        case Sort.NOTE:
            return block.label
        case Sort.EMPTY:
            return block.section
        case Sort.PICTURE if picture:
            return picture[1]
    return plain_words(block.text)
