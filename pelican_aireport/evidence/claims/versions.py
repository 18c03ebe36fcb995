"""Whether the version that a claim gives a product is that of its tweets; pure.

A version belongs to the word before it: ``GPT-5.2``, ``Opus 4.5``, ``RTX 4090``; to
the one behind it in ``3.5 Sonnet``. Behind a company it stands for itself: ``Intel
18A``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pelican_aireport.evidence.claims.dates import find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, is_inside
from pelican_aireport.evidence.claims.reading import form_of, is_common, synonyms_of
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import alternation, vocabulary
from pelican_aireport.language.entities import Mention
from pelican_aireport.model import EntityKind

__all__ = ["Word", "find_wrong_versions", "split_name", "version_spans"]

_VERSION_FAULT = (
    "{} has another version in the cited tweets, or none; "
    "give a product the version that they give it"
)
_CODE_FAULT = "{} stands in no cited tweet; give it as the cited tweets write it"

_WORD = re.compile(r"[^\s]+")
_VERSION = re.compile(r"[vV]?(\d+(?:\.\d+)*[A-Za-z]{0,2})")
_JOINED = re.compile(r"([A-Za-z][A-Za-z&'-]*?)[-_]?([vV]?\d+(?:\.\d+)*[A-Za-z]{0,2})")
_BETWEEN_NAMES = r"(?:[\s\-_][A-Z][A-Za-z]{1,15}){0,2}[\s\-_·]{0,2}[vV]?"
_FEWEST_DIGITS = 3
_SPOKEN = {"2d", "3d", "4d", "24h", "1v1", "2b", "2c"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its beginning in letters and its version."""

    span: Span
    base_end: int
    """Where the letters end; the whole word where it has no version."""
    version: str
    """Without ``v``; empty where there is none."""

    @property
    def is_version(self) -> bool:
        """Whether it is nothing but a version."""
        return self.base_end == self.span[0]


def split_name(folded: str, name: Span) -> tuple[Word, ...]:
    """Cut a name into words with their versions."""
    return tuple(
        _read_word(found[0], name[0] + found.start())
        for found in _WORD.finditer(folded[name[0] : name[1]])
    )


def _read_word(text: str, start: int) -> Word:
    span = (start, start + len(text))
    if found := _VERSION.fullmatch(text):
        return Word(span, start, found[1])
    if found := _JOINED.fullmatch(text):
        return Word(span, start + found.end(1), found[2].lstrip("vV").removesuffix("s"))
    return Word(span, span[1], "")


def find_wrong_versions(
    statement: Statement, evidence: Evidence, wrong: tuple[Span, ...]
) -> Iterator[Finding]:
    """Find products whose version no cited tweet gives them.

    Args:
        statement: The claim.
        evidence: Its tweets.
        wrong: Names that stand in no cited tweet: their versions do not matter.
    """
    reading = statement.reading
    days = [day.span for day in find_date_names(reading.folded)]
    for span, product, version in _versioned(statement):
        # "Sept 12" is a day.
        if (
            _is_part(span, days)
            or is_inside(span, wrong)
            or _has(statement, evidence, product, version)
        ):
            continue
        yield make_finding(ClaimFaultKind.VERSION, reading, span, _VERSION_FAULT)
    for code in reading.codes:
        if code in days:
            continue
        text = reading.folded[code[0] : code[1]]
        is_spoken = text.lower() in _SPOKEN or is_common(text)
        form = form_of(text.removesuffix("s"))
        if not (is_spoken or form.search(evidence.signed)):
            yield make_finding(ClaimFaultKind.VERSION, reading, code, _CODE_FAULT)


def _is_part(span: Span, days: Iterable[Span]) -> bool:
    return any(day[0] <= span[0] and span[1] <= day[1] for day in days)


def version_spans(statement: Statement) -> tuple[Span, ...]:
    """Return where a claim gives versions: their figures are no counts."""
    return tuple(span for span, _, _ in _versioned(statement))


def _versioned(statement: Statement) -> Iterator[tuple[Span, Span | None, str]]:
    """Yield where a product and its version stand, the product, and the version."""
    folded = statement.reading.folded
    for name in statement.reading.names:
        words = split_name(folded, name)
        for place, word in enumerate(words):
            if not (word.version and is_common(folded[slice(*word.span)])):
                yield from _versions_at(words, place, statement)
    for mention in statement.mentions:
        yield from _behind_chinese(mention, folded)


def _versions_at(
    words: tuple[Word, ...], place: int, statement: Statement
) -> Iterator[tuple[Span, Span | None, str]]:
    word = words[place]
    text = statement.reading.folded[slice(*word.span)]
    if word.is_version:
        owner = _owner(words, place, statement.mentions)
        span = owner.span if owner else word.span
        whole = min(span[0], word.span[0]), max(span[1], word.span[1])
        yield whole, owner.span if owner else None, word.version
    elif word.version:
        yield word.span, (word.span[0], word.base_end), word.version
    elif any(map(str.isdigit, text)):
        # Several versions in one word: "Qwen3-235B-A22B".
        yield word.span, None, text


def _owner(
    words: tuple[Word, ...], place: int, mentions: tuple[Mention, ...]
) -> Word | None:
    before = words[place - 1] if place else None
    behind = words[place + 1] if place + 1 < len(words) else None
    owner = before or behind
    return None if owner is None or _is_company(owner, mentions) else owner


def _is_company(word: Word, mentions: tuple[Mention, ...]) -> bool:
    return any(
        mention.entity.kind is EntityKind.COMPANY
        and mention.start <= word.span[0]
        and word.span[1] <= mention.end
        for mention in mentions
    )


def _behind_chinese(
    mention: Mention, folded: str
) -> Iterator[tuple[Span, Span | None, str]]:
    found = _behind_name().match(folded, mention.end)
    if mention.entity.kind is not EntityKind.PRODUCT or not found:
        return
    if folded[mention.end - 1].isascii() or _measured().match(folded, found.end()):
        return
    yield (
        (mention.start, found.end()),
        (mention.start, mention.end),
        found[1],
    )


@cache
def _behind_name() -> re.Pattern[str]:
    words = alternation(vocabulary()["names"]["between"])
    return re.compile(
        rf"(?:{words})?[\s\-_]?[vV]?(\d+(?:\.\d+)*[A-Za-z]?)(?![A-Za-z0-9]|\.\d)"
    )


@cache
def _measured() -> re.Pattern[str]:
    words = [word for unit in vocabulary()["unit"] for word in unit["words"]]
    counters = vocabulary()["number_words"]["counters"]
    dates = vocabulary()["names"]["dates"]
    measures = alternation([*words, *counters, *vocabulary()["magnitudes"], *dates])
    return re.compile(rf"\s?(?:{measures})", re.IGNORECASE)


def _has(
    statement: Statement, evidence: Evidence, product: Span | None, version: str
) -> bool:
    if product is None:
        forms = (form_of(version), form_of(f"v{version}"))
        return any(form.search(evidence.signed) for form in forms)
    name = statement.reading.folded[product[0] : product[1]]
    places = [
        found.span()
        for each in synonyms_of(name)
        for found in form_of(each).finditer(evidence.signed)
    ]
    for mention in statement.mentions:
        if mention.start <= product[0] and product[1] <= mention.end:
            places += [
                (each.start, each.end)
                for each in evidence.mentions
                if each.entity == mention.entity
            ]
    if any(_stands_at(version, place, evidence.signed) for place in places):
        return True
    return _is_omissible(name, version) and bool(
        form_of(version).search(evidence.signed)
    )


def _stands_at(version: str, place: Span, text: str) -> bool:
    end = r"(?![A-Za-z]?\.?\d)" if version[-1].isdigit() else "(?![A-Za-z])"
    form = rf"(?i:{re.escape(version)}){end}"
    if any(
        re.compile(between + form).match(text, place[1])
        for between in (_between(), _listed())
    ):
        return True
    before = text[max(0, place[0] - len(version) - 1) : place[0]]
    return before.rstrip(" -").casefold().endswith(version.casefold())


@cache
def _between() -> str:
    """Return a pattern from a product to its version: ``Claude Opus 4.5``."""
    words = alternation(vocabulary()["names"]["between"])
    return rf"(?:{words})?{_BETWEEN_NAMES}"


@cache
def _listed() -> str:
    """Return a pattern from a product to its second version: ``GPT-5.1 and 5.2``."""
    joints = alternation(vocabulary()["names"]["joints"])
    return rf"(?:[^.\n]|\.(?=\d)){{0,40}}?(?:{joints})\s?[vV]?"


def _is_omissible(name: str, version: str) -> bool:
    words = vocabulary()["names"]["omissible"]
    return name.casefold() in words and len(version) >= _FEWEST_DIGITS
