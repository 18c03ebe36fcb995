"""Chinese word segmentation by jieba, loaded once per process.

Reads jieba's dictionary and the package's own from disk on first use. The cache
file that jieba keeps under a fixed name in the shared temporary folder is neither
read nor written: it is unmarshalled unchecked, whoever put it there.
"""

import warnings
from functools import cache
from importlib.resources import files
from typing import Protocol

__all__ = ["segment"]

_TERM_FREQUENCY = 3000
"""High enough to win over the parts, low enough to lose to a common word."""


class _Tokenizer(Protocol):
    def lcut(self, sentence: str) -> list[str]: ...


def segment(text: str) -> list[str]:
    """Cut a run of Chinese characters into words, in order."""
    return _tokenizer().lcut(text)


@cache
def _tokenizer() -> _Tokenizer:
    with warnings.catch_warnings():
        # jieba's patterns hold invalid escapes, and it imports pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

        tokenizer = jieba.Tokenizer()
        with tokenizer.get_dict_file() as file:
            frequencies = _parse_dictionary(file.read().decode("utf-8"))
    tokenizer.total = sum(frequencies.values())
    tokenizer.FREQ = _with_prefixes({**frequencies, **_field_terms()})
    tokenizer.initialized = True
    return tokenizer  # type: ignore[no-any-return]


def _parse_dictionary(text: str) -> dict[str, int]:
    """Return the frequency of each word; a line holds word, frequency and class.

    Split in one go: line by line, as jieba does, takes half as long again.
    """
    fields = text.split()
    return dict(zip(fields[0::3], map(int, fields[1::3]), strict=True))


def _field_terms() -> dict[str, int]:
    path = files("pelican_aireport") / "data" / "dictionary.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line: _TERM_FREQUENCY for line in lines if not line.startswith("#")}


def _with_prefixes(frequencies: dict[str, int]) -> dict[str, int]:
    """Add each word's beginnings with frequency 0: the search follows them."""
    search: dict[str, int] = {}
    longer = list(frequencies)
    for length in range(1, max(map(len, longer))):
        longer = [word for word in longer if len(word) > length]
        search.update(dict.fromkeys([word[:length] for word in longer], 0))
    search.update(frequencies)
    return search
