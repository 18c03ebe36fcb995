"""Whether a claim is one plain sentence in the language of the report; pure."""

import re
import unicodedata
from collections.abc import Iterator

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import Span, blank
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)

__all__ = ["LONGEST_CLAIM", "find_structure", "find_wrong_language"]

LONGEST_CLAIM = 600
"""Characters of a sentence; what is longer is not compared with anything."""

_STRUCTURE = re.compile(
    r"https?://\S*|(?<![\w@.])www\.\S+|[\n\r\t\x0b\x0c\u2028\u2029]"
    r"|(?i:(?<![a-z0-9])(?:ftp|file|data|mailto|tel|javascript|vbscript):[^\s]+)"
    r"|(?i:(?<![a-z0-9@.-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/[^\s]+)"
    r"|(?i:(?<![a-z0-9._+-])[a-z0-9._+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2,24})"
    r"|</?[A-Za-z][^<>\n]{0,200}>|<!--|&(?:[a-z]{2,8}|#\d{1,6});"
    r"|!?\[[^\[\]\n]{0,200}\]\([^()\n]{0,400}\)|\[\^[^\]\n]{1,70}\]"
    r"|\*\*|__(?=\S)|~~|`|\{[{%]|\{(?:attach|static|filename|author|tag|category|index)\}"
    r"|\A\s{0,3}(?:#{1,6}\s|[-*+]\s|>\s|\d{1,3}[.)]\s)|^\|"
)
_PLAIN = "{} is no part of a plain sentence; leave links, markup and line breaks out"
_TOO_LONG = f"no sentence is longer than {LONGEST_CLAIM} characters; end before {{}}"
_SHOWN = 20
_UNSEEN = "{} cannot be seen; leave it out"
_JOINERS = "\u200d\ufe0f"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_FEWEST_HAN_PERCENT = 40
_NO_CHINESE = "{} is not in Chinese; write the sentence in Chinese"
_NO_ENGLISH = "{} is not in English; write the sentence in English"


def find_structure(statement: Statement) -> Iterator[Finding]:
    """Find links, markup, line breaks and characters that nobody sees."""
    reading = statement.reading
    if len(reading.text) > LONGEST_CLAIM:
        rest = (LONGEST_CLAIM, LONGEST_CLAIM + _SHOWN)
        yield make_finding(ClaimFaultKind.STRUCTURE, reading, rest, _TOO_LONG)
    for found in _STRUCTURE.finditer(reading.folded):
        yield make_finding(ClaimFaultKind.STRUCTURE, reading, found.span(), _PLAIN)
    for place, character in enumerate(reading.text):
        if character not in _JOINERS and _is_unseen(character):
            span = (place, place + 1)
            yield make_finding(ClaimFaultKind.STRUCTURE, reading, span, _UNSEEN)


def _is_unseen(character: str) -> bool:
    if character in "\n\r\t\x0b\x0c":
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}


def find_wrong_language(
    statement: Statement, evidence: Evidence, language: str
) -> Iterator[Finding]:
    """Find a sentence in another language than the report's.

    Names, handles and quotations stay in theirs.
    """
    reading = statement.reading
    folded = blank(reading.folded, _foreign(statement, evidence))
    if language == "en":
        for found in _HAN.finditer(folded):
            yield make_finding(
                ClaimFaultKind.LANGUAGE, reading, found.span(), _NO_ENGLISH
            )
        return
    han = sum(map(len, _HAN.findall(folded)))
    letters = sum(character.isalpha() for character in folded)
    if not han or han * 100 < letters * _FEWEST_HAN_PERCENT:
        whole = (0, len(reading.text))
        yield make_finding(ClaimFaultKind.LANGUAGE, reading, whole, _NO_CHINESE)


def _foreign(statement: Statement, evidence: Evidence) -> list[Span]:
    reading = statement.reading
    spans = [*reading.quotations, *reading.handles, *reading.names, *reading.codes]
    spans += [(each.start, each.end) for each in statement.mentions]
    spans += [*reading.cashtags, *(each.span for each in find_figures(reading.folded))]
    for tweet in evidence.tweets:
        if tweet.name and (start := reading.text.find(tweet.name)) >= 0:
            spans.append((start, start + len(tweet.name)))
    return spans
