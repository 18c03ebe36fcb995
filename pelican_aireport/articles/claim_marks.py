"""What a claim says of itself behind its text: modality, standing, sources; pure.

It is written as emphasis with fixed words, which no tweet or model can imitate, since
their asterisks are escaped: ``*传闻 · 单一来源 · 后续 · 首见 2026-09-07*``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from pelican_aireport.articles.sections import LANGUAGES, Wording, wording
from pelican_aireport.model import Claim, Mark, Modality, Standing

__all__ = ["ClaimMarks", "find_marks", "render_marks"]

_T = TypeVar("_T")

_JOINT = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMarks:
    """What stood behind a claim's text."""

    modality: Modality | None = None
    standing: Standing | None = None
    since: date | None = None
    marks: tuple[Mark, ...] = ()


def render_marks(claim: Claim, words: Wording) -> str:
    """Render a claim's marks as text; empty where there is nothing to say.

    What is new says nothing of it, as most claims are.
    """
    return _JOINT.join(_parts(claim, words))


def _parts(claim: Claim, words: Wording) -> Iterator[str]:
    if claim.modality is not None:
        yield words.modalities[claim.modality]
    for mark in claim.marks:
        yield words.marks[mark]
    if claim.standing is not None and claim.standing in words.standings:
        yield words.standings[claim.standing]
        if claim.since is not None:
            yield f"{words.since}{claim.since.isoformat()}"


def find_marks(text: str) -> ClaimMarks | None:
    """Find what a text says as marks, in any language; ``None`` if it is none."""
    parts = text.split(_JOINT)
    found = [_read_part(part) for part in parts]
    if not all(found):
        return None
    values = [value for value in found if value is not None]
    if sorted(values, key=_rank) != values:
        return None
    return ClaimMarks(
        modality=_only(values, Modality),
        standing=_only(values, Standing),
        since=_only(values, date),
        marks=tuple(value for value in values if isinstance(value, Mark)),
    )


_Value = Modality | Mark | Standing | date


def _read_part(part: str) -> _Value | None:
    known = _known().get(part)
    if known is not None:
        return known
    for language in LANGUAGES:
        since = wording(language).since
        if part.startswith(since):
            return _read_day(part.removeprefix(since))
    return None


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@cache
def _known() -> Mapping[str, _Value]:
    known: dict[str, _Value] = {}
    for words in map(wording, LANGUAGES):
        for table in (words.modalities, words.marks, words.standings):
            known |= {word: value for value, word in table.items()}
    return known


def _rank(value: _Value) -> int:
    kinds = (Modality, Mark, Standing, date)
    return next(rank for rank, kind in enumerate(kinds) if isinstance(value, kind))


def _only(values: list[_Value], kind: type[_T]) -> _T | None:
    return next((value for value in values if isinstance(value, kind)), None)
