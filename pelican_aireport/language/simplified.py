"""Chinese in simplified characters and the mainland's words, by OpenCC.

Reads OpenCC's own dictionaries on first use.
"""

import re
from functools import cache
from typing import Protocol

__all__ = ["simplify"]

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")

_KEPT = "\u6607"
"""Huawei's accelerators are written with it in simplified texts too."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def simplify(text: str) -> str:
    """Return a traditional text in simplified characters and the mainland's words.

    For counting, not for quoting. A simplified text stays as it is: the words of
    Taiwan are also those of the mainland, but mean other things there.
    """
    if _HAN.search(text) is None:
        return text
    parts = text.split(_KEPT)
    if [_converter("t2s").convert(part) for part in parts] == parts:
        return text
    return _KEPT.join(_converter("tw2sp").convert(part) for part in parts)


@cache
def _converter(name: str) -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC(name)
    return converter
