"""Whether a claim's figures stand in its tweets, by value and unit; pure.

A figure may be written otherwise (40 万, 400K), rounded where the claim says so and
the rounding is honest, and carry a unit that the tweet leaves to its reader. Small
counts may be the claim's own: the companies that it names, the tweets that it cites.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.vocabulary import vocabulary

__all__ = ["covers", "find_uncovered", "is_same_value"]

_SMALL = 12
_MOST_ROUNDED = Decimal("0.06")
"""More than 94 % of the way is "nearly" and less than 6 % off is "about"."""
_MOST_OVER = Decimal("0.15")
_DIGITS_OF_ROUNDING = 3
"""So many leading digits may be a rounding without saying so."""
_WORDS_OFF = Decimal("0.02")
_PERCENT = Decimal(100)
_MOST_COMPARED = 60


def find_uncovered(
    figures: Iterable[Figure], evidence: Iterable[Figure], own_counts: frozenset[int]
) -> Iterator[tuple[Figure, Figure | None]]:
    """Find the figures that no figure of the evidence covers.

    Args:
        figures: Of the claim.
        evidence: Of its tweets.
        own_counts: How many things the claim itself names.

    Yields each with the figure of the evidence that has its digits or value but
    another unit, where there is one.
    """
    evidence = tuple(evidence)
    kinds = frozenset(other.kind for other in evidence)
    for figure in figures:
        if not figure.is_asked or _is_own_count(figure, own_counts):
            continue
        is_covered = any(covers(figure, other, kinds) for other in evidence)
        if not is_covered and not _is_ratio(figure, evidence):
            same = (other for other in evidence if _looks_like(figure, other))
            yield figure, next(same, None)


def _is_ratio(figure: Figure, evidence: tuple[Figure, ...]) -> bool:
    """Tell whether a word such as "doubled" is what two figures come to."""
    if not figure.is_words or figure.kind not in ("multiple", "percent"):
        return False
    wanted = figure.value / (_PERCENT if figure.kind == "percent" else 1)
    return any(
        one.kind == other.kind
        and other.value
        and abs(one.value / other.value - wanted) <= wanted * _WORDS_OFF
        for one in evidence[:_MOST_COMPARED]
        for other in evidence[:_MOST_COMPARED]
    )


def _is_own_count(figure: Figure, own_counts: frozenset[int]) -> bool:
    if figure.kind not in ("", "count") or figure.value > _SMALL:
        return False
    return figure.value in own_counts or (figure.value == 1 and figure.digits == 1)


def _looks_like(figure: Figure, other: Figure) -> bool:
    return other.value == figure.value or other.digits == figure.digits


def covers(figure: Figure, other: Figure, kinds: frozenset[str]) -> bool:
    """Tell whether a figure of the evidence says what a claim's figure says.

    Args:
        figure: Of the claim.
        other: Of the evidence.
        kinds: Those of all figures of the evidence.
    """
    if "ordinal" in (figure.kind, other.kind):
        return _is_same_place(figure, other)
    if _is_compatible(figure, other, kinds):
        return is_same_value(figure, other)
    return _is_same_growth(figure, other) or _is_same_share(figure, other)


def _is_same_place(figure: Figure, other: Figure) -> bool:
    """Tell whether one is the place in a row that the other counts: 6th, six days."""
    kinds = {figure.kind, other.kind} - {"ordinal", "", "count"}
    return kinds <= _TIMES and figure.digits == other.digits


_TIMES = {"second", "month"}


def _is_same_share(figure: Figure, other: Figure) -> bool:
    """Tell whether a percentage and a bare part of one say the same: 31 %, 0.31."""
    if {figure.kind, other.kind} != {"percent", ""}:
        return False
    percent, part = (figure, other) if figure.kind == "percent" else (other, figure)
    return 0 < part.value < 1 and percent.value == part.value * _PERCENT


def _is_compatible(figure: Figure, other: Figure, kinds: frozenset[str]) -> bool:
    ours, theirs = figure.kind, other.kind
    if ours == theirs or {ours, theirs} <= {"", "count"}:
        return True
    if {ours, theirs} in _EXCHANGEABLE:
        return True
    money, counted = _kinds("money"), _kinds("counted")
    if ours == "":
        # Read on from a neighbour: "from 180 to 195 dollars".
        return theirs not in ("percent", "point", "basis")
    if theirs in ("", "count"):
        is_open = ours in counted or ours in ("count", "score")
        return is_open or (theirs == "" and ours in money and _is_meant(ours, kinds))
    return ours == "count" and theirs in counted


def _is_meant(currency: str, kinds: frozenset[str]) -> bool:
    """Tell whether a bare figure of the evidence may be money of a currency.

    Chinese tweets leave the yuan to their readers where no other money is named.
    """
    named = kinds & set(_kinds("money"))
    return currency in named or (currency == "cny" and not named)


_EXCHANGEABLE = (
    {"basis", "percent"},
    {"basis", "point"},
    {"score", "percent"},
    {"score", "point"},
    {"yen sign", "cny"},
    {"yen sign", "jpy"},
    {"crown", "nok"},
    {"crown", "sek"},
    {"crown", "dkk"},
)


def _kinds(group: str) -> list[str]:
    return list(vocabulary()["number_words"][group])


def is_same_value(figure: Figure, other: Figure) -> bool:
    """Tell whether a claim's figure is, or honestly rounds, one of the evidence."""
    ours, theirs = figure.value, other.value
    if ours == theirs:
        return True
    if not theirs or not ours:
        return False
    off = (theirs - ours) / ours
    match figure.meaning:
        case "over":
            return 0 <= off <= _MOST_OVER
        case "under":
            return -_MOST_ROUNDED <= off <= 0
        case "about":
            return abs(off) <= _MOST_ROUNDED
        case _:
            return _is_rounding(figure, other) or _is_fraction(figure, other, off)


def _is_rounding(figure: Figure, other: Figure) -> bool:
    if not figure.step or other.step >= figure.step:
        return False
    digits = abs(figure.value / figure.step)
    long_enough = digits >= 10 ** (_DIGITS_OF_ROUNDING - 1)
    return long_enough and abs(figure.value - other.value) * 2 <= figure.step


def _is_fraction(figure: Figure, other: Figure, off: Decimal) -> bool:
    # A third is 33 %, whichever side says it in words.
    in_words = figure.kind == other.kind == "percent"
    is_third = figure.value % 1 != 0 or other.value % 1 != 0
    return (
        in_words
        and figure.is_words != other.is_words
        and is_third
        and abs(off) <= _WORDS_OFF
    )


def _is_same_growth(figure: Figure, other: Figure) -> bool:
    """Tell whether a percentage and a multiple say the same: doubled, up 100 %."""
    if {figure.kind, other.kind} != {"percent", "multiple"}:
        return False
    ours, theirs = figure.value, other.value
    percent, times = (ours, theirs) if figure.kind == "percent" else (theirs, ours)
    if percent < _PERCENT:
        return percent * 2 == _PERCENT and times == 2  # noqa: PLR2004 - half, twice
    return percent in (times * _PERCENT, (times - 1) * _PERCENT)
