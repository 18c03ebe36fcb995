"""Names that their form tells: acts, people with an initial, identifiers; pure.

A form says no more than that its words may be one name; who counts them may see more.
"""

import re
from collections.abc import Iterator

from pelican_aireport.language.capitals import find_known
from pelican_aireport.language.compounds import LIKELY, UNSURE, Reading
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["read_forms"]

_CAPITAL = r"[A-Z\u00c0-\u00de]"
_START = r"(?<![\w-])"
_SMALL = r"(?:(?:a|an|and|at|by|for|from|in|is|of|on|the|to|with) )*"
_WORD = rf"{_CAPITAL}[\w-]*"
_IDENTIFIER = re.compile(
    r"(?<![\w@#/.$-])(?=\w*[a-z])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?![\w/]|\.\w)"
)
"""Of a program, such as ``pg_repack``."""
_FILE = re.compile(
    r"(?<![\w@#/.$-])(?:[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+\.[a-z]{1,4}"
    r"|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w/])"
)
"""Or a constant: ``AUTO_RANDOM``."""
_INITIAL = re.compile(rf"{_START}{_WORD} [A-Z]\.(?: [A-Z]\.)*(?: {_WORD}){{1,3}}")
"""Of a person: ``Vera C. Rubin``."""
_ACT = re.compile(
    rf"{_START}(?!The ){_WORD}"
    rf"(?: (?:(?:of|for|on) the |(?:of|and|for|on|to|in) )?{_WORD}){{0,5}}"
    rf"(?: \([A-Z][^()\n]{{2,40}}\))? (?:Act|Bill)(?: (?:of )?(?:19|20)\d\d)?\b"
)
_CASE = re.compile(
    rf"{_START}{_WORD}(?: {_WORD}){{0,3}} v\.? {_WORD}(?: {_WORD}){{0,3}}"
)
_MORE = rf"(?: {_SMALL}(?:{_WORD}|&|\d+)){{0,4}}"
_KNOWN = re.compile(
    rf"{_START}(?:(?:{_WORD} {_SMALL}){{0,4}}{_WORD}(?:'s|(?<=s)'){_MORE}"
    rf"|\d{{1,4}} {_WORD}{_MORE})(?!\w)"
)
"""Mostly what someone has, or a count; known ones are names: ``404 Media``."""
_ARTICLE = re.compile(
    rf"(?<=[a-z,] )The(?: {_WORD}){{1,3}}|(?<=《)The(?: {_WORD}){{1,3}}"
)
"""A sentence goes on with ``the``."""
_TITLE = re.compile(
    r"[\"\u201c]((?=[A-Z])[^\"\u201c\u201d\n]{8,60}[^\"\u201c\u201d\n.,!?\s])[\"\u201d]"
)
_ACCENTED = re.compile(
    rf"{_START}(?=[\w -]{{0,40}}[\u00c0-\u024f]){_WORD}(?: {_WORD}){{1,2}}(?!\w)"
)
_PROVISIONS = (
    "Amendment ",
    "Annex ",
    "Article ",
    "Chapter ",
    "Part ",
    "Proposition ",
    "Rule ",
    "Schedule ",
    "Section ",
    "Title ",
)
_PROVISION = re.compile(
    rf"(?:{'|'.join(_PROVISIONS)})\d+[\dA-Z.]*(?<!\.)(?:\(\w{{1,3}}\))*(?!\w)"
)
"""Of a law: ``Article 6(7)``."""
_EDITED = re.compile(
    rf"{_START}{_WORD} (?:'\d\d(?!\w)|0\d(?!\w)|\(Gen\.? \d+\)|e\.V\.)"
)
"""What else tells one of several: ``Figure 04``, ``Expo '25``."""
_WITH_COLON = re.compile(r"(?<![\w:/])[A-Za-z]{2,4}:[A-Z0-9]\w{2,}(?![\w:])")
"""``re:Invent``."""
_SUBTITLED = re.compile(
    rf"{_START}(?![A-Z]+:){_WORD}: {_WORD}(?: {_SMALL}{_WORD}){{1,7}}"
)
_FORMS = (
    (_IDENTIFIER, LIKELY, ("_",)),
    (_FILE, UNSURE, ("_",)),
    (_INITIAL, LIKELY, (". ",)),
    (_ACT, UNSURE, (" Act", " Bill")),
    (_CASE, UNSURE, (" v. ", " v ")),
    (_ARTICLE, UNSURE, ("The ",)),
    (_PROVISION, UNSURE, _PROVISIONS),
    (_EDITED, UNSURE, (" '", " 0", " (Gen", " e.V.")),
    (_WITH_COLON, UNSURE, (":",)),
    (_SUBTITLED, UNSURE, (": ",)),
)
"""Each form, how likely it is a name, and one of what each text of it has."""
_ACCENT = re.compile("[\u00c0-\u024f]")
_COUNT = re.compile(r"(?<!\w)\d{1,4} [A-Z]")
_LEAST_CAPITALS = 0.5


def read_forms(text: str) -> Iterator[Reading]:
    """Yield the names that the form of their words tells, in order of the forms."""
    for form, probability, marks in _FORMS:
        if any(mark in text for mark in marks):
            yield from _found(form, text, probability)
    if not text.isascii() and _ACCENT.search(text):
        yield from _found(_ACCENTED, text, UNSURE)
    if "'" in text or _COUNT.search(text):
        yield from _known(text)
    if '"' in text or "\u201c" in text:
        yield from _titles(text)


def _known(text: str) -> Iterator[Reading]:
    for found in _KNOWN.finditer(text):
        for known in find_known(found[0].split(" ")):
            # The others are found without their neighbours.
            if "'" in known.token.text or known.token.text[0].isdecimal():
                yield known


def _titles(text: str) -> Iterator[Reading]:
    for found in _TITLE.finditer(text):
        if _is_title(found[1]):
            yield Reading(Token(found[1], TokenKind.NAME), UNSURE)


def _found(form: re.Pattern[str], text: str, probability: float) -> Iterator[Reading]:
    for found in form.finditer(text):
        yield Reading(Token(found[0], TokenKind.NAME), probability)


def _is_title(words: str) -> bool:
    """Tell whether most words have capitals, as those of a title do."""
    letters = [word for word in words.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    return len(letters) > 1 and capitals >= _LEAST_CAPITALS * len(letters)
