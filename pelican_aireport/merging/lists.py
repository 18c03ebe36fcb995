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
    order: Sequence[str], texts: Mapping[str, str], versions: Versions
) -> Mapping[str, str]:
    """Return the texts with the markers of lists that are not as the author has them.

    What arrives in his list is marked as the item before it; numbers count up, unless
    he numbers all items alike.
    """
    numbered = dict(texts)
    for run in _find_runs(order, versions):
        if not _is_as_it_was(run, versions):
            numbered |= _number(run, texts, versions)
    return numbered


def _find_runs(order: Iterable[str], versions: Versions) -> Iterator[tuple[str, ...]]:
    kinds = groupby(order, lambda key: versions.trios[key].any.block.kind)
    for kind, keys in kinds:
        if kind is BlockKind.ITEM:
            yield tuple(keys)


def _is_as_it_was(run: Sequence[str], versions: Versions) -> bool:
    keys = versions.ours.keys
    start = keys.index(run[0]) if run[0] in keys else len(keys)
    return keys[start : start + len(run)] == tuple(run)


def _number(
    run: Sequence[str], texts: Mapping[str, str], versions: Versions
) -> Iterator[tuple[str, str]]:
    style = _find_style(run, texts, versions)
    own = [m for key in run for m in _own_markers(key, versions) if _NUMBER.match(m)]
    numbers = [_NUMBER.search(marker) for marker in own]
    alike = len({found and found[0] for found in numbers}) == 1 < len(own)
    number = 0
    for key in run:
        marker = read_statement(texts[key]).marker
        if not _own_markers(key, versions):
            marker = style
        style = marker
        number = number + 1 if _NUMBER.search(marker) else 0
        counted = marker if alike else _NUMBER.sub(str(number), marker, count=1)
        yield key, _mark(texts[key], counted)


def _own_markers(key: str, versions: Versions) -> tuple[str, ...]:
    ours = versions.trios[key].ours
    return (ours.statement.marker.lstrip(),) if ours is not None else ()


def _find_style(
    run: Sequence[str], texts: Mapping[str, str], versions: Versions
) -> str:
    """Return the marker of the first item that is the author's, else of the first."""
    own = (marker for key in run for marker in _own_markers(key, versions))
    return next(own, read_statement(texts[run[0]]).marker)


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
