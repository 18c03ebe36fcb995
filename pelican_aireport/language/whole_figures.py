"""Figures with their sign, their currency and what they are for; pure.

The form of ``$20/month`` and of ``-30 °C`` tells that they are one figure each.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from pelican_aireport.language.measures import measures
from pelican_aireport.language.segmenter import is_word
from pelican_aireport.language.token_places import find_places
from pelican_aireport.language.tokens import Token, TokenKind, fold

__all__ = ["join_figures"]

_SIGN = re.compile(r"(?<![A-Za-z0-9.%)\]-])[-\u2212]\Z")
_SIGNED = re.compile(r"[$€£¥].*|.*(?:°[CF]|元)")
"""What a hyphen is the sign of: before other numbers it may join a range or a name."""
_CURRENCY = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:NT|HK|US|[ACRS])(?:\$ ?)?|[\u20a9\u20b9] ?)\Z"
)
"""What tells dollars apart (``NT$``), or another currency."""
_BELOW = re.compile(r"零下 ?\Z")
_LONGEST_BEFORE = 4
_PER = re.compile(
    r" ?/ ?(?:[百千]?万 ?)?(?:mo|month|yr|year|week|day|hr|hour|min|minute|sec|second|s"
    r"|user|seat|person|head|share|unit|chip|wafer|GPU|call|query|request|image|M|MTok"
    r"|tokens?|[KMG]?Wh?(?:-day)?|kWh|[KMGT]B|kg|g|lb|oz|ton|tonne|bbl|barrel|gal|gallon"
    r"|L|d[lL]|m[lL]|mol|cm2|m2|sqft|km|mi|mile|100 ?km)(?![\w$])"
    r"| ?/ ?(?:[百千]?万 ?)?(?:[千兆]瓦时|小时|平方米|公[里斤]|盎司|词元"
    r"|[年月周天日人台辆吨斤克升股片张次度磅桶字])"
)
"""What a price or a rate is for; any other word may be a choice: 24GB/AMD."""
_PER_COUNT = re.compile(r" ?/ ?\d+[KMBkmb](?![\w$])")
"""Of a price alone: 16GB/512GB are two sizes."""
_PRICED = re.compile(r"(?:NT|HK|US|[ACRS])?[$€£¥\u20a9\u20b9].*")
_RATED = re.compile(r".*[元镑]|.*\d ?[A-Za-z]+")
_BEHIND = re.compile(
    r" ?[€₽](?! ?\d)|\u00d7(?! ?\d)|-(?:acre|foot|inch|mile|pound|ton|watt)(?!\w)"
    r"|(?<=\d[KM]) token\b| ?[多余] ?[万亿千百]*"
    r"(?:[美欧日韩港]?元|英镑|公[里斤]|平方米|[个人位家款台辆块吨米])"
)
"""A currency, times, a unit of English, or how much it is above."""
_ANY = re.compile(
    r"\d[^/\s]{0,9} ?[^/\s]{0,9} ?/|[\u00d7\u20a9\u20ac\u20b9\u20bd\u2212多余]|零下"
    r"|[KM] token\b|(?<![A-Za-z0-9])-[$€£¥\d]|[A-Z]\$|\d-[a-z]"
)
"""One of these is in each text that has such a figure; most have none."""
_MEASURED = re.compile(r"%$|\d[A-Za-z]+$")
"""A number that has its unit already."""
_Place = tuple[int, int]
"""Where something begins and ends in a text, in characters."""


def join_figures(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """Return tokens in order, a number and what belongs to it as one."""
    if not any(map(_has_figure, tokens)):
        return tokens
    tokens = _with_units(tokens, text)
    folded = fold(text)
    if not _ANY.search(folded):
        return tokens
    places = tuple(find_places(tokens, folded))
    figures = dict(_find_figures(tokens, places, folded))
    spans = tuple(figures.values())
    joined: list[Token] = []
    for index, (token, place) in enumerate(zip(tokens, places, strict=True)):
        if index in figures:
            start, end = figures[index]
            joined.append(Token(folded[start:end], TokenKind.NUMBER))
        elif place is None or not _is_inside(place[0], spans):
            joined.append(token)
    return joined


def _find_figures(
    tokens: Sequence[Token], places: Sequence[_Place | None], text: str
) -> Iterator[tuple[int, _Place]]:
    """Yield the indices of numbers, and from where to where their figures go."""
    last = -1
    spans = tuple(place for place in places if place is not None)
    for index, (token, place) in enumerate(zip(tokens, places, strict=True)):
        if token.kind is TokenKind.NUMBER and place is not None and place[0] >= last:
            # A hyphen behind another figure is that of a range.
            before = max(last + 1, place[0] - _LONGEST_BEFORE)
            start = _start(text, before, place[0], token.text)
            last = _end(text, start, place[1], spans)
            yield index, (start, last)


def _is_inside(place: int, spans: Sequence[_Place]) -> bool:
    index = bisect_right(spans, place, key=itemgetter(0)) - 1
    return index >= 0 and place < spans[index][1]


def _start(text: str, before: int, start: int, number: str) -> int:
    """Return where the currency or the sign before a number begins."""
    if found := _CURRENCY.search(text, before, start):
        is_dollar = "$" in found[0] + number[:1] or not found[0].isalpha()
        return found.start() if is_dollar else start
    if number.endswith(("°C", "°F")) and (found := _BELOW.search(text, before, start)):
        return found.start()
    is_signed = _SIGNED.fullmatch(number) is not None
    return start - 1 if is_signed and _SIGN.search(text, before, start) else start


def _end(text: str, start: int, end: int, spans: Sequence[_Place]) -> int:
    """Return where a figure ends with what belongs to it; no word is cut for it."""
    if (found := _BEHIND.match(text, end)) and not _is_cut(found.end(), spans):
        end = found.end()
    is_price = _PRICED.fullmatch(text, start, end) is not None
    found = None
    if is_price or _RATED.fullmatch(text, start, end):
        found = _PER.match(text, end)
    if found is None and is_price:
        found = _PER_COUNT.match(text, end)
    return found.end() if found and not _is_cut(found.end(), spans) else end


def _is_cut(end: int, spans: Sequence[_Place]) -> bool:
    """Tell whether a token begins before a place and ends behind it."""
    index = bisect_left(spans, end, key=itemgetter(0)) - 1
    return index >= 0 and end < spans[index][1]


def _has_figure(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER or token.text[0].isdecimal()


def _with_units(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """Join what a number counts to it: 300 miles, 12 万片, 500Wh/kg."""
    joined: list[Token] = []
    for token in _with_cut_units(tokens, text):
        number = joined[-1].text if joined else ""
        if number[:1].isdecimal() and _is_unit(token.text):
            marks = ("/",) if _MEASURED.search(number) else ("", " ", "/")
            wholes = (f"{number}{mark}{token.text}" for mark in marks)
            whole = next((each for each in wholes if each in text), None)
            if whole:
                joined[-1] = Token(whole, TokenKind.NUMBER)
                continue
        joined.append(token)
    return joined


def _with_cut_units(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    """Cut the unit off what a segmenter took for a word: 49 克|戴到."""
    number = ""
    for token in tokens:
        word = token.text
        may_begin = number and _is_guess(token) and word[0] in measures().counted
        if may_begin and re.search(rf"{re.escape(number)} ?{word}", text):
            yield Token(word[0], TokenKind.WORD)
            word = word[1:]
        yield token if word == token.text else Token(word, TokenKind.WORD)
        number = word if token.kind is TokenKind.NUMBER else ""


def _is_guess(token: Token) -> bool:
    is_long = token.kind is TokenKind.WORD and len(token.text) > 1
    return is_long and not is_word(token.text)


def _is_unit(word: str) -> bool:
    known = measures()
    is_counter = len(word) == 1 and word in known.counted
    return is_counter or word.casefold() in known.latin_units
