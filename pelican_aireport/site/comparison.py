"""What two reports share and what only one of them tells; pure.

``theme/static/compare.js`` goes by the same rules where a reader chooses the reports.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from pelican_aireport.articles.sections import Section
from pelican_aireport.model import Entity
from pelican_aireport.site.entries import Entry, EntryClaim
from pelican_aireport.site.term_comparison import TermComparison, compare_terms
from pelican_aireport.site.told_claims import ToldClaim, tell_claim

__all__ = ["Comparison", "SharedClaim", "compare_reports"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedClaim:
    """A matter that both reports tell."""

    later: ToldClaim
    earlier: ToldClaim | None
    """``None`` where the later report says since when it is told, but not by what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reports side by side."""

    earlier: Entry
    later: Entry
    entities_gone: tuple[Entity, ...]
    """Those of the earlier report alone."""
    entities_kept: tuple[Entity, ...]
    entities_new: tuple[Entity, ...]
    claims_gone: tuple[ToldClaim, ...]
    claims_kept: tuple[SharedClaim, ...]
    claims_new: tuple[ToldClaim, ...]
    terms: TermComparison | None
    """``None`` where one of them has no word cloud."""


def compare_reports(earlier: Entry, later: Entry) -> Comparison:
    """Compare two reports.

    Entities are the same by name. Claims tell the same if they cite the same tweet or
    say the same words, or if both say that the matter was first told on the same day
    and write the same name. What the later report says was first told on a day of the
    earlier one is told by both, too. The overviews, which tell the rest once more, are
    left out.
    """
    before, after = _claims(earlier), _claims(later)
    known = {entity.name for entity in earlier.entities}
    named = {entity.name for entity in later.entities}
    find = partial(_find_same, names=known & named)
    same = {each.anchor: find(each, before) for each in after}
    kept = [each for each in after if same[each.anchor] or _is_since(each, earlier)]
    gone = [each for each in before if not find(each, after)]
    return Comparison(
        earlier=earlier,
        later=later,
        entities_gone=_leave_out(named, earlier.entities),
        entities_kept=_leave_out(named - known, later.entities),
        entities_new=_leave_out(known, later.entities),
        claims_gone=tuple(tell_claim(earlier, each) for each in gone),
        claims_kept=tuple(
            SharedClaim(
                later=tell_claim(later, each),
                earlier=_tell(earlier, same[each.anchor]),
            )
            for each in kept
        ),
        claims_new=tuple(tell_claim(later, each) for each in after if each not in kept),
        terms=compare_terms(earlier.terms, later.terms),
    )


def _claims(entry: Entry) -> tuple[EntryClaim, ...]:
    # What a report says twice in the same words is compared once.
    told = (each for each in entry.claims if each.section is not Section.OVERVIEW)
    return tuple({each.anchor: each for each in told}.values())


def _find_same(
    each: EntryClaim, others: Iterable[EntryClaim], *, names: AbstractSet[str]
) -> EntryClaim | None:
    return next((other for other in others if _is_same(each, other, names)), None)


def _is_same(one: EntryClaim, other: EntryClaim, names: AbstractSet[str]) -> bool:
    if one.anchor == other.anchor:
        return True
    a, b = one.claim, other.claim
    if not set(a.evidence).isdisjoint(b.evidence):
        return True
    is_since = a.since is not None and a.since == b.since
    return is_since and any(name in a.text and name in b.text for name in names)


def _is_since(each: EntryClaim, earlier: Entry) -> bool:
    first, last = earlier.days
    return each.claim.since is not None and first <= each.claim.since <= last


def _leave_out(
    names: AbstractSet[str], entities: Iterable[Entity]
) -> tuple[Entity, ...]:
    return tuple(entity for entity in entities if entity.name not in names)


def _tell(entry: Entry, each: EntryClaim | None) -> ToldClaim | None:
    return tell_claim(entry, each) if each else None
