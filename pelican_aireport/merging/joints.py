"""What stands between the passages of a merged body: line ends, blank lines; pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pelican_aireport.articles.blocks import BlockKind
from pelican_aireport.merging.versions import Version, Versions

__all__ = ["join_passages"]

_TIGHT = (BlockKind.ITEM, BlockKind.NOTE)
"""Of these, what follows each other stands on adjoining lines."""


def join_passages(
    order: Sequence[str], texts: Mapping[str, str], versions: Versions
) -> str:
    """Join texts, parted as the author parts them, else as the new text does."""
    if not order:
        return ""
    parts = [texts[order[0]]]
    for one, other in pairwise(order):
        parts += (_find_gap(one, other, versions), texts[other])
    return "".join((*parts, _find_end(versions)))


def _find_gap(one: str, other: str, versions: Versions) -> str:
    found = (
        gap
        for version in (versions.ours, versions.theirs)
        for gap in _gaps_between(one, other, version)
    )
    kinds = [versions.trios[key].any.block.kind for key in (one, other)]
    is_tight = kinds[0] is kinds[1] and kinds[0] in _TIGHT
    return next(found, "\n" if is_tight else "\n\n")


def _gaps_between(one: str, other: str, version: Version) -> Iterator[str]:
    if one in version.keys:
        at = version.keys.index(one)
        if version.keys[at + 1 : at + 2] == (other,):
            yield version.passages[at].block.gap


def _find_end(versions: Versions) -> str:
    for version in (versions.ours, versions.theirs):
        if version.passages:
            return version.passages[-1].block.gap
    return ""
