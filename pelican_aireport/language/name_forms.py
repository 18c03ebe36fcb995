"""Names that their form tells: acts, people with an initial, identifiers; pure.

A form says no more than that its words may be one name; who counts them may see more.
"""

import re
from collections.abc import Iterator

from pelican_aireport.language.capitals import find_known
from pelican_aireport.language.compounds import UNSURE, Reading
from pelican_aireport.language.stop_words import (
    english_words,
    small_tails,
    term_stop_words,
)
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["read_forms"]

_START = r"(?<![\w-])"
_SMALL = r"(?:(?:a|an|and|at|by|for|from|in|is|of|on|the|to|with) )*"
_WORD = r"[A-Z\u00c0-\u00de][\w-]*"
_IDENTIFIER = re.compile(
    r"(?<![\w@#/.$'\"-])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){1,3}"
    r"(?:\.[a-z]{1,4})?(?![\w/]|['\"]?\s?:)"
)
"""Of a program or a file, such as ``pg_repack``; before a colon it is a key."""
_INITIAL = re.compile(
    rf"{_START}(?P<first>{_WORD}) [A-Z]\.(?: [A-Z]\.)*"
    rf" (?P<next>{_WORD})(?: {_WORD}){{0,2}}"
)
"""Of a person: ``Vera C. Rubin``."""
_ACT = re.compile(
    rf"{_START}(?!The ){_WORD}"
    rf"(?: (?:(?:of|for|on) the |(?:of|and|for|on|to|in) )?{_WORD}){{0,5}}"
    rf"(?: \([A-Z][^()\n]{{2,40}}\))? (?:Act|Bill)(?: (?:of )?(?:19|20)\d\d)?\b"
)
_CASE = re.compile(
    rf"{_START}{_WORD}(?: {_WORD}){{0,3}} v\.? {_WORD}(?: {_WORD}){{0,3}}"
)
_PROVISION = re.compile(
    rf"{_START}(?:Amendment|Annex|Article|Proposition|Schedule|Section|Title)"
    r" \d[\dA-Z.]{0,9}(?<!\.)(?:\(\w{1,3}\)){0,3}(?!\w)"
)
"""Of a law: ``Article 6(7)``."""
_ARTICLE = re.compile(rf"(?<=[a-z,] )The(?: {_WORD}){{1,3}}")
"""A sentence goes on with ``the``."""
_EDITED = re.compile(
    rf"{_START}(?P<first>{_WORD}) (?:'\d\d|0\d|\(Gen\.? \d+\)|e\.V\.)(?!\w)"
)
"""What tells one of several: ``Figure 04``, ``Expo '25``."""
_WITH_SIGN = re.compile(
    r"(?<![\w:/])[A-Za-z]{2,5}:[A-Z0-9]\w{2,}(?:\.\d+)?(?![\w:])"
    r"|(?<![\w+])[A-Z]\+\d(?![\w+])|(?<!\w)[A-Z][a-z]{1,3}\([a-z]\)"
)
"""``re:Invent``, ``arXiv:2610.04417``, ``N+1``, ``Lp(a)``."""
_SUBTITLED = re.compile(
    rf"{_START}(?![A-Z]+:)(?P<first>{_WORD}): {_WORD}(?: {_SMALL}{_WORD}){{2,7}}"
)
_ACCENTED = re.compile(rf"{_START}{_WORD}(?: {_WORD}){{1,2}}(?!\w)")
_ACCENT = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_TITLE = re.compile(
    r"[\"\u201c]((?=[A-Z])[^\"\u201c\u201d\n]{8,60}[^\"\u201c\u201d\n.,!?\s])[\"\u201d]"
)
_MORE = rf"(?: {_SMALL}(?:{_WORD}|&|\d+)){{0,4}}"
_KNOWN = re.compile(
    rf"{_START}(?:(?:{_WORD} {_SMALL}){{0,4}}{_WORD}(?:'s|(?<=s)'){_MORE}"
    rf"|\d{{1,4}} {_WORD}{_MORE})(?!\w)"
)
"""Mostly what someone has, or a count; known ones are names: ``404 Media``."""
_DISCOVERED = re.compile(rf"{_START}{_WORD}'s (?P<what>[a-z]+)")
"""``Bloom's taxonomy``."""
_COUNT = re.compile(r"(?<!\w)\d{1,4} [A-Z]")
_FORMS = (
    (_IDENTIFIER, ("_",)),
    (_INITIAL, (". ",)),
    (_ACT, (" Act", " Bill")),
    (_CASE, (" v. ", " v ")),
    (_PROVISION, ("A", "P", "S", "T")),
    (_ARTICLE, ("The ",)),
    (_EDITED, (" '", " 0", " (Gen", " e.V.")),
    (_WITH_SIGN, (":", "+", "(")),
    (_SUBTITLED, (": ",)),
)
"""Each form, and what one of must be in a text that has it."""
_LETTERED = frozenset(
    {"appendix", "block", "category", "chapter", "character", "class", "exhibit"}
    | {"grade", "group", "item", "level", "model", "option", "part", "phase", "plan"}
    | {"point", "round", "scene", "section", "series", "step", "table", "team", "tier"}
    | {"type", "version", "vitamin"}
)
"""Words for several things that letters and numbers tell apart: ``Plan B``."""
_LEAST_CAPITALS = 0.5


def read_forms(text: str) -> Iterator[Reading]:
    """Yield the names that the form of their words tells, in order of the forms."""
    for form, marks in _FORMS:
        if any(mark in text for mark in marks):
            yield from _found(form, text)
    if not text.isascii() and _ACCENT.search(text):
        yield from (each for each in _found(_ACCENTED, text) if _has_accent(each))
    if "'" in text or _COUNT.search(text):
        yield from _known(text)
    if "'s " in text:
        yield from _of_discoverers(text)
    if '"' in text or "\u201c" in text:
        yield from _titles(text)


def _found(form: re.Pattern[str], text: str) -> Iterator[Reading]:
    for found in form.finditer(text):
        if not any(map(_is_common, found.groupdict().values())):
            yield Reading(Token(found[0], TokenKind.NAME), UNSURE)


def _is_common(word: str) -> bool:
    key = word.casefold()
    return key in _LETTERED or key in english_words() or key in term_stop_words()


def _has_accent(reading: Reading) -> bool:
    return _ACCENT.search(reading.token.text) is not None


def _known(text: str) -> Iterator[Reading]:
    for found in _KNOWN.finditer(text):
        for known in find_known(found[0].split(" ")):
            # The others are found without their neighbours.
            if "'" in known.token.text or known.token.text[0].isdecimal():
                yield known


def _of_discoverers(text: str) -> Iterator[Reading]:
    for found in _DISCOVERED.finditer(text):
        if found["what"] in small_tails():
            yield Reading(Token(found[0], TokenKind.NAME), UNSURE)


def _titles(text: str) -> Iterator[Reading]:
    for found in _TITLE.finditer(text):
        if _is_title(found[1]):
            yield Reading(Token(found[1], TokenKind.NAME), UNSURE)


def _is_title(words: str) -> bool:
    """Tell whether most words have capitals, as those of a title do."""
    letters = [word for word in words.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    return len(letters) > 1 and capitals >= _LEAST_CAPITALS * len(letters)
