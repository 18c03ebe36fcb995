"""A claim as a row of the evidence table: its words, its tweets, its check; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pelican_aireport.articles.claim_marks import render_marks
from pelican_aireport.articles.claims import fingerprint
from pelican_aireport.articles.sections import wording
from pelican_aireport.model import Claim, Mark, Modality, Quotation
from pelican_aireport.review.github_markdown import (
    render_link,
    render_row,
    render_text,
    shorten,
)
from pelican_aireport.review.table_words import TableWords

__all__ = ["ClaimCells", "render_claim_row", "render_concern"]

_CLAIM_LENGTH = 140
_CONCERN_LENGTH = 60
_FINDING_LENGTH = 200
_MOST_TWEETS = 12
"""Tweets of one claim that are listed; a claim of the overview may cite many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCells:
    """What the cells of an article's claims are made from."""

    words: TableWords
    quotations: Mapping[str, Quotation]
    """What the article's notes say of its tweets, by id."""
    unchecked: str = ""
    """Why a claim that was not checked just now may not be called passed; empty if it
    may, as it was checked when it was made."""
    repaired: frozenset[str] = frozenset()
    """Fingerprints of claims whose first words failed their checks."""
    edited: frozenset[Claim] = frozenset()
    """Claims that their author changed or added, as far as that is known."""
    findings: Mapping[Claim, Sequence[str]] | None = None
    """What was found of the claims that were checked; ``None``: none was, just now."""


def render_claim_row(claim: Claim, cells: ClaimCells) -> str:
    """Render a claim's row of the table."""
    tweets = [_render_tweet(id_, cells) for id_ in claim.evidence[:_MOST_TWEETS]]
    more = len(claim.evidence) - len(tweets)
    if more:
        tweets.append(cells.words.say("more_tweets", n=more))
    return render_row(
        (
            render_text(shorten(claim.text, _CLAIM_LENGTH)),
            cells.words.say("join").join(tweets) or "—",
            _join(_check(claim, cells), cells.words),
        )
    )


def render_concern(claim: Claim, cells: ClaimCells) -> tuple[int, str] | None:
    """Render what wants a look about a claim, gravest first; ``None``: nothing does."""
    concerns = sorted(_concerns(claim, cells))
    if not concerns:
        return None
    text = render_text(shorten(claim.text, _CONCERN_LENGTH))
    said = _join((said for _, said in concerns), cells.words)
    colon = wording(cells.words.language).colon
    return concerns[0][0], f"- **{said}**{colon}{text}"


def _join(parts: Iterator[str], words: TableWords) -> str:
    return words.say("stop").join(parts)


def _render_tweet(id_: str, cells: ClaimCells) -> str:
    quotation = cells.quotations.get(id_)
    if quotation is None:
        return render_text(id_)
    link = render_link(quotation.author or id_, quotation.url)
    if quotation.likes is None:
        return link
    return f"{link} {cells.words.say('likes', n=f'{quotation.likes:,}')}"


def _check(claim: Claim, cells: ClaimCells) -> Iterator[str]:
    found = [said for _, said in _faults(claim, cells)]
    yield from found
    marks = render_marks(claim, wording(cells.words.language))
    if marks:
        yield marks
    if _is_repaired(claim, cells):
        yield cells.words.say("repaired")
    if claim in cells.edited:
        yield cells.words.say("own")
    if not found:
        yield cells.words.say("passed") if _is_held(claim, cells) else cells.unchecked


def _is_held(claim: Claim, cells: ClaimCells) -> bool:
    return not cells.unchecked if cells.findings is None else claim in cells.findings


def _is_repaired(claim: Claim, cells: ClaimCells) -> bool:
    return fingerprint(claim.text) in cells.repaired


def _concerns(claim: Claim, cells: ClaimCells) -> Iterator[tuple[int, str]]:
    """Yield what wants a look with its rank, 0 the gravest."""
    yield from _faults(claim, cells)
    words = wording(cells.words.language)
    if Mark.REPLACED in claim.marks:
        said = words.marks[Mark.REPLACED]
        yield 2, f"{said}{words.colon}{cells.words.say('replaced_note')}"
    if _is_repaired(claim, cells):
        yield 2, cells.words.say("repaired")
    if claim.modality is Modality.RUMOURED:
        yield 3, words.modalities[Modality.RUMOURED]
    if Mark.ONE_SOURCE in claim.marks:
        yield 4, words.marks[Mark.ONE_SOURCE]


def _faults(claim: Claim, cells: ClaimCells) -> Iterator[tuple[int, str]]:
    for finding in (cells.findings or {}).get(claim, ()):
        yield 0, render_text(shorten(finding, _FINDING_LENGTH))
    if not claim.evidence:
        yield 1, cells.words.say("no_evidence")
    for id_ in claim.evidence:
        quotation = cells.quotations.get(id_)
        if quotation is None or quotation.url is None:
            yield 1, cells.words.say("no_address", id=render_text(id_))
