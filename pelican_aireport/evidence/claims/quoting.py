"""Whether what a claim quotes stands in its tweets, word for word; pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import pattern_of, vocabulary
from pelican_aireport.language.script import is_chinese

__all__ = ["find_wrong_quotations", "is_quoted"]

_INVENTED = "no cited tweet says {}; quote verbatim or drop the quotation marks"
_TRANSLATED = (
    "{} is a translation, no quotation; quote the original or drop the quotation marks"
)
_FEWEST_CHARACTERS = 4
"""Shorter ones are words mentioned, not somebody's."""

_CACHED_TEXTS = 4_096
_GAP = re.compile(r"\u2026+|\.{3,}|\[\u2026\]|\[\.\.\.\]")
_BEFORE = 8


def find_wrong_quotations(
    statement: Statement, evidence: Evidence
) -> Iterator[Finding]:
    """Find the quotations that stand in no cited tweet."""
    reading = statement.reading
    tweets = [_letters(each.text) for each in evidence.readings]
    authors = {_letters(each.name or each.author) for each in evidence.tweets}
    chinese = [is_chinese(each.text) for each in evidence.readings]
    for span in reading.quotations:
        if not _is_statement(statement, span):
            continue
        quoted = reading.text[span[0] + 1 : span[1] - 1]
        if _letters(quoted) in authors:
            continue
        if not any(_stands_in(quoted, tweet) for tweet in tweets):
            is_translated = is_chinese(quoted) not in chinese
            words = _TRANSLATED if is_translated else _INVENTED
            yield make_finding(ClaimFaultKind.QUOTATION, reading, span, words)


def _is_statement(statement: Statement, span: Span) -> bool:
    reading = statement.reading
    if len(_letters(reading.text[span[0] : span[1]])) < _FEWEST_CHARACTERS:
        return False
    before = reading.folded[max(0, span[0] - _BEFORE) : span[0]]
    words = vocabulary()["quotations"]
    if reading.text[span[0]] == "\u300a":
        inside = reading.folded[span[0] + 1 : span[1] - 1].lower()
        if inside.endswith(tuple(words["titles"])):
            return False
        return pattern_of(*words["speaking"]).search(before) is not None
    return not pattern_of(*words["naming"]).search(before)


def is_quoted(quoted: str, text: str) -> bool:
    """Tell whether a text says so word for word; spaces and punctuation aside."""
    return _stands_in(quoted, _letters(text))


def _stands_in(quoted: str, tweet: str) -> bool:
    place = 0
    for part in map(_letters, _GAP.split(quoted)):
        place = tweet.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


@lru_cache(maxsize=_CACHED_TEXTS)
def _letters(text: str) -> str:
    """Return a text without spaces and punctuation, casefolded.

    Signs that change what is said stay: ``%``, ``$``, ``+``, ``-`` before a digit, and
    a point inside a number.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_SIGNS.findall(folded))


_SIGNS = re.compile(r"\w|[%$+<>=]|\.(?=\d)|-(?=\d)")
