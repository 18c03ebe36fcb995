"""What stands between the passages of a merged body: line ends, blank lines; pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pelican_aireport.articles.blocks import BlockKind
from pelican_aireport.merging.passages import Passage
from pelican_aireport.merging.versions import Version, Versions

__all__ = ["join_passages"]

_TIGHT = (BlockKind.ITEM, BlockKind.NOTE)
"""Of these, what follows each other stands on adjoining lines."""


def join_passages(
    order: Sequence[str],
    texts: Mapping[str, str],
    versions: Versions,
    forms: Mapping[str, Passage],
) -> str:
    """Join texts, parted as the author parts them, else as the new text does.

    Args:
        order: The keys of the passages in the order of the page.
        texts: What each says.
        versions: The three versions.
        forms: The passages whose form each takes.
    """
    if not order:
        return ""
    parts = [texts[order[0]]]
    for one, other in pairwise(order):
        parts += (_find_gap(one, other, versions, forms), texts[other])
    return "".join((*parts, _find_end(versions)))


def _find_gap(
    one: str, other: str, versions: Versions, forms: Mapping[str, Passage]
) -> str:
    found = (
        gap
        for version in (versions.ours, versions.theirs)
        if version.holds(forms[one]) and version.holds(forms[other])
        for gap in _gaps_between(one, other, version)
    )
    kinds = [forms[key].block.kind for key in (one, other)]
    is_tight = kinds[0] is kinds[1] and kinds[0] in _TIGHT
    return next(found, "\n" if is_tight else "\n\n")


def _gaps_between(one: str, other: str, version: Version) -> Iterator[str]:
    if one in version.keys:
        at = version.keys.index(one)
        if version.keys[at + 1 : at + 2] == (other,):
            yield version.passages[at].block.gap


def _find_end(versions: Versions) -> str:
    base, ours, theirs = (
        version.passages[-1].block.gap if version.passages else ""
        for version in (versions.base, versions.ours, versions.theirs)
    )
    return theirs if ours == base else ours
