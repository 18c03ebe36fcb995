"""Chinese names that no table knows; pure but for the segmenter's dictionary.

People stand beside a title or a verb of speech, firms before the word for their trade
or what they did.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, blank, is_inside
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary
from pelican_aireport.language.segmenter import is_known_word, segment
from pelican_aireport.language.tokens import TokenKind, tokenize

__all__ = ["find_chinese_persons", "find_wrong_chinese_names", "has_chinese_name"]

_WORDS = "{} stands in no cited tweet; name only what the cited tweets name"
_HAN = "[\u4e00-\u9fff]"
_PAUSE = r"[\uff0c\u3002\u3001\uff1a\uff08,: (]|$"
_FORMS_OF_PERSONS = 3
"""The first of the forms are people's, the others firms'."""
_HAN_TEXT = re.compile(rf"{_HAN}{{4}}")


def find_wrong_chinese_names(
    statement: Statement, evidence: Evidence
) -> Iterator[Finding]:
    """Find the names in Chinese that no cited tweet holds.

    A transliteration of a name in Latin letters that no table knows is one: the name
    is to be written as the tweet writes it.
    """
    reading = statement.reading
    folded = blank(reading.folded, reading.quotations)
    known = [(each.start, each.end) for each in statement.mentions]
    seen: list[tuple[int, int]] = []
    in_chinese = _HAN_TEXT.search(evidence.signed)
    for form in _forms_in_chinese() if in_chinese else (_transliterated(),):
        for found in form.finditer(folded):
            span = found.span("name")
            name = found["name"]
            if is_inside(span, known) or is_inside(span, seen):
                continue
            if not _is_named(name, evidence) and not _is_made_of_words(name):
                seen.append(span)
                yield make_finding(ClaimFaultKind.NAME, reading, span, _WORDS)


def _is_named(name: str, evidence: Evidence) -> bool:
    # Nothing parts a name from the particles beside it.
    bare = name.strip(vocabulary()["names"]["particles"])
    return name in evidence.signed or (len(bare) > 1 and bare in evidence.signed)


def _is_made_of_words(name: str) -> bool:
    names = vocabulary()["names"]
    if any(word in name for word in names["no_persons"]):
        return True
    words = segment(name)
    # A given name may be a word: only what begins with the surname counts.
    counted = words[:1] if name[0] in names["surnames"] else words
    return any(len(word) > 1 and is_known_word(word) for word in counted)


def find_chinese_persons(folded: str) -> tuple[Span, ...]:
    """Return the names of people in Chinese beside a title or a verb of speech."""
    return tuple(
        found.span("name")
        for form in _forms_in_chinese()[:_FORMS_OF_PERSONS]
        for found in form.finditer(folded)
        if not _is_made_of_words(found["name"])
    )


@cache
def _forms_in_chinese() -> tuple[re.Pattern[str], ...]:
    names = vocabulary()["names"]
    person = rf"(?P<name>[{names['surnames']}]{_HAN}{{1,2}}?)"
    going_on = alternation(names["going_on"])
    speaking, titles = alternation(names["speaking"]), alternation(names["titles"])
    start = rf"(?:(?<!{_HAN})|(?<=[{_last_characters(names['titles'])}]))"
    firm = rf"(?P<name>{_HAN}{{2,4}}?)(?={alternation(names['firms'])})"
    actor = rf"(?P<name>{_HAN}{{2,4}}?)(?={alternation(names['acting'])})"
    return (
        _transliterated(),
        re.compile(rf"{start}{person}(?={speaking})"),
        re.compile(rf"(?:{titles})\s?{person}(?={speaking}|{going_on}|{_PAUSE})"),
        re.compile(rf"(?<!{_HAN}){firm}"),
        re.compile(rf"(?<!{_HAN}){actor}"),
    )


@cache
def _transliterated() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_HAN}{{1,6}}?\u00b7{_HAN}{{1,8}})")


def _last_characters(words: Iterable[str]) -> str:
    # A look-behind has one length: the last character of a title is enough.
    return "".join(sorted({word[-1] for word in words if not word.isascii()}))


def has_chinese_name(statement: Statement, evidence: Evidence) -> bool:
    """Tell whether a claim shares a word with its tweets that no dictionary knows."""
    words = (
        token.text
        for token in tokenize(statement.reading.folded)
        if token.kind is TokenKind.WORD and len(token.text) > 1
    )
    return any(word in evidence.signed and not is_known_word(word) for word in words)
