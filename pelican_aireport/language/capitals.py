"""Names of common words, which only their capitals tell; pure.

``European Commission`` and ``Eight Sleep`` are made of words that say nothing of a
name. In a sentence of small letters these have their capitals for a reason; where most
words have them, they tell nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pelican_aireport.language.compounds import LIKELY, UNSURE, Reading
from pelican_aireport.language.stop_words import (
    common_names,
    english_words,
    function_words,
    name_breaks,
    name_heads,
    term_stop_words,
)
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["find_capitalized", "find_known"]

_WORD = (
    r"(?:[A-Z]|[a-z]{1,2}(?=[A-Z]))[A-Za-z0-9]*(?:(?:[-&]|'(?![sS]\b))[A-Za-z0-9]+)*"
)
_NUMBER = r"\d{1,3}(?:\.\d+)?(?![\w.,%]*[\w%])|\(\d{1,2}[a-z]?\)"
_SMALL = r"(?:(?:and|for|in|of|to|with)\x20the|of|for|the|with|in|to|and|v\.|&)\x20"
_BREAKS = frozenset({"and", "&"})
"""Between names as often as in them."""
_RUN = re.compile(
    rf"(?<![\w@#$&./'-]){_WORD}(?::?\x20(?:(?:{_SMALL})?{_WORD}|{_NUMBER}))+(?![\w@/-]|\.\d)"
)
_OF_SCIENCE = (["University"], ["College"], ["Institute"])
"""What makes another name of the one before it."""
_END = re.compile(r"(?<![.!?])[.!?]+(?=\s|$)|\n|[^\x00-\x7f]+")
_VERB = re.compile(r"[A-Z][a-z]+(?:ing|ed|ly)")
_CODE = re.compile(r"[A-Z][\w-]*\d[\w-]*")
_LETTERS = re.compile("[A-Za-z]{2,}")
_LOOSE = frozenset({"for", "the", "with", "in", "to", "v."})
"""Between two names as often as inside of one."""
_FEWEST_SMALL, _LEAST_SMALL = 3, 0.35
"""Words in small letters; with fewer, the capitals of a sentence are those of a title.
"""
_AROUND = 300
"""Characters on each side of a run that tell how its sentence is written."""
_FEWEST, _MOST, _MOST_IN_TITLE = 2, 5, 4


def find_capitalized(text: str) -> Iterator[Reading]:
    """Yield words side by side that may be a name, in order.

    One that is known is certain. Words that open a sentence may be a name with the
    first of them or without it.
    """
    marks = [(mark.start(), mark.end()) for mark in _END.finditer(text)]
    for run in _RUN.finditer(text):
        words = run[0].split(" ")
        sentence, before = _find_sentence(text, run, marks)
        known = tuple(find_known(words))
        if known or not _is_told(sentence):
            yield from known
            yield from _open(words, known)
        else:
            yield from _read(words, opens=not before.strip())


def _find_sentence(
    text: str, run: re.Match[str], marks: Sequence[tuple[int, ...]]
) -> tuple[str, str]:
    """Return the sentence of a run, at most so far on each side, and what is before."""
    place = bisect_left(marks, (run.start(),))
    start = marks[place - 1][1] if place else 0
    place = bisect_left(marks, (run.end(),))
    end = marks[place][0] if place < len(marks) else len(text)
    start, end = max(start, run.start() - _AROUND), min(end, run.end() + _AROUND)
    return text[start:end], text[start : run.start()]


def _open(words: Sequence[str], known: Sequence[Reading]) -> Iterator[Reading]:
    """Yield a whole run that may be a title, or hold more than is known."""
    whole = _trimmed(words)
    is_known = any(each.token.text == " ".join(whole) for each in known)
    if len(whole) <= _MOST_IN_TITLE and not is_known:
        yield from _run(whole, UNSURE)


def _is_told(sentence: str) -> bool:
    """Tell whether most words of a sentence have small letters."""
    words: list[str] = _LETTERS.findall(sentence)
    small = sum(word[0].islower() for word in words)
    return small >= _FEWEST_SMALL and small >= len(words) * _LEAST_SMALL


def find_known(words: Sequence[str]) -> Iterator[Reading]:
    """Yield the known names that stand in words side by side, in order."""
    first = 0
    while first < len(words):
        for end in range(min(len(words), first + _MOST), first + 1, -1):
            name = words[first:end]
            is_known = " ".join(name).casefold() in common_names()
            # Arizona State University
            if is_known and words[end : end + 1] not in _OF_SCIENCE:
                behind = tuple(takewhile(_is_number, words[end:]))
                known = " ".join((*name, *behind))
                yield _name(known, 1.0)
                if words[first - 1 : first] == ["The"]:
                    yield _name(f"The {known}", UNSURE)
                first = end + len(behind)
                break
        else:
            first += 1


def _is_number(word: str) -> bool:
    return not word[0].isalpha()


def _read(words: Sequence[str], *, opens: bool) -> Iterator[Reading]:
    parts = tuple(_parts(words))
    for part in parts:
        kept = _trimmed(part)
        if kept and opens and kept[0] == words[0]:
            yield from _run(kept, UNSURE)
            yield from _run_without_first(kept)
        else:
            yield from _run(kept, LIKELY)
    if len(parts) > 1 and parts[0] and not parts[-1]:
        # KubeCon EU
        yield from _run(_trimmed(words), UNSURE)


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what titles, countries and conjunctions part: ``CEO``, ``Chinese``."""
    first = 0
    for place, word in enumerate(words):
        key = word.casefold().rstrip(":")
        if key in name_breaks() or key in _BREAKS:
            yield words[first:place]
            first = place + 1
    yield words[first:]


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    first, end = 0, len(words)
    while first < end and _is_function(words[first]):
        first += 1
    while end > first and _is_function(words[end - 1]):
        end -= 1
    return words[first:end]


def _is_function(word: str) -> bool:
    key = word.casefold().rstrip(":")
    is_acronym = word.isupper() and len(word) > 1
    return not is_acronym and key in function_words() and key not in name_heads()


def _run_without_first(words: Sequence[str]) -> Iterator[Reading]:
    first, *others = words
    rest = _trimmed(others)
    if len(rest) == 1 and _CODE.fullmatch(rest[0]):
        yield _name(rest[0], UNSURE)
    is_verb = _VERB.fullmatch(first) is not None
    is_common = is_verb or first.casefold() in english_words()
    yield from _run(rest, LIKELY if is_common else UNSURE)


def _run(words: Sequence[str], probability: float) -> Iterator[Reading]:
    if not _FEWEST <= len(words) <= _MOST or _is_shouted(words) or _is_date(words):
        return
    text = " ".join(words)
    is_loose = ":" in text or not _LOOSE.isdisjoint(words)
    yield _name(text, UNSURE if is_loose else probability)
    for place, word in enumerate(words):
        if word in _LOOSE:
            for part in (words[:place], words[place + 1 :]):
                if len(part) > 1 and _LOOSE.isdisjoint(part):
                    yield _name(" ".join(part), UNSURE)


def _is_date(words: Sequence[str]) -> bool:
    return words[0].casefold() in term_stop_words() and all(map(_is_number, words[1:]))


def _is_shouted(words: Sequence[str]) -> bool:
    letters = [word for word in words if word.isalpha() and not word.islower()]
    are_capitals = all(map(str.isupper, letters))
    is_label = words[0].endswith(":") and words[0].isupper()
    return is_label or (bool(letters) and len(words) > 1 and are_capitals)


def _name(text: str, probability: float) -> Reading:
    return Reading(Token(text, TokenKind.NAME), probability)
