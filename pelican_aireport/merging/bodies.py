"""The body of an article, merged three ways by claim and section; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pelican_aireport.articles.blocks import split_blocks
from pelican_aireport.articles.sections import Wording
from pelican_aireport.errors import ArticleError
from pelican_aireport.language.entities import Aliases
from pelican_aireport.merging.conflicts import Labels, mark_conflict
from pelican_aireport.merging.contents import Content, settle_contents
from pelican_aireport.merging.joints import join_passages
from pelican_aireport.merging.lists import number_items
from pelican_aireport.merging.ordering import merge_order
from pelican_aireport.merging.passages import Passage, Sort
from pelican_aireport.merging.staying import find_homes
from pelican_aireport.merging.versions import (
    PREAMBLE,
    Trio,
    Version,
    Versions,
    read_versions,
)

__all__ = ["Changes", "MergedBody", "merge_bodies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a merge does to the claims of the author's article."""

    new: int = 0
    changed: int = 0
    """Those that he left as they were and that read otherwise now."""
    moved: int = 0
    """Those that the new text has moved to another section."""
    evidence: int = 0
    """Tweets that his claims cite in addition."""
    gone: int = 0
    """Those that he left as they were and that the new text has no more."""
    kept: int = 0
    """His own and those that he edited."""
    conflicts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedBody:
    """A body, merged."""

    text: str
    """At each conflict it has the author's version."""
    marked: str | None
    """The same with all versions at each conflict; ``None`` where there is none."""
    changes: Changes


def merge_bodies(
    base: str,
    ours: str,
    theirs: str,
    *,
    aliases: Aliases,
    words: Wording,
    labels: Labels,
) -> MergedBody:
    r"""Merge bodies whose line end is ``\n``.

    Args:
        base: What was generated.
        ours: What the author made of it.
        theirs: What is generated now.
        aliases: The names by which a text's matter is known.
        words: The language's, for sections that end up empty.
        labels: What stands at the marks of a conflict.

    Raises:
        ArticleError: what is merged would not be read as it is meant.
    """
    versions = read_versions(base, ours, theirs)
    contents = settle_contents(versions, aliases)
    homes = find_homes(versions, contents)
    conflicts = [key for key in homes if contents[key].is_conflict]
    return MergedBody(
        text=_render(versions, contents, homes, words),
        marked=_render_marked(versions, contents, conflicts, words, labels=labels)
        if conflicts
        else None,
        changes=_count(versions, contents, homes),
    )


def _render(
    versions: Versions,
    contents: Mapping[str, Content],
    homes: Mapping[str, str],
    words: Wording,
) -> str:
    order = tuple(_arrange(versions, homes))
    forms = _find_forms(versions, homes)
    texts = {key: contents[key].text for key in order}
    numbered = number_items(order, texts, versions, forms)
    text = join_passages(order, numbered, versions, forms)
    if [block.text for block in split_blocks(text)] != [numbered[k] for k in order]:
        raise ArticleError(
            "its parts would run into each other when merged; close what is left "
            "open in it, such as a block of code"
        )
    filled = {**numbered, **dict(_fill_empty(versions, homes, numbered, words))}
    return join_passages(order, filled, versions, forms)


def _find_forms(versions: Versions, homes: Mapping[str, str]) -> Mapping[str, Passage]:
    """Return the passages whose form and place is kept: the author's if it is there."""
    forms = {}
    for key, home in homes.items():
        trio = versions.trios[key]
        stays = trio.ours is not None and versions.ours.home_of(trio.ours) == home
        forms[key] = trio.ours if stays and trio.ours else trio.theirs or trio.any
    return forms


def _render_marked(
    versions: Versions,
    contents: Mapping[str, Content],
    conflicts: Sequence[str],
    words: Wording,
    *,
    labels: Labels,
) -> str:
    """Render the text with its conflicts marked, and with the notes of all versions."""
    trios = {key: versions.trios[key] for key in conflicts}
    cited = {
        id_
        for trio in trios.values()
        if trio.theirs is not None
        for id_ in trio.theirs.statement.evidence
    }
    homes = find_homes(versions, contents, cited=cited)
    order = tuple(_arrange(versions, homes))
    texts = {key: contents[key].text for key in order}
    forms = _find_forms(versions, homes)
    numbered = number_items(order, texts, versions, forms)
    marked = {key: mark_conflict(trio, labels) for key, trio in trios.items()}
    filled = dict(_fill_empty(versions, homes, numbered, words))
    return join_passages(order, {**numbered, **filled, **marked}, versions, forms)


def _arrange(versions: Versions, homes: Mapping[str, str]) -> Iterator[str]:
    """Yield the keys of what stays and arrives, in the order of the page."""
    headings = merge_order(
        *(
            [key for key in version.keys if homes.get(key) == key]
            for version in (versions.base, versions.ours, versions.theirs)
        )
    )
    for heading in (PREAMBLE, *headings):
        if heading:
            yield heading
        yield from merge_order(
            tuple(_members(versions.base, heading, homes)),
            tuple(_members(versions.ours, heading, homes)),
            tuple(_new_members(versions, heading, homes)),
        )


def _members(version: Version, heading: str, homes: Mapping[str, str]) -> Iterator[str]:
    for key, passage in zip(version.keys, version.passages, strict=True):
        is_here = version.home_of(passage) == homes.get(key) == heading
        if is_here and key != heading:
            yield key


def _new_members(
    versions: Versions, heading: str, homes: Mapping[str, str]
) -> Iterator[str]:
    """Yield what stands here in the new text, or comes here from elsewhere in it."""
    theirs = versions.theirs
    for key, passage in zip(theirs.keys, theirs.passages, strict=True):
        comes = versions.trios[key].ours is None or passage.sort is Sort.NOTE
        is_here = comes or theirs.home_of(passage) == heading
        if homes.get(key) == heading != key and is_here:
            yield key


def _fill_empty(
    versions: Versions,
    homes: Mapping[str, str],
    texts: Mapping[str, str],
    words: Wording,
) -> Iterator[tuple[str, str]]:
    """Let sections say so that the merge has emptied."""
    for key, home in homes.items():
        section = versions.trios[key].any.section
        if key != home or section not in words.empty:
            continue
        if _holds(versions, key) and not any(
            _is_text(versions.trios[each]) and homes[each] == key for each in homes
        ):
            yield key, f"{texts[key]}\n\n{words.empty[section]}"


def _holds(versions: Versions, heading: str) -> bool:
    """Tell whether the author's version has anything under a heading."""
    ours = versions.ours
    return any(
        _is_text(versions.trios[key]) and ours.home_of(passage) == heading
        for key, passage in zip(ours.keys, ours.passages, strict=True)
    )


def _is_text(trio: Trio) -> bool:
    return trio.any.sort not in (Sort.HEADING, Sort.NOTE)


def _count(
    versions: Versions, contents: Mapping[str, Content], homes: Mapping[str, str]
) -> Changes:
    claims = {
        key: trio
        for key, trio in versions.trios.items()
        if trio.any.sort is Sort.CLAIM and trio.any.block.claims
    }
    stay = {key: trio for key, trio in claims.items() if key in homes}
    told = [contents[key] for key in stay]
    return Changes(
        new=sum(trio.ours is None for trio in stay.values()),
        changed=sum(content.is_changed for content in told),
        moved=sum(
            trio.ours is not None and versions.ours.home_of(trio.ours) != homes[key]
            for key, trio in stay.items()
        ),
        evidence=sum(len(content.added) for content in told),
        gone=sum(
            trio.ours is not None and key not in homes for key, trio in claims.items()
        ),
        kept=sum(trio.is_added or trio.is_edited for trio in stay.values()),
        conflicts=sum(content.is_conflict for content in told),
    )
