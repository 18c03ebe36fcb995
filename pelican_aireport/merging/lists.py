"""Markers of list items after a merge: numbers that count, one style a list; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pelican_aireport.articles.blocks import BlockKind
from pelican_aireport.merging.statements import read_statement
from pelican_aireport.merging.versions import Versions

__all__ = ["number_items"]

_NUMBER = re.compile(r"\d+")


def number_items(
    order: Sequence[str],
    texts: Mapping[str, str],
    versions: Versions,
    homes: Mapping[str, str],
) -> Mapping[str, str]:
    """Return the texts with the markers of lists that are not as the author has them.

    What comes into his list is marked as the item before it; numbers count up, unless
    he numbers all items alike.
    """
    markers = dict(_find_markers(versions, homes))
    numbered = dict(texts)
    for run in _find_runs(order, versions):
        if not _is_as_it_was(run, markers, versions):
            numbered |= _number(run, texts, markers, versions)
    return numbered


def _find_markers(
    versions: Versions, homes: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Find the markers of the items that stand where the author has them."""
    for key, home in homes.items():
        ours = versions.trios[key].ours
        if ours is not None and versions.ours.home_of(ours) == home:
            yield key, ours.statement.marker


def _find_runs(order: Iterable[str], versions: Versions) -> Iterator[tuple[str, ...]]:
    kinds = groupby(order, lambda key: versions.trios[key].any.block.kind)
    for kind, keys in kinds:
        if kind is BlockKind.ITEM:
            yield tuple(keys)


def _is_as_it_was(
    run: Sequence[str], markers: Mapping[str, str], versions: Versions
) -> bool:
    if any(key not in markers for key in run):
        return False
    keys = versions.ours.keys
    start = keys.index(run[0])
    return keys[start : start + len(run)] == tuple(run)


def _number(
    run: Sequence[str],
    texts: Mapping[str, str],
    markers: Mapping[str, str],
    versions: Versions,
) -> Iterator[tuple[str, str]]:
    own = [markers[key] for key in run if key in markers]
    counted = [marker for marker in own if _NUMBER.search(marker)]
    are_alike = len(set(counted)) == 1 < len(counted)
    style = next(iter(own), _new_marker(run[0], versions))
    number = 0
    for key in run:
        style = markers.get(key, style)
        number = number + 1 if _NUMBER.search(style) else 0
        marker = style if are_alike else _NUMBER.sub(str(number), style, count=1)
        yield key, _mark(texts[key], marker)


def _new_marker(key: str, versions: Versions) -> str:
    trio = versions.trios[key]
    return (trio.theirs or trio.any).statement.marker


def _mark(text: str, marker: str) -> str:
    """Give an item another marker; what is nested in it moves along."""
    statement = read_statement(text)
    if statement.marker == marker:
        return text
    width = len(statement.marker)
    first, *rest = text[width:].split("\n")
    moved = (
        " " * len(marker) + line[width:] if line[:width].isspace() else line
        for line in rest
    )
    return "\n".join((marker + first, *moved))
