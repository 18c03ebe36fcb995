"""Whether a claim names a site that no cited tweet names; pure.

Whole addresses are refused as structure; a bare host, such as ``x.ai``, may be the name
of a product, and is one where a tweet says so.
"""

import re
from collections.abc import Iterator

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)

__all__ = ["find_foreign_sites"]

_HOST = re.compile(
    r"(?<![a-z0-9@._/-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![a-z0-9])",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:[a-z]\.){1,4}[a-z]", re.IGNORECASE)
_WORDS = "{} is a site that no cited tweet names; leave it out"


def find_foreign_sites(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find hosts that stand in no cited tweet."""
    reading = statement.reading
    said = evidence.signed.casefold()
    for found in _HOST.finditer(reading.folded):
        host = found[0].casefold()
        # "U.S" and "e.g" are no hosts
        if host not in said and not _ABBREVIATED.fullmatch(host):
            yield make_finding(ClaimFaultKind.STRUCTURE, reading, found.span(), _WORDS)
