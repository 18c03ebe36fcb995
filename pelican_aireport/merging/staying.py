"""Which passages a merged body holds, and under which heading; pure.

What the author deleted stays away, what he wrote or touched stays, wherever he put it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from pelican_aireport.merging.contents import Content
from pelican_aireport.merging.passages import Passage, Sort
from pelican_aireport.merging.statements import cited_in
from pelican_aireport.merging.versions import PREAMBLE, Trio, Versions

__all__ = ["find_homes"]


def find_homes(
    versions: Versions, contents: Mapping[str, Content], *, cited: Collection[str] = ()
) -> Mapping[str, str]:
    """Find what stays or arrives, and the key of the heading that it stands under.

    Headings stand under themselves. Notes follow the claims that cite them.

    Args:
        versions: The three versions.
        contents: What each passage says.
        cited: Tweets whose notes are wanted even though nothing merged cites them.
    """
    headings = {
        key: key
        for key, trio in versions.trios.items()
        if trio.any.sort is Sort.HEADING and _stays(versions, trio)
    }
    texts = {
        key: home
        for key, trio in versions.trios.items()
        if trio.any.sort not in (Sort.HEADING, Sort.NOTE) and _stays(versions, trio)
        for home in _find_home(versions, key, headings)
    }
    homes = {**headings, **texts}
    lonely = set(_find_lonely(versions, homes))
    homes = {key: home for key, home in homes.items() if key not in lonely}
    told = {id_ for key in homes for id_ in cited_in(contents[key].text)}
    return {**homes, **_find_notes(versions, told | {*cited}, headings)}


def _stays(versions: Versions, trio: Trio) -> bool:
    if trio.ours is None:
        return trio.base is None
    if trio.theirs is not None or trio.base is None:
        return True
    return trio.any.sort is Sort.HEADING or trio.is_edited or _is_moved(versions, trio)


def _is_moved(versions: Versions, trio: Trio) -> bool:
    """Tell whether the author put a passage under another heading."""
    if trio.base is None or trio.ours is None:
        return False
    before = versions.base.home_of(trio.base)
    return versions.ours.home_of(trio.ours) != before


def _find_home(
    versions: Versions, key: str, headings: Collection[str]
) -> Iterator[str]:
    """Find one heading, or none where the author took its section away."""
    trio = versions.trios[key]
    if trio.ours is not None:
        own = versions.ours.home_of(trio.ours)
        new = own if trio.theirs is None else versions.theirs.home_of(trio.theirs)
        is_his = trio.is_added or trio.is_edited or _is_moved(versions, trio)
        yield own if is_his or not _is_there(new, headings) else new
        return
    assert trio.theirs is not None  # what only the base has does not stay
    home = versions.theirs.home_of(trio.theirs)
    if _is_there(home, headings):
        yield home
    else:
        yield from _follow(versions, trio.theirs)


def _is_there(home: str, headings: Collection[str]) -> bool:
    return home == PREAMBLE or home in headings


def _follow(versions: Versions, passage: Passage) -> Iterator[str]:
    """Find where the author put what stood before a passage in its section."""
    before = versions.theirs.passages[: passage.index]
    for each in reversed(before):
        ours = versions.trios[versions.theirs.keys[each.index]].ours
        if each.home == passage.home and each.sort is passage.sort and ours:
            yield versions.ours.home_of(ours)
            return


def _find_lonely(versions: Versions, homes: Mapping[str, str]) -> Iterator[str]:
    """Find the honest sentences of sections that are not empty any more."""
    members: dict[str, list[Trio]] = {}
    for key, home in homes.items():
        trio = versions.trios[key]
        if trio.any.sort not in (Sort.HEADING, Sort.EMPTY):
            members.setdefault(home, []).append(trio)
    for key, home in homes.items():
        trio, others = versions.trios[key], members.get(home, ())
        # An author may leave it beside what he writes; what arrives ends it.
        arrived = trio.ours is None or any(each.ours is None for each in others)
        if trio.any.sort is Sort.EMPTY and others and arrived and not trio.is_edited:
            yield key


def _find_notes(
    versions: Versions, told: Collection[str], headings: Collection[str]
) -> Mapping[str, str]:
    before = {
        id_
        for each in versions.ours.passages
        if each.sort is not Sort.NOTE
        for id_ in cited_in(each.text)
    }
    notes = {
        key: trio
        for key, trio in versions.trios.items()
        if trio.any.sort is Sort.NOTE and _is_wanted(trio, told, before)
    }
    return {key: _home_of_note(versions, trio, headings) for key, trio in notes.items()}


def _is_wanted(trio: Trio, told: Collection[str], before: Collection[str]) -> bool:
    label = trio.any.block.label
    if trio.ours is None:
        # One that the author took away comes back only with what cites it anew.
        is_missed = trio.base is None or label not in before
        return trio.theirs is not None and label in told and is_missed
    if trio.is_added or trio.is_edited or label in told:
        return True
    # What nothing led to before is left as the author left it.
    return label not in before


def _home_of_note(versions: Versions, trio: Trio, headings: Collection[str]) -> str:
    if trio.ours is not None:
        return versions.ours.home_of(trio.ours)
    assert trio.theirs is not None  # or it would not be wanted
    own = [each for each in versions.ours.passages if each.sort is Sort.NOTE]
    if own:
        return versions.ours.home_of(own[-1])
    home = versions.theirs.home_of(trio.theirs)
    return home if _is_there(home, headings) else _last_home(versions)


def _last_home(versions: Versions) -> str:
    passages: Sequence[Passage] = versions.ours.passages
    return versions.ours.home_of(passages[-1]) if passages else PREAMBLE
