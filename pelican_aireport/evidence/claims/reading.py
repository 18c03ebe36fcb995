"""A text cut into what the checks compare: names, handles, quotations; pure."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import (
    Span,
    fold,
    is_inside,
    mask,
    split_clauses,
)
from pelican_aireport.evidence.claims.vocabulary import vocabulary
from pelican_aireport.language.stop_words import stop_words
from pelican_aireport.language.tokens import TokenKind, tokenize

__all__ = ["Reading", "form_of", "is_common", "read_text", "synonyms_of"]

_CACHED_TEXTS = 4_096
_HANDLE = re.compile(r"(?<![A-Za-z0-9_.@])@[A-Za-z0-9_]{1,50}")
_QUOTATION = re.compile(
    r"\u201c[^\u201c\u201d]{1,400}\u201d|\u300c[^\u300c\u300d]{1,400}\u300d"
    r"|\u300e[^\u300e\u300f]{1,400}\u300f|\u300a[^\u300a\u300b]{1,400}\u300b"
    r"|\u2018[^\u2018\u2019]{4,400}\u2019(?![A-Za-z])"
    r"|(?<![\d\"])\"[^\"\n]{1,400}\""
)
_CODE = re.compile(r"\d+[A-Za-z]\w*(?:\.\w+)*|\w*[A-Za-z]\d[\w.]*")
_FRACTION = re.compile(r"\d\.\Z")
_CHUNK = re.compile(r"\d+(?:\.\d+)*|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_JOINT = r"[\s\-_.\u00b7'/&]{0,2}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and where its parts stand."""

    text: str
    folded: str
    quotations: tuple[Span, ...]
    """With their marks."""
    handles: tuple[Span, ...]
    names: tuple[Span, ...]
    """In Latin letters, with their versions, outside quotations and handles."""
    codes: tuple[Span, ...]
    """Letters with digits that are no names: ``18A``."""
    cashtags: tuple[Span, ...]
    clauses: tuple[Span, ...]

    def shown(self, span: Span) -> str:
        """Return a part as the text writes it."""
        return self.text[span[0] : span[1]].strip()


@lru_cache(maxsize=_CACHED_TEXTS)
def read_text(text: str) -> Reading:
    """Cut a text into its parts."""
    folded = fold(text)
    quotations = tuple(found.span() for found in _QUOTATION.finditer(text))
    quoted = mask(len(text), quotations)
    handles = tuple(
        found.span() for found in _HANDLE.finditer(folded) if not quoted[found.start()]
    )
    names, codes, cashtags = _tokens(folded, (*quotations, *handles))
    return Reading(
        text=text,
        folded=folded,
        quotations=quotations,
        handles=handles,
        names=names,
        codes=codes,
        cashtags=cashtags,
        clauses=split_clauses(folded),
    )


_Spans = tuple[Span, ...]


def _tokens(folded: str, taken: _Spans) -> tuple[_Spans, _Spans, _Spans]:
    found: dict[TokenKind, list[Span]] = {
        TokenKind.NAME: [],
        TokenKind.LATIN: [],
        TokenKind.CASHTAG: [],
    }
    place = 0
    marks = mask(len(folded), taken)
    for token in tokenize(folded):
        start = folded.find(token.text, place)
        if start < 0:
            continue
        place = start + len(token.text)
        if token.kind in found and 1 not in marks[start:place]:
            found[token.kind].append((start, place))
    figures = [each.span for each in find_figures(folded) if each.kind]
    codes = (
        span
        for span in found[TokenKind.LATIN]
        if _CODE.fullmatch(folded[span[0] : span[1]])
        and not _FRACTION.search(folded[max(0, span[0] - 2) : span[0]])
        and (is_common(folded[span[0] : span[1]]) or not is_inside(span, figures))
    )
    return (
        tuple(span for span in found[TokenKind.NAME] if not _is_measure(folded, span)),
        tuple(codes),
        tuple(found[TokenKind.CASHTAG]),
    )


def _is_measure(folded: str, span: Span) -> bool:
    # "HK$" is a currency, "GB" a unit.
    return folded[span[1] : span[1] + 1] == "$" or (
        folded[span[0] : span[1]].lower() in _units()
        and folded[max(0, span[0] - 2) : span[0]].strip()[-1:].isdigit()
    )


@cache
def _units() -> frozenset[str]:
    units = vocabulary()["unit"]
    return frozenset(word for unit in units for word in unit["words"])


@lru_cache(maxsize=_CACHED_TEXTS)
def form_of(name: str) -> re.Pattern[str]:
    """Return a pattern of a name up to case, space, hyphen and point.

    A name that ends in a digit does not go on with one: ``GPT-5`` is not in
    ``GPT-5.2``; one that ends in a letter may: ``Qwen`` is in ``Qwen3``.
    """
    chunks = _CHUNK.findall(name) or [name]
    after = r"(?!\.?\d)" if chunks[-1][-1].isdigit() else "(?![A-Za-z])"
    body = _JOINT.join(map(re.escape, chunks))
    return re.compile(rf"(?<![A-Za-z0-9]){body}{after}", re.IGNORECASE)


def is_common(word: str) -> bool:
    """Tell whether a capitalized word is no name."""
    key = word.casefold().rstrip(".")
    return key in _common() or key in stop_words()


@cache
def _common() -> frozenset[str]:
    return frozenset(vocabulary()["names"]["common"])


def synonyms_of(name: str) -> tuple[str, ...]:
    """Return the names in both languages of what is no entity; itself first."""
    return (name, *_synonyms().get(name.casefold(), ()))


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    names = vocabulary()["names"]
    groups = (*names["same"], *names["cities"])
    return {name.casefold(): tuple(group) for group in groups for name in group}
