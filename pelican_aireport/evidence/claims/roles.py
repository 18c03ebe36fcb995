"""Whether somebody holds the office that a claim gives them; pure.

``CFO Maren Holt`` and ``Oda Brandt stays as CTO``: an office belongs to the person
right behind it, or else to the last one before it in its sentence.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
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
from pelican_aireport.evidence.claims.vocabulary import vocabulary, words_in

__all__ = ["find_wrong_roles"]

_WORDS = "the cited tweets give this office to another than {}; name its holder"
_ADJACENT = 2
"""Characters between an office and the name behind it."""
_FURTHEST = 40
_LEAD = "lead"
_NO_INVESTORS = frozenset({"product", "place", "code"})
_Held = tuple[str, Name]
"""An office and its holder."""


def find_wrong_roles(
    statement: Statement, evidence: Evidence, names: NamesOfTexts
) -> Iterator[Finding]:
    """Find the people to whom a claim gives an office that its tweets give others."""
    readings = (statement.reading, *evidence.readings)
    ours, *others = map(_offices, readings, names)
    theirs = [held for offices in others for held in offices]
    named = [name for _, name in ours]
    for role, name in ours:
        holders = [holder for other, holder in theirs if other == role]
        if any(name.is_same(holder) for holder in holders):
            continue
        if any(_is_other(holder, name, named) for holder in holders):
            yield make_finding(
                ClaimFaultKind.NAME, statement.reading, name.span, _WORDS
            )


def _is_other(holder: Name, name: Name, named: Iterable[Name]) -> bool:
    return holder.is_rival(name) and not any(holder.is_same(each) for each in named)


def _offices(reading: Reading, names: tuple[Name, ...]) -> tuple[_Held, ...]:
    return tuple(_held(reading, names))


def _held(reading: Reading, names: tuple[Name, ...]) -> Iterator[_Held]:
    people = [name for name in names if name.kind == "person"]
    firms = [name for name in names if name.kind not in _NO_INVESTORS]
    for role in vocabulary()["roles"]:
        for found in words_in(reading.folded, "roles", role):
            candidates = firms if role == _LEAD else people
            holder = _holder(found.span(), reading.folded, candidates)
            if holder:
                yield role, holder
            if holder and role == _LEAD:
                yield from ((role, each) for each in _joined(holder, reading, firms))


def _joined(holder: Name, reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Yield whom a text names right behind a holder: ``led by Accel and Coatue``."""
    end = holder.span[1]
    for name in names:
        if name.span[0] > end:
            if reading.folded[end : name.span[0]].strip() not in _joints():
                return
            yield name
            end = name.span[1]


@cache
def _joints() -> frozenset[str]:
    return frozenset(joint.strip() for joint in vocabulary()["names"]["holders"])


def _holder(office: tuple[int, int], folded: str, people: list[Name]) -> Name | None:
    number = find_sentence(folded, office[0])
    first, _ = split_sentences(folded)[number]
    for name in people:
        if office[1] <= name.span[0] <= office[1] + _ADJACENT and (
            not folded[office[1] : name.span[0]].strip()
        ):
            return name
    before = [name for name in people if first <= name.span[0] < office[0]]
    if before and office[0] - before[-1].span[1] <= _FURTHEST:
        return before[-1]
    return None
