"""Cut a tweet's text into names, words, tags and numbers.

A regular expression takes what a segmenter would tear apart (addresses, tags,
numbers with units, names in Latin letters); jieba cuts the Chinese that is left.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from pelican_aireport.language.measures import measures
from pelican_aireport.language.names import Piece, split_run
from pelican_aireport.language.segmenter import segment
from pelican_aireport.language.stop_words import function_words, name_tails

__all__ = ["Token", "TokenKind", "content_words", "tokenize"]


class TokenKind(Enum):
    """What a token is."""

    NAME = "name"
    """A product, company or person with its version: ``Claude Opus 4.5``."""
    WORD = "word"
    """A Chinese or Japanese word."""
    LATIN = "latin"
    """Any other word in an alphabet."""
    CASHTAG = "cashtag"
    HASHTAG = "hashtag"
    NUMBER = "number"
    """A number with its currency and unit: ``10 万亿``, ``685B``, ``11.7%``."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, after NFKC, and what it is."""

    text: str
    kind: TokenKind


_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_KATAKANA = r"\u30a1-\u30fa\u30fc"
_LETTER = rf"[^\W\d_{_HAN}\u3040-\u30ff]"
_ALNUM = rf"[^\W_{_HAN}\u3040-\u30ff]"
_ADDRESS = rf"""
    [Hh]ttps?://[^\s{_HAN}\u3000-\u303f]*
  | (?<!\w)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}/[^\s{_HAN}\u3000-\u303f]*
  | [A-Za-z0-9.+-]+@[A-Za-z0-9-]+\.[A-Za-z.]+
  | @[A-Za-z0-9_]+
  | &(?:amp|lt|gt|quot|nbsp);
  | (?<=\w)'[sS]\b
"""
_CASHTAG = (
    r"\$(?:[A-Za-z]{1,6}(?:\.[A-Za-z]{1,2})?|\d{4,6}\.[A-Za-z]{2})(?![A-Za-z0-9$])"
)
_HASHTAG = r"(?<![\w&])\#(?=\w*[^\W\d_])\w+"
_LATIN_UNIT = r"""
    \s?[%‰] | (?i:
    \s(?:thousand|million|billion|trillion|percent)
  | bps | bn | [kmbtx] | [kmgt]i?b | [kmgt]w | [kmgt]?hz | nm )
"""
_LATIN = rf"""
    (?<!\w)(?:[A-Za-z]\.){{2,}}
  | (?:{_LETTER}|\d+{_LETTER}){_ALNUM}*
    (?: [-&]{_ALNUM}+ | '(?![sS]\b){_LETTER}+ | \.\d{_ALNUM}*
      | \.(?i:ai|js|io|cpp|py|md|net|rs|app|dev|com|org)(?!{_ALNUM}) )*
    (?:\+\+)?
"""
_KINDS = {
    "cashtag": TokenKind.CASHTAG,
    "hashtag": TokenKind.HASHTAG,
    "number": TokenKind.NUMBER,
    "mixed": TokenKind.WORD,
    "katakana": TokenKind.WORD,
}
_APOSTROPHE = "\u2019"
_NUMERIC = re.compile(r"[\d.,:/-]+")
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_PLURAL = re.compile(r"[a-z]{3,}[a-rtv-z]s")
_CACHED_TEXTS = 4_096
"""A day has a few thousand tweets, each read by several steps; some 5 KB each."""


@lru_cache(maxsize=_CACHED_TEXTS)
def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens, in its order; addresses and handles give none."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace(_APOSTROPHE, "'")
    return tuple(_tokens(text))


@lru_cache(maxsize=4 * _CACHED_TEXTS)  # less than a third of the size each
def content_words(text: str) -> tuple[str, ...]:
    """Return what a text is about, casefolded, in its order, with repetitions.

    Function words, single characters and numbers without a unit are left out; a name of
    several parts is followed by its parts, so that it meets its shorter forms.
    """
    words = (word for token in tokenize(text) for word in _words_of(token))
    return tuple(word for word in words if _has_content(word))


@cache
def _pattern() -> re.Pattern[str]:
    magnitude = f"(?:{'|'.join(measures().magnitudes)})"
    unit = f"(?:{'|'.join(measures().units)})"
    mixed = "|".join(measures().mixed)
    return re.compile(
        rf"""(?:{_ADDRESS})
          | (?P<cashtag> {_CASHTAG})
          | (?P<hashtag> {_HASHTAG})
          | (?P<number> [$€£¥]?\d+(?:[.,:/-]\d+)*
                (?:(?:\s?{magnitude}?\s?{unit}|\s?{magnitude}|{_LATIN_UNIT})?
                (?![A-Za-z0-9])))
          | (?P<mixed> (?<![A-Za-z0-9])(?i:{mixed}))
          | (?P<han> [{_HAN}]+)
          | (?P<katakana> [{_KATAKANA}]{{2,}})
          | (?P<latin> {_LATIN})""",
        # Case is spelt out: wide ranges are slow to compile where it is ignored.
        re.VERBOSE,
    )


def _tokens(text: str) -> Iterator[Token]:
    run: list[Piece] = []
    for match in _pattern().finditer(text):
        if run and not _follows(match, text, run[-1]):
            yield from _named(text, run)
            run = []
        if run or match.lastgroup == "latin":
            run.append(Piece(match[0], match.start(), match.end()))
        else:
            yield from _other(match)
    yield from _named(text, run)


def _follows(match: re.Match[str], text: str, piece: Piece) -> bool:
    if text[piece.end : match.start()] != " ":
        return False
    return match.lastgroup == "latin" or bool(_BARE_NUMBER.fullmatch(match[0]))


def _named(text: str, run: Iterable[Piece]) -> Iterator[Token]:
    for part, is_name in split_run(text, tuple(run)):
        if is_name:
            yield Token(part, TokenKind.NAME)
        elif _BARE_NUMBER.fullmatch(part):
            yield Token(part, TokenKind.NUMBER)
        else:
            yield Token(part, TokenKind.LATIN)


def _other(match: re.Match[str]) -> Iterator[Token]:
    if match.lastgroup == "han":
        yield from (Token(word, TokenKind.WORD) for word in segment(match[0]))
    elif match.lastgroup in _KINDS:
        yield Token(match[0], _KINDS[match.lastgroup])


def _words_of(token: Token) -> Iterator[str]:
    text = token.text.casefold()
    match token.kind:
        case TokenKind.NUMBER:
            yield text.replace(" ", "")
        case TokenKind.LATIN:
            yield text[:-1] if _PLURAL.fullmatch(text) else text
        case TokenKind.NAME:
            yield text
            if " " in text:
                yield from (p for p in text.split(" ") if p not in name_tails())
        case TokenKind.HASHTAG:
            yield text[1:]
        case _:
            yield text


def _has_content(word: str) -> bool:
    if len(word) < 2 or word in function_words():  # noqa: PLR2004
        return False
    return not (word[0].isdigit() and _NUMERIC.fullmatch(word))
