"""The claims of a digest, section by section; pure."""

import hashlib
from collections.abc import Mapping

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.sections import Section, Wording
from pelican_aireport.model import (
    Claim,
    ClaimCounts,
    Digest,
    Mark,
    Modality,
    Standing,
)

__all__ = [
    "cited_ids",
    "claims_of",
    "count_claims",
    "find_repaired",
    "fingerprint",
    "shown_text",
]

_FINGERPRINT_DIGITS = 8
"""Of a hash; an article has some dozens of claims."""


def claims_of(digest: Digest) -> Mapping[Section, tuple[Claim, ...]]:
    """Return a digest's claims by section, in the order of the page."""
    return {
        Section.OVERVIEW: digest.briefing.overview,
        Section.KEY_POINTS: digest.briefing.key_points,
        Section.VIEWPOINTS: digest.details.viewpoints,
        Section.EVENTS: digest.details.events,
        Section.MARKETS: digest.details.markets,
        Section.AI: digest.details.ai,
        Section.FINANCE: digest.details.finance,
    }


def cited_ids(digest: Digest) -> tuple[str, ...]:
    """Return the ids of the tweets a digest rests on, in order of first mention."""
    claims = (claim for each in claims_of(digest).values() for claim in each)
    return tuple(dict.fromkeys(id_ for claim in claims for id_ in claim.evidence))


def count_claims(digest: Digest) -> ClaimCounts:
    """Count a digest's claims, and those that its readers are warned of."""
    claims = [claim for each in claims_of(digest).values() for claim in each]
    return ClaimCounts(
        total=len(claims),
        one_source=sum(Mark.ONE_SOURCE in claim.marks for claim in claims),
        rumoured=sum(claim.modality is Modality.RUMOURED for claim in claims),
        replaced=sum(Mark.REPLACED in claim.marks for claim in claims),
        repaired=sum(claim.is_repaired for claim in claims),
        left_out=digest.left_out,
        updates=sum(claim.standing is Standing.UPDATE for claim in claims),
        continuing=sum(claim.standing is Standing.CONTINUING for claim in claims),
    )


def shown_text(claim: Claim, words: Wording) -> str:
    """Return what a reader sees of a claim: its lead and its text, on one line."""
    lead, text = clean_line(claim.lead), clean_line(claim.text)
    return f"{lead}{words.lead}{text}" if lead else text


def fingerprint(text: str) -> str:
    """Return what a claim's text is known by: the first digits of its SHA-256."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:_FINGERPRINT_DIGITS]


def find_repaired(digest: Digest, words: Wording) -> tuple[str, ...]:
    """Return the fingerprints of the claims that were repaired, in their order."""
    claims = (claim for each in claims_of(digest).values() for claim in each)
    return tuple(
        fingerprint(shown_text(claim, words)) for claim in claims if claim.is_repaired
    )
