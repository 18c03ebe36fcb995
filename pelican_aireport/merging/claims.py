"""A claim of which three versions are there, merged part by part; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pelican_aireport.evidence.matter import find_news, read_matter
from pelican_aireport.language.entities import Aliases
from pelican_aireport.language.figures import find_figures
from pelican_aireport.merging.counted import renew_counts, renew_others
from pelican_aireport.merging.ordering import merge_sentences
from pelican_aireport.merging.statements import (
    Statement,
    plain_words,
    split_sentences,
)

__all__ = ["MergedClaim", "merge_added", "merge_claim"]

_MOST_EVIDENCE = 5
"""So many tweets a claim of ours cites at most; an author may cite more."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")

_LATIN_ENDS = tuple(".!?;\"')")
"""What a sentence ends with that a space has to part from the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedClaim:
    """A claim, merged."""

    statement: Statement
    """In a conflict the author's, as he left it."""
    is_new: bool = False
    """Whether its words, lead or marks come from the new text, at least in part."""
    added: tuple[str, ...] = ()
    """Tweets that it cites now and did not in the author's article."""
    is_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The lead and the text of a merged claim."""

    lead: str
    said: str
    holds_ours: bool = False
    """Whether some of it is the author's."""
    is_new: bool = False
    """Whether some of it is not the author's."""
    is_apart: bool = False
    """Whether the new text's tweets back what it does not tell: they do not join it."""


def merge_claim(
    base: Statement, ours: Statement, theirs: Statement, aliases: Aliases
) -> MergedClaim:
    """Merge a claim; what only one side changed is that side's.

    Where both changed the text and no sentence of both, the sentences are merged;
    where the new text only rewords the old one or the author's, or only counts anew
    what he does not tell any more, the author's stands; else it is a conflict.
    """
    if replace(ours, marker="") == replace(base, marker=""):
        return _tell(ours, replace(theirs, marker=ours.marker))
    tail = _pick(base.tail, ours.tail, theirs.tail)
    olds, owns = renew_others(base.said, ours.said, theirs.said)
    text = _merge_text(
        replace(base, said=olds), replace(ours, said=owns), theirs, aliases
    )
    if text is None or tail is None:
        return MergedClaim(statement=ours, is_conflict=True)
    marks = _pick(base.marks, ours.marks, theirs.marks)
    merged = replace(
        ours,
        lead=text.lead,
        said=text.said,
        tail=tail,
        marks=ours.marks if marks is None else marks,
    )
    return _tell(ours, merged.cite(_merge_evidence(base, ours, theirs, text)))


def merge_added(ours: Statement, theirs: Statement) -> MergedClaim:
    """Merge a claim that both sides added: the author's, with the new evidence."""
    return _tell(ours, ours.cite(_add(ours.evidence, theirs.evidence)))


def _tell(ours: Statement, merged: Statement) -> MergedClaim:
    parts = [_fold(each.lead + each.said + each.marks) for each in (ours, merged)]
    return MergedClaim(
        statement=merged,
        is_new=parts[0] != parts[1],
        added=tuple(id_ for id_ in merged.evidence if id_ not in ours.evidence),
    )


def _pick(base: str, ours: str, theirs: str) -> str | None:
    """Return what only one side changed; ``None`` where both did, and differently."""
    if _fold(ours) == _fold(base):
        # As the author spaces it, as long as it says the same.
        return ours if _fold(theirs) == _fold(ours) else theirs
    return ours if _fold(theirs) in (_fold(base), _fold(ours)) else None


def _fold(text: str) -> str:
    return "".join(text.split())


def _merge_text(
    base: Statement, ours: Statement, theirs: Statement, aliases: Aliases
) -> _Text | None:
    """Merge lead and text; ``None``: a conflict."""
    lead = _pick(base.lead, ours.lead, theirs.lead)
    tells_same = any(_is_reworded(each, theirs, aliases) for each in (base, ours))
    if lead is None and not tells_same:
        return None
    lead = ours.lead if lead is None else lead
    if ours.words == base.words:
        is_new = theirs.words != ours.words
        said = theirs.said if is_new else ours.said
        return _Text(lead=lead, said=said, is_new=is_new)
    if theirs.words in (base.words, ours.words):
        is_apart = _tells_otherwise(ours, theirs, aliases)
        return _Text(lead=lead, said=ours.said, holds_ours=True, is_apart=is_apart)
    versions = (split_sentences(each.said) for each in (base, ours, theirs))
    sentences = merge_sentences(*versions)
    if sentences is not None:
        said = "".join(_space(sentences))
        return _Text(lead=lead, said=said, holds_ours=True, is_new=True)
    if tells_same:
        is_apart = _tells_otherwise(ours, theirs, aliases)
        return _Text(lead=ours.lead, said=ours.said, holds_ours=True, is_apart=is_apart)
    return _renew(base, ours, theirs, lead)


def _renew(
    base: Statement, ours: Statement, theirs: Statement, lead: str
) -> _Text | None:
    counted = renew_counts(base.said, ours.said, theirs.said)
    if counted is None:
        return None
    said = "".join(_space(counted))
    is_apart = plain_words(said) == ours.words
    return _Text(
        lead=lead, said=said, holds_ours=True, is_new=not is_apart, is_apart=is_apart
    )


def _space(sentences: Sequence[str]) -> Sequence[str]:
    """Part sentences that a line's end or a text's end parted before."""
    *firsts, last = sentences
    parted = [f"{each} " if each[-1:] in _LATIN_ENDS else each for each in firsts]
    return (*parted, last.rstrip())


def _is_reworded(base: Statement, theirs: Statement, aliases: Aliases) -> bool:
    """Tell whether a new text has neither more nor less figures and names."""
    if base.claim_marks.modality is not theirs.claim_marks.modality:
        return False
    old, new = (read_matter(each.lead + each.said, aliases) for each in (base, theirs))
    if _unread_digits(old.text) != _unread_digits(new.text):
        return False
    return not find_news(new, [old]) and not find_news(old, [new])


def _tells_otherwise(ours: Statement, theirs: Statement, aliases: Aliases) -> bool:
    """Tell whether each has a figure or a name that the other one has not."""
    own, new = (read_matter(each.lead + each.said, aliases) for each in (ours, theirs))
    return bool(find_news(own, [new]) and find_news(new, [own]))


def _unread_digits(text: str) -> frozenset[str]:
    """Return the numbers of a text whose values are not known, such as of days."""
    numbers = _DIGITS.findall(plain_words(text))
    return frozenset(numbers) if len(numbers) > len(find_figures(text)) else frozenset()


def _merge_evidence(
    base: Statement, ours: Statement, theirs: Statement, text: _Text
) -> tuple[str, ...]:
    fresh = [id_ for id_ in theirs.evidence if id_ not in base.evidence]
    if text.is_apart:
        return ours.evidence
    if text.holds_ours:
        # His words may rest on what the new text does not cite any more.
        return _add(ours.evidence, fresh)
    if ours.evidence == base.evidence:
        return theirs.evidence
    gone = {*base.evidence} - {*theirs.evidence}
    kept = tuple(id_ for id_ in ours.evidence if id_ not in gone)
    # New words rest on their own tweets, or on none.
    return _add(kept, fresh) or theirs.evidence if text.is_new else _add(kept, fresh)


def _add(evidence: tuple[str, ...], more: Sequence[str]) -> tuple[str, ...]:
    """Add evidence up to the most that a claim cites."""
    fresh = [id_ for id_ in more if id_ not in evidence]
    room = max(0, _MOST_EVIDENCE - len(evidence))
    return (*evidence, *fresh[:room])
