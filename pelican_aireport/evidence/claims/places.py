"""Whether the towns that a claim names in Chinese stand in its tweets; pure.

Those in Latin letters are names like others.
"""

import re
from collections.abc import Iterator
from functools import cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import blank
from pelican_aireport.evidence.claims.reading import form_of, synonyms_of
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary

__all__ = ["find_wrong_towns"]

_WORDS = "{} is named in no cited tweet; give the place that they name or none"


def find_wrong_towns(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the towns that no cited tweet names in any language."""
    reading = statement.reading
    known = [(each.start, each.end) for each in statement.mentions]
    for found in _towns().finditer(
        blank(reading.folded, (*reading.quotations, *known))
    ):
        names = synonyms_of(found[0])
        if not any(form_of(name).search(evidence.signed) for name in names):
            yield make_finding(ClaimFaultKind.NAME, reading, found.span(), _WORDS)


@cache
def _towns() -> re.Pattern[str]:
    groups = vocabulary()["names"]["cities"]
    chinese = (name for group in groups for name in group if not name.isascii())
    indices = alternation(vocabulary()["names"]["no_town_before"])
    return re.compile(f"(?:{alternation(chinese)})(?!{indices})")
