"""Whether who is said to have said it did; pure.

A person before a verb of speech in a claim must speak in a tweet. Only where somebody
else does so instead, be it the tweet's own author, it is a fault.
"""

from collections.abc import Iterator

from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, find_clause
from pelican_aireport.evidence.claims.reading import Reading
from pelican_aireport.evidence.claims.sentences import (
    Name,
    NamesOfTexts,
    find_sentence,
    split_sentences,
)
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.vocabulary import words_in

__all__ = ["find_wrong_speakers"]

_WORDS = "the cited tweets do not let {} say this; name who said it"
_CLOSE = 12
_COLONS = (":", "\uff1a")
_PEOPLE = ("person", "")


def find_wrong_speakers(
    statement: Statement, evidence: Evidence, names: NamesOfTexts
) -> Iterator[Finding]:
    """Find the people to whom a claim gives the words of another."""
    ours, *theirs = names
    for name in ours:
        if name.kind != "person" or not _says(name, statement.reading):
            continue
        texts = list(zip(evidence.readings, theirs, strict=True))
        is_author = any(_is_author(name, tweet.name or "") for tweet in evidence.tweets)
        if is_author or any(_speaks(name, *text) for text in texts):
            continue
        is_named = any(name.is_same(each) for names in theirs for each in names)
        if is_named and any(_is_told_by_another(*text) for text in texts):
            yield make_finding(
                ClaimFaultKind.NAME, statement.reading, name.span, _WORDS
            )


def _says(name: Name, reading: Reading) -> bool:
    """Tell whether a verb of speech stands close behind a name."""
    clause = find_clause(reading.folded, name.span[0])
    behind = reading.folded[name.span[1] : min(clause[1], name.span[1] + _CLOSE)]
    return bool(words_in(behind, "speech", "verbs"))


def _is_author(name: Name, author: str) -> bool:
    words = {word.casefold() for word in author.split()}
    return any(word in words for word in name.words) or any(
        word.lstrip("=") in author for word in name.words
    )


def _speaks(name: Name, reading: Reading, names: tuple[Name, ...]) -> bool:
    return any(
        _has_speech(each, reading)
        for each in names
        if name.is_same(each) and not _is_owner(each, reading)
    )


def _has_speech(name: Name, reading: Reading) -> bool:
    start, end = _sentence(name, reading)
    sentence = reading.folded[start:end]
    if words_in(sentence, "speech", "silence"):
        return False
    behind = reading.folded[name.span[1] : end]
    is_told = any(colon in behind for colon in _COLONS)
    return is_told or bool(words_in(sentence, "speech", "verbs"))


def _sentence(name: Name, reading: Reading) -> Span:
    sentences = split_sentences(reading.folded)
    return sentences[find_sentence(reading.folded, name.span[0])]


def _is_owner(name: Name, reading: Reading) -> bool:
    return reading.folded[name.span[1] : name.span[1] + 2] == "'s"


def _is_told_by_another(reading: Reading, names: tuple[Name, ...]) -> bool:
    if words_in(reading.folded, "speech", "first_person"):
        return True
    return any(_has_speech(each, reading) for each in names if each.kind in _PEOPLE)
