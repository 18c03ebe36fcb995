"""The claims of an article, held against the tweets that they cite.

Reads the article's file; neither the state folder nor the network. What is known of
the tweets and of the generated text is handed in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from pelican_aireport.articles.report_file import Site
from pelican_aireport.articles.sections import Section
from pelican_aireport.evidence.claims.faults import ClaimFault
from pelican_aireport.model import Claim, Tweet
from pelican_aireport.review.article import ReadArticle, read_article
from pelican_aireport.review.known import Known, know, stands_as_generated

__all__ = ["ReviewedClaim", "review_claims", "review_read_claims"]

_NO_ALIASES: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaim:
    """A claim of an article, and what is wrong with it."""

    section: Section
    line: int
    """The line of the file, counted from 1, on which its block begins."""
    claim: Claim
    """As the outline reads it: its text repeats its lead."""
    edited: bool | None
    """Whether it differs from what was generated; ``None``: nobody can tell here."""
    compared: bool = False
    """Whether its words were held against all tweets that it cites, just now."""
    faults: tuple[ClaimFault, ...] = ()
    """Of a claim that stands as generated there are none: it was checked when made."""


def review_claims(
    path: Path,
    site: Site,
    *,
    tweets: Iterable[Tweet] | None = None,
    aliases: Mapping[str, object] = _NO_ALIASES,
    generated: str | None = None,
) -> tuple[ReviewedClaim, ...]:
    """Review all claims of an article, in the order of its text.

    Works on the file alone: what its own notes quote in full then stands for the
    tweets. The claims of a text that is no report of ours have no faults.

    Args:
        path: The article's file.
        site: How it is read.
        tweets: All tweets of its window, where they are known.
        aliases: The topic's, in the form of ``AIREPORT_ALIASES``.
        generated: The whole file as it was generated, where it is known.

    Raises:
        ArticleError: the file cannot be read, or has no front matter.
    """
    article = read_article(path, site)
    known = know(article, site, tweets=tweets, generated=generated, aliases=aliases)
    return review_read_claims(article, known)


def review_read_claims(article: ReadArticle, known: Known) -> tuple[ReviewedClaim, ...]:
    """Review the claims of an article that was read; see ``review_claims``."""
    placed = tuple(_place(article, known))
    doubtful = {n for n, each in enumerate(placed) if each.edited is not False}
    if not article.is_report or not doubtful:
        return placed
    # Comparing takes tables and segmentation, which most articles do without.
    from pelican_aireport.review.comparison import compare_claims  # noqa: PLC0415

    found = compare_claims(article, doubtful, known)
    return tuple(
        replace(each, compared=found[n].is_whole, faults=found[n].faults)
        if n in found
        else each
        for n, each in enumerate(placed)
    )


def _place(article: ReadArticle, known: Known) -> Iterator[ReviewedClaim]:
    for block, claim in article.claims:
        assert block.section is not None  # others hold no claims
        stands = stands_as_generated(claim, article, known)
        yield ReviewedClaim(
            section=block.section,
            line=article.line_of(block),
            claim=claim,
            edited=None if stands is None else not stands,
        )
