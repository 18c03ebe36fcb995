"""The claims of a digest, section by section; pure."""

from collections.abc import Mapping

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import (
    Claim,
    ClaimCounts,
    Digest,
    Mark,
    Modality,
    Standing,
)

__all__ = ["cited_ids", "claims_of", "count_claims"]


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
        left_out=digest.left_out,
        updates=sum(claim.standing is Standing.UPDATE for claim in claims),
        continuing=sum(claim.standing is Standing.CONTINUING for claim in claims),
    )
