"""Which words in Latin letters are names, and which of them belong together. Pure.

Tweets capitalize freely, so the rules lean on the neighbours: a version or another
capitalized word continues a name, a common word or a title ends it.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pelican_aireport.language.measures import measures
from pelican_aireport.language.stop_words import (
    name_breaks,
    name_heads,
    name_tails,
    stop_words,
)

__all__ = ["MINOR", "MODEL_SIZE", "SIZES", "VERSION", "is_counted", "split_run"]

MINOR = r"(?:b|beta|p|rc)\d{1,2}"
"""What ends a version before or after its release: ``10.3p1``."""

VERSION = re.compile(
    rf"[12]?\d(?:\.\d{{1,3}}){{0,2}}(?:\.x|{MINOR})?|[vV]\d+(?:\.\d+)*|\d+[a-zA-Z]"
)
"""Above that it is a score: "Bricklayer 71.4"."""

MODEL_SIZE = re.compile(r"\d+(?:\.\d+)?[Bb]")
"""Billions of parameters, which may follow a version: ``Llama 3.3 70B``."""

SIZES = frozenset({"flash", "lite", "max", "mini", "nano", "preview", "pro", "turbo"})
"""What follows a version in small letters too: ``GPT-5 mini``."""

_ROMAN = re.compile(r"II|III|IV|VI|VII|VIII|IX")
"""The number of a sequel: ``GTA VI``."""

_MAX_PARTS = 5
_LONGEST_ACRONYM = 5
"""A longer word in capitals is shouting, unless a digit or hyphen is part of it."""

_SENTENCE_START = re.compile(
    r"(?:^|[.!?:;\n\"\u201c\u2018(\[*>|\u2022\u2013\u2014-])[ \t]*\Z"
)
_LOWER_NEXT = re.compile(r",? [a-z]|['\u2019]")
_YEAR = re.compile(r"20\d\d")
_VERB = re.compile(r"[A-Z][a-z]+(?:ing|ed|ly)")
_COUNTED_NOUN = (
    r"\s?(?:day|week|month|year|hour|minute|time|people|point|step|thing|way)s?\b"
    r"|\s?(?:million|billion|trillion|new|more|of|to|am|pm)\b"
)
_SMALL_TAILS = SIZES | {"bench", "eval", "oss"}
"""What makes a name of a word in small letters behind a hyphen: ``SWE-bench``."""

_ADJECTIVES = frozenset(
    {"backed", "based", "built", "class", "compatible", "driven", "funded", "led"}
    | {"enabled", "era", "exclusive", "focused", "grade", "level", "like", "made"}
    | {"native", "only", "owned", "powered", "ready", "style", "trained"}
)
"""What follows a name and a hyphen and is no part of it."""

_PARTICLES = frozenset({"da", "de", "del", "der", "di", "du", "la", "van", "von"})
"""Words in small letters inside the names of people."""

_INSIDE = frozenset({"and", "for", "in", "of", "on", "the", "to", "with"})
"""Words in small letters inside titles."""

_HAN = ("\u3400", "\u9fff")
"""The first and the last; a pattern of them takes long to compile."""
_NEAR = 12

_EVENTS = frozenset(
    {"aaai", "acl", "ces", "computex", "cvpr", "emnlp", "gtc", "iclr", "icml", "ijcai"}
    | {"finals", "mwc", "neurips", "siggraph", "waic", "wwdc"}
)
"""Fairs and conferences, which are told apart by their years."""

_CARDS = frozenset({"gtx", "rtx", "rx"})
"""Lines of graphics cards, whose versions have four digits."""

_BILLS = frozenset({"ab", "hb", "hr", "sb"})
"""Bills of American parliaments, which have numbers of any size."""

_NUMBERED = _CARDS | _BILLS

_ACRONYMS = frozenset({"ai", "aigc", "it", "us"})
"""Stop words that are written in capitals without shouting."""

_MONTHS = frozenset(
    {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
    | {"january", "february", "march", "april", "may", "june", "july", "august"}
    | {"september", "october", "november", "december"}
)


_CACHED_WORDS = 8_192
"""Most words of a day are among its most frequent thousands."""

_Piece = re.Match[str]
"""A word or bare number where it stands in its text."""


def split_run(text: str, run: Sequence[_Piece]) -> list[tuple[str, bool]]:
    """Split words that stand one space apart into names and other words.

    Returns each part of the run in order, and whether it is a name.
    """
    parts = []
    first = 0
    inside = _INSIDE if run and _stands_in_chinese(text, run) else frozenset()
    while first < len(run):
        piece = run[first]
        if head := _find_head(text, piece):
            parts.append((head, True))
            first += 1
            continue
        starts = _starts_name(run, first)
        title = _end_of_title(text, run, first, inside)
        last = max(title, _end_of_name(text, run, first) if starts else first)
        if last > first or starts:
            is_name = last > first or _is_name_alone(text, piece)
            parts.append((text[piece.start() : run[last].end()], is_name))
            first = last + 1
        else:
            parts.append((piece[0], False))
            first += 1
    return parts


def _stands_in_chinese(text: str, run: Sequence[_Piece]) -> bool:
    """Tell whether Chinese is beside a run: there, only names have capitals."""
    start, end = run[0].start(), run[-1].end()
    first, last = _HAN
    near = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    return any(first <= each <= last for each in near)


def _end_of_title(
    text: str, run: Sequence[_Piece], first: int, inside: frozenset[str]
) -> int:
    """Return the last part of a name such as ``Claude for Chrome``, else the first.

    A common word may begin it, as in ``Smart Turn v3``, and small ones may be inside.
    """
    last = first
    is_small = run[first][0][0].islower()
    if is_small or not (inside or _is_capitalized_inside(run, first)):
        return first
    for place in range(first, min(first + _MAX_PARTS, len(run))):
        word = run[place][0]
        is_small = place > first and word in inside
        if not is_small and not _is_of_title(word, is_first=place == first):
            break
        last = last if is_small else place
    end = _end_of_versions(text, run, last)
    words = [piece[0] for piece in run[first : end + 1]]
    if end == last and not inside:
        words = _without_ending(words)
    is_title = _has_common_word(words) or not inside.isdisjoint(words)
    return first + len(words) - 1 if is_title else first


def _without_ending(words: list[str]) -> list[str]:
    """Leave out common words at the end, unless there is one at the beginning."""
    kept = len(words)
    if words[0].casefold() in stop_words():
        return words
    while kept > 1 and _is_ending(words[kept - 1].casefold()):
        kept -= 1
    return words[:kept]


def _is_ending(key: str) -> bool:
    return key in stop_words() and key not in name_tails()


def _has_common_word(words: Sequence[str]) -> bool:
    return any(word.casefold() in stop_words() for word in words)


def _is_capitalized_inside(run: Sequence[_Piece], first: int) -> bool:
    """Tell whether a capital stands in a sentence of small letters."""
    around = [piece[0] for piece in run[max(0, first - 2) : first]]
    return bool(around) and all(map(str.islower, around))


def _is_of_title(word: str, *, is_first: bool) -> bool:
    is_acronym = word.isupper() and len(word) > 1
    return (
        word[0].isupper()
        and not (is_acronym and (not is_first or word.casefold() in stop_words()))
        and word.casefold() not in name_breaks()
    )


def _end_of_versions(text: str, run: Sequence[_Piece], last: int) -> int:
    while last + 1 < len(run) and not run[last + 1][0][0].isupper():
        if not _continues(text, run[last], run[last + 1]):
            break
        last += 1
    return last


@lru_cache(maxsize=_CACHED_WORDS)
def _can_start(word: str) -> bool:
    if len(word) < 2 or _is_plain(word) or not word[0].isalpha():  # noqa: PLR2004
        return False
    key = word.casefold()
    if key in stop_words() or key in name_breaks():
        return False
    return not _is_shouting(word)


def _is_plain(word: str) -> bool:
    """Tell whether a word is none by its form: ``agents``, ``AI-driven``."""
    head, hyphen, tail = word.partition("-")
    if word.islower():
        return head in stop_words() or not any(map(str.isdigit, word))
    if tail in _SMALL_TAILS:
        return False
    return hyphen == "-" and tail.replace("-", "").isalpha() and tail.islower()


def _is_shouting(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > _LONGEST_ACRONYM


def _starts_name(run: Sequence[_Piece], place: int) -> bool:
    word = run[place][0]
    if _can_start(word):
        return not _is_shouted(run, place)
    # In the middle of a sentence even a common word has its capital for a reason.
    if word.casefold() not in name_heads() or not 0 < place < len(run) - 1:
        return False
    before, following = run[place - 1][0], run[place + 1][0]
    return word.istitle() and before.islower() and following.istitle()


def _find_head(text: str, piece: _Piece) -> str | None:
    """Find the name in a word such as ``Vite-based``."""
    head, _, tail = piece[0].rpartition("-")
    if tail not in _ADJECTIVES or not _can_start(head):
        return None
    return None if head.istitle() and _opens_sentence(text, piece) else head


def _is_shouted(run: Sequence[_Piece], place: int) -> bool:
    """Tell whether a word in capitals stands among others that are no acronyms."""
    word = run[place][0]
    if not (word.isupper() and word.isalpha()):
        return False
    beside = (*run[max(0, place - 2) : place], *run[place + 1 : place + 3])
    return any(_is_no_acronym(piece[0]) for piece in beside)


@lru_cache(maxsize=_CACHED_WORDS)
def _is_no_acronym(word: str) -> bool:
    if not (word.isupper() and word.isalpha()):
        return False
    key = word.casefold()
    is_stop_word = len(key) > 1 and key in stop_words() and key not in _ACRONYMS
    return is_stop_word or _is_shouting(word)


def _end_of_name(text: str, run: Sequence[_Piece], first: int) -> int:
    if _VERB.fullmatch(run[first][0]) and _opens_sentence(text, run[first]):
        return first
    last = _end_of_person(run, first)
    while last + 1 < len(run) and last + 1 - first < _MAX_PARTS:
        if not _continues(text, run[last], run[last + 1]):
            break
        if _begins_another(run[last : last + 3]):
            break
        last += 1
    return last


def _end_of_person(run: Sequence[_Piece], first: int) -> int:
    """Return the last part of a name such as ``Ana de Armas``, else the first."""
    last = first + 1
    while last < len(run) and run[last][0] in _PARTICLES:
        last += 1
    has_particles = first + 1 < last < len(run) and run[first][0].istitle()
    return last if has_particles and run[last][0].istitle() else first


def _begins_another(pieces: Sequence[_Piece]) -> bool:
    """Tell whether an acronym has a number of its own: ``California SB 53``."""
    if len(pieces) < 3:  # noqa: PLR2004
        return False
    before, word, number = (piece[0] for piece in pieces)
    is_acronym = word.isupper() and word.isalpha() and len(word) > 1
    return before.istitle() and is_acronym and number[0].isdigit()


def _continues(text: str, part: _Piece, following: _Piece) -> bool:
    before, word = part[0], following[0]
    if word[0].isdigit() or VERSION.fullmatch(word):
        return _is_version(before, word) and not is_counted(text, following.end())
    key = word.casefold()
    if key in name_breaks() or (key in stop_words() and key not in name_tails()):
        return False
    if key in SIZES and any(map(str.isdigit, before)):
        return True
    if not word[0].isupper() or _is_plain(word) or _is_shouting(word):
        return False
    if _ROMAN.fullmatch(word):
        return True
    both_in_capitals = before.isupper() and word.isupper() and word.isalpha()
    return not both_in_capitals and word != before


def _is_version(before: str, word: str) -> bool:
    if MODEL_SIZE.fullmatch(word):
        return any(map(str.isdigit, before))
    if before.casefold() in _NUMBERED:
        return word.isdecimal()
    if _YEAR.fullmatch(word):
        return before.casefold() in _EVENTS or _is_contest(before)
    is_open = not before[0].isdigit() and before.casefold() not in _MONTHS
    return is_open and VERSION.fullmatch(word) is not None


def _is_contest(word: str) -> bool:
    """Tell whether a word is an acronym that a year may follow: ``IMO 2025``."""
    is_acronym = word.isupper() and word.isalpha() and len(word) > 2  # noqa: PLR2004
    key = word.casefold()
    return is_acronym and key not in name_breaks() and key not in stop_words()


def is_counted(text: str, end: int) -> bool:
    """Tell whether a number that ends there counts what follows it: three years."""
    return _counted().match(text, end) is not None


@cache
def _counted() -> re.Pattern[str]:
    known = measures()
    counts_nothing = "|".join(known.uncounted)
    return re.compile(rf"{_COUNTED_NOUN}|\s?(?!{counts_nothing})[{known.counters}]")


def _is_name_alone(text: str, piece: _Piece) -> bool:
    word = piece[0]
    opens = word.istitle() and word.isalpha() and _opens_sentence(text, piece)
    if opens and _VERB.fullmatch(word):
        return False
    return not (opens and _LOWER_NEXT.match(text, piece.end()))


def _opens_sentence(text: str, piece: _Piece) -> bool:
    start = piece.start()
    return bool(_SENTENCE_START.search(text, max(0, start - 3), start))
