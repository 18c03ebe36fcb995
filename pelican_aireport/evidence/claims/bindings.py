"""Whether a claim gives a figure to the one to whom its tweets give it; pure.

A figure belongs to the last name before it in its clause. Only a plain exchange is a
fault: the tweets give the claim's figure to another name, and to the claim's name
another figure of the same kind.
"""

from collections.abc import Iterator

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import Span, blank, find_clause, is_inside
from pelican_aireport.evidence.claims.measures import Figure
from pelican_aireport.evidence.claims.numbers import covers
from pelican_aireport.evidence.claims.reading import Reading, is_common
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import vocabulary, words_in
from pelican_aireport.language.entities import Aliases, Mention, find_mentions

__all__ = ["find_exchanged_names"]

_WORDS = "the cited tweets give {} to another; give each its own figure"
_FURTHEST = 40
"""Characters between a name and its figure."""

_CLOSE = 3
"""Characters to a name that a figure counts: ``20 million Apple shares``."""

_COLONS = (":", "\uff1a")

_Owner = tuple[Span, str]
"""Where a name stands and a form of it that can be compared."""


def find_exchanged_names(
    statement: Statement, evidence: Evidence, aliases: Aliases
) -> Iterator[Finding]:
    """Find the figures that a claim gives to the wrong one of its tweets' names."""
    theirs = [
        owned
        for reading in evidence.readings
        for owned in _owned(reading, find_mentions(reading.folded, aliases))
    ]
    kinds = frozenset(figure.kind for figure, _, _ in theirs)
    if words_in(statement.reading.folded, "names", "distributing"):
        return
    for figure, before, behind in _owned(statement.reading, statement.mentions):
        owners = {
            names[-1] for other, names, _ in theirs if covers(figure, other, kinds)
        }
        if behind in owners or not owners or owners & set(before):
            continue
        has_another = any(
            names[-1] in before and _group(other) == _group(figure)
            for other, names, _ in theirs
        )
        if has_another:
            yield make_finding(
                ClaimFaultKind.NAME, statement.reading, figure.span, _WORDS
            )


def _group(figure: Figure) -> str:
    if figure.kind in vocabulary()["number_words"]["money"]:
        return "money"
    return "" if figure.kind in ("count", "score") else figure.kind


def _owned(
    reading: Reading, mentions: tuple[Mention, ...]
) -> Iterator[tuple[Figure, list[str], str]]:
    """Yield the figures of a text with the names before and close behind them."""
    owners = _owners(reading, mentions)
    folded = blank(reading.folded, [span for span, _ in owners])
    for figure in find_figures(folded):
        first, last = figure.span
        if _is_size(figure, folded):
            continue
        start, end = find_clause(folded, first)
        start = _start_of(start, folded, owners)
        start, end = max(start, first - _FURTHEST), min(end, last + _CLOSE)
        before = [name for span, name in owners if start <= span[0] < first]
        behind = [name for span, name in owners if last <= span[0] < end]
        if before:
            yield figure, before, (*behind, "")[0]


def _start_of(start: int, folded: str, owners: list[_Owner]) -> int:
    """Return where a clause starts, with the name in front of its colon."""
    before = folded[:start].rstrip()
    if not before.endswith(_COLONS):
        return start
    end = len(before) - 1
    return next((span[0] for span, _ in owners if span[1] == end), start)


def _is_size(figure: Figure, folded: str) -> bool:
    # "235B" behind a model's name belongs to the name.
    return not figure.kind and folded[figure.span[1] - 1] == "B"


def _owners(reading: Reading, mentions: tuple[Mention, ...]) -> list[_Owner]:
    names = [
        (span, _plain(reading.folded[span[0] : span[1]]))
        for span in reading.names
        if not is_common(reading.folded[span[0] : span[1]])
    ]
    taken = [span for span, _ in names]
    known = [
        ((each.start, each.end), each.entity.name)
        for each in mentions
        if not is_inside((each.start, each.end), taken)
    ]
    return sorted([*known, *(_known(owner, mentions) for owner in names)])


def _known(owner: _Owner, mentions: tuple[Mention, ...]) -> _Owner:
    # A name that is an entity's and nothing more goes by the entity's name.
    span, name = owner
    for mention in mentions:
        if (mention.start, mention.end) == span:
            return span, mention.entity.name
    return span, name


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()
