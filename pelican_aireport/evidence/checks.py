"""Whether the tweets that a claim cites cover it; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pelican_aireport.articles.claims import claims_of
from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.sections import Section
from pelican_aireport.errors import SummaryError
from pelican_aireport.evidence.claims.quoting import is_quoted
from pelican_aireport.model import Claim, Digest, Tweet

__all__ = ["check_digest", "find_faults"]

_MOST_EVIDENCE = 5
_STRUCTURE = re.compile(r"https?://|[\n\r]")
_QUOTED = re.compile(r"“([^“”]{12,})”")
"""Shorter quotations are words mentioned, not statements."""


def check_digest(digest: Digest, tweets: Iterable[Tweet]) -> None:
    """Check every claim of a digest against the tweets it may cite.

    Raises:
        SummaryError: one sentence for each fault.
    """
    faults = find_faults(digest, tweets)
    if faults:
        raise SummaryError("; ".join(faults), cause="checks")


def find_faults(digest: Digest, tweets: Iterable[Tweet]) -> tuple[str, ...]:
    """Find what is wrong with a digest, one sentence for each fault."""
    by_id = {tweet.id: tweet for tweet in tweets}
    seen: set[str] = set()
    faults = []
    for section, claims in claims_of(digest).items():
        for number, claim in enumerate(claims, 1):
            place = f"{section.value} {number}"
            faults += [f"{place}: {fault}" for fault in _faults_of(claim, by_id)]
            if claim.text in seen:
                faults.append(f"{place}: stands there twice")
            seen.add(claim.text)
    return (*faults, *_too_many_points(claims_of(digest)[Section.KEY_POINTS]))


def _too_many_points(points: tuple[Claim, ...]) -> tuple[str, ...]:
    return (f"{len(points)} key points; ten is the most",) if len(points) > 10 else ()  # noqa: PLR2004


def _faults_of(claim: Claim, tweets: Mapping[str, Tweet]) -> Iterator[str]:
    if not 1 <= len(claim.evidence) <= _MOST_EVIDENCE:
        yield f"cites {len(claim.evidence)} tweets; one to five are wanted"
    unknown = [id_ for id_ in claim.evidence if id_ not in tweets]
    if unknown:
        yield f"cites {', '.join(unknown)}, which is no tweet of the window"
    if _STRUCTURE.search(claim.lead + claim.text):
        yield "holds a link or a line break"
    if claim.lead and not clean_line(claim.lead):
        yield "has a lead that nobody can see"
    cited = [clean_line(tweets[id_].text) for id_ in claim.evidence if id_ in tweets]
    for found in _QUOTED.finditer(claim.text):
        if not any(is_quoted(found.group(1), text) for text in cited):
            yield f"quotes “{found.group(1)[:40]}”, which no cited tweet says"
