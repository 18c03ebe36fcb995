"""What changed from one report to the next of its series; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Entity, EntityKind, Standing
from pelican_aireport.site.entries import Entry, EntryClaim

__all__ = ["Changes", "OldClaim", "find_changes"]

_MOST = 5
"""Of each kind: a reader wants to see the change, not the report once more."""

_ACTORS = {EntityKind.COMPANY, EntityKind.PERSON, EntityKind.TICKER}
"""Many matters are about each of these."""

_NAME = re.compile(r"[A-Z][\w.+-]*\w|\b[a-z]+[A-Z\d][\w.+-]*", re.ASCII)
"""A word of a lead that is a name by its letters: RoPE, vLLM, B9."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldClaim:
    """A claim about a matter that an earlier report told of."""

    told: EntryClaim
    day_number: int | None
    """The report's last day counted from that of the first report; the first is 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a report tells beside the one before it, key points first."""

    before: Entry
    new: tuple[EntryClaim, ...] = ()
    """Empty where the report was compared with no earlier one: nobody knows then."""
    updated: tuple[OldClaim, ...] = ()
    continuing: tuple[OldClaim, ...] = ()
    gone: tuple[EntryClaim, ...] = ()
    """Key points of the report before whose tweets and names no claim takes up."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.new or self.updated or self.continuing or self.gone)


def find_changes(today: Entry, before: Entry) -> Changes:
    """Find what changed since the report before; at most five claims of each kind.

    What is new, updated or continuing was found when the report was drafted, over
    days and weeks; what is gone is looked for here.
    """
    claims = tuple(_once(each for each in today.claims if _tells_a_matter(each)))
    return Changes(
        before=before,
        new=tuple(_new(claims, today))[:_MOST],
        updated=tuple(_old(claims, Standing.UPDATE, today))[:_MOST],
        continuing=tuple(_old(claims, Standing.CONTINUING, today))[:_MOST],
        gone=tuple(_gone(today, before))[:_MOST],
    )


def _tells_a_matter(each: EntryClaim) -> bool:
    # An overview tells of the report.
    return each.section is not Section.OVERVIEW


def _once(claims: Iterable[EntryClaim]) -> Iterator[EntryClaim]:
    """Leave out what rests on a tweet of a claim before: the details tell it again."""
    cited: set[str] = set()
    for each in claims:
        if cited.isdisjoint(each.claim.evidence):
            yield each
        cited.update(each.claim.evidence)


def _new(claims: Iterable[EntryClaim], today: Entry) -> Iterator[EntryClaim]:
    if today.report is None or not today.report.provenance.earlier_reports:
        return
    for each in claims:
        # What cites nothing is the author's own, and was compared with nothing.
        if each.claim.evidence and each.claim.standing in (None, Standing.NEW):
            yield each


def _old(
    claims: Iterable[EntryClaim], standing: Standing, today: Entry
) -> Iterator[OldClaim]:
    for each in claims:
        if each.claim.standing is standing:
            yield OldClaim(told=each, day_number=_count_days(each, today))


def _count_days(each: EntryClaim, today: Entry) -> int | None:
    since = each.claim.since
    if since is None:
        return None
    return max((today.days[1] - since).days, 0) + 1


def _gone(today: Entry, before: Entry) -> Iterator[EntryClaim]:
    """Yield the key points before of which neither a tweet nor a name is left.

    One that names nothing known is not among them, as it may be told in other words.
    To compare words takes a dictionary that a build which only renders does not load.
    """
    cited = {id_ for each in today.claims for id_ in each.claim.evidence}
    named = {entity for each in today.claims for entity in each.entities}
    told = " ".join(each.claim.text for each in today.claims).casefold()
    for each in before.claims:
        is_point = each.section is Section.KEY_POINTS
        if not is_point or not cited.isdisjoint(each.claim.evidence):
            continue
        entities, words = _names_of(each)
        if not entities and not words:
            continue
        if named.isdisjoint(entities) and not any(word in told for word in words):
            yield each


def _names_of(each: EntryClaim) -> tuple[frozenset[Entity], frozenset[str]]:
    """Return what a claim is about: its products and topics, else its companies."""
    known = " ".join(entity.name for entity in each.entities).casefold()
    words = (word.casefold() for word in _NAME.findall(each.claim.lead))
    others = frozenset(word for word in words if word not in known)
    things = frozenset(e for e in each.entities if e.kind not in _ACTORS)
    if things or others:
        return things, others
    return frozenset(each.entities), others
