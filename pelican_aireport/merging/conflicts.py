"""A conflict as its author sees it: all versions, marked; pure but for its data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pelican_aireport.merging.passages import Passage
from pelican_aireport.merging.versions import Trio

__all__ = ["Labels", "load_labels", "mark_conflict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What stands behind the marks of a conflict; see ``data/merging.toml``."""

    ours: str
    base: str
    theirs: str


@cache
def load_labels(language: str) -> Labels:
    """Return the labels of a language.

    Raises:
        KeyError: the language has none.
    """
    file = resources.files("pelican_aireport") / "data" / "merging.toml"
    return Labels(**tomllib.loads(file.read_text(encoding="utf-8"))[language])


def mark_conflict(trio: Trio, labels: Labels) -> str:
    """Return the versions of a passage, between the marks that git uses."""
    assert trio.ours is not None  # what the author has not is no conflict
    marker = trio.ours.statement.marker
    lines = (
        f"<<<<<<< {labels.ours}",
        trio.ours.text,
        f"||||||| {labels.base}",
        *_versions(trio.base, marker),
        "=======",
        *_versions(trio.theirs, marker),
        f">>>>>>> {labels.theirs}",
    )
    return "\n".join(lines)


def _versions(passage: Passage | None, marker: str) -> tuple[str, ...]:
    """Return a version with the author's marker, which is no difference."""
    if passage is None:
        return ()
    return (marker + passage.text[len(passage.statement.marker) :],)
