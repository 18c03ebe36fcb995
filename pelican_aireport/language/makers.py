"""Makers and what they call their products; pure.

亿航 and ``EH216-S`` are one name or two; form alone does not tell.
"""

import re

from pelican_aireport.language.compounds import LIKELY, UNSURE
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.segmenter import is_name, word_tags
from pelican_aireport.language.stop_words import function_words, series, stop_words
from pelican_aireport.language.tokens import Token, TokenKind
from pelican_aireport.language.whole_names import FOUNDRIES, is_standard

__all__ = ["CODE", "is_listed", "is_maker", "is_noun", "weigh_product"]

CODE = re.compile(
    r"[A-Za-z]{1,4}[ -]?\d[\w-]*(?: \w+){0,2}|\d{1,2}[A-Z]{1,2}\d{2,}\w*"
    r"|\d\dH[12]|\d{3,4}[A-Z]{1,3}"
)
"""Of a product, such as ``EH216-S``, or of its release: ``26H2``."""
_NO_PRODUCT = re.compile(r"Q\d|FY\d*|CVE-.*")
"""Of a year, or a gap in a program: no product."""
_GRADE = re.compile(r"[HS][12]|[A-DLPT]\d")
"""A half of a year, a level or a round, or a product after all."""
_ACRONYM = re.compile("[A-Z]{2,5}")


def is_maker(word: str, aliases: Aliases) -> bool:
    """Tell whether a word is a known name, or one that codes stand behind."""
    return is_listed(word) or find_entity(word, aliases) is not None


def is_listed(word: str) -> bool:
    """Tell whether the lists have a word as a name or as a line of products."""
    return is_name(word) or word in series()


def is_noun(word: str) -> bool:
    """Tell whether a Chinese word is a noun among others."""
    return any(tag.startswith("n") for tag in word_tags(word))


def weigh_product(
    first: Token, second: Token, aliases: Aliases, *, in_chinese: bool
) -> float:
    """Return how likely a word and what is behind it are a maker and its product."""
    is_code = CODE.fullmatch(second.text) is not None
    if not (is_code or second.kind is TokenKind.NAME) or _is(_NO_PRODUCT, second):
        return 0.0
    if is_standard(second.text):
        return 0.0
    if not first.text.isascii():
        return _of_chinese_maker(first.text, second, aliases, is_code=is_code)
    is_product = is_code and (first.kind is TokenKind.NAME or in_chinese)
    are_acronyms = all(_is_acronym(token) for token in (first, second))
    is_named = is_product or are_acronyms or is_maker(first.text, aliases)
    return UNSURE if is_named and first.text.casefold() not in stop_words() else 0.0


def _of_chinese_maker(
    word: str, product: Token, aliases: Aliases, *, is_code: bool
) -> float:
    is_named = is_maker(word, aliases)
    is_apart = word in function_words() or word in FOUNDRIES
    if is_apart or not (is_named or (is_code and is_noun(word))):
        return 0.0
    if find_entity(product.text, aliases) is not None:
        return 0.0
    if _is(_GRADE, product):
        return UNSURE if is_named else 0.0
    # 海豚 is a line of cars, but most are in the sea.
    is_sure = is_code and is_named and word not in series()
    return LIKELY if is_sure else UNSURE


def _is_acronym(token: Token) -> bool:
    return _is(_ACRONYM, token) and token.text.casefold() not in stop_words()


def _is(form: re.Pattern[str], token: Token) -> bool:
    return form.fullmatch(token.text) is not None
