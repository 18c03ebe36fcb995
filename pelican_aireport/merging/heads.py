"""Front matter, merged three ways key by key; pure.

What the author changed is his, with his comments and his style; ``aireport`` tells of
the new text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pelican_aireport.merging.entries import (
    Entries,
    Entry,
    read_entries,
    render_item,
    render_value,
)

__all__ = ["merge_heads"]

_HIS = ("status", "slug")
"""What is his even where he left it as it was: a refresh publishes nothing."""

_OURS = "aireport"

_Choice = Callable[[Entry, Entry | None, Entry | None], str]
"""Returns the source of an entry of the author's, given the base's and the new one."""


def merge_heads(base: str, ours: str, theirs: str) -> str:
    """Merge the YAML of front matters; what the author deleted stays away.

    Raises:
        ArticleError: one of them cannot be taken apart.
    """
    olds, owns, news = (read_entries(each) for each in (base, ours, theirs))
    arriving = [
        entry
        for entry in news.entries
        if entry.key not in owns.keys
        and (entry.key not in olds.keys or entry.key == _OURS)
    ]
    return _merge(owns, olds, news, arriving, _choose)


def _merge(
    owns: Entries,
    olds: Entries,
    news: Entries,
    arriving: Sequence[Entry],
    choose: _Choice,
) -> str:
    lines = [
        (e.key, choose(e, olds.find(e.key), news.find(e.key)) + e.trail)
        for e in owns.entries
    ]
    for entry in arriving:
        before = news.keys[: news.keys.index(entry.key)]
        at = _place_behind(before, [key for key, _ in lines])
        source = owns.indent + entry.source.lstrip(" ")
        lines.insert(at, (entry.key, source))
    return owns.opening + "".join(text for _, text in lines)


def _place_behind(before: Sequence[str], keys: Sequence[str]) -> int:
    found = next((key for key in reversed(before) if key in keys), None)
    return 0 if found is None else keys.index(found) + 1


def _choose(own: Entry, old: Entry | None, new: Entry | None) -> str:
    if own.key == _OURS and new is not None:
        return _merge_provenance(own, old, new)
    if own.key in _HIS or old is None or (new and new.value == own.value):
        return own.source
    if new and _are_lists(own, old, new) and (own.items or own.value != old.value):
        return _merge_lists(own, old, new)
    if own.value == old.value:
        return new.source if new else ""
    return own.source


def _are_lists(*entries: Entry) -> bool:
    return all(isinstance(entry.value, list) for entry in entries)


def _merge_lists(own: Entry, old: Entry, new: Entry) -> str:
    """Merge a list such as the tags, in the author's style."""
    owns, olds, news = (_texts(each.value) for each in (own, old, new))
    gone = {*olds} - {*news}
    kept = [each for each in owns if each not in gone]
    arrived = [each for each in news if each not in olds and each not in owns]
    merged = news if owns == olds else [*kept, *arrived]
    if merged == owns:
        return own.source
    return _list(own, owns, merged) or render_value(own.key, merged)


def _list(own: Entry, owns: Sequence[str], merged: Sequence[str]) -> str:
    """Return a list line by line, with the author's comments; empty: his is none."""
    if len(own.items) != len(owns) or not merged:
        return ""
    heading = own.source[: -len("".join(own.items))]
    lines = dict(zip(owns, own.items, strict=True))
    return heading + "".join(
        lines.get(each) or render_item(each, own.items[0]) for each in merged
    )


def _texts(values: object) -> list[str]:
    return [str(each) for each in values] if isinstance(values, list) else []


def _merge_provenance(own: Entry, old: Entry | None, new: Entry) -> str:
    """Return the new text's facts, with the keys that the author added to them."""
    if old and old.value == new.value:
        return own.source
    olds = set(old.value) if old and isinstance(old.value, dict) else set()
    added = _find_added(own, new, olds)
    if own.inner is None or new.inner is None:
        lines = (render_value(key, value, "  ") for key, value in added)
        return new.source + "".join(lines)
    names = {key for key, _ in added}
    inner = replace(
        own.inner,
        entries=tuple(
            entry
            for entry in own.inner.entries
            if entry.key in new.inner.keys or entry.key in names
        ),
    )
    arriving = [each for each in new.inner.entries if each.key not in inner.keys]
    heading = own.source.partition("\n")[0] + "\n"
    return heading + _merge(
        inner,
        Entries(opening="", entries=()),
        new.inner,
        arriving,
        _renew(inner.indent),
    )


def _find_added(
    own: Entry, new: Entry, olds: Iterable[str]
) -> Sequence[tuple[str, object]]:
    known = {*olds, *(new.value if isinstance(new.value, dict) else ())}
    values = own.value if isinstance(own.value, dict) else {}
    return [(key, value) for key, value in values.items() if key not in known]


def _renew(indent: str) -> _Choice:
    def choose(own: Entry, _: Entry | None, new: Entry | None) -> str:
        if new is None or new.value == own.value:
            return own.source
        return indent + new.source.lstrip(" ")

    return choose
