"""Three versions of a body, and under one key what is the same in them; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pelican_aireport.merging.matching import match_passages, match_strangers
from pelican_aireport.merging.passages import Passage, Sort, read_passages

__all__ = ["PREAMBLE", "Trio", "Version", "Versions", "read_versions"]

PREAMBLE = ""
"""The key of what stands before the first heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trio:
    """One thing in the three versions; ``None`` where a version lacks it."""

    base: Passage | None = None
    ours: Passage | None = None
    theirs: Passage | None = None

    @property
    def any(self) -> Passage:
        """One of them, the author's first."""
        found = self.ours or self.theirs or self.base
        assert found is not None  # a key is a passage's
        return found

    @property
    def is_added(self) -> bool:
        """Whether it is the author's own."""
        return self.base is None and self.ours is not None

    @property
    def is_edited(self) -> bool:
        """Whether the author changed its text; a list's numbers are no text."""
        if self.base is None or self.ours is None:
            return False
        return _bare(self.base) != _bare(self.ours)


def _bare(passage: Passage) -> str:
    marker = passage.statement.marker if passage.sort is Sort.CLAIM else ""
    return passage.text[len(marker) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version: its passages and, at the same places, their keys."""

    passages: tuple[Passage, ...]
    keys: tuple[str, ...]

    def holds(self, passage: Passage) -> bool:
        """Tell whether a passage is one of its own, not only like one."""
        same = self.passages[passage.index : passage.index + 1]
        return bool(same) and same[0] is passage

    def home_of(self, passage: Passage) -> str:
        """Return the key of the heading that a passage stands under."""
        return PREAMBLE if passage.home < 0 else self.keys[passage.home]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What was generated, what the author made of it, and what is generated now."""

    base: Version
    ours: Version
    theirs: Version
    trios: Mapping[str, Trio]


def read_versions(base: str, ours: str, theirs: str) -> Versions:
    r"""Read three bodies whose line end is ``\n``, and find what is the same."""
    olds, owns, news = (read_passages(each) for each in (base, ours, theirs))
    own_keys = _keys(owns, "o", _turn(match_passages(olds, owns)), "b")
    new_keys = _keys(news, "t", _turn(match_passages(olds, news)), "b")
    strangers = match_strangers(
        [each for each in owns if own_keys[each.index][0] == "o"],
        [each for each in news if new_keys[each.index][0] == "t"],
    )
    for own, new in strangers.items():
        new_keys[new] = own_keys[own]
    old_keys = [f"b{each.index}" for each in olds]
    return Versions(
        base=Version(passages=olds, keys=tuple(old_keys)),
        ours=Version(passages=owns, keys=tuple(own_keys)),
        theirs=Version(passages=news, keys=tuple(new_keys)),
        trios=_trios((olds, old_keys), (owns, own_keys), (news, new_keys)),
    )


def _turn(pairs: Mapping[int, int]) -> Mapping[int, int]:
    return {other: one for one, other in pairs.items()}


def _keys(
    passages: Iterable[Passage], kind: str, known: Mapping[int, int], origin: str
) -> list[str]:
    return [
        f"{origin}{known[each.index]}" if each.index in known else f"{kind}{each.index}"
        for each in passages
    ]


def _trios(*versions: tuple[Sequence[Passage], Sequence[str]]) -> dict[str, Trio]:
    found = [dict(zip(keys, each, strict=True)) for each, keys in versions]
    every = dict.fromkeys(key for each in found for key in each)
    return {
        key: Trio(
            base=found[0].get(key), ours=found[1].get(key), theirs=found[2].get(key)
        )
        for key in every
    }
