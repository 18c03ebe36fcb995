"""Chinese terms of two or three words, told by what these words are; pure.

No dictionary holds all of them: 触觉传感器 is a word for those who build robots. Nouns
side by side are one term more often than not.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pelican_aireport.language.segmenter import (
    is_term,
    is_word,
    segment,
    word_tags,
)
from pelican_aireport.language.stop_words import term_stop_words

__all__ = ["join_compounds", "may_join", "split_compound"]

_NOUNS = frozenset({"n", "nz", "an", "vn", "b"})
_VERBS = frozenset({"v", "vn", "vi", "l", "i"})
_MODIFIERS = _NOUNS - {"vn"}
_NAMES = frozenset({"nr", "nrt", "nz"})
_HEADS = _NOUNS - {"b"}
_PART = 2
"""A longer word is a term without its neighbour."""
_CACHED_WORDS = 8_192


@dataclass(frozen=True, slots=True)
class _Tables:
    """The words of ``data/compounds.toml``."""

    suffixes: frozenset[str]
    of_actions: frozenset[str]
    prefixes: frozenset[str]
    verbs: frozenset[str]
    of_verbs: frozenset[str]
    objects: frozenset[str]
    actions: frozenset[str]
    loose: frozenset[str]
    firms: frozenset[str]
    models: frozenset[str]
    manners: frozenset[str]
    done: frozenset[str]
    agents: frozenset[str]


def join_compounds(words: Sequence[str]) -> Iterator[str]:
    """Yield the words of a run of Chinese in order, the two parts of a term as one."""
    parts = list(_with_affixes(words))
    first = 0
    while first < len(parts):
        end = first + 1
        while end < len(parts) and _belongs(parts[end - 1], parts[end]):
            end += 1
        is_pair = end - first == len("AB")
        yield from ("".join(parts[first:end]),) if is_pair else parts[first:end]
        first = end


@lru_cache(maxsize=4 * _CACHED_WORDS)
def may_join(word: str, following: str) -> bool:
    """Tell whether two words side by side are cut or joined, if nothing else is."""
    return (
        _belongs(word, following)
        or _cuts_term(word, following)
        or _is_affixed(word, following)
    )


def split_compound(word: str) -> tuple[str, ...]:
    """Return the parts of a word that was joined here, else nothing."""
    parts = () if is_word(word) or word.isascii() else tuple(segment(word))
    return parts if len(parts) > 1 and tuple(join_compounds(parts)) == (word,) else ()


def _with_affixes(words: Sequence[str]) -> Iterator[str]:
    place = 0
    while place < len(words):
        word, following, next_one = (*words[place : place + 3], "", "")[:3]
        if _cuts_term(word, following):
            yield word + following[:_PART]
            yield following[_PART:]
            place += 1
        elif _is_affixed(word, following) and not _belongs(following, next_one):
            yield word + following
            place += 1
        else:
            yield word
        place += 1


def _cuts_term(word: str, following: str) -> bool:
    """Tell whether a term begins with one character of another: 大|模型更新."""
    is_longer = len(word) == 1 and len(following) > _PART
    return is_longer and is_term(word + following[:_PART])


def _is_affixed(word: str, following: str) -> bool:
    if following in _tables().suffixes:
        is_short = len(word) <= 2 * _PART
        return is_short and (is_term(word) or _is(word, _NOUNS))
    if following in _tables().of_actions:
        return _is(word, _NOUNS | _VERBS)
    is_prefixed = word in _tables().prefixes
    return is_prefixed and (is_term(following) or _is(following, _NOUNS))


@lru_cache(maxsize=_CACHED_WORDS)
def _belongs(word: str, following: str) -> bool:
    tables = _tables()
    if any(
        word in words and following in heads
        for words, heads in (
            (tables.objects, tables.actions),
            (tables.manners, tables.done),
        )
    ):
        return True
    if following in tables.models and is_term(word):
        return len(word) > _PART
    if following in tables.firms and _is_name(word):
        return True
    return len(word) == _PART and _is_pair(word, following)


def _is_pair(word: str, following: str) -> bool:
    tables = _tables()
    if following in tables.of_verbs and (word in tables.verbs or _is(word, _NOUNS)):
        return not is_term(word)
    if word in tables.verbs or not _is(word, _MODIFIERS) or not _is(following, _HEADS):
        return False
    is_agent = len(following) == _PART + 1 and following[-1] in tables.agents
    return len(following) == _PART or is_agent


def _is_name(word: str) -> bool:
    is_unknown = len(word) >= _PART and _tags(word) <= _NAMES
    return is_unknown and not is_term(word) and word not in term_stop_words()


@lru_cache(maxsize=_CACHED_WORDS)
def _is(word: str, tags: frozenset[str]) -> bool:
    if len(word) < _PART or word in _tables().loose or word in term_stop_words():
        return False
    known = _tags(word)
    return bool(known) and tags >= known and not is_term(word)


@lru_cache(maxsize=_CACHED_WORDS)
def _tags(word: str) -> frozenset[str]:
    return word_tags(word)


@cache
def _tables() -> _Tables:
    path = files("pelican_aireport") / "data" / "compounds.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Tables(**{name: frozenset(words.split()) for name, words in tables.items()})
