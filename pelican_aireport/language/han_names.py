"""Chinese names of several words that their last one tells: laws, bodies; pure.

No list holds all offices and rules: 私隐专员公署 is a name for who reads of it first.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pelican_aireport.language.compounds import UNSURE, Reading
from pelican_aireport.language.segmenter import word_tags
from pelican_aireport.language.stop_words import function_words, term_parts
from pelican_aireport.language.token_places import PlacedToken
from pelican_aireport.language.tokens import Token, TokenKind

__all__ = ["is_law", "read_han_names"]

_MOST_OF_LAW, _MOST_OF_BODY = 9, 4
"""Words."""
_OUTSIDE = frozenset("cpuryeoxtmqfd")
"""First letters of the tags of words that stand in no name."""
_VERB = "v"
_SHORTEST = 4
"""Characters."""
_GENERATION = re.compile("第[一二三四五六七八九十]{1,2}代")
_TIMES = re.compile("第.{1,3}届|首届")
"""Which time something is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    laws: tuple[str, ...]
    titles: tuple[str, ...]
    """Those of laws too, but elsewhere of much else."""
    bodies: frozenset[str]
    before: frozenset[str]


@cache
def _ends() -> _Ends:
    path = files("pelican_aireport") / "data" / "name_ends.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Ends(
        laws=tuple(table["laws"]),
        titles=tuple(table["titles"]),
        bodies=frozenset(table["bodies"]),
        before=frozenset(table["before"]),
    )


def is_law(title: str) -> bool:
    """Tell whether a title between its marks is that of a law."""
    is_guide = "的" in title or title.endswith("使用指南")
    return not is_guide and title.endswith((*_ends().laws, *_ends().titles))


def read_han_names(placed: Sequence[PlacedToken], text: str) -> Iterator[Reading]:
    """Yield names that end as those of laws and of bodies do, in order."""
    for place, last in enumerate(placed):
        if last.token.kind is not TokenKind.WORD:
            continue
        if last.token.text.endswith(_ends().laws):
            yield from _named(placed[: place + 1], _MOST_OF_LAW, with_verbs=True)
        if _ends_body(last.token.text):
            yield from _named(placed[: place + 1], _MOST_OF_BODY, with_verbs=False)
        if _GENERATION.fullmatch(last.token.text):
            yield from _of_generation(placed[place : place + 2], text)


def _of_generation(placed: Sequence[PlacedToken], text: str) -> Iterator[Reading]:
    """Yield 第二代 with what it is of: 第二代刀片电池."""
    if len(placed) > 1:
        which, what = placed
        gap = text[which.end : what.start]
        is_latin = what.token.text.isascii()
        if gap in ("", " ") and (is_latin or _may_hold(what.token, with_verbs=False)):
            space = " " if is_latin else ""
            name = f"{which.token.text}{space}{what.token.text}"
            yield Reading(Token(name, TokenKind.NAME), UNSURE)


def _ends_body(word: str) -> bool:
    return word in _ends().bodies or word[-2:] in _ends().bodies


def _named(
    placed: Sequence[PlacedToken], most: int, *, with_verbs: bool
) -> Iterator[Reading]:
    name, start = placed[-1].token.text, placed[-1].start
    words = 1
    for part in reversed(placed[:-1]):
        word = part.token.text
        if (
            words == most
            or part.end != start
            or not _may_hold(part.token, with_verbs=with_verbs)
        ):
            break
        name, start, words = word + name, part.start, words + 1
    if words > 1 and len(name) >= _SHORTEST:
        yield Reading(Token(name, TokenKind.NAME), UNSURE)
        before = placed[-words - 1].token.text if words < len(placed) else ""
        if _TIMES.fullmatch(before):
            yield Reading(Token(before + name, TokenKind.NAME), UNSURE)


def _may_hold(token: Token, *, with_verbs: bool) -> bool:
    word = token.text
    if token.kind is not TokenKind.WORD or len(word) == 1:
        return False
    if word in term_parts():
        return True
    if word in _ends().before or word in function_words():
        return False
    tags = word_tags(word)
    if tags and all(tag[0] in _OUTSIDE for tag in tags):
        return False
    is_verb = bool(tags) and all(tag == _VERB for tag in tags)
    return with_verbs or not is_verb
