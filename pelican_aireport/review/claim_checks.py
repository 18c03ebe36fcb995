"""What the review of an article's claims comes to; pure."""

from collections.abc import Iterable, Iterator

from pelican_aireport.evidence.claims.faults import ClaimFault, ClaimFaultKind
from pelican_aireport.review.article import ReadArticle
from pelican_aireport.review.claims import ReviewedClaim
from pelican_aireport.review.findings import Finding

__all__ = ["check_claims", "find_not_compared"]

_SHOWN = 30
_CODES = {
    ClaimFaultKind.NO_EVIDENCE: "no-evidence",
    ClaimFaultKind.UNKNOWN_ID: "unknown-tweet",
    ClaimFaultKind.TOO_MANY_IDS: "too-many-tweets",
}
"""Others are named by their kind: ``claim-number``, ``claim-sources``."""

_REMEDIES = {
    ClaimFaultKind.UNKNOWN_ID: "cite a tweet of the window, or take the mark away",
    ClaimFaultKind.NO_EVIDENCE: "cite one to five tweets, as in [^1996012345678901234]",
}


def check_claims(
    article: ReadArticle, claims: Iterable[ReviewedClaim]
) -> Iterator[Finding]:
    """Return a finding for each fault of a claim."""
    for claim in claims:
        for fault in claim.faults:
            yield _find(article, claim, fault)


def _find(article: ReadArticle, claim: ReviewedClaim, fault: ClaimFault) -> Finding:
    found = repr(fault.found)
    words = fault.words.replace(found, _shorten(found))
    message, _, remedy = words.rpartition("; ")
    return Finding(
        path=article.path,
        line=claim.line,
        code=_CODES.get(fault.kind, f"claim-{fault.kind.value}"),
        message=f'"{_shorten(claim.claim.text)}": {message or remedy}',
        remedy=_REMEDIES.get(fault.kind, remedy),
    )


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def find_not_compared(claims: Iterable[ReviewedClaim]) -> Iterator[ReviewedClaim]:
    """Find the claims that cite tweets and could not be held against them."""
    for claim in claims:
        is_doubtful = claim.edited is not False and not claim.compared
        if is_doubtful and claim.claim.evidence:
            yield claim
