"""The claims of a digest, section by section; pure."""

from collections.abc import Mapping

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Claim, Digest

__all__ = ["cited_ids", "claims_of"]


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
