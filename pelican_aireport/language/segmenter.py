"""Chinese word segmentation by jieba, loaded once per process.

Reads jieba's dictionary and the package's own from disk on first use. The cache
file that jieba keeps under a fixed name in the shared temporary folder is neither
read nor written: it is unmarshalled unchecked, whoever put it there.
"""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Protocol

from pelican_aireport.language.sorted_lines import SortedLines, index_lines

__all__ = [
    "WordClass",
    "is_known_word",
    "is_name",
    "is_term",
    "is_word",
    "segment",
    "word_class",
    "word_tags",
]

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


_CLASSES = {tag: each for each in WordClass for tag in each.value}
_NAME_TAGS = ("nr", "ns", "nt", "nz")
_LONGEST_GUESS = 3
"""Longer words that the dictionary does not know are joined of several."""
_FREQUENCY = re.compile(rb" (\d+) ")
_TOTALS = {5_071_852: 60_101_967}
"""By its size in bytes, the sum of a dictionary's frequencies: of jieba 0.42.1, whose
349,000 lines take a tenth of the time of a cloud to add up."""

_START = 3
"""With that many characters few words begin alike: shorter beginnings have many."""
_OWN_START = len("\u6c49\u5b57".encode())
"""Two characters; none of ours is shorter."""
_LOADING, _LEARNING = Lock(), Lock()


class _Tokenizer(Protocol):
    FREQ: dict[str, int]

    def lcut(self, sentence: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """jieba's dictionary, of which the tokenizer knows what it has needed so far.

    To build the search tree of all 349,000 words takes longer than to segment a day
    of tweets, which needs a few thousand of them.
    """

    dictionary: SortedLines
    """jieba's lines: ``word frequency tag``."""
    own: Sequence[tuple[SortedLines, str]]
    """Our terms and our names, and the tag of each."""
    own_starts: frozenset[bytes]
    """The first two characters of each of ours, which most words do not share."""
    terms: frozenset[bytes]
    names: frozenset[bytes]
    tokenizer: _Tokenizer
    classes: dict[str, WordClass] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    """The beginnings of three characters, and the shorter words, that are there."""


def segment(text: str) -> list[str]:
    """Cut a run of Chinese characters into words, in order."""
    lexicon = _lexicon()
    _learn_words(lexicon, text)
    return lexicon.tokenizer.lcut(text)


def word_class(word: str) -> WordClass:
    """Return what a word does.

    A short unknown one does what its first character does; a longer one is a noun.
    """
    lexicon = _lexicon()
    if not lexicon.tokenizer.FREQ.get(word):
        _learn_words(lexicon, word)
    found = lexicon.classes.get(word)
    if found is None and not lexicon.tokenizer.FREQ.get(word):
        if len(word) > _LONGEST_GUESS:
            return WordClass.NOUN
        found = lexicon.classes.get(word[:1])
        return WordClass.FUNCTION if found is WordClass.FUNCTION else WordClass.NOUN
    return found or WordClass.NOUN


def is_known_word(word: str) -> bool:
    """Tell whether the dictionary holds a word, and not as a name alone."""
    return any(not tag.startswith(_NAME_TAGS) for tag in word_tags(word))


def is_word(word: str) -> bool:
    """Tell whether the dictionary holds a word; what it does not is a guess."""
    return bool(word_tags(word))


def is_term(word: str) -> bool:
    """Tell whether a word is one of the field's terms."""
    return word.encode() in _lexicon().terms


def is_name(word: str) -> bool:
    """Tell whether a word is one of the names that no table of entities holds."""
    return word.encode() in _lexicon().names


def word_tags(word: str) -> tuple[str, ...]:
    """Return what the dictionaries say that a word is; nothing of an unknown one.

    A term of ours is a noun (``n``), a name of ours a proper noun (``nz``).
    """
    lexicon = _lexicon()
    if (word[:_START] if len(word) >= _START else f"{word} ") not in lexicon.known:
        _learn_words(lexicon, word)
    return lexicon.tags.get(word, ())


@cache
def _lexicon() -> _Lexicon:
    # loaded once, and by one thread: the other would see its warnings
    with _LOADING:
        return _load_lexicon()


@cache
def _load_lexicon() -> _Lexicon:
    with warnings.catch_warnings():
        # jieba's patterns hold invalid escapes, and it imports pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

        tokenizer = jieba.Tokenizer()
        with tokenizer.get_dict_file() as file:
            content = file.read()
    terms, names = _read_own("dictionary.txt"), _read_own("names.txt")
    own = (*terms.splitlines(), *names.splitlines())
    tokenizer.total = _TOTALS.get(len(content)) or _count_total(content)
    tokenizer.initialized = True
    return _Lexicon(
        dictionary=index_lines(_sorted(content)),
        own=((index_lines(terms), "n"), (index_lines(names), "nz")),
        own_starts=frozenset(word[:_OWN_START] for word in own),
        terms=frozenset(terms.splitlines()),
        names=frozenset(names.splitlines()),
        tokenizer=tokenizer,
    )


def _count_total(dictionary: bytes) -> int:
    """Add up the frequencies of a dictionary's words."""
    return sum(map(int, _FREQUENCY.findall(dictionary)))


def _sorted(dictionary: bytes) -> bytes:
    """Return a dictionary with its lines sorted, as jieba's own are from 一 on.

    Before it there are a few words with Latin letters, which nobody looks up.
    """
    if len(dictionary) in _TOTALS:
        return dictionary[dictionary.index("\n\u4e00 ".encode()) :]
    return b"\n".join(sorted(dictionary.splitlines()))


def _read_own(name: str) -> bytes:
    """Return the words of a file, which are sorted there."""
    path = files("pelican_aireport") / "data" / name
    return path.read_bytes().partition(b"\n")[2]


def _learn_words(lexicon: _Lexicon, text: str) -> None:
    """Make the tokenizer know every word that could stand in a text."""
    places = range(len(text))
    starts = {text[place : place + _START] for place in places[: 1 - _START]}
    for length in range(1, _START):
        starts.update(f"{text[place : place + length]} " for place in places)
    if starts <= lexicon.known:
        return
    # one thread at a time: a word of two lines is not known by its first alone
    with _LEARNING:
        for start in map(str.encode, starts - lexicon.known):
            for line in lexicon.dictionary.find(start):
                word, frequency, tag = line.decode().split(" ")
                _learn_word(lexicon, word, int(frequency), tag)
            if start[:_OWN_START] in lexicon.own_starts:
                _learn_own(lexicon, start.replace(b" ", b"\n"))
        lexicon.known.update(starts)


def _learn_own(lexicon: _Lexicon, start: bytes) -> None:
    for words, tag in lexicon.own:
        for word in words.find(start):
            _learn_word(lexicon, word.decode(), _TERM_FREQUENCY, tag)


def _learn_word(lexicon: _Lexicon, word: str, frequency: int, tag: str) -> None:
    frequencies = lexicon.tokenizer.FREQ
    for length in range(len(word) - 1, 0, -1):
        # The search goes on only behind the beginnings that are there.
        if word[:length] in frequencies:
            break
        frequencies[word[:length]] = 0
    frequencies[word] = max(frequency, frequencies.get(word, 0))
    lexicon.tags[word] = (*lexicon.tags.get(word, ()), tag)
    is_ours = any(word.encode() in own for own in (lexicon.terms, lexicon.names))
    if tag[0] in _CLASSES and not is_ours:
        lexicon.classes[word] = _CLASSES[tag[0]]
