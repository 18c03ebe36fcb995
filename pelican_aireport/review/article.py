"""An article as its checks read it: blocks with their lines, notes, origin.

Reads the disk.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pelican_aireport.articles.blocks import Block, BlockKind, split_blocks
from pelican_aireport.articles.commonmark import render_html
from pelican_aireport.articles.footnotes import read_quotations
from pelican_aireport.articles.front_matter import FrontMatter, parse_front_matter
from pelican_aireport.articles.legacy import read_legacy
from pelican_aireport.articles.metadata import find_language, read_lang, read_slug
from pelican_aireport.articles.report_file import (
    Site,
    find_note_zone,
    find_provenance,
    is_edited,
    read_article_text,
)
from pelican_aireport.articles.sanitizer import sanitize
from pelican_aireport.errors import ArticleError
from pelican_aireport.model import Claim, Provenance, Quotation

__all__ = ["ReadArticle", "parse_article", "parse_body", "parse_head", "read_article"]

_FOOTNOTES = '<section class="footnotes">'


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article, with what its checks ask for."""

    path: Path
    text: str
    """The whole file."""
    front: FrontMatter
    slug: str
    provenance: Provenance
    language: str
    """One of ``sections.LANGUAGES``."""
    edited: bool | None
    """Whether the body differs from the generated one; ``None``: it was not."""
    is_report: bool
    """Whether it is one of ours, and neither a legacy post nor somebody's text."""
    legacy: bool
    html: str
    """What the engine made of the body; not sanitised."""
    blocks: tuple[Block, ...] = ()
    quotations: Mapping[str, Quotation] = field(default_factory=dict)
    """What its cited notes say, by label."""

    def line_of(self, block: Block) -> int:
        """Return the line of the file on which a block begins."""
        return self.front.line + block.line - 1

    @property
    def claims(self) -> tuple[tuple[Block, Claim], ...]:
        """Its claims, each with the block that makes it."""
        return tuple((block, claim) for block in self.blocks for claim in block.claims)

    @property
    def notes(self) -> tuple[Block, ...]:
        """Its footnotes, cited or not."""
        return tuple(each for each in self.blocks if each.kind is BlockKind.NOTE)


def read_article(path: Path, site: Site) -> ReadArticle:
    """Read an article for its checks.

    Raises:
        ArticleError: it cannot be read, or has no front matter.
    """
    return parse_article(path, read_article_text(path), site)


def parse_article(path: Path, text: str, site: Site) -> ReadArticle:
    """Parse the text of a file, which is not read.

    Raises:
        ArticleError: it has no front matter.
    """
    return parse_body(parse_head(path, text, site), site)


def parse_head(path: Path, text: str, site: Site) -> ReadArticle:
    """Parse what an article says before its body, which has no blocks yet.

    Raises:
        ArticleError: it has no front matter.
    """
    front = parse_front_matter(text)
    slug = _slug(front, path)
    legacy = read_legacy(front.values, front.body, site.timezone)
    return ReadArticle(
        path=path,
        text=text,
        front=front,
        slug=slug,
        provenance=find_provenance(front.values, slug, legacy, site),
        language=find_language(read_lang(front.values), None if legacy else site.lang),
        edited=is_edited(front),
        is_report=isinstance(front.values.get("aireport"), dict),
        legacy=legacy is not None,
        html=render_html(front.body),
    )


def parse_body(article: ReadArticle, site: Site) -> ReadArticle:
    """Return an article with the blocks and notes of its body."""
    notes = sanitize(article.html).partition(_FOOTNOTES)[2]
    zone = find_note_zone(article.provenance.window, site.timezone)
    return replace(
        article,
        blocks=split_blocks(article.front.body),
        quotations={each.id: each for each in read_quotations(notes, zone)},
    )


def _slug(front: FrontMatter, path: Path) -> str:
    try:
        return read_slug(front.values, path.stem)
    except ArticleError:
        return path.stem  # the check of the slug tells of it
