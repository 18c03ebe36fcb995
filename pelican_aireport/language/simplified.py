"""Chinese in simplified characters and the mainland's words, by OpenCC.

Reads OpenCC's own dictionaries on first use.
"""

import re
from functools import cache
from typing import Protocol

__all__ = ["simplify"]

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_CONVERTED = re.compile("[^\u6607\u5d11]+")
_OF_NAMES = "\u6607\u5d11\u4e7e"
"""With these, simplified texts write products of Huawei too."""

_FEWEST = 0.05
"""The share of traditional characters in a traditional text is above a fifth; a
simplified one may keep one in a name."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def simplify(text: str) -> str:
    """Return a traditional text in simplified characters and the mainland's words.

    For counting, not for quoting. A simplified text stays as it is: the words of
    Taiwan are also those of the mainland, but mean other things there.
    """
    if not _is_traditional(text):
        return text
    return _CONVERTED.sub(lambda part: _converter("tw2sp").convert(part[0]), text)


def _is_traditional(text: str) -> bool:
    characters = [each for each in _HAN.findall(text) if each not in _OF_NAMES]
    if not characters:
        return False
    simplified = _converter("t2s").convert("".join(characters))
    changed = sum(map(str.__ne__, characters, simplified))
    return changed > 0 and changed >= _FEWEST * len(characters)


@cache
def _converter(name: str) -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC(name)
    return converter
