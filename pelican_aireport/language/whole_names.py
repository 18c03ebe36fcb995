"""Tokens of a text in which a known name is one token, whatever words it has; pure.

The form of words does not tell that "Hugging Face" is a name: "face" is a common word
and ends one. The table of names does.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pelican_aireport.language.compounds import join_compounds
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.measures import measures
from pelican_aireport.language.names import SIZES, VERSION, is_counted
from pelican_aireport.language.segmenter import is_name
from pelican_aireport.language.stop_words import name_tails, stop_words
from pelican_aireport.language.tokens import Token, TokenKind, tokenize
from pelican_aireport.language.whole_figures import join_figures
from pelican_aireport.model import EntityKind

__all__ = ["FOUNDRIES", "is_standard", "join_names", "tokenize_whole"]

_POSSESSIVE = re.compile(r"(?<=\w)['\u2019][sS]\b")
_MODEL = re.compile(r"\d{1,4}[A-Z]{0,3}|[A-Z]{1,2}\d{1,3}[A-Za-z]?")
"""What else stands for a version behind a Chinese name: ``950PR``."""
_CODE = re.compile(r"(?!Q\d|[HS][12]|[A-DLPT]\d|FY)[A-Z]\d\b|[A-Z]{2,3}\d{1,2}\b|i\d\b")
"""What a company calls a product without a name: ``YU7``, no quarter, grade or round.

Longer ones, such as ``H100``, are known without their company.
"""
FOUNDRIES = frozenset({"台积电", "TSMC", "中芯国际", "SMIC", "联电", "UMC", "三星代工"})
"""What stands behind them is a process, no product: ``N2``."""
_STANDARD = re.compile(r"(?:CXL|G?DDR|HBM|LPDDR|PCIe|SHA|TLS|UFS|USB)[ -]?\d.*")
_MODEL_NAME = re.compile(r"(?![VvRr]\d{1,2}(?!\d))(?=.*\d)[A-Za-z][\w-]{3}")
"""A shorter one, such as ``G1``, needs its company to be told from others, and so does
a version: ``DeepSeek V4-Lite``."""
_GRADES = frozenset({"elite", "gen", "se"})
"""What else follows a version, as ``Elite Gen 5`` does."""
_DOT = "\u00b7"
"""Stands between the names of a foreigner in Chinese letters."""
_FEWEST_PARTS = 2
_MOST_PARTS = 3
_OWNERS = (EntityKind.COMPANY, EntityKind.PRODUCT)
_UNMARKED = (TokenKind.WORD, TokenKind.LATIN)
"""In Chinese and in small letters no capital tells that a version belongs to a name."""
_PARTS = (TokenKind.NAME, TokenKind.LATIN, TokenKind.NUMBER)


def is_standard(word: str) -> bool:
    """Tell whether a word is one that many makers build by: ``HBM4``."""
    return _STANDARD.fullmatch(word) is not None


def tokenize_whole(text: str, aliases: Aliases) -> tuple[Token, ...]:
    """Cut a text into tokens, and join those that are one of the known names.

    A version belongs to a product's name in Chinese and in small letters too. Of a
    company and its product, ``Google Gemini 3``, each is a name of its own.
    """
    return tuple(join_compounds(join_names(text, aliases), text, aliases))


def join_names(text: str, aliases: Aliases) -> tuple[Token, ...]:
    """Cut a text into tokens, and join those that are a name or a figure."""
    parts = tuple(
        part for token in tokenize(text) for part in _part_company(token, aliases)
    )
    tokens = tuple(_join(parts, _POSSESSIVE.sub("", text), aliases))
    if _DOT in text:
        tokens = tuple(_with_foreigners(tokens, text))
    tokens = tuple(_with_serials(tokens, text, aliases))
    return tuple(join_figures(tokens, text))


def _with_foreigners(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    first = 0
    while first < len(tokens):
        end, name = first + 1, tokens[first].text
        while end < len(tokens) and f"{name}{_DOT}{tokens[end].text}" in text:
            name += f"{_DOT}{tokens[end].text}"
            end += 1
        is_word = tokens[first].kind is TokenKind.WORD
        yield (
            Token(name, TokenKind.NAME)
            if end > first + 1 and is_word
            else tokens[first]
        )
        first = end if is_word else first + 1


def _with_serials(
    tokens: Sequence[Token], text: str, aliases: Aliases
) -> Sequence[Token]:
    """Join the number of a rocket or a probe to its name."""
    joined: list[Token] = []
    for token in tokens:
        joined.append(token)
        if token.text[-1] != "号":
            continue
        # A segmenter may cut a long number from what follows it: 二十四|号.
        for parts in (2, 3):
            name, *serial = (each.text for each in joined[-parts:])
            whole = name + "".join(serial)
            is_serial = _serial().fullmatch("".join(serial)) is not None
            if is_serial and whole in text and _has_serials(name, aliases):
                joined[-parts:] = [Token(whole, TokenKind.NAME)]
                break
    return joined


def _has_serials(name: str, aliases: Aliases) -> bool:
    # Behind a company or a person it is a day of the month.
    return is_name(name) and find_entity(name, aliases) is None


@cache
def _serial() -> re.Pattern[str]:
    return re.compile(measures().serials)


def _part_company(token: Token, aliases: Aliases) -> tuple[Token, ...]:
    first, _, rest = token.text.partition(" ")
    if token.kind is not TokenKind.NAME or not rest:
        return (token,)
    known = _count_known(token.text, aliases)
    words = token.text.split(" ")
    if 1 < known < len(words) and all(map(_is_common_word, words[known:])):
        common = (Token(word, TokenKind.LATIN) for word in words[known:])
        return (Token(" ".join(words[:known]), TokenKind.NAME), *common)
    if known > 1 or not _are_two(first, rest, aliases):
        return (token,)
    return (Token(first, TokenKind.NAME), Token(rest, TokenKind.NAME))


def _is_common_word(word: str) -> bool:
    key = word.casefold()
    return key in stop_words() and key not in name_tails()


def _are_two(first: str, rest: str, aliases: Aliases) -> bool:
    words = _count_known(rest, aliases, EntityKind.PRODUCT)
    owners = [kind for kind in _OWNERS if _is_of(first, kind, aliases)]
    if words or EntityKind.COMPANY not in owners:
        return words > 1 or (words == 1 and bool(owners))
    is_tail = rest.partition(" ")[0].casefold() in name_tails()
    return not is_tail and _MODEL_NAME.match(rest) is not None


def _count_known(text: str, aliases: Aliases, kind: EntityKind | None = None) -> int:
    """Count the words of the known name that a text begins with."""
    words = text.split(" ")
    for end in range(len(words), 0, -1):
        entity = find_entity(" ".join(words[:end]), aliases)
        if entity is not None and kind in (None, entity.kind):
            return end
    return 0


def _is_of(name: str, kind: EntityKind, aliases: Aliases) -> bool:
    entity = find_entity(name, aliases)
    return entity is not None and entity.kind is kind


def _join(tokens: Sequence[Token], text: str, aliases: Aliases) -> Iterator[Token]:
    first = 0
    while first < len(tokens):
        end = first + 1
        if tokens[first].kind in _PARTS:
            end = _end_of_name(tokens, first, text, aliases)
        if end == first + 1 and tokens[first].kind in _UNMARKED:
            end = _end_of_version(tokens, first, text, aliases)
        if end > first + 1:
            yield Token(_joined(tokens[first:end]), TokenKind.NAME)
        else:
            yield tokens[first]
        first = end


def _end_of_name(
    tokens: Sequence[Token], first: int, text: str, aliases: Aliases
) -> int:
    longest = aliases.longest.get(tokens[first].text.lower(), 1)
    for end in range(min(first + longest, len(tokens)), first + 1, -1):
        name = _joined(tokens[first:end])
        # The tokens may stand apart: "hugging, face".
        if name in text and find_entity(name, aliases) is not None:
            return end
    return first + 1


def _end_of_version(
    tokens: Sequence[Token], first: int, text: str, aliases: Aliases
) -> int:
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    if following is None or following.kind is TokenKind.WORD:
        return first + 1
    if following.text.isalpha() or not _is_of_version(following.text, is_first=True):
        return first + 1
    is_product = _is_of(tokens[first].text, EntityKind.PRODUCT, aliases)
    if tokens[first].text in FOUNDRIES or is_standard(following.text):
        return first + 1
    if not (is_product or _is_of(tokens[first].text, EntityKind.COMPANY, aliases)):
        return first + 1
    end, so_far = first + 1, re.escape(tokens[first].text)
    for token in tokens[end : end + _MOST_PARTS]:
        so_far += f" ?{re.escape(token.text)}"
        found = re.search(so_far, text)
        if found is None or not _is_of_version(token.text, is_first=end == first + 1):
            break
        if is_counted(text, found.end()):
            break
        end += 1
    # Behind a company's name a number alone may be anything.
    is_code = _CODE.match(tokens[first + 1].text) is not None
    is_sure = is_product or is_code or end > first + _FEWEST_PARTS
    return end if is_sure else first + 1


def _is_of_version(word: str, *, is_first: bool) -> bool:
    if is_first:
        number = word.partition(" ")[0]
        return any(form.fullmatch(number) for form in (VERSION, _MODEL, _CODE))
    head = word.partition(" ")[0].casefold()
    return head in SIZES or (
        word[0].isupper() and (head in name_tails() or head in _GRADES)
    )


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)
