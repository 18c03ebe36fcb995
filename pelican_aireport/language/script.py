"""In which script a text is written, and in which language it evidently is; pure."""

import re

from pelican_aireport.language.stop_words import english_words

__all__ = ["find_lang", "is_chinese"]

_LETTERS_PER_HAN = 4
"""A Han character says about as much as four Latin letters."""

_HAN = re.compile("[\u4e00-\u9fff]+")
_KANA = re.compile("[\u3040-\u30ff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile("[A-Za-z]+(?:['\u2019][a-z]+)?")
_EVERYDAY_SHARE = 5
"""At least every fifth word of an English sentence is an everyday one."""
_SHORT = 2
"""So short a word may be one of several languages."""


def is_chinese(text: str) -> bool:
    """Tell whether a text is mainly Chinese."""
    han = sum(map(len, _HAN.findall(text)))
    return han * _LETTERS_PER_HAN > len(text)


def find_lang(text: str) -> str | None:
    """Find the language of a text, ``"zh"`` or ``"en"``; ``None``: not evident.

    Names alone are no language, and a sentence of both is none of them.
    """
    if is_chinese(text):
        return None if _KANA.search(text) else "zh"
    return "en" if _is_english(text) else None


def _is_english(text: str) -> bool:
    if any(map(str.isalpha, _BEYOND_ASCII.findall(text))):
        return False
    words = {word.replace("\u2019", "'").casefold() for word in _WORD.findall(text)}
    everyday = words & english_words()
    return (
        len(everyday) > 1
        and any(len(word) > _SHORT for word in everyday)
        and len(everyday) * _EVERYDAY_SHARE >= len(words)
    )
