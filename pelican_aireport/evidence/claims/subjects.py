"""Whether what a claim says of a name its tweets say of that one; pure.

A name of the claim is tied to the figures and days beside it. Where the tweets give
these in sentences about another of its kind, whom the claim does not name, and never in
one about it, the claim has put it in the other's place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pelican_aireport.evidence.claims.dates import find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import blank, find_clause
from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.numbers import covers
from pelican_aireport.evidence.claims.reading import Reading
from pelican_aireport.evidence.claims.sentences import (
    Name,
    NamesOfTexts,
    find_sentence,
    split_sentences,
)
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)

__all__ = ["find_wrong_subjects"]

_WORDS = "the cited tweets say this of another than {}; say of each what they say of it"


@dataclass(frozen=True, slots=True)
class _Piece:
    """What can be found again in a tweet: a figure, a day or a rank."""

    place: int
    figure: Figure | None
    key: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    reading: Reading
    names: tuple[Name, ...]
    pieces: tuple[_Piece, ...]


_LISTING = re.compile("[;\uff1b]")
_Place = tuple[_Text, int]
"""A text and where in it a piece of the claim stands."""


def find_wrong_subjects(
    statement: Statement, evidence: Evidence, names: NamesOfTexts
) -> Iterator[Finding]:
    """Find the names that stand in another's place."""
    readings = (statement.reading, *evidence.readings)
    ours, *theirs = map(_read, readings, names)
    tied: dict[Name, list[_Piece]] = {}
    for piece in ours.pieces:
        for name in _names_of(piece, ours):
            tied.setdefault(name, []).append(piece)
    found = {name: _found(pieces, theirs) for name, pieces in tied.items()}
    for name in ours.names:
        found.setdefault(name, _found_by_neighbors(name, ours, theirs))
    for name, places in found.items():
        if _is_displacing(name, places, ours, theirs):
            yield make_finding(
                ClaimFaultKind.NAME, statement.reading, name.span, _WORDS
            )


def _read(reading: Reading, names: tuple[Name, ...]) -> _Text:
    spans = [name.span for name in names]
    folded = blank(reading.folded, spans)
    days = find_date_names(folded)
    pieces = [_Piece(day.span[0], None, day.key) for day in days]
    free = blank(folded, [day.span for day in days])
    pieces += [
        _Piece(figure.span[0], figure, ())
        for figure in find_figures(free)
        if figure.is_asked
    ]
    return _Text(reading, names, tuple(sorted(pieces, key=lambda each: each.place)))


def _names_of(piece: _Piece, text: _Text) -> tuple[Name, ...]:
    """Return the names to which a piece belongs: the nearest before it, by clause."""
    folded = text.reading.folded
    place = piece.place
    clause = find_clause(folded, place)
    before = [name for name in text.names if name.span[0] < place]
    if not before:
        return tuple(name for name in text.names if name.span[0] < clause[1])
    own = [name for name in before if name.span[0] >= clause[0]]
    if own:
        return tuple(own)
    last = find_clause(folded, before[-1].span[0])
    return tuple(name for name in before if name.span[0] >= last[0])


def _found(pieces: list[_Piece], theirs: list[_Text]) -> list[_Place]:
    return [
        (text, other.place)
        for text in theirs
        for other in text.pieces
        if any(_is_same_piece(piece, other, text) for piece in pieces)
    ]


def _found_by_neighbors(name: Name, ours: _Text, theirs: list[_Text]) -> list[_Place]:
    """Return where the tweets speak of the names in a clause without figures."""
    folded = ours.reading.folded
    start, end = find_clause(folded, name.span[0])
    others = [
        each
        for each in ours.names
        if start <= each.span[0] < end and not each.is_same(name)
    ]
    # Without a figure a list may go on behind a semicolon: "talks with A; with B too".
    theirs = [text for text in theirs if not _LISTING.search(text.reading.folded)]
    return [
        (text, other.span[0])
        for text in theirs
        for other in text.names
        if any(other.is_same(each) for each in others)
    ]


def _is_displacing(
    name: Name, places: list[_Place], ours: _Text, theirs: list[_Text]
) -> bool:
    """Tell whether the tweets give a name's pieces to rivals of it only."""
    is_known = any(name.is_same(other) for text in theirs for other in text.names)
    if not is_known:
        return False
    verdicts = {_weigh(name, place, text, ours) for text, place in places}
    return True in verdicts and False not in verdicts


def _is_same_piece(piece: _Piece, other: _Piece, text: _Text) -> bool:
    if piece.figure and other.figure:
        kinds = frozenset(each.figure.kind for each in text.pieces if each.figure)
        return covers(piece.figure, other.figure, kinds)
    return bool(piece.key) and piece.key == other.key


def _weigh(name: Name, place: int, text: _Text, ours: _Text) -> bool | None:
    """Tell whether a piece is a rival's whom the claim omits; ``None``: nobody's."""
    folded = text.reading.folded
    number = find_sentence(folded, place)
    start, end = split_sentences(folded)[number]
    inside = [each for each in text.names if start <= each.span[0] < end]
    rivals = [
        each
        for each in inside
        if name.is_rival(each) and not any(each.is_same(own) for own in ours.names)
    ]
    clause = find_clause(folded, place)
    if any(clause[0] <= each.span[0] < place for each in rivals):
        # "Goldman sees three cuts, JPMorgan one": only what stands before counts.
        end = clause[1]
    if any(name.is_same(each) for each in inside if each.span[0] < end):
        return False
    earlier = any(name.is_same(each) for each in text.names if each.span[0] < start)
    if earlier and not any(each.span[0] < place for each in rivals):
        return False
    return True if rivals else None
