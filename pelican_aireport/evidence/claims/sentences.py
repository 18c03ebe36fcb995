"""The sentences of a text, and the names that stand in each; pure."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from pelican_aireport.evidence.claims.folding import Span, is_inside
from pelican_aireport.evidence.claims.persons import find_chinese_persons
from pelican_aireport.evidence.claims.reading import (
    Reading,
    form_of,
    is_common,
    synonyms_of,
)
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary
from pelican_aireport.language.entities import Aliases, Mention, find_mentions
from pelican_aireport.model import EntityKind

__all__ = ["Name", "NamesOfTexts", "find_sentence", "read_names", "split_sentences"]

_CACHED_TEXTS = 4_096
_SENTENCE_END = re.compile(
    r"[\u3002\uff01!\uff1f?\n\u2026|]|[\uff1b;]|(?<!\bvs)\.(?![\dA-Za-z])"
)
_VERSION = re.compile(r"\d+(?:\.\d+)*")
_NUMBER = re.compile(r"\s?\d{3,5}(?!\d)")
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
_KINDS = {
    EntityKind.COMPANY: "company",
    EntityKind.TICKER: "company",
    EntityKind.PERSON: "person",
    EntityKind.PRODUCT: "product",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands, in a form that can be compared."""

    span: Span
    words: frozenset[str]
    """Without versions and the words for a trade; of an entity its own name."""
    versions: frozenset[str]
    kind: str
    """``"person"``, ``"company"``, ``"product"``, ``"place"`` or ``"code"``.

    Empty where one word does not tell.
    """

    def is_same(self, other: "Name") -> bool:
        """Tell whether both may be one: one has all words of the other."""
        if self.versions and other.versions and self.versions != other.versions:
            return False
        return self.words <= other.words or other.words <= self.words

    def is_rival(self, other: "Name") -> bool:
        """Tell whether one may stand where the other should."""
        if self.is_same(other):
            return False
        return self.kind == other.kind or {self.kind, other.kind} in _ALIKE


_ALIKE = ({"", "company"}, {"", "product"})


NamesOfTexts = tuple[tuple[Name, ...], ...]
"""The names of a claim, and of each of its tweets."""


@lru_cache(maxsize=_CACHED_TEXTS)
def split_sentences(folded: str) -> tuple[Span, ...]:
    """Return the sentences of a folded text, in order."""
    spans = []
    start = 0
    for end in _SENTENCE_END.finditer(folded):
        spans.append((start, end.start()))
        start = end.end()
    spans.append((start, len(folded)))
    return tuple(span for span in spans if folded[span[0] : span[1]].strip())


def find_sentence(folded: str, place: int) -> int:
    """Return the number of the sentence in which a place is."""
    sentences = split_sentences(folded)
    return max(0, bisect_right(sentences, place, key=lambda each: each[0]) - 1)


def read_names(readings: Iterable[Reading], aliases: Aliases) -> NamesOfTexts:
    """Return the names of each of some texts that speak of the same, in order.

    What is a name in one of them is one in all, also at the beginning of a sentence,
    where every word has a capital. Common words are none.
    """
    readings = tuple(readings)
    written = {
        reading.folded[start:end]
        for reading in readings
        for start, end in (*reading.names, *_hidden(reading.folded))
    }
    plain = sorted(each for each in written if not _is_no_name(each))
    return tuple(_names_in(reading, plain, aliases) for reading in readings)


def _is_no_name(written: str) -> bool:
    return is_common(written) or len(synonyms_of(written)) > 1


@lru_cache(maxsize=_CACHED_TEXTS)
def _hidden(folded: str) -> tuple[Span, ...]:
    """Return the words that begin a sentence as names do, and Chinese persons."""
    agents = tuple(found.span(1) for found in _agent().finditer(folded))
    return agents + find_chinese_persons(folded)


@cache
def _agent() -> re.Pattern[str]:
    verbs = alternation(vocabulary()["agents"]["verbs"])
    return re.compile(
        rf"(?:(?<![^\s])(?<=[.!?:\n] )|\A)([A-Z][a-z]{{2,20}})(?=\s(?:{verbs})\b)"
    )


def _names_in(
    reading: Reading, written: Iterable[str], aliases: Aliases
) -> tuple[Name, ...]:
    mentions = find_mentions(reading.folded, aliases)
    found = [_known(mention, reading) for mention in mentions]
    taken = [name.span for name in found]
    spans = [*(_with_number(reading.folded, span) for span in reading.names)]
    for each in written:
        spans += [place.span() for place in form_of(each).finditer(reading.folded)]
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        name = _unknown(span, reading.folded)
        if name.words and not is_inside(span, taken):
            found.append(name)
            taken.append(span)
    found += [_code(span, reading.folded) for span in reading.codes]
    towns = (_town(place) for place in _towns().finditer(reading.folded))
    found += [town for town in towns if not is_inside(town.span, taken)]
    return tuple(sorted(found, key=_place))


def _code(span: Span, folded: str) -> Name:
    words = frozenset({folded[span[0] : span[1]].casefold()})
    return Name(span, words, frozenset(), "code")


def _place(name: Name) -> Span:
    return name.span


@cache
def _towns() -> re.Pattern[str]:
    names = [name for group in vocabulary()["names"]["cities"] for name in group]
    return re.compile(rf"(?<![A-Za-z])(?:{alternation(names)})(?![A-Za-z])")


def _town(found: re.Match[str]) -> Name:
    words = frozenset({f"={synonyms_of(found[0])[1]}"})
    return Name(found.span(), words, frozenset(), "place")


def _with_number(folded: str, span: Span) -> Span:
    # "RTX 4090" is cut into a name and a number.
    if folded[span[0] : span[1]].casefold() not in vocabulary()["names"]["omissible"]:
        return span
    behind = _NUMBER.match(folded, span[1])
    return (span[0], behind.end()) if behind else span


def _known(mention: Mention, reading: Reading) -> Name:
    span = (mention.start, mention.end)
    # A version may stand behind the entity's name and be no part of it.
    whole = next((each for each in reading.names if is_inside(each, [span])), span)
    start, end = min(whole[0], span[0]), max(whole[1], span[1])
    written = reading.folded[start:end]
    kind = _KINDS.get(mention.entity.kind, "") if mention.entity.kind else ""
    is_product = kind in ("product", "")
    versions = frozenset(_VERSION.findall(written)) if is_product else frozenset()
    words = frozenset({f"={mention.entity.name}"})
    return Name((start, end), words, versions, kind)


def _unknown(span: Span, folded: str) -> Name:
    written = folded[span[0] : span[1]]
    if _is_no_name(written):
        return Name(span, frozenset(), frozenset(), "")
    words = [word.casefold().removesuffix("'s") for word in _WORD.findall(written)]
    trades = [word for word in words if word in _trades()]
    plain = [word for word in words if word not in trades and word.isalpha()]
    plain = [word for word in plain if not is_common(word)] or plain
    versions = frozenset(_VERSION.findall(written))
    return Name(span, frozenset(plain), versions, _kind_of(words, trades, versions))


def _kind_of(words: list[str], trades: list[str], versions: frozenset[str]) -> str:
    if versions:
        return "product"
    if trades:
        return "company"
    if words and not words[0].isascii():
        return "person"
    # Two words in capitals are more often somebody than something.
    return "person" if len(words) > 1 else ""


@cache
def _trades() -> frozenset[str]:
    return frozenset(vocabulary()["names"]["trades"])
