"""Numbers in Chinese characters: where they stand and what they are worth; pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pelican_aireport.evidence.claims.folding import Span
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary

__all__ = ["Numeral", "find_numerals", "parse_numeral"]

Numeral = tuple[Span, Decimal, Decimal]
"""Where it stands, its value and what one in its last place is worth."""

_MYRIAD = 10_000


def find_numerals(folded: str) -> Iterator[Numeral]:
    """Find the Chinese numerals that are figures: no idioms, no vague ones."""
    for found in _pattern().finditer(_without_idioms(folded)):
        text = found["numeral"]
        behind = folded[found.end() :]
        if _is_figure(text, behind) and not _is_vague(folded, found.start()):
            value, step = parse_numeral(text)
            yield found.span(), value, step


def _without_idioms(folded: str) -> str:
    return _idioms().sub(lambda found: " " * len(found[0]), folded)


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(alternation(vocabulary()["number_words"]["idioms"]))


def parse_numeral(text: str) -> tuple[Decimal, Decimal]:
    """Return a numeral's value, and what one in its last place is worth."""
    digits, places = _digits(), _places()
    total = section = digit = largest = Decimal(0)
    step = Decimal(1)
    seen_digit = False
    for character in text:
        if character in digits:
            # Digits in a row are read one by one: a year.
            digit = digit * 10 + digits[character] if seen_digit else digits[character]
            seen_digit, step = True, Decimal(1)
            continue
        place = places[character]
        if place >= _MYRIAD:
            if largest > place:
                # "Three hundred million, sixty million": a myriad beside, not of it.
                total += (section + digit or Decimal(1)) * place
            else:
                total = (total + section + digit or Decimal(1)) * place
            section, largest = Decimal(0), place
        else:
            section += (digit or (0 if seen_digit else 1)) * place
        digit, step, seen_digit = Decimal(0), place, False
    return total + section + digit, step


@cache
def _digits() -> dict[str, Decimal]:
    table = vocabulary()["number_words"]["zh_digits"]
    return {character: Decimal(value) for character, value in table.items()}


@cache
def _places() -> dict[str, Decimal]:
    table = vocabulary()["number_words"]["zh_places"]
    return {character: Decimal(value) for character, value in table.items()}


@cache
def _pattern() -> re.Pattern[str]:
    characters = "".join([*_digits(), *_places()])
    # A digit before, such as in "10 万", makes it a magnitude.
    return re.compile(rf"(?<![\d{characters}])(?P<numeral>[{characters}]{{1,24}})")


@cache
def _counted() -> re.Pattern[str]:
    words = vocabulary()["number_words"]["counters"]
    units = [word for unit in vocabulary()["unit"] for word in unit["words"]]
    return re.compile(rf"\s?(?:{alternation([*words, *units])})", re.IGNORECASE)


def _is_figure(text: str, behind: str) -> bool:
    digits, places = _digits(), _places()
    has_digit = any(character in digits for character in text)
    has_place = any(character in places for character in text)
    if has_digit and has_place:
        # "Ten thousandth" parts of idioms have no digit of their own.
        return True
    is_counted = _counted().match(behind) is not None
    if has_place:
        return text[0] == next(iter(places)) and is_counted
    return is_counted and parse_numeral(text)[0] != 1


@cache
def _vague() -> re.Pattern[str]:
    words = vocabulary()["number_words"]["vague_before"]
    return re.compile(rf"(?:{alternation(words)})\Z")


def _is_vague(folded: str, start: int) -> bool:
    return _vague().search(folded[max(0, start - 2) : start]) is not None
