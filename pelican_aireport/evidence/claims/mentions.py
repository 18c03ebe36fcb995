"""Whether a claim's names, tickers and handles stand in its tweets; pure."""

import re
from collections.abc import Iterator
from functools import cache

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, is_inside
from pelican_aireport.evidence.claims.reading import form_of, is_common, synonyms_of
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.versions import find_wrong_versions, split_name
from pelican_aireport.evidence.claims.vocabulary import vocabulary
from pelican_aireport.language.entities import Mention

__all__ = ["find_wrong_handles", "find_wrong_names", "find_wrong_tickers"]

_NUMBER = re.compile(r"\s?(\d{3,5})(?!\d)")
_NAME = "{} stands in no cited tweet; name only what the cited tweets name"
_TICKER = "{} stands in no cited tweet, nor does what it stands for; leave it out"
_HANDLE = "{} wrote none of the cited tweets and is named in none; leave it out"


def find_wrong_handles(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the handles that neither wrote a cited tweet nor occur in one."""
    signed = evidence.signed.casefold()
    known = {tweet.author.casefold() for tweet in evidence.tweets}
    reading = statement.reading
    for span in reading.handles:
        handle = reading.folded[span[0] : span[1]].casefold()
        if handle[1:] not in known and not _has_handle(signed, handle):
            yield make_finding(ClaimFaultKind.HANDLE, reading, span, _HANDLE)


def _has_handle(signed: str, handle: str) -> bool:
    start = signed.find(handle)
    while start >= 0:
        following = signed[start + len(handle) : start + len(handle) + 1]
        if not (following.isascii() and (following.isalnum() or following == "_")):
            return True
        start = signed.find(handle, start + 1)
    return False


def find_wrong_tickers(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the ``$TICKERS`` that no cited tweet names."""
    reading = statement.reading
    known = [(each.start, each.end) for each in statement.mentions]
    for span in reading.cashtags:
        symbol = reading.folded[span[0] + 1 : span[1]]
        if not is_inside(span, known) and not form_of(symbol).search(evidence.signed):
            yield make_finding(ClaimFaultKind.TICKER, reading, span, _TICKER)


def find_wrong_names(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find the names that no cited tweet holds, and the versions of no such name."""
    reading = statement.reading
    wrong = []
    for mention in statement.mentions:
        if not _is_named(mention, statement, evidence):
            span = (mention.start, mention.end)
            is_ticker = reading.folded[mention.start] == "$"
            kind = ClaimFaultKind.TICKER if is_ticker else ClaimFaultKind.NAME
            yield make_finding(kind, reading, span, _TICKER if is_ticker else _NAME)
            wrong.append(span)
    known = tuple((each.start, each.end) for each in statement.mentions)
    for name in reading.names:
        unknown = tuple(_unknown_words(name, known, statement, evidence))
        for span in unknown:
            yield make_finding(ClaimFaultKind.NAME, reading, span, _NAME)
        wrong += unknown
    yield from find_wrong_versions(statement, evidence, tuple(wrong))


def _is_named(mention: Mention, statement: Statement, evidence: Evidence) -> bool:
    if mention.entity in evidence.entities:
        return True
    written = statement.reading.folded[mention.start : mention.end]
    return _occurs(written.lstrip("$"), evidence) or any(
        other.entity.name in _owned_by(mention.entity.name)
        and other.entity in evidence.entities
        for other in statement.mentions
    )


def _owned_by(name: str) -> frozenset[str]:
    """Return the products and heads of a firm, which may be called its own."""
    rows = vocabulary()["owner"]
    return frozenset(own for row in rows if name in row["names"] for own in row["owns"])


def _unknown_words(
    name: Span, known: tuple[Span, ...], statement: Statement, evidence: Evidence
) -> Iterator[Span]:
    folded = statement.reading.folded
    if _occurs(folded[name[0] : name[1]], evidence):
        return
    words = split_name(folded, name)
    is_begun = bool(words) and _occurs(folded[slice(*words[0].span)], evidence)
    for word in words:
        text = folded[word.span[0] : word.base_end]
        if word.is_version or is_inside((word.span[0], word.base_end), known):
            continue
        if is_begun and text.casefold() in _trades():
            continue
        if _is_omitted(text, folded[word.base_end :], evidence):
            continue
        if not (is_common(text) or _occurs(text, evidence)):
            yield word.span


def _is_omitted(text: str, behind: str, evidence: Evidence) -> bool:
    # "A single 4090" is an RTX 4090.
    number = _NUMBER.match(behind)
    is_omissible = text.casefold() in vocabulary()["names"]["omissible"]
    return is_omissible and number is not None and _occurs(number[1], evidence)


@cache
def _trades() -> frozenset[str]:
    # Of a firm's name tweets give the beginning: "Harvest" for "Harvest Robotics".
    return frozenset(vocabulary()["names"]["trades"])


def _occurs(word: str, evidence: Evidence) -> bool:
    # The plural of a name is the name: Teslas.
    names = (word.removesuffix("s"), *synonyms_of(word))
    return any(form_of(name).search(evidence.signed) for name in names)
