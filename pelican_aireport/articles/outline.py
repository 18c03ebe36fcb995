"""What an article says, read back from its HTML: claims and quotations; pure.

One pass over sanitised HTML, whose form is regular: tags in lower case, attribute
values in double quotes, every other ``<`` escaped.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from html import unescape

from pelican_aireport.articles.claim_marks import ClaimMarks, find_marks
from pelican_aireport.articles.commonmark import find_heading_section, render_html
from pelican_aireport.articles.footnotes import read_label, read_quotations
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.articles.sections import (
    CLAIM_SECTIONS,
    Section,
    is_colophon,
    is_empty_sentence,
)
from pelican_aireport.model import Briefing, Claim, Details, Digest, Outline

__all__ = [
    "FOOTNOTES",
    "PlacedClaim",
    "claims_in",
    "make_outline",
    "outline_of",
    "parse_outline",
    "place_claims",
]

FOOTNOTES = '<section class="footnotes">'
"""How the section of footnotes begins, at the end of an article's sanitised HTML."""

_HEADING = re.compile(r'<h([2-6])(?: id="[^"]*")?>(.*?)</h\1>', re.DOTALL)
_TOKEN = re.compile(
    r'<sup class="footnote-ref"><a href="#fn-([^"]*)"[^>]*>[^<]*</a></sup>'
    r"|<(/?(?:p|li|strong|em|blockquote)|br)>"
    r'|<[^">]*(?:"[^"]*"[^">]*)*>'
    r"|([^<]+)"
)
_QUOTES = {"blockquote": 1, "/blockquote": -1}
_COLON = re.compile("[：:]")  # noqa: RUF001 - either ends a lead


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClaim:
    """A claim and where it stands."""

    section: Section
    claim: Claim
    start: int
    """Where in the HTML the tag of its list item or paragraph begins."""


def parse_outline(markdown: str, *, timezone: tzinfo | None = None) -> Outline:
    """Read the outline of an article's Markdown body; see ``outline_of``."""
    return outline_of(sanitize(render_html(markdown)), timezone=timezone)


def outline_of(html: str, *, timezone: tzinfo | None = None) -> Outline:
    """Read the outline of an article's sanitised HTML.

    Claims are the list items and paragraphs of the known sections, a nested item
    apart from the one around it; a quote that stands alone is none. Without a known
    section the outline is empty.

    Args:
        html: What ``sanitize`` returned.
        timezone: That of the times in footnotes; without it they are unknown.
    """
    return make_outline(html, place_claims(html), timezone=timezone)


def make_outline(
    html: str, claims: Iterable[PlacedClaim], *, timezone: tzinfo | None = None
) -> Outline:
    """Make the outline of HTML whose claims are these; see ``outline_of``."""
    notes = html.partition(FOOTNOTES)[2]
    return Outline(digest=_digest(claims), quotations=read_quotations(notes, timezone))


def place_claims(html: str) -> tuple[PlacedClaim, ...]:
    """Find the claims of an article's sanitised HTML, in the order of the page."""
    return tuple(_place_claims(html.partition(FOOTNOTES)[0]))


def claims_in(html: str) -> Iterator[Claim]:
    """Read the claims of a piece of an article's sanitised HTML, in its order."""
    for block in _read_blocks(html):
        claim = _find_claim(block)
        if claim is not None:
            yield claim


def _digest(placed: Iterable[PlacedClaim]) -> Digest:
    claims: dict[Section, list[Claim]] = {section: [] for section in CLAIM_SECTIONS}
    for each in placed:
        claims[each.section].append(each.claim)
    overview, key_points, *details = (tuple(claims[s]) for s in CLAIM_SECTIONS)
    viewpoints, events, markets, ai, finance = details
    return Digest(
        briefing=Briefing(overview=overview, key_points=key_points),
        details=Details(
            viewpoints=viewpoints,
            events=events,
            markets=markets,
            ai=ai,
            finance=finance,
        ),
    )


def _place_claims(html: str) -> Iterator[PlacedClaim]:
    section, section_level = None, 0
    headings = tuple(_HEADING.finditer(html))
    ends = (*(heading.start() for heading in headings[1:]), len(html))
    for heading, end in zip(headings, ends, strict=False):
        level, named = int(heading[1]), find_heading_section(heading[2])
        # A deeper heading that names no section stands inside the one before.
        if named is not None or level <= section_level:
            section, section_level = named, level
        if section in CLAIM_SECTIONS:
            begin = heading.end()
            for block in _read_blocks(html[begin:end]):
                claim = _find_claim(block)
                if claim is not None:
                    yield PlacedClaim(
                        section=section, claim=claim, start=begin + block.start
                    )


@dataclass(slots=True)
class _Block:
    """A list item or paragraph while it is read."""

    is_item: bool
    start: int = 0
    """Where its tag begins."""
    text: str = ""
    evidence: list[str] = field(default_factory=list)
    bold: str | None = None
    """The bold text it begins with; empty while that is being read."""
    stressed: int | None = None
    """Where the emphasis that is being read begins in its text."""
    stress: tuple[int, int] = (0, 0)
    """Where the last emphasis begins and ends."""


def _read_blocks(html: str) -> list[_Block]:
    blocks: list[_Block] = []
    # Text outside of items and paragraphs (tables, code) belongs to none.
    open_blocks = [_Block(is_item=False)]
    quoted = 0
    for token in _TOKEN.finditer(html):
        note, tag, text = token.groups()
        if tag in _QUOTES and (quoted or len(open_blocks) == 1):
            quoted += _QUOTES[tag]
        elif quoted:
            continue  # a remark of the author's
        elif text:
            open_blocks[-1].text += text
        elif tag:
            _read_tag(token, open_blocks, blocks)
        elif note:
            open_blocks[-1].evidence.append(read_label(note))
    return blocks


def _read_tag(
    token: re.Match[str], open_blocks: list[_Block], blocks: list[_Block]
) -> None:
    block = open_blocks[-1]
    match tag := token[2]:
        case "li" | "p" if tag == "li" or not block.is_item:
            open_blocks.append(_Block(is_item=tag == "li", start=token.start()))
            blocks.append(open_blocks[-1])
        case "/li" | "/p" if len(open_blocks) > 1 and (tag == "/li") == block.is_item:
            open_blocks.pop()
        case "strong" if block.bold is None and not block.text.strip():
            block.bold = ""
        case "/strong" if block.bold == "":
            block.bold = _fold(block.text)
        case "em":
            block.stressed = len(block.text)
        case "/em" if block.stressed is not None:
            block.stress = (block.stressed, len(block.text))
            block.stressed = None
        case "p" | "/p" | "br":
            block.text += "\n"


def _find_claim(block: _Block) -> Claim | None:
    said, marks = _split_marks(block)
    text = _fold(said)
    lead, rest = _split_lead(text, block.bold or "")
    if not text or (not block.evidence and _says_nothing(block, text, lead, rest)):
        return None
    return Claim(
        text=text,
        evidence=tuple(dict.fromkeys(block.evidence)),
        lead=lead,
        modality=marks.modality,
        standing=marks.standing,
        since=marks.since,
        marks=marks.marks,
    )


def _split_marks(block: _Block) -> tuple[str, ClaimMarks]:
    """Return a block's text and the marks behind it; other emphasis is text."""
    start, end = block.stress
    marks = find_marks(_fold(block.text[start:end]))
    if marks is None or block.text[end:].strip():
        return block.text, ClaimMarks()
    return block.text[:start], marks


def _split_lead(text: str, bold: str) -> tuple[str, str]:
    """Return a block's lead, empty if it has none, and what follows it."""
    rest = text[len(bold) :].lstrip()
    if bold and _COLON.match(rest):
        return bold, rest[1:].strip()
    if bold and _COLON.fullmatch(bold[-1]):
        return bold[:-1].rstrip(), rest
    return "", rest


def _says_nothing(block: _Block, text: str, lead: str, rest: str) -> bool:
    """Tell whether a block only fills a section, signs it or announces what follows."""
    if is_empty_sentence(text) or is_colophon(text):
        return True
    # Such as "**Risks**:".
    return not rest and (bool(lead) or (text == block.bold and not block.is_item))


def _fold(html: str) -> str:
    return " ".join(unescape(html).split())
