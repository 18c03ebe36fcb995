"""Where the pages of the site stand that are no article: relative to its root; pure."""

import hashlib
import re
import unicodedata
from datetime import date

__all__ = [
    "COMPARE",
    "CORRECTIONS",
    "ENTITIES",
    "SEARCH",
    "TRENDS",
    "entity_url",
    "month_url",
    "week_url",
    "year_url",
]

COMPARE = "compare/"
CORRECTIONS = "corrections/"
ENTITIES = "entities/"
SEARCH = "search/"
TRENDS = "trends/"

_DIGITS = 4
_LONGEST = 60
"""Characters of up to four bytes; a file system's names have 255 at most."""
_TAKEN = frozenset({"index.html"})
"""What else stands in the folder of all entities."""
_GAP = re.compile(r"[\s_/\\]+")
_ODD = re.compile(r"[^\w.-]+")


def year_url(year: int) -> str:
    """Return the address of a year's calendar."""
    return f"archives/{year:04}/"


def month_url(day: date) -> str:
    """Return the address of the calendar of a day's month."""
    return f"archives/{day:%Y}/{day:%m}/"


def week_url(day: date) -> str:
    """Return the address of a day's week, by ISO 8601: ``archives/2026/W37/``."""
    year, week, _ = day.isocalendar()
    return f"archives/{year:04}/W{week:02}/"


def entity_url(name: str) -> str:
    """Return the address of an entity's page.

    Names that differ in capitals, spaces or hyphens alone share one; no others do.

    >>> entity_url("GPT-5.1 Codex"), entity_url("英伟达"), entity_url("C++")
    ('entities/gpt-5.1-codex/', 'entities/英伟达/', 'entities/c-cedb/')
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    shown = _ODD.sub("", _GAP.sub("-", folded)).strip(".-")
    # What else is lost must not make two names one.
    plain = shown == folded.replace(" ", "-") and len(shown) <= _LONGEST
    free = plain and shown and shown not in _TAKEN
    return f"{ENTITIES}{shown if free else _marked(shown[:_LONGEST], name)}/"


def _marked(shown: str, name: str) -> str:
    digest = hashlib.sha256(name.lower().encode("utf-8", "surrogatepass")).hexdigest()
    return "-".join(filter(None, (shown, digest[:_DIGITS])))
