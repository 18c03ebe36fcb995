"""What each passage of a merged body says; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pelican_aireport.language.entities import Aliases
from pelican_aireport.merging.claims import MergedClaim, merge_added, merge_claim
from pelican_aireport.merging.passages import Sort
from pelican_aireport.merging.versions import Trio, Versions

__all__ = ["Content", "settle_contents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a passage says after the merge."""

    text: str
    """In a conflict the author's."""
    is_changed: bool = False
    """Whether a claim's words are not those that the author's article had."""
    added: tuple[str, ...] = ()
    """Tweets that a claim cites in addition."""
    is_conflict: bool = False


def settle_contents(versions: Versions, aliases: Aliases) -> Mapping[str, Content]:
    """Merge what every passage says that is in the author's or in the new text."""
    return {
        key: _settle(trio, aliases)
        for key, trio in versions.trios.items()
        if trio.ours is not None or trio.theirs is not None
    }


def _settle(trio: Trio, aliases: Aliases) -> Content:
    base, ours, theirs = trio.base, trio.ours, trio.theirs
    if ours is None or theirs is None:
        return Content(text=trio.any.text)
    if ours.sort is not Sort.CLAIM:
        is_own = base is None or trio.is_edited
        return Content(text=ours.text if is_own else theirs.text)
    if base is None:
        return _tell(merge_added(ours.statement, theirs.statement))
    return _tell(merge_claim(base.statement, ours.statement, theirs.statement, aliases))


def _tell(merged: MergedClaim) -> Content:
    return Content(
        text=merged.statement.text,
        is_changed=merged.is_new,
        added=merged.added,
        is_conflict=merged.is_conflict,
    )
