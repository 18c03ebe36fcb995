"""How far names may go beyond their tokens, or end before them; pure.

Form alone does not tell whether ``ListenHub TTS`` is one name, nor whether 亿航 and
``EH216-S`` are. Who counts them may see which of them others use.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pelican_aireport.language.compounds import LIKELY, UNSURE, Reading
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.names import SIZES, is_counted
from pelican_aireport.language.segmenter import is_name, word_tags
from pelican_aireport.language.stop_words import (
    function_words,
    name_tails,
    series,
    small_tails,
    stop_words,
    term_stop_words,
)
from pelican_aireport.language.token_places import PlacedToken
from pelican_aireport.language.tokens import Token, TokenKind
from pelican_aireport.language.whole_names import FOUNDRIES

__all__ = ["read_bounds"]

_CODE = re.compile(
    r"[A-Za-z]{1,4}[ -]?\d[\w-]*(?: \w+){0,2}|\d{1,2}[A-Z]{1,2}\d{2,}\w*"
)
"""Of a product, such as ``EH216-S``."""
_NO_PRODUCT = re.compile(r"Q\d|FY\d*|CVE-.*")
"""Of a year, or a gap in a program: no product."""
_GRADE = re.compile(r"[HS][12]|[A-DLPT]\d")
"""A half of a year, a level or a round, or a product after all."""
_NUMBER = re.compile(r"(?!(?:19|20)\d\d\Z)\d{1,4}(?:\.\d{1,2}){0,2}")
_YEAR = re.compile(r"20\d\d")
"""Of a product or a fair: ``Illustrator 2027``."""
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}")
"""Behind a word in small letters a version too: ``opus 4.7``."""
_SERIAL = re.compile(r"\d+(?:\.\d+)?号")
_MODEL = re.compile(r"\d{1,4}[A-Z]{0,2}|[A-Z]{1,3}\d{0,4}")
"""What stands behind a Chinese name and a hyphen: 天鹊-12A."""
_PROPER = re.compile("n[rstz]")
_EDITION = re.compile(r" ?[^\W\d_A-Za-z是的就]{2,4}?版")
_ACRONYM = re.compile("[A-Z]{3,5}")
_PLUS = re.compile(r"\+(?![A-Za-z0-9+])")
_FIRST_HAN = "\u4e00"
_SHORTEST_MAKER = 2
_MOST_PARTS = 5


def read_bounds(
    placed: Sequence[PlacedToken], text: str, aliases: Aliases
) -> Iterator[Reading]:
    """Yield names that are longer than the tokens of a folded text, in order.

    Most of them are less likely names than not.
    """
    in_chinese = any(each.token.kind is TokenKind.WORD for each in placed)
    for place, last in enumerate(placed):
        if not _may_end(last.token):
            continue
        if last.token.kind is TokenKind.NAME:
            yield from _named(_behind(last.token.text, last.end, text), UNSURE)
        if place:
            parts = placed[place - 1 : place + _MOST_PARTS - 1]
            yield from _read_names(parts, text, aliases, in_chinese=in_chinese)
        if (
            place > 1
            and in_chinese
            and _is_code(last.token.text)
            and not is_counted(text, last.end)
        ):
            before = placed[max(0, place - _MOST_PARTS + 1) : place + 1]
            yield from _named(_of_device(before, text, aliases), UNSURE)


def _may_end(token: Token) -> bool:
    """Tell whether a token may be the end of a name that begins before it."""
    word = token.text
    match token.kind:
        case TokenKind.WORD:
            return word[-1] == "号"
        case TokenKind.LATIN:
            return not word.isalpha() or word in small_tails()
        case _:
            return True


def _is_code(word: str) -> bool:
    return bool(_CODE.fullmatch(word) or _NUMBER.fullmatch(word))


def _read_names(
    parts: Sequence[PlacedToken], text: str, aliases: Aliases, *, in_chinese: bool
) -> Iterator[Reading]:
    first, second, *rest = parts
    name = f"{first.token.text} {second.token.text}"
    match text[first.end : second.start]:
        case "" if _SERIAL.fullmatch(second.token.text):
            if _is_proper(first.token.text):
                yield from _named([first.token.text + second.token.text], LIKELY)
        case "" | " ":
            probability = _of_two(
                first.token, second.token, aliases, in_chinese=in_chinese
            )
            if probability and not is_counted(text, second.end):
                yield from _named([name], probability)
                yield from _named(_behind(name, second.end, text), UNSURE)
                yield from _named(_longer(name, second.end, rest, text), UNSURE)
        case "-" if _MODEL.fullmatch(second.token.text):
            yield from _of_series(first.token, second.token)


def _named(names: Iterable[str], probability: float) -> Iterator[Reading]:
    for name in names:
        yield Reading(Token(name, TokenKind.NAME), probability)


def _behind(name: str, end: int, text: str) -> Iterator[str]:
    """Yield a name with its edition or its plus: 增程版, ``Pro+``."""
    if text.startswith("+", end) and _PLUS.match(text, end):
        yield f"{name}+"
    elif text[end : end + 2].lstrip()[:1] >= _FIRST_HAN:
        edition = _EDITION.match(text, end)
        if edition:
            yield f"{name} {edition[0].strip()}"


def _of_series(series: Token, model: Token) -> Iterator[Reading]:
    word = series.text
    if not word.isascii() and len(word) >= _SHORTEST_MAKER:
        name = Token(f"{word}-{model.text}", TokenKind.NAME)
        yield Reading(name, LIKELY if _is_listed(word) else UNSURE)


def _longer(
    name: str, end: int, rest: Sequence[PlacedToken], text: str
) -> Iterator[str]:
    """Yield a name with the number or the size behind it, and what follows these."""
    for part in rest:
        word = part.token.text
        is_size = word[0].isupper() and word.casefold() in SIZES | name_tails()
        is_part = is_size or _NUMBER.fullmatch(word) is not None
        if not is_part or text[end : part.start] != " ":
            return
        name, end = f"{name} {word}", part.end
        if not is_counted(text, end):
            yield name
            yield from _behind(name, end, text)


def _of_device(
    parts: Sequence[PlacedToken], text: str, aliases: Aliases
) -> Iterator[str]:
    """Yield a maker, what the thing is, and its code: 夸克 AI 眼镜 S2."""
    words = [parts[-1].token.text]
    for part, behind in zip(parts[-2::-1], parts[:0:-1], strict=True):
        word = part.token.text
        if text[part.end : behind.start] not in ("", " "):
            return
        is_maker = not word.isascii() and (_is_listed(word) or _is_known(word, aliases))
        if is_maker and len(words) > 1:
            yield _spaced([word, *words])
        if not (word == "AI" or (part.token.kind is TokenKind.WORD and _is_noun(word))):
            return
        words.insert(0, word)


def _spaced(words: Sequence[str]) -> str:
    name = words[0]
    for before, word in pairwise(words):
        name += word if not (before.isascii() or word.isascii()) else f" {word}"
    return name


def _of_two(
    first: Token, second: Token, aliases: Aliases, *, in_chinese: bool
) -> float:
    """Return how likely a token and the one behind it are one name."""
    if second.text in small_tails():
        return UNSURE if _may_begin(first) else 0.0
    if len(first.text) < _SHORTEST_MAKER:
        return 0.0
    if _YEAR.fullmatch(second.text):
        is_named = first.kind is TokenKind.NAME or in_chinese or first.text.istitle()
        is_word = (
            first.text.isascii() and first.text.casefold() not in term_stop_words()
        )
        return UNSURE if is_named and is_word else 0.0
    if _NUMBER.fullmatch(second.text):
        is_named = first.kind is TokenKind.NAME or _is_listed(first.text)
        is_version = is_named or _DOTTED.fullmatch(second.text) is not None
        is_version = is_version or (in_chinese and first.kind is TokenKind.LATIN)
        # Jan 14
        is_plain = first.text.casefold() in term_stop_words()
        return UNSURE if is_version and not is_plain else 0.0
    return _of_maker(first, second, aliases, in_chinese=in_chinese)


def _of_maker(
    first: Token, second: Token, aliases: Aliases, *, in_chinese: bool
) -> float:
    """Return how likely a word and what is behind it are a maker and its product."""
    is_code = _CODE.fullmatch(second.text) is not None
    if not (is_code or second.kind is TokenKind.NAME) or _is(_NO_PRODUCT, second):
        return 0.0
    word = first.text
    if word.isascii():
        is_product = is_code and (first.kind is TokenKind.NAME or in_chinese)
        are_acronyms = all(map(_ACRONYM.fullmatch, (word, second.text)))
        is_maker = is_product or are_acronyms or _is_known(word, aliases)
        return UNSURE if is_maker and word.casefold() not in stop_words() else 0.0
    if word in function_words() or word in FOUNDRIES:
        return 0.0
    is_maker = _is_listed(word) or _is_known(word, aliases)
    if _is_known(second.text, aliases) or not (is_code or is_maker):
        return 0.0
    if not is_maker and not _is_noun(word):
        return 0.0
    if _is(_GRADE, second):
        return UNSURE if is_maker else 0.0
    return LIKELY if is_code and is_maker else UNSURE


def _is(form: re.Pattern[str], token: Token) -> bool:
    return form.fullmatch(token.text) is not None


def _is_listed(word: str) -> bool:
    return is_name(word) or word in series()


def _is_proper(word: str) -> bool:
    return bool(tags := word_tags(word)) and all(map(_PROPER.match, tags))


def _is_noun(word: str) -> bool:
    return any(tag.startswith("n") for tag in word_tags(word))


def _is_known(word: str, aliases: Aliases) -> bool:
    return find_entity(word, aliases) is not None


def _may_begin(token: Token) -> bool:
    """Tell whether a small word may end a name behind it: ``Erdos problems``."""
    is_word = token.kind is TokenKind.LATIN and token.text.isalpha()
    is_telling = is_word and token.text.casefold() not in stop_words()
    return is_telling or token.kind is TokenKind.NAME
