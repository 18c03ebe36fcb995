"""Whether a claim lets the same one act on the same other as its tweets; pure.

``A sues B`` is not ``B sues A``. Only a plain exchange is a fault.
"""

from collections.abc import Iterator

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import find_clause
from pelican_aireport.evidence.claims.reading import Reading
from pelican_aireport.evidence.claims.sentences import Name, NamesOfTexts
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import vocabulary, words_in

__all__ = ["find_turned_relations"]

_WORDS = "in the cited tweets it is {} to whom this is done; say who does it"
_PASSIVE = "passive"

_Relation = tuple[str, Name, Name]
"""What is done, by whom, and to whom."""


def find_turned_relations(
    statement: Statement, evidence: Evidence, names: NamesOfTexts
) -> Iterator[Finding]:
    """Find the names that do what is done to them."""
    readings = (statement.reading, *evidence.readings)
    ours, *others = map(_relations, readings, names)
    theirs = [relation for relations in others for relation in relations]
    for done, actor, object_ in ours:
        pairs = [(by, to) for other, by, to in theirs if other == done]
        is_same = any(actor.is_same(by) and object_.is_same(to) for by, to in pairs)
        is_turned = any(actor.is_same(to) and object_.is_same(by) for by, to in pairs)
        if is_turned and not is_same:
            yield make_finding(
                ClaimFaultKind.NAME, statement.reading, actor.span, _WORDS
            )


def _relations(reading: Reading, names: tuple[Name, ...]) -> tuple[_Relation, ...]:
    return tuple(_found(reading, names))


def _found(reading: Reading, names: tuple[Name, ...]) -> Iterator[_Relation]:
    folded = reading.folded
    for done in vocabulary()["relations"]:
        for verb in words_in(folded, "relations", done):
            start, end = find_clause(folded, verb.start())
            if done == _PASSIVE or words_in(folded[start:end], "relations", _PASSIVE):
                continue
            before = [each for each in names if start <= each.span[0] < verb.start()]
            behind = [each for each in names if verb.end() <= each.span[0] < end]
            if before and behind:
                yield done, before[0], behind[0]
