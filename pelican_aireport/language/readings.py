"""All that the words of a text may be: names, terms, and parts of them; pure.

Where form leaves open how far a name or a term goes, each possibility is told with its
probability; who counts them decides.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pelican_aireport.language.capitals import CapitalizedRun, find_capitalized
from pelican_aireport.language.compounds import Reading, find_readings
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.segmenter import is_name
from pelican_aireport.language.stop_words import function_words
from pelican_aireport.language.tokens import Token, TokenKind
from pelican_aireport.language.whole_names import join_names

__all__ = ["read_whole"]

_WORK = re.compile(r"\u300a([^\u300a\u300b\n]{2,12})\u300b")
"""A title between its marks; longer ones are those of articles."""
_PLURAL = re.compile(r"[A-Z][\w-]*[A-Z0-9]s")
_WORDS = (TokenKind.NAME, TokenKind.LATIN, TokenKind.NUMBER)
_CODE = re.compile(
    r"(?!(?:Q\d|[HS][12]|[A-DLPT]\d|FY\d*)\Z)[A-Za-z]{1,4}[ -]?\d[\w-]*(?: \w+){0,2}"
)
"""No quarter, grade or round."""
_SURE, _UNSURE = 0.6, 0.2


def read_whole(text: str, aliases: Aliases) -> tuple[Reading, ...]:
    """Cut a text into all that its tokens and terms may be.

    In order, the names that only capitals tell behind the others of their part.
    """
    return tuple(_read_works(text, aliases))


def _read_works(text: str, aliases: Aliases) -> Iterator[Reading]:
    start = 0
    for work in _WORK.finditer(text):
        title = unicodedata.normalize("NFKC", work[1])
        if not _names_another(title, aliases):
            yield from _read(text[start : work.start()], aliases)
            yield Reading(Token(title, TokenKind.NAME))
            start = work.end()
    yield from _read(text[start:], aliases)


def _names_another(title: str, aliases: Aliases) -> bool:
    """Tell whether a title is about a known name, as that of an article is."""
    tokens = join_names(title, aliases)
    return len(tokens) > 1 and any(
        find_entity(token.text, aliases) is not None for token in tokens
    )


def _read(text: str, aliases: Aliases) -> Iterator[Reading]:
    tokens = join_names(text, aliases)
    runs = _runs(text, tokens, aliases)
    sure = [reading.token.text for reading in runs if reading.is_likely]
    for reading in find_readings(tokens, text, aliases):
        if not any(_is_part(reading.token, name) for name in sure):
            yield _singular(reading)
    yield from map(_singular, runs)
    yield from _models(tokens, text, aliases)


def _runs(text: str, tokens: Sequence[Token], aliases: Aliases) -> Sequence[Reading]:
    """Return the names that capitals tell and tokens do not."""
    names = [f" {token.text} " for token in tokens if token.kind is TokenKind.NAME]
    return [
        Reading(Token(run.text, TokenKind.NAME), _probability(run, aliases))
        for run in find_capitalized(text)
        if not any(_is_told(run, name) for name in names)
    ]


def _is_told(run: CapitalizedRun, name: str) -> bool:
    """Tell whether a name has all of a run; what opens a sentence may not be one."""
    held = f" {run.text} "
    return held == name or (held in name and run.probability > _UNSURE)


def _models(tokens: Sequence[Token], text: str, aliases: Aliases) -> Iterator[Reading]:
    """Yield what may be a maker and the code of its product: 亿航 EH216-S."""
    for maker, model in pairwise(tokens):
        name = f"{maker.text} {model.text}"
        is_beside = name in text or maker.text + model.text in text
        if is_beside and _is_maker(maker.text) and _is_model(model, aliases):
            is_sure = is_name(maker.text) or find_entity(maker.text, aliases)
            yield Reading(Token(name, TokenKind.NAME), _SURE if is_sure else _UNSURE)


def _is_maker(word: str) -> bool:
    return len(word) > 1 and not word.isascii() and word not in function_words()


def _is_model(token: Token, aliases: Aliases) -> bool:
    is_code = _CODE.fullmatch(token.text) is not None
    return is_code and find_entity(token.text, aliases) is None


def _probability(run: CapitalizedRun, aliases: Aliases) -> float:
    words = run.text.split(" ")
    is_of_known = any(find_entity(word, aliases) is not None for word in words)
    is_known = run.probability == 1.0
    return _UNSURE if is_of_known and not is_known else run.probability


def _is_part(token: Token, name: str) -> bool:
    return token.kind in _WORDS and f" {token.text} " in f" {name} "


def _singular(reading: Reading) -> Reading:
    """Return one graphics card of several: H100s."""
    token = reading.token
    if token.kind is not TokenKind.NAME or not _PLURAL.fullmatch(token.text):
        return reading
    return replace(reading, token=Token(token.text[:-1], TokenKind.NAME))
