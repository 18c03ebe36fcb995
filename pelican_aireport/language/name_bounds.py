"""How far names may go beyond their tokens; pure.

Form alone does not tell whether ``ListenHub TTS`` is one name, nor whether 亿航 and
``EH216-S`` are. Who counts them may see which of them others use.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pelican_aireport.language.compounds import LIKELY, UNSURE, Reading
from pelican_aireport.language.entities import Aliases
from pelican_aireport.language.makers import (
    CODE,
    is_listed,
    is_maker,
    is_noun,
    weigh_product,
)
from pelican_aireport.language.names import SIZES, is_counted
from pelican_aireport.language.segmenter import is_name, word_tags
from pelican_aireport.language.stop_words import (
    name_tails,
    small_tails,
    stop_words,
    term_stop_words,
)
from pelican_aireport.language.token_places import PlacedToken
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["read_bounds"]

_NUMBER = re.compile(r"(?!19\d\d\Z)\d{1,4}(?:\.\d{1,2}){0,2}|\d{2,3}mm")
_YEAR = re.compile(r"20\d\d")
"""Of a product or a fair: ``Illustrator 2027``."""
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}")
"""Behind a word in small letters a version too: ``opus 4.7``."""
_SCORE = re.compile(r"[3-9]\d\.\d+")
"""Of a benchmark: ``Bricklayer 71.4``."""
_SERIAL = re.compile(r"\d+(?:\.\d+)?号|遥[一二三四五六七八九十\d]{1,3}")
"""Of a computer, or of one rocket of a name: 祖冲之3.2号, 朱雀三号遥三."""
_MODEL = re.compile(r"\d{1,4}[A-Z]{0,2}|[A-Z]{1,3}\d{0,4}")
"""What stands behind a Chinese name and a hyphen: 天鹊-12A."""
_PROPER = re.compile("n[rstz]")
_EDITION = re.compile(r" ?[^\W\d_A-Za-z是的就]{2,4}?版")
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
        is_subtitle = text[last.start - 1 : last.start] == ":"
        if not is_subtitle and not _may_end(last.token):
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
            return word[-1] == "号" or word[0] == "遥"
        case TokenKind.LATIN:
            return not word.isalpha() or word in small_tails()
        case _:
            return True


def _is_code(word: str) -> bool:
    return bool(CODE.fullmatch(word) or _is_number(word))


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word)) and not _YEAR.fullmatch(word)


def _read_names(
    parts: Sequence[PlacedToken], text: str, aliases: Aliases, *, in_chinese: bool
) -> Iterator[Reading]:
    first, second, *rest = parts
    name = f"{first.token.text} {second.token.text}"
    match text[first.end : second.start]:
        case "" if _SERIAL.fullmatch(second.token.text):
            if first.token.kind is TokenKind.NAME or _is_proper(first.token.text):
                yield from _named([first.token.text + second.token.text], LIKELY)
        case "" | " ":
            probability = _of_two(
                first.token, second.token, aliases, in_chinese=in_chinese
            )
            if probability and not is_counted(text, second.end):
                yield from _named([name], probability)
                yield from _named(_behind(name, second.end, text), UNSURE)
                yield from _named(_longer(name, second.end, rest, text), UNSURE)
        case ":" if not second.token.text.isascii() and is_listed(first.token.text):
            name = f"{first.token.text}:{second.token.text}"
            yield from _named([name], UNSURE)
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
        yield Reading(name, LIKELY if is_name(word) else UNSURE)


def _longer(
    name: str, end: int, rest: Sequence[PlacedToken], text: str
) -> Iterator[str]:
    """Yield a name with the number or the size behind it, and what follows these."""
    for part in rest:
        word = part.token.text
        is_size = word[0].isupper() and _is_size(word.casefold())
        is_part = is_size or _is_number(word)
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
        if len(words) > 1 and not word.isascii() and is_maker(word, aliases):
            yield _spaced([word, *words])
        is_word = part.token.kind is TokenKind.WORD and is_noun(word)
        if not is_word and word != "AI":
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
    if _NUMBER.fullmatch(second.text):
        return UNSURE if _has_version(first, second, in_chinese=in_chinese) else 0.0
    return weigh_product(first, second, aliases, in_chinese=in_chinese)


def _has_version(name: Token, number: Token, *, in_chinese: bool) -> bool:
    """Tell whether a number may be the version of what is before it."""
    # Jan 14
    if name.text.casefold() in term_stop_words():
        return False
    is_latin = in_chinese and name.kind is TokenKind.LATIN
    is_named = is_latin or name.kind is TokenKind.NAME
    if _YEAR.fullmatch(number.text):
        return is_named or (name.text.isascii() and name.text.istitle())
    if _SCORE.fullmatch(number.text):
        return False
    is_dotted = _DOTTED.fullmatch(number.text) is not None
    return is_named or is_dotted or is_listed(name.text)


def _is_size(key: str) -> bool:
    return key in SIZES or key in name_tails()


def _is_proper(word: str) -> bool:
    return bool(tags := word_tags(word)) and all(map(_PROPER.match, tags))


def _may_begin(token: Token) -> bool:
    """Tell whether a small word may end a name behind it: ``Erdos problems``."""
    is_word = token.kind is TokenKind.LATIN and token.text.isalpha()
    is_telling = is_word and token.text.casefold() not in stop_words()
    return is_telling or token.kind is TokenKind.NAME
