"""What the author of a draft is shown beside it, and no reader ever is.

What each claim rests on and which of them want a look, what was left out, how the file
is edited. Reads what was generated and left out below AIREPORT_STATE, where the machine
has it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pelican_aireport.articles.claim_anchors import claim_anchor
from pelican_aireport.articles.claims import claims_of, fingerprint
from pelican_aireport.articles.dropped import Dropped, find_dropped
from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.generated import find_generated
from pelican_aireport.articles.outline import parse_outline
from pelican_aireport.articles.report_view import ArticleReport
from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Claim, Digest, Mark, Modality, Quotation
from pelican_aireport.settings import Settings

__all__ = ["AuthorStrip", "Look", "StripClaim", "make_author_strip"]


class Look(Enum):
    """Why a claim wants a look; the value is the key of the theme's words."""

    NO_EVIDENCE = "no_evidence"
    """It cites no tweet."""
    OWN = "own"
    """The author changed or added it: nothing has checked it since."""
    REPLACED = "replaced"
    """A quotation stands where a model's claim failed its checks."""
    REPAIRED = "repaired"
    """A model's first words failed their checks, the next ones passed."""
    RUMOURED = "rumoured"
    ONE_SOURCE = "one_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class StripClaim:
    """A claim of the article as its author looks at it."""

    number: int
    """Its place in the article, from 1."""
    section: Section
    claim: Claim
    looks: tuple[Look, ...]
    """In the order of ``Look``; none where nothing is remarkable."""
    tweets: tuple[Quotation, ...]
    anchor: str
    """The id of its first footnote mark on the page, else of its section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorStrip:
    """What the author of one draft is shown."""

    path: str
    """The article's file, from the settings file's folder."""
    edit_url: str | None
    claims: tuple[StripClaim, ...]
    """In the order of the contract's sections."""
    counts: tuple[tuple[Look, int], ...]
    """How many claims want a look, by reason; those with none are left out."""
    is_compared: bool
    """Whether it is known what the author changed."""
    gone: int
    """How many claims that were generated stand there no longer as they were."""
    dropped: Dropped | None
    """``None`` where this machine did not draft the article, or has forgotten."""


def make_author_strip(
    report: ArticleReport, *, slug: str, path: Path, settings: Settings
) -> AuthorStrip:
    """Make the strip of an article.

    Args:
        report: What was read from its file.
        slug: The article's.
        path: Its file.
        settings: Name the state, the settings file's folder and the edit address.
    """
    hash_ = report.generated or ""
    generated = _find_claims(report, slug, settings.state)
    claims = tuple(_list_claims(report, generated))
    counts = Counter(look for each in claims for look in each.looks)
    name = _relative(path, settings.base)
    return AuthorStrip(
        path=name or path.name,
        edit_url=name and _edit_url(settings.edit_url, path=name, slug=slug),
        claims=claims,
        counts=tuple((look, counts[look]) for look in Look if counts[look]),
        is_compared=generated is not None,
        gone=len((generated or frozenset()) - {each.claim for each in claims}),
        dropped=_localize(find_dropped(settings.state, slug, hash_), settings.timezone),
    )


def _localize(dropped: Dropped | None, timezone: ZoneInfo) -> Dropped | None:
    """Tell times as the article's footnotes do: in the site's zone."""
    return dropped and replace(
        dropped,
        tweets=tuple(
            replace(each, created_at=each.created_at.astimezone(timezone))
            for each in dropped.tweets
        ),
    )


def _find_claims(
    report: ArticleReport, slug: str, state: Path
) -> frozenset[Claim] | None:
    """Find the claims that were generated; ``None`` where that is not known."""
    if report.edited is False:
        return frozenset(_claims(report.outline.digest))
    text = find_generated(state, slug, report.generated or "")
    if text is None:
        return None
    return frozenset(_claims(parse_outline(parse_front_matter(text).body).digest))


def _claims(digest: Digest) -> Iterator[Claim]:
    for claims in claims_of(digest).values():
        yield from claims


def _list_claims(
    report: ArticleReport, generated: frozenset[Claim] | None
) -> Iterator[StripClaim]:
    quotations = {each.id: each for each in report.outline.quotations}
    repaired = frozenset(report.provenance.repaired)
    placed = (
        (section, claim)
        for section, claims in claims_of(report.outline.digest).items()
        for claim in claims
    )
    for number, (section, claim) in enumerate(placed, 1):
        is_own = generated is not None and claim not in generated
        yield StripClaim(
            number=number,
            section=section,
            claim=claim,
            looks=tuple(_find_looks(claim, repaired, is_own=is_own)),
            tweets=tuple(
                quotations[id_] for id_ in claim.evidence if id_ in quotations
            ),
            anchor=claim_anchor(claim.text),
        )


def _find_looks(
    claim: Claim, repaired: frozenset[str], *, is_own: bool
) -> Iterator[Look]:
    if not claim.evidence:
        yield Look.NO_EVIDENCE
    if is_own:
        yield Look.OWN
    if Mark.REPLACED in claim.marks:
        yield Look.REPLACED
    if fingerprint(claim.text) in repaired:
        yield Look.REPAIRED
    if claim.modality is Modality.RUMOURED:
        yield Look.RUMOURED
    if Mark.ONE_SOURCE in claim.marks:
        yield Look.ONE_SOURCE


def _relative(path: Path, base: Path) -> str | None:
    # The settings file's folder is told without links, the article's with them.
    for each in (path, path.resolve()):
        if each.is_relative_to(base):
            return each.relative_to(base).as_posix()
    return None


def _edit_url(form: str | None, *, path: str, slug: str) -> str | None:
    if form is None:
        return None
    return form.replace("{path}", quote(path)).replace("{slug}", quote(slug))
