"""Which passages of two texts tell the same thing; pure and deterministic."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pelican_aireport.merging.counted import is_counts
from pelican_aireport.merging.passages import Passage, Sort
from pelican_aireport.summarizers.quoted import find_quoted

__all__ = ["match_passages", "match_strangers"]

_ALIKE = 0.6
"""Ratio of common characters from which two claims are versions of one."""

_ALIKE_WITH_EVIDENCE = 0.4
"""The same where they also share a tweet, but stand in different sections."""

_Score = Callable[[Passage, Passage], float]
"""How well a passage fits another; 0 where it does not."""


def match_passages(
    left: Sequence[Passage], right: Sequence[Passage]
) -> Mapping[int, int]:
    """Match passages of two versions of a text; return right indices by left ones.

    Each is matched at most once. Claims are the same by their text, else by tweets in
    common, else by the likeness of their words: inside their section first.
    """
    pairs = _match_names(left, right)
    for score in (
        *(_equal_here, _equal_anywhere, _shares_evidence_here, _alike_here),
        *(_shares_evidence_anywhere, _alike_anywhere, _both_count_here),
    ):
        pairs |= _match_best(left, right, pairs, score)
    return pairs | dict(_match_renamed(left, right, pairs))


def match_strangers(
    left: Sequence[Passage], right: Sequence[Passage]
) -> Mapping[int, int]:
    """Match passages that have no common origin, only where they say the same."""
    pairs = _match_names(left, right)
    for score in (_equal_here, _equal_anywhere, _alike_here):
        pairs |= _match_best(left, right, pairs, score)
    return pairs


def _match_names(left: Iterable[Passage], right: Iterable[Passage]) -> dict[int, int]:
    """Match what is no claim, in order of occurrence."""
    there: dict[object, list[int]] = {}
    for passage in right:
        if passage.sort is not Sort.CLAIM:
            there.setdefault((passage.sort, passage.name), []).append(passage.index)
    pairs = {}
    for passage in left:
        found = there.get((passage.sort, passage.name))
        if passage.sort is not Sort.CLAIM and found:
            pairs[passage.index] = found.pop(0)
    return pairs


def _match_best(
    left: Iterable[Passage],
    right: Iterable[Passage],
    pairs: Mapping[int, int],
    score: _Score,
) -> dict[int, int]:
    """Match claims that nothing matches yet, the best pairs first."""
    taken = set(pairs.values())
    ours = [p for p in left if p.sort is Sort.CLAIM and p.index not in pairs]
    others = [p for p in right if p.sort is Sort.CLAIM and p.index not in taken]
    scores = ((score(a, b), a.index, b.index) for a in ours for b in others)
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, one, other in sorted(
        (each for each in scores if each[0]), key=lambda each: (-each[0], *each[1:])
    ):
        if one not in found and other not in used:
            found[one] = other
            used.add(other)
    return found


def _equal_here(one: Passage, other: Passage) -> float:
    return float(one.section is other.section) and _equal_anywhere(one, other)


def _equal_anywhere(one: Passage, other: Passage) -> float:
    if not _words(one) or _words(one) != _words(other):
        return 0
    # Of equal ones, those that also rest on the same are the same.
    return 1 + _overlap(one, other)


def _shares_evidence_here(one: Passage, other: Passage) -> float:
    overlap = _overlap(one, other) if one.section is other.section else 0
    return overlap and overlap + _likeness(one, other)


def _shares_evidence_anywhere(one: Passage, other: Passage) -> float:
    if not _overlap(one, other):
        return 0
    likeness = _likeness(one, other)
    return likeness if likeness >= _ALIKE_WITH_EVIDENCE else 0


def _alike_here(one: Passage, other: Passage) -> float:
    return float(one.section is other.section) and _alike_anywhere(one, other)


def _alike_anywhere(one: Passage, other: Passage) -> float:
    if _are_of_two_matters(one, other):
        return 0
    likeness = _likeness(one, other)
    return likeness if likeness >= _ALIKE else 0


def _both_count_here(one: Passage, other: Passage) -> float:
    # What a report says of itself is one thing, whatever tweets stand for it now.
    is_here = one.section is other.section
    return float(is_here and all(is_counts(p.statement.said) for p in (one, other)))


def _are_of_two_matters(one: Passage, other: Passage) -> bool:
    """Tell whether claims have other names and rest on other tweets.

    Their words may still be alike: two companies release a model on one day.
    """
    leads = {_words(each)[0] for each in (one, other)}
    rest = all(each.statement.evidence for each in (one, other))
    return rest and len(leads) > 1 and not _overlap(one, other)


def _overlap(one: Passage, other: Passage) -> float:
    ours, others = set(one.statement.evidence), set(other.statement.evidence)
    return len(ours & others) / len(ours | others) if ours & others else 0


def _words(passage: Passage) -> tuple[str, str]:
    return passage.statement.lead.strip("* "), passage.statement.words


def _likeness(one: Passage, other: Passage) -> float:
    ours, others = _matter(one), _matter(other)
    # What it looks up stands second: its tables are made once for it.
    matcher = SequenceMatcher(None, ours, others, autojunk=False)
    bounds = (matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio() if min(bounds) >= _ALIKE_WITH_EVIDENCE else min(bounds)


def _matter(passage: Passage) -> str:
    said = passage.statement.said
    return find_quoted(said) or said


def _match_renamed(
    left: Sequence[Passage], right: Sequence[Passage], pairs: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Match headings that were reworded: most of what stood below stands there yet."""
    taken = set(pairs.values())
    for heading in left:
        if heading.sort is not Sort.HEADING or heading.index in pairs:
            continue
        homes = [
            right[pairs[each.index]].home
            for each in left
            if each.home == heading.index and each.index in pairs
        ]
        below = [home for home in homes if home >= 0 and home not in taken]
        if below and 2 * len(below) > len(homes):
            best = max(sorted(set(below)), key=below.count)
            taken.add(best)
            yield heading.index, best
