"""Cut a tweet's text into names, words, tags and numbers.

A regular expression takes what a segmenter would tear apart (addresses, tags,
numbers with units, names in Latin letters); jieba cuts the Chinese that is left.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from pelican_aireport.language.measures import measures
from pelican_aireport.language.names import MINOR, MODEL_SIZE, split_run
from pelican_aireport.language.segmenter import segment
from pelican_aireport.language.stop_words import function_words, name_tails

__all__ = ["Token", "TokenKind", "content_words", "fold", "tokenize"]


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

    # Each is one object; Enum's own looks up its name each time.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, after NFKC, and what it is."""

    text: str
    kind: TokenKind


# Each wide range takes a millisecond to compile: the pattern has few of them.
_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_KATAKANA = r"\u30a1-\u30fa\u30fc"
_LETTER = rf"[^\W\d_{_HAN}\u3040-\u30ff]"
_ALNUM = rf"[^\W_{_HAN}\u3040-\u30ff]"
_ADDRESS = rf"""
    (?:[Hh]ttps?:// | (?<!\w)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}/)
      [^\s{_HAN}\u3000-\u303f]*
  | [A-Za-z0-9.+-]+@[A-Za-z0-9-]+\.[A-Za-z.]+
  | @[A-Za-z0-9_]+
  | &(?:amp|lt|gt|quot|nbsp);
  | \\[nrt](?=[A-Z\W])
  | (?<=\w)'[sS]\b
"""
_CASHTAG = (
    r"\$(?:[A-Za-z]{1,6}(?:\.[A-Za-z]{1,2})?|\d{4,6}\.[A-Za-z]{2})(?![A-Za-z0-9$])"
)
_HASHTAG = r"(?<![\w&])\#(?=\w*[^\W\d_])\w+"
_LATIN_UNIT = r"""
    \s?[%‰] | (?i:
    \s(?:thousand|million|billion|trillion|percent)
  | \s(?:[kmgt]wh? | [kmgt]i?b | [kmgt]?hz | nm | ms)
  | \s?mah | \s?°[cf] | \s?\u03bc[a-z] | [kmgtp]bps
  | (?:(?<=\.\d)|(?<=\.\d\d))(?!pro)[a-z]{1,3}\d{0,2}
  | bps | bn | [kmbtx] | [kmgt]i?b | [kmgt]w | [kmgt]?hz | nm )
"""
_LATIN = rf"""
    (?<!\w)(?:[A-Za-z]\.){{2,}}
  | (?<![\w/])[A-Z]{{1,3}}/[A-Z]{{1,3}}(?![\w/])
  | \d*{_LETTER}{_ALNUM}*
    (?: (?:[-&] | '(?![sS]\b|\d) | \.(?=\d)){_ALNUM}+
      | \.(?i:ai|js|io|cpp|py|md|net|rs|app|dev|com|org)(?![A-Za-z0-9]) )*
    (?:\+\+|(?<=\b[CFcf])\#(?!\w))?
"""
_KINDS = {
    "cashtag": TokenKind.CASHTAG,
    "hashtag": TokenKind.HASHTAG,
    "number": TokenKind.NUMBER,
    "mixed": TokenKind.WORD,
    "katakana": TokenKind.WORD,
}
_VARIANTS = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-"})
"""Of characters that belong to words."""
_NUMERIC = re.compile(r"[\d.,:/-]+")
_NAME_NUMBER = re.compile(
    rf"\d+(?:\.\d+)*(?:\.x)?|\d+(?:\.\d+)+{MINOR}|{MODEL_SIZE.pattern}"
)
"""A number that may be a part of a name."""
_PLURAL = re.compile(r"[a-z]{3,}[a-rtv-z]s")
_CACHED_TEXTS = 4_096
"""A day has a few thousand tweets, each read by several steps; some 5 KB each."""
_CACHED_FOLDED = 16
"""The steps that fold a text do so one after the other."""
_CACHED_RUNS = 8_192
"""Of Chinese or Latin letters; some 500 bytes each. Steps read a tweet's sentences
apart, which cuts the same runs again."""


@lru_cache(maxsize=_CACHED_TEXTS)
def tokenize(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens, in its order; addresses and handles give none."""
    return tuple(_tokens(fold(text)))


@lru_cache(maxsize=_CACHED_FOLDED)
def fold(text: str) -> str:
    """Return a text in the characters that its tokens have."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(_VARIANTS)


@lru_cache(maxsize=4 * _CACHED_TEXTS)  # less than a third of the size each
def content_words(text: str) -> tuple[str, ...]:
    """Return what a text is about, casefolded, in its order, with repetitions.

    Function words, single characters and numbers without a unit are left out; a name of
    several parts is followed by its parts, so that it meets its shorter forms.
    """
    words: list[str] = []
    for token in tokenize(text):
        words += _words_of(token)
    without_content = function_words()
    return tuple(
        word
        for word in words
        if len(word) > 1 and word not in without_content and not _is_numeric(word)
    )


@cache
def _pattern() -> re.Pattern[str]:
    magnitude = f"(?:{'|'.join(measures().magnitudes)})"
    unit = f"(?:{'|'.join(measures().units)})"
    mixed = "|".join(measures().mixed)
    return re.compile(
        rf"""(?:{_ADDRESS})
          | (?P<cashtag> {_CASHTAG})
          | (?P<hashtag> {_HASHTAG})
          | (?P<mixed> (?<![A-Za-z0-9])(?i:{mixed}))
          | (?P<number> [$€£¥]?\d+(?:[.,:/-]\d+)*(?:\.x\b)?
                (?:\s?{magnitude}?\s?{unit}|\s?{magnitude}
                 |(?:{_LATIN_UNIT})?(?![A-Za-z0-9])))
          | (?P<han> [{_HAN}]+)
          | (?P<katakana> [{_KATAKANA}]{{2,}})
          | (?P<latin> {_LATIN})""",
        # Case is spelt out: wide ranges are slow to compile where it is ignored.
        re.VERBOSE,
    )


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    run: list[re.Match[str]] = []
    for match in _pattern().finditer(text):
        if run and not _follows(match, text, run[-1]):
            tokens += _named(text, run)
            run = []
        if run or match.lastgroup == "latin":
            run.append(match)
        else:
            tokens += _other(match)
    return tokens + _named(text, run)


def _follows(match: re.Match[str], text: str, last: re.Match[str]) -> bool:
    if text[last.end() : match.start()] != " ":
        return False
    return match.lastgroup == "latin" or bool(_NAME_NUMBER.fullmatch(match[0]))


def _named(text: str, run: Sequence[re.Match[str]]) -> list[Token]:
    return [
        Token(part, TokenKind.NAME) if is_name else _common_word(part)
        for part, is_name in split_run(text, run)
    ]


@lru_cache(maxsize=_CACHED_RUNS)
def _common_word(word: str) -> Token:
    is_number = _NAME_NUMBER.fullmatch(word)
    return Token(word, TokenKind.NUMBER if is_number else TokenKind.LATIN)


def _other(match: re.Match[str]) -> tuple[Token, ...]:
    if match.lastgroup == "han":
        return _chinese_words(match[0])
    kind = _KINDS.get(match.lastgroup or "")
    return (Token(match[0], kind),) if kind else ()


@lru_cache(maxsize=_CACHED_RUNS)
def _chinese_words(run: str) -> tuple[Token, ...]:
    return tuple(Token(word, TokenKind.WORD) for word in segment(run))


def _words_of(token: Token) -> list[str]:
    text = token.text.casefold()
    match token.kind:
        case TokenKind.LATIN:
            return [text[:-1] if _PLURAL.fullmatch(text) else text]
        case TokenKind.NAME if " " in text:
            tails = name_tails()
            return [text, *(part for part in text.split(" ") if part not in tails)]
        case TokenKind.NUMBER:
            return [text.replace(" ", "")]
        case TokenKind.HASHTAG:
            return [text[1:]]
        case _:
            # A 轮 and A轮 are one.
            return [text.replace(" ", "")]


def _is_numeric(word: str) -> bool:
    return word[0].isdigit() and _NUMERIC.fullmatch(word) is not None
