"""Whether a share is what the tweets leave of the whole: 40 %, 60 % off; pure."""

from collections.abc import Iterable
from decimal import Decimal

from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import Span, blank, find_clause
from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.reading import Reading
from pelican_aireport.evidence.claims.vocabulary import words_in

__all__ = ["is_remainder", "is_taken_for_rest"]

_WHOLE = Decimal(100)
_THIRDS_OFF = Decimal("0.2")
_BEHIND = 8
_FAR_BEHIND = 20


def is_remainder(figure: Figure, claim: Reading, evidence: Iterable[Reading]) -> bool:
    """Tell whether a claim's percentage is the rest of one that the tweets take off.

    Or the other way round; but not where both take it off.
    """
    if figure.kind != "percent":
        return False
    is_off = _is_taken_off(figure.span, claim.folded)
    return any(
        other.kind == "percent"
        and abs(other.value + figure.value - _WHOLE) <= _THIRDS_OFF
        and _is_taken_off(other.span, reading.folded) != is_off
        and (not is_off or _is_part(other.span, reading.folded))
        for reading in evidence
        for other in find_figures(reading.folded)
    )


def is_taken_for_rest(
    figure: Figure, claim: Reading, evidence: Iterable[Reading]
) -> bool:
    """Tell whether a claim takes off what the tweets leave: 60 % of the old price."""
    if figure.kind != "percent" or not _is_taken_off(figure.span, claim.folded):
        return False
    same = [
        (reading.folded, other.span)
        for reading in evidence
        for other in find_figures(reading.folded)
        if other.kind == "percent" and other.value == figure.value
    ]
    return bool(same) and all(_is_rest(folded, span) for folded, span in same)


def _is_rest(folded: str, figure: Span) -> bool:
    behind = folded[figure[1] : figure[1] + _FAR_BEHIND]
    is_of_former = bool(words_in(behind, "remainders", "former"))
    return is_of_former and not _is_taken_off(figure, folded)


def _is_taken_off(figure: Span, folded: str) -> bool:
    kept = [found.span() for found in words_in(folded, "remainders", "left")]
    start, end = find_clause(folded, figure[0])
    return bool(words_in(blank(folded, kept)[start:end], "remainders", "taken"))


def _is_part(figure: Span, folded: str) -> bool:
    behind = folded[figure[1] : figure[1] + _BEHIND]
    before = folded[max(0, figure[0] - _BEHIND) : figure[0]]
    is_of = behind.lstrip().startswith("of ")
    return is_of or bool(words_in(before, "remainders", "only"))
