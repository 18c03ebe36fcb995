"""``aireport refresh``: draft an article again and keep its author's words."""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican_aireport.articles.front_matter import parse_front_matter
from pelican_aireport.articles.metadata import read_status
from pelican_aireport.articles.renewal import marked_path
from pelican_aireport.commands.endings import ACT, DONE, print_json
from pelican_aireport.drafting.state_folder import lock_state
from pelican_aireport.refreshing.refreshable import find_article
from pelican_aireport.settings import Settings

if TYPE_CHECKING:
    from pelican_aireport.merging.bodies import Changes
    from pelican_aireport.refreshing.refresh import Refresh

__all__ = ["add_refresh"]


def add_refresh(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser's commands."""
    refresh = commands.add_parser(
        "refresh",
        parents=[common],
        help="draft an article again and merge it with your edits",
        description=(
            "Draft an article again with today's tweets, model and settings, and merge "
            "it with your edits: your sentences, order and deletions stay, new claims "
            "and new evidence arrive. Where both changed the same, the article keeps "
            "your text, and FILE.new beside it has both, marked."
        ),
    )
    refresh.add_argument("slug", metavar="SLUG", help="an article's slug or file")
    refresh.add_argument(
        "--dry-run",
        action="store_true",
        help="show what would change in the article and write nothing of it; what "
        "services answer is kept, so that it is paid for once",
    )
    refresh.set_defaults(run=_refresh)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """A refresh, and what was written of it."""

    refresh: "Refresh"
    marked: Path | None
    """The file of marked conflicts."""
    left: tuple[str, ...]
    """Pictures that are the author's."""
    is_dry_run: bool

    @property
    def changes(self) -> "Changes":
        """What the merge does to the claims."""
        return self.refresh.merged.changes


def _refresh(settings: Settings, options: argparse.Namespace) -> int:
    done = _run(settings, options)
    code = ACT if done.changes.conflicts else DONE
    if options.json:
        print_json({"exit_code": code, **_facts_of(done)})
        return code
    if done.is_dry_run:
        print("".join(_diff(done.refresh)), end="")
    for line in _tell(done):
        print(line)
    for line in _warn(done):
        print(line, file=sys.stderr)
    return code


def _run(settings: Settings, options: argparse.Namespace) -> _Done:
    # Other commands do not pay for what drafts.
    from pelican_aireport.refreshing.refresh import plan_refresh, write_refresh  # noqa: PLC0415

    path = find_article(settings, options.slug)
    marked: Path | None = None
    with lock_state(settings.state):
        now = datetime.now(UTC)
        refresh = plan_refresh(path, settings, environ=os.environ, now=now)
        left = refresh.redrawing.left
        is_changed = refresh.is_new or refresh.redrawing.drawn
        if is_changed and not options.dry_run:
            marked, left = write_refresh(refresh, settings)
    return _Done(refresh=refresh, marked=marked, left=left, is_dry_run=options.dry_run)


def _facts_of(done: _Done) -> dict[str, object]:
    refresh = done.refresh
    facts: dict[str, object] = {
        "slug": refresh.draft.slug,
        "file": str(refresh.path),
        "changed": refresh.is_new,
        "claims": asdict(done.changes),
        "marked": None if done.marked is None else str(done.marked),
        "pictures_drawn": list(refresh.redrawing.drawn),
        "pictures_kept": list(done.left),
    }
    return {**facts, "diff": "".join(_diff(refresh))} if done.is_dry_run else facts


def _diff(refresh: "Refresh") -> Iterator[str]:
    """Yield what changes in the article, and what the file of conflicts adds to it."""
    name, merged = refresh.path.name, refresh.merged
    new = f"{name} (refreshed)"
    yield from _compare((name, refresh.before.decode("utf-8")), (new, merged.text))
    if merged.marked is not None:
        marked = marked_path(refresh.path).name
        yield from _compare((new, merged.text), (marked, merged.marked))


def _compare(old: tuple[str, str], new: tuple[str, str]) -> Iterator[str]:
    before, after = (text.splitlines(keepends=True) for _, text in (old, new))
    for line in unified_diff(before, after, old[0], new[0]):
        yield line if line.endswith("\n") else f"{line}\n"


def _tell(done: _Done) -> Iterator[str]:
    name, changes = done.refresh.path.name, done.changes
    is_drawn = bool(done.refresh.redrawing.drawn)
    drawn = "would be drawn anew" if done.is_dry_run else "is drawn anew"
    if not done.refresh.is_new:
        text = f"the word cloud {drawn}; the text" if is_drawn else "nothing new; it"
        yield f"{name}: {text} stays as it is"
        return
    told = "would be refreshed" if done.is_dry_run else "refreshed"
    noun = "tweet" if changes.evidence == 1 else "tweets"
    yield (
        f"{name}: {told}; claims: {changes.new} new, {changes.changed} changed, "
        f"{changes.moved} moved, {changes.gone} gone, {changes.kept} of yours kept, "
        f"{changes.conflicts} in conflict; {changes.evidence} {noun} added as evidence"
    )
    if is_drawn:
        yield f"{name}: the word cloud {drawn}"


def _warn(done: _Done) -> Iterator[str]:
    name = done.refresh.path.name
    is_changed = done.refresh.is_new or done.refresh.redrawing.drawn
    if is_changed and not done.is_dry_run and _is_published(done.refresh):
        yield f"{name}: it is published: what is new goes online with the next build"
    yield from (f"{name}: {warning}" for warning in done.refresh.draft.warnings)
    for picture in done.left:
        yield f"{name}: {picture} was not generated; it stays as it is"
    if done.marked is not None:
        yield (
            f"{name}: where your text and the new draft tell different things, yours "
            f"stands; {done.marked} has both between <<<<<<< and >>>>>>>: take over "
            "what you want, then delete it"
        )
    elif (earlier := marked_path(done.refresh.path)).exists():
        yield (
            f"{name}: {earlier} of an earlier refresh is still there; take over what "
            "you want, then delete it"
        )


def _is_published(refresh: "Refresh") -> bool:
    values = parse_front_matter(refresh.before.decode("utf-8")).values
    return read_status(values, "published") == "published"
