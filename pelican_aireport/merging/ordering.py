"""The order of what three versions of a text hold; pure.

Built on merge3, which aligns the three; where both sides moved something, the author's
order stands.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from merge3 import Merge3

__all__ = ["merge_order", "merge_sentences"]


def merge_order(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> tuple[str, ...]:
    """Merge the order of keys; all of ours and theirs are in the result, each once.

    No sequence holds a key twice. What only theirs has comes behind what it follows
    there.
    """
    known = {*ours, *theirs}
    base = [key for key in base if key in known]
    placed = _drop_doubles(_merge(base, ours, theirs))
    for sequence in (theirs, ours):
        placed = _insert_missing(placed, sequence)
    return tuple(placed)


def _merge(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[str, bool]]:
    """Yield keys in order, and of each whether it is the author who put it there."""
    for kind, *groups in Merge3(base, ours, theirs).merge_groups():
        if kind != "conflict":
            yield from ((key, kind != "b") for key in groups[0])
            continue
        _, own, new = groups
        yield from ((key, True) for key in own)
        yield from ((key, False) for key in new if key not in ours)


def _drop_doubles(placed: Iterable[tuple[str, bool]]) -> list[str]:
    """Keep each key once: where the author put it, if he did."""
    every = list(placed)
    own = {key for key, is_own in every if is_own}
    kept = [key for key, is_own in every if is_own or key not in own]
    return list(dict.fromkeys(kept))


def _insert_missing(placed: list[str], sequence: Sequence[str]) -> list[str]:
    """Insert the keys that are not placed yet, each behind the one before it."""
    result = list(placed)
    for at, key in enumerate(sequence):
        if key not in result:
            result.insert(_place_behind(sequence[:at], result), key)
    return result


def _place_behind(before: Sequence[str], placed: Sequence[str]) -> int:
    found = next((key for key in reversed(before) if key in placed), None)
    return 0 if found is None else placed.index(found) + 1


def merge_sentences(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> tuple[str, ...] | None:
    """Merge sentences; ``None`` where both sides changed the same.

    Where one side puts in or takes away what adjoins a change of the other one, they
    changed the same. Sentences are the same if their words are, however they are
    spaced.
    """
    spelled = {_fold(each): each for each in (*base, *theirs, *ours)}
    olds, owns, news = ([_fold(each) for each in side] for side in (base, ours, theirs))
    merged: list[str] = []
    for kind, *groups in Merge3(olds, owns, news).merge_groups():
        settled = _pick_each(*groups) if kind == "conflict" else groups[0]
        if settled is None:
            return None
        merged += settled
    return tuple(spelled[each] for each in merged) if _is_new(merged, base) else None


def _pick_each(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> Sequence[str] | None:
    """Pick the changed ones where no sentence was changed by both sides."""
    if not len(base) == len(ours) == len(theirs):
        return None
    picked = [
        (new if own == old else own) if old in (own, new) else None
        for old, own, new in zip(base, ours, theirs, strict=True)
    ]
    return None if None in picked else [each for each in picked if each is not None]


def _fold(sentence: str) -> str:
    return "".join(sentence.split())


def _is_new(merged: Collection[str], base: Collection[str]) -> bool:
    # Where one side takes away all that the other one keeps, nothing is left.
    return bool(merged) or not base
