"""All that the words of a text may be: names, terms, and parts of them; pure.

Where form leaves open how far a name or a term goes, each possibility is told with its
probability; who counts them decides.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pelican_aireport.language.capitals import find_capitalized
from pelican_aireport.language.compounds import LIKELY, UNSURE, Reading, find_readings
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.han_names import is_law, read_han_names
from pelican_aireport.language.name_bounds import read_bounds
from pelican_aireport.language.name_forms import read_forms
from pelican_aireport.language.name_parts import read_parts
from pelican_aireport.language.token_places import place_tokens
from pelican_aireport.language.tokens import Token, TokenKind, fold
from pelican_aireport.language.whole_names import join_names

__all__ = ["read_whole"]

_WORK = re.compile(r"\u300a([^\W\d_][^\u300a\u300b\n@#./%]{1,29})\u300b")
_LONGEST_WORK = 12
"""Of characters; longer titles, and some as short, are those of articles or of laws."""
_PLURAL = re.compile(r"[A-Z][\w-]*[A-Z0-9]s")
_WORDS = (TokenKind.NAME, TokenKind.LATIN, TokenKind.NUMBER)


def read_whole(text: str, aliases: Aliases) -> tuple[Reading, ...]:
    """Cut a text into all that its tokens and terms may be.

    In order, but names that only capitals or neighbours tell stand behind the others.
    """
    return tuple(_read_works(text, aliases))


def _read_works(text: str, aliases: Aliases) -> Iterator[Reading]:
    start = 0
    for work in _WORK.finditer(text):
        title = unicodedata.normalize("NFKC", work[1])
        if _is_name(title, aliases):
            yield from _read(text[start : work.start()], aliases)
            yield Reading(Token(title, TokenKind.NAME), LIKELY)
            yield from _inside(title, aliases)
            start = work.end()
    yield from _read(text[start:], aliases)


def _inside(title: str, aliases: Aliases) -> Iterator[Reading]:
    for reading in _read(title, aliases):
        if reading.token.text != title:
            yield replace(reading, is_inner=True)


def _is_name(title: str, aliases: Aliases) -> bool:
    is_short = len(title) <= _LONGEST_WORK
    return is_law(title) or (is_short and not _names_another(title, aliases))


def _names_another(title: str, aliases: Aliases) -> bool:
    """Tell whether a title is about a known name, as that of an article is."""
    tokens = join_names(title, aliases)
    return len(tokens) > 1 and any(
        find_entity(token.text, aliases) is not None for token in tokens
    )


def _read(text: str, aliases: Aliases) -> Iterator[Reading]:
    tokens = join_names(text, aliases)
    runs = _runs(text, tokens, aliases)
    sure = [
        run.token.text
        for run in runs
        if run.is_likely and not _is_of_company(run.token.text, aliases)
    ]
    for reading in find_readings(tokens, text, aliases):
        is_part = bool(sure) and any(_is_part(reading.token, name) for name in sure)
        if not is_part or find_entity(reading.token.text, aliases) is not None:
            yield _singular(reading)
    yield from map(_singular, runs)
    folded = fold(text)
    placed = tuple(place_tokens(tokens, folded))
    for token in tokens:
        if " " in token.text or "-" in token.text:
            yield from read_parts(token, aliases)
    yield from map(_singular, read_bounds(placed, folded, aliases))
    yield from read_han_names(placed, folded)
    yield from read_forms(folded)


def _runs(text: str, tokens: Sequence[Token], aliases: Aliases) -> Sequence[Reading]:
    """Return the names that capitals tell and tokens do not."""
    names = [f" {token.text} " for token in tokens if token.kind is TokenKind.NAME]
    return [
        _without_surety(run, aliases)
        for run in find_capitalized(text)
        if not any(_is_told(run, name) for name in names)
    ]


def _is_told(run: Reading, name: str) -> bool:
    """Tell whether a name has all of a run; what opens a sentence may not be one."""
    held = f" {run.token.text} "
    return held == name or (held in name and UNSURE < run.probability < 1)


def _without_surety(run: Reading, aliases: Aliases) -> Reading:
    """Make a run less likely that may be a known name and a word beside it."""
    words = run.token.text.split(" ")
    is_known = run.probability == 1.0
    if is_known or all(find_entity(word, aliases) is None for word in words):
        return run
    return replace(run, probability=UNSURE)


def _is_of_company(name: str, aliases: Aliases) -> bool:
    """Tell whether a name begins with a known one, and its rest is one perhaps."""
    return find_entity(name.partition(" ")[0], aliases) is not None


def _is_part(token: Token, name: str) -> bool:
    part = token.text.removeprefix("The ")
    return token.kind in _WORDS and f" {part} " in f" {name} "


def _singular(reading: Reading) -> Reading:
    """Return one graphics card of several: H100s."""
    token = reading.token
    if token.kind is not TokenKind.NAME or not _PLURAL.fullmatch(token.text):
        return reading
    return replace(reading, token=Token(token.text[:-1], TokenKind.NAME))
