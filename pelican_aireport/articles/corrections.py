"""Corrections that an author states in the front matter; pure.

A list of mappings with ``date`` and ``text`` is the form of the documentation. What
authors write instead is taken as well: single texts, a day as the key, one mapping.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.front_matter import parse_moment

__all__ = ["Correction", "find_correction_faults", "read_corrections"]

_KEY = "corrections"
_NULLS = {"", "null", "~"}
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d\S*)?\s*[^\w\s]?\s*(?=\S)")
"""A text that begins with its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong in an article and has been put right."""

    date: date | None
    """``None`` where the author does not say."""
    text: str
    """Plain text on one line, never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """A correction as it stands there: each part may be of any kind."""

    date: object
    text: object


def read_corrections(values: Mapping[str, object]) -> tuple[Correction, ...]:
    """Return what is usable, the newest first; those without a day come last."""
    read = tuple(filter(None, map(_read, _list(values.get(_KEY)))))
    dated = sorted(
        (each for each in read if each.date), key=lambda each: str(each.date)
    )
    return (*reversed(dated), *(each for each in read if each.date is None))


def find_correction_faults(values: Mapping[str, object]) -> Iterator[str]:
    """Say what of the corrections no page shows, or shows without its day."""
    for number, stated in enumerate(_list(values.get(_KEY)), 1):
        if _read(stated) is None:
            yield f"correction {number} says nothing"
        elif _read_date(stated.date) is None and not _is_absent(stated.date):
            yield f"the date of correction {number} is none: {_shown(stated.date)}"


def _list(value: object) -> tuple[_Stated, ...]:
    if _is_absent(value):
        return ()
    entries: Iterable[object] = value if isinstance(value, list) else [value]
    return tuple(stated for entry in entries for stated in _state(entry))


def _state(entry: object) -> Iterator[_Stated]:
    if isinstance(entry, dict):
        yield from _state_mapping({str(k).lower(): v for k, v in entry.items()})
        return
    found = _DATED.match(entry) if isinstance(entry, str) else None
    if isinstance(entry, str) and found and _read_date(found[1]):
        yield _Stated(date=found[1], text=entry[found.end() :])
    else:
        yield _Stated(date=None, text=entry)


def _state_mapping(entry: Mapping[str, object]) -> Iterator[_Stated]:
    by_day = {key: value for key, value in entry.items() if _read_date(key)}
    for day, text in by_day.items():
        yield _Stated(date=day, text=text)
    if "text" in entry or not by_day:
        yield _Stated(date=entry.get("date"), text=entry.get("text"))


def _read(stated: _Stated) -> Correction | None:
    if not isinstance(stated.text, str) or stated.text in _NULLS:
        return None
    text = clean_line(stated.text)
    return Correction(date=_read_date(stated.date), text=text) if text else None


def _read_date(value: object) -> date | None:
    moment = parse_moment(value) if isinstance(value, str) else None
    return moment.date() if moment else None


def _is_absent(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in _NULLS)


def _shown(value: object) -> str:
    return repr(value)[:60]
