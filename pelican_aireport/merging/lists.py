"""Markers of list items after a merge: numbers that count, one style a list; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pelican_aireport.articles.blocks import BlockKind
from pelican_aireport.articles.sections import Section
from pelican_aireport.merging.passages import Passage, Sort
from pelican_aireport.merging.statements import read_statement
from pelican_aireport.merging.versions import Versions

__all__ = ["number_items"]

_NUMBER = re.compile(r"\d+")


def number_items(
    order: Sequence[str],
    texts: Mapping[str, str],
    versions: Versions,
    forms: Mapping[str, Passage],
) -> Mapping[str, str]:
    """Return the texts with the markers of lists that are not as the author has them.

    What comes into his list is marked as the item before it; numbers count up, unless
    he numbers all items alike, and go on behind what parts a list, unless he begins
    anew there. A claim that comes from elsewhere has the form that the new text gives
    it there.

    Args:
        order: The keys of the passages in the order of the page.
        texts: What each says.
        versions: The three versions.
        forms: The passages whose form each takes.
    """
    markers = {
        key: form.statement.marker
        for key, form in forms.items()
        if versions.ours.holds(form)
    }
    own = dict(zip(versions.ours.keys, versions.ours.passages, strict=True))
    untouched = {run for _, run in _find_runs(versions.ours.keys, own)}
    begun = frozenset(_find_begun(versions.ours.keys, own))
    numbered, last = dict(texts), 0
    for is_item, run in _find_runs(order, forms):
        if not is_item:
            loose = (key for key in run if forms[key].sort is Sort.CLAIM)
            numbered |= {key: _mark(texts[key], "") for key in loose}
            last = 0 if _ends_section(run, forms) else last
            continue
        last = 0 if begun & {*run} & markers.keys() else last
        is_own = run in untouched and markers.keys() >= {*run}
        if not is_own or (last and _number_of(markers[run[0]]) not in (0, last + 1)):
            numbered |= _number(run, texts, markers, forms, last=last)
        last = _number_of(read_statement(numbered[run[-1]]).marker)
    return numbered


def _find_runs(
    order: Iterable[str], forms: Mapping[str, Passage]
) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Yield what follows each other and is items of a list, or is none."""
    for is_item, keys in groupby(
        order, lambda key: forms[key].block.kind is BlockKind.ITEM
    ):
        yield is_item, tuple(keys)


def _find_begun(order: Iterable[str], forms: Mapping[str, Passage]) -> Iterator[str]:
    """Yield the items of lists that do not count on from the list before."""
    last = 0
    for is_item, run in _find_runs(order, forms):
        if is_item:
            markers = [forms[key].statement.marker for key in (run[0], run[-1])]
            if _number_of(markers[0]) not in (0, last + 1):
                yield from run
            last = _number_of(markers[1])
        elif _ends_section(run, forms):
            last = 0


def _ends_section(run: Iterable[str], forms: Mapping[str, Passage]) -> bool:
    """Tell whether a section begins here; other headings part one list of it."""
    return any(
        forms[key].sort is Sort.HEADING and isinstance(forms[key].name, Section)
        for key in run
    )


def _number_of(marker: str) -> int:
    found = _NUMBER.search(marker)
    return int(found[0]) if found else 0


def _number(
    run: Sequence[str],
    texts: Mapping[str, str],
    markers: Mapping[str, str],
    forms: Mapping[str, Passage],
    *,
    last: int,
) -> Iterator[tuple[str, str]]:
    own = [markers[key] for key in run if key in markers]
    counted = [marker for marker in own if _NUMBER.search(marker)]
    are_alike = len(set(counted)) == 1 < len(counted)
    style = next(iter(own), forms[run[0]].statement.marker)
    number = last
    for key in run:
        style = markers.get(key, style)
        number = number + 1 if _NUMBER.search(style) else 0
        marker = style if are_alike else _NUMBER.sub(str(number), style, count=1)
        yield key, _mark(texts[key], marker)


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
