"""Whether a claim says something of something; pure."""

from collections.abc import Iterator

from pelican_aireport.evidence.claims.dates import find_date_names
from pelican_aireport.evidence.claims.faults import ClaimFaultKind
from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.persons import has_chinese_name
from pelican_aireport.evidence.claims.reading import is_common
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    make_finding,
)
from pelican_aireport.evidence.claims.versions import split_name
from pelican_aireport.evidence.claims.vocabulary import words_in

__all__ = ["find_generality"]

_NOTHING = "{} names nothing and nobody; say who or what, as the cited tweets do"
_CROWD = "no cited tweet speaks of {}; name who said it"


def find_generality(statement: Statement, evidence: Evidence) -> Iterator[Finding]:
    """Find a sentence in which nothing is named, or a crowd that one author is."""
    reading = statement.reading
    if not (_names_something(statement) or has_chinese_name(statement, evidence)):
        whole = (0, len(reading.text))
        yield make_finding(ClaimFaultKind.GENERALITY, reading, whole, _NOTHING)
        return
    authors = {tweet.author.casefold() for tweet in evidence.tweets}
    spoken_of = any(
        words_in(each.folded, "generalities", "crowd") for each in evidence.readings
    )
    if len(authors) < 2 and not spoken_of:  # noqa: PLR2004
        for found in words_in(reading.folded, "generalities", "crowd")[:1]:
            yield make_finding(ClaimFaultKind.GENERALITY, reading, found.span(), _CROWD)


def _names_something(statement: Statement) -> bool:
    reading = statement.reading
    if statement.mentions or reading.handles or reading.cashtags or reading.codes:
        return True
    if reading.quotations or _has_name(statement):
        return True
    return bool(find_figures(reading.folded) or find_date_names(reading.folded))


def _has_name(statement: Statement) -> bool:
    reading = statement.reading
    return any(
        word.version or not is_common(reading.folded[word.span[0] : word.base_end])
        for name in reading.names
        for word in split_name(reading.folded, name)
    )
