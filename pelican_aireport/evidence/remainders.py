"""Whether a share is what the tweets leave of the whole: 40 %, 60 % off; pure."""

from collections.abc import Iterable
from decimal import Decimal

from pelican_aireport.evidence.figures import find_figures
from pelican_aireport.evidence.folding import Span, blank, find_clause
from pelican_aireport.evidence.measures import Figure
from pelican_aireport.evidence.reading import Reading
from pelican_aireport.evidence.vocabulary import words_in

__all__ = ["is_remainder"]

_WHOLE = Decimal(100)


def is_remainder(figure: Figure, claim: Reading, evidence: Iterable[Reading]) -> bool:
    """Tell whether a claim's percentage is the rest of one that the tweets take off.

    A claim that takes it off itself is not meant.
    """
    if figure.kind != "percent" or _is_taken_off(figure.span, claim.folded):
        return False
    return any(
        other.kind == "percent"
        and other.value + figure.value == _WHOLE
        and _is_taken_off(other.span, reading.folded)
        for reading in evidence
        for other in find_figures(reading.folded)
    )


def _is_taken_off(figure: Span, folded: str) -> bool:
    kept = [found.span() for found in words_in(folded, "remainders", "left")]
    start, end = find_clause(folded, figure[0])
    return bool(words_in(blank(folded, kept)[start:end], "remainders", "taken"))
