"""The part of a tweet that is quoted; pure."""

import re
from dataclasses import dataclass

from pelican_aireport.articles.escaping import clean_line

__all__ = ["QUOTE_LENGTH", "Quote", "quote"]

QUOTE_LENGTH = 140
"""Characters of a tweet that are quoted at most."""

_LINK = re.compile(r"https?://[!-~]*")
"""Ends at the first Chinese character, which often follows without a space."""

_SENTENCE = re.compile(
    r".+?(?:[。！？!?；;]+[”’\"')）」]*|(?<![A-Z\d])\.(?=\s|$)|$)\s*"
)
_CLAUSE_END = re.compile(r"[，、：—]|[,:;](?!\d)")
"""Not inside 1,234 or 21:30."""

_WORD_END = re.compile(r"(?<!\d)\s")
"""Not between a number and its unit."""

_ADDRESSEES = re.compile(r"(?:@[A-Za-z0-9_]{1,50}[\s:：,，]+)+")
"""Whom an answer is to, at its beginning."""

_BROKEN = re.compile(r"(?<=[^!-~])[!-~]+\Z")
"""A Latin word or number at the end of a Chinese text."""

_OPENER = re.compile(r"(?<=[。！？!?.；;])[^。！？!?.；;]{0,30}[：:]$")
"""A last sentence such as "Read more:" that only opens a link."""

_SHORTEST_SENTENCES = 60
"""Whole sentences of fewer columns say too little: "Big news today." goes on."""

_DANGLING = " ·•|/-–—~，、：；,:;"
"""What cannot stand at the end of an excerpt."""

_SHORTEST_PART = 20
"""Fewer columns before a link are its number or label."""

_SHORTEST_CLAUSE = 60
"""Cut at the end of a clause only if so many characters stay."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim part of a tweet, on one line."""

    text: str
    is_cut: bool
    """Whether the tweet goes on after it."""


def quote(text: str, *, length: int = QUOTE_LENGTH) -> Quote:
    """Quote a tweet from its beginning, or from the first part that says something.

    Whole sentences as long as they fit, else the beginning of the first one up to
    the end of a clause. Links are left out: a quotation ends or begins at one.
    """
    line = clean_line(text)
    line = line[len(_opening(line)) :] or line
    parts = [part for part in map(_strip, _LINK.split(line)) if part]
    if not parts:
        return Quote(line[:length], is_cut=len(line) > length)
    telling = (part for part in parts if _width(part) >= _SHORTEST_PART)
    part = next(telling, parts[0])
    first = _OPENER.sub("", part) or part
    taken = _whole_sentences(first, length)
    if _width(taken) < _SHORTEST_SENTENCES and len(taken) < len(first):
        taken = _first_clause(first, length)
    if len(taken) == len(first) and len(parts) == 1:
        return Quote(taken, is_cut=False)
    return Quote(taken.rstrip(_DANGLING) or taken, is_cut=True)


def _opening(line: str) -> str:
    found = _ADDRESSEES.match(line)
    return found.group() if found else ""


def _strip(part: str) -> str:
    # What follows a link may go on with a comma.
    return part.lstrip(" ，。、：；,.:;").rstrip()


def _whole_sentences(text: str, length: int) -> str:
    taken = ""
    for found in _SENTENCE.finditer(text):
        if len((taken + found.group()).rstrip()) > length:
            break
        taken += found.group()
    return taken.rstrip()


def _width(text: str) -> int:
    # A Chinese character takes two columns, and says as much as several letters.
    return sum(1 + (character > "\u2e7f") for character in text)


def _first_clause(text: str, length: int) -> str:
    for form in (_CLAUSE_END, _WORD_END):
        ends = [found.start() for found in form.finditer(text[: length + 1])]
        if ends and ends[-1] >= min(_SHORTEST_CLAUSE, length // 2):
            return text[: ends[-1]].rstrip()
    if re.match("[!-~]", text[length:]):
        return _BROKEN.sub("", text[:length]).rstrip()
    return text[:length].rstrip()
