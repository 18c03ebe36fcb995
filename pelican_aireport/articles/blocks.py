"""An article's Markdown body cut into blocks, without a character lost; pure.

What stands where in the source is asked of the engine that renders it, so that a block
is what a reader sees as one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pelican_aireport.articles.commonmark import (
    find_heading_section,
    render_with_lines,
)
from pelican_aireport.articles.outline import claims_in
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.articles.sections import CLAIM_SECTIONS, Section
from pelican_aireport.model import Claim

__all__ = ["Block", "BlockKind", "split_blocks"]


class BlockKind(Enum):
    """What a block is."""

    HEADING = "heading"
    ITEM = "item"
    """An item of a list, with all that is nested in it."""
    PARAGRAPH = "paragraph"
    NOTE = "note"
    """The text of a footnote."""
    OTHER = "other"
    """A table, code, a quotation, a rule; or text before the first block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article's source; the texts and gaps of all make up the body."""

    kind: BlockKind
    text: str
    """Its lines as they are written, without the last line end."""
    gap: str
    """The line ends and blank lines behind it."""
    line: int
    """The line of the body, counted from 1, on which it begins."""
    section: Section | None
    """The section that it stands in, for a heading the one that it names; a note
    stands in none."""
    label: str | None = None
    """A footnote's."""
    claims: tuple[Claim, ...] = ()
    """What it claims, in a section that holds claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    line: int
    kind: BlockKind
    html: str = ""
    level: int = 0
    label: str | None = None


_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b((?:[^<>\"]|\"[^\"]*\")*)>")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_LINE = re.compile(r'data-sourcepos="(\d+):')
_END_LINE = re.compile(r'data-sourcepos="\d+:\d+-(\d+):')
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_FOOTNOTES = '<section class="footnotes"'
_KINDS = {"p": BlockKind.PARAGRAPH, "li": BlockKind.ITEM}


def split_blocks(body: str) -> tuple[Block, ...]:
    r"""Split a body, with ``\n`` as line end, into blocks in the order of its lines.

    The items of a list are blocks of their own, footnotes wherever they stand.
    ``"".join(block.text + block.gap)`` is the body again.
    """
    html = render_with_lines(body).partition(_FOOTNOTES)[0]
    starts = {start.line: start for start in _find_starts(html)}
    # Notes that nothing leads to are not rendered; what only looks like one is code.
    code = frozenset(_find_code_lines(html))
    for note in _NOTE.finditer(body):
        line = body.count("\n", 0, note.start()) + 1
        if line not in code:
            starts[line] = _Start(line=line, kind=BlockKind.NOTE, label=note[1])
    return tuple(_cut(body, [starts[line] for line in sorted(starts)]))


def _find_starts(html: str) -> Iterator[_Start]:
    """Find where the outermost blocks begin, and the items of outermost lists."""
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(html):
        if tag[3].endswith("/"):
            if tag[2] == "hr" and not opened:
                yield _start(tag, tag[0])
        elif not tag[1]:
            opened.append(tag)
        elif opened:
            begin = opened.pop()
            if _is_block(begin[2], [each[2] for each in opened]):
                yield _start(begin, html[begin.start() : tag.end()])


def _is_block(name: str, inside: list[str]) -> bool:
    if name == "li":
        return inside in (["ul"], ["ol"])
    return not inside and name not in ("ul", "ol")


def _start(tag: re.Match[str], html: str) -> _Start:
    found = _LINE.search(tag[3])
    assert found is not None  # every block has its place
    name = tag[2]
    is_heading = re.fullmatch("h[1-6]", name)
    return _Start(
        line=int(found[1]),
        kind=BlockKind.HEADING if is_heading else _KINDS.get(name, BlockKind.OTHER),
        html=html,
        level=int(name[1]) if is_heading else 0,
    )


def _find_code_lines(html: str) -> Iterator[int]:
    for tag in _TAG.finditer(html):
        if tag[2] == "pre" and not tag[1]:
            first, last = _LINE.search(tag[3]), _END_LINE.search(tag[3])
            if first and last:
                yield from range(int(first[1]), int(last[1]) + 1)


def _cut(body: str, starts: Iterable[_Start]) -> Iterator[Block]:
    lines = _LINES.findall(body)  # splitlines() knows ends that Markdown does not
    placed = list(starts)
    if lines and (not placed or placed[0].line > 1):
        placed.insert(0, _Start(line=1, kind=BlockKind.OTHER))
    ends = [*(start.line for start in placed[1:]), len(lines) + 1]
    sections = _find_sections(placed)
    for start, end in zip(placed, ends, strict=False):
        piece = "".join(lines[start.line - 1 : end - 1])
        text = piece.rstrip("\n")
        section = None if start.kind is BlockKind.NOTE else sections[start.line]
        yield Block(
            kind=start.kind,
            text=text,
            gap=piece[len(text) :],
            line=start.line,
            section=section,
            label=start.label,
            claims=_read_claims(start, section),
        )


def _find_sections(starts: Iterable[_Start]) -> Mapping[int, Section | None]:
    """Return the section at each start; as the outline sees it."""
    section, level = None, 0
    sections: dict[int, Section | None] = {}
    for start in starts:
        if start.kind is BlockKind.HEADING:
            named = find_heading_section(_inner(start.html))
            # A deeper heading that names no section stands inside the one before.
            if named is not None or start.level <= level:
                section, level = named, start.level
        sections[start.line] = section
    return sections


def _inner(html: str) -> str:
    return html[html.index(">") + 1 : html.rindex("</")]


def _read_claims(start: _Start, section: Section | None) -> tuple[Claim, ...]:
    holds_claims = start.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH)
    if section not in CLAIM_SECTIONS or not holds_claims:
        return ()
    return tuple(claims_in(sanitize(start.html)))
