"""Chinese word segmentation by jieba, loaded once per process.

Reads jieba's dictionary and the package's own from disk on first use. The cache
file that jieba keeps under a fixed name in the shared temporary folder is neither
read nor written: it is unmarshalled unchecked, whoever put it there.
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Protocol

__all__ = ["WordClass", "segment", "word_class"]

_TERM_FREQUENCY = 3000
"""High enough to win over the parts, low enough to lose to a common word."""


class WordClass(Enum):
    """What a Chinese word does; the value holds its tags in jieba's dictionary."""

    NOUN = ""
    """Names and nouns, and all that the dictionary does not know."""
    VERB = "vaz"
    """Verbs and adjectives."""
    FUNCTION = "cdefmopqruy"
    """Pronouns, adverbs, numerals, measures, particles."""


class _Tokenizer(Protocol):
    FREQ: Mapping[str, int]

    def lcut(self, sentence: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class _Lexicon:
    tokenizer: _Tokenizer
    classes: Mapping[str, WordClass]


def segment(text: str) -> list[str]:
    """Cut a run of Chinese characters into words, in order."""
    return _lexicon().tokenizer.lcut(text)


def word_class(word: str) -> WordClass:
    """Return what a word does; an unknown one does what its first character does."""
    classes = _lexicon().classes
    known = classes.get(word)
    if known is None and not _is_listed(word):
        known = classes.get(word[:1])
        return WordClass.FUNCTION if known is WordClass.FUNCTION else WordClass.NOUN
    return known or WordClass.NOUN


@cache
def _lexicon() -> _Lexicon:
    with warnings.catch_warnings():
        # jieba's patterns hold invalid escapes, and it imports pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

        tokenizer = jieba.Tokenizer()
        with tokenizer.get_dict_file() as file:
            # Split in one go: line by line, as jieba does, takes half as long again.
            fields = file.read().decode("utf-8").split()
    words, terms = fields[0::3], _field_terms()
    frequencies = dict(zip(words, map(int, fields[1::3]), strict=True))
    tokenizer.total = sum(frequencies.values())
    tokenizer.FREQ = _with_prefixes({**frequencies, **terms})
    tokenizer.initialized = True
    nouns = dict.fromkeys(terms, WordClass.NOUN)
    return _Lexicon(tokenizer, {**_classes(words, fields[2::3]), **nouns})


def _classes(words: list[str], tags: list[str]) -> Mapping[str, WordClass]:
    by_tag = {tag: each for each in WordClass for tag in each.value}
    return {
        word: by_tag[tag[0]]
        for word, tag in zip(words, tags, strict=True)
        if tag[0] in by_tag
    }


def _is_listed(word: str) -> bool:
    return bool(_lexicon().tokenizer.FREQ.get(word))


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
