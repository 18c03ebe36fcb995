"""Whether the tweets that a claim cites cover it: all checks of single claims; pure.

The checks compare words and figures; they do not understand. What they let through may
still be wrong, what they name is worth a second look.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from pelican_aireport.evidence.claims.addresses import find_foreign_sites
from pelican_aireport.evidence.claims.bindings import find_exchanged_names
from pelican_aireport.evidence.claims.days import find_wrong_dates
from pelican_aireport.evidence.claims.directions import find_wrong_directions
from pelican_aireport.evidence.claims.faults import ClaimFault, ClaimFaultKind
from pelican_aireport.evidence.claims.former import find_former_pieces
from pelican_aireport.evidence.claims.generalities import find_generality
from pelican_aireport.evidence.claims.labels import find_wrong_labels
from pelican_aireport.evidence.claims.mentions import (
    find_wrong_handles,
    find_wrong_names,
    find_wrong_tickers,
)
from pelican_aireport.evidence.claims.modality import find_wrong_modality
from pelican_aireport.evidence.claims.moments import find_exchanged_days
from pelican_aireport.evidence.claims.negations import find_wrong_negations
from pelican_aireport.evidence.claims.persons import find_wrong_chinese_names
from pelican_aireport.evidence.claims.places import find_wrong_towns
from pelican_aireport.evidence.claims.quoting import find_wrong_quotations
from pelican_aireport.evidence.claims.rates import find_wrong_rates
from pelican_aireport.evidence.claims.relations import find_turned_relations
from pelican_aireport.evidence.claims.roles import find_wrong_roles
from pelican_aireport.evidence.claims.sentences import read_names
from pelican_aireport.evidence.claims.shares import find_wrong_shares
from pelican_aireport.evidence.claims.speakers import find_wrong_speakers
from pelican_aireport.evidence.claims.statement import (
    Evidence,
    Finding,
    Statement,
    read_claim,
    read_tweets,
)
from pelican_aireport.evidence.claims.subjects import find_wrong_subjects
from pelican_aireport.evidence.claims.values import find_wrong_numbers
from pelican_aireport.evidence.claims.wording import (
    LONGEST_CLAIM,
    find_structure,
    find_wrong_language,
)
from pelican_aireport.language.entities import Aliases
from pelican_aireport.language.tokens import content_words
from pelican_aireport.model import Claim, Mark, Tweet, Window

__all__ = ["Rules", "find_claim_faults", "find_repetitions", "mark_sources"]

_MOST_EVIDENCE = 5
_ALIKE = 0.8
"""Cosine of content words from which two claims say the same.

Of 48,732 pairs of the labelled claims about different tweets two are above it, and
both have an honest claim's words under another tweet.
"""

_FEWEST_WORDS = 3
"""Claims of fewer content words are alike by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What claims are checked against, beside their tweets."""

    aliases: Aliases
    language: str
    """Of the report: ``"zh-CN"`` or ``"en"``."""
    window: Window | None = None
    """Tweets from outside support nothing; ``None`` lets all of them."""
    timezone: tzinfo | None = None
    """In which days are named; ``None`` takes each tweet's own."""


def find_claim_faults(
    claim: Claim, tweets: Mapping[str, Tweet], rules: Rules
) -> tuple[ClaimFault, ...]:
    """Find all faults of a claim, in the order of its text.

    Those of its ids come first. Without a tweet that may support it, its words are
    not compared with anything.
    """
    statement = read_claim(claim, rules.aliases)
    usable = [
        tweets[id_]
        for id_ in claim.evidence
        if id_ in tweets and _is_in_window(tweets[id_], rules)
    ]
    findings = list(find_structure(statement))
    if usable and len(statement.reading.text) <= LONGEST_CLAIM:
        evidence = read_tweets(usable, rules.aliases)
        findings += _compare(statement, evidence, rules)
    faults = (*_ids(claim, tweets, rules), *_in_order(findings))
    return tuple(dict.fromkeys(faults))


def _in_order(findings: list[Finding]) -> tuple[ClaimFault, ...]:
    """Return the faults by place, of those of one kind at one place the first."""
    first: dict[tuple[int, ClaimFaultKind], ClaimFault] = {}
    for finding in sorted(findings, key=lambda finding: finding.start):
        first.setdefault((finding.start, finding.fault.kind), finding.fault)
    return tuple(first.values())


def _is_in_window(tweet: Tweet, rules: Rules) -> bool:
    return rules.window is None or tweet.created_at in rules.window


def _ids(
    claim: Claim, tweets: Mapping[str, Tweet], rules: Rules
) -> Iterator[ClaimFault]:
    if not claim.evidence:
        words = "it cites no tweet; one to five are wanted"
        yield ClaimFault(kind=ClaimFaultKind.NO_EVIDENCE, found="", words=words)
    if len(claim.evidence) > _MOST_EVIDENCE:
        found = ", ".join(claim.evidence)
        words = f"it cites {len(claim.evidence)} tweets; one to five are wanted"
        yield ClaimFault(kind=ClaimFaultKind.TOO_MANY_IDS, found=found, words=words)
    for id_ in claim.evidence:
        if id_ not in tweets:
            words = f"{id_!r} is none of the tweets that may be cited"
            yield ClaimFault(kind=ClaimFaultKind.UNKNOWN_ID, found=id_, words=words)
        elif not _is_in_window(tweets[id_], rules):
            words = f"{id_!r} was posted outside the report's window; cite another"
            yield ClaimFault(kind=ClaimFaultKind.WINDOW, found=id_, words=words)


def _compare(
    statement: Statement, evidence: Evidence, rules: Rules
) -> Iterator[Finding]:
    names = read_names((statement.reading, *evidence.readings), rules.aliases)
    yield from find_wrong_language(statement, evidence, rules.language)
    yield from find_foreign_sites(statement, evidence)
    yield from find_wrong_numbers(statement, evidence)
    yield from find_exchanged_names(statement, evidence, rules.aliases)
    yield from find_wrong_rates(statement, evidence)
    yield from find_wrong_subjects(statement, evidence, names)
    yield from find_wrong_roles(statement, evidence, names)
    yield from find_wrong_shares(statement, evidence)
    yield from find_wrong_labels(statement, evidence)
    yield from find_turned_relations(statement, evidence, names)
    yield from find_wrong_speakers(statement, evidence, names)
    yield from find_wrong_names(statement, evidence)
    yield from find_wrong_chinese_names(statement, evidence)
    yield from find_wrong_towns(statement, evidence)
    yield from find_wrong_tickers(statement, evidence)
    yield from find_wrong_handles(statement, evidence)
    yield from find_wrong_quotations(statement, evidence)
    yield from find_wrong_directions(statement, evidence)
    yield from find_wrong_negations(statement, evidence)
    yield from find_wrong_dates(
        statement, evidence, window=rules.window, timezone=rules.timezone
    )
    yield from find_exchanged_days(statement, evidence)
    yield from find_former_pieces(statement, evidence)
    yield from find_wrong_modality(statement, evidence)
    yield from find_generality(statement, evidence)


def find_repetitions(claims: Sequence[Claim]) -> tuple[tuple[int, int], ...]:
    """Return pairs (later, earlier) of claims that say the same.

    They rest on the same tweets (more than half of each one's evidence is shared), or
    have nearly the same words.
    """
    words = [Counter(content_words(f"{claim.lead} {claim.text}")) for claim in claims]
    return tuple(
        (later, earlier)
        for later in range(len(claims))
        for earlier in range(later)
        if _shares_evidence(claims[later], claims[earlier])
        or _is_alike(words[later], words[earlier])
    )


def _shares_evidence(one: Claim, other: Claim) -> bool:
    shared = len(set(one.evidence) & set(other.evidence))
    return 2 * shared > max(len(one.evidence), len(other.evidence))


def _is_alike(one: Counter[str], other: Counter[str]) -> bool:
    if min(len(one), len(other)) < _FEWEST_WORDS:
        return one == other and bool(one)
    product = sum(count * other[word] for word, count in one.items())
    return product >= _ALIKE * math.sqrt(_square(one) * _square(other))


def _square(words: Counter[str]) -> int:
    return sum(count * count for count in words.values())


def mark_sources(claim: Claim, tweets: Mapping[str, Tweet]) -> Claim:
    """Return a claim with ``Mark.ONE_SOURCE`` exactly where a reader needs it.

    That is where all its tweets are by one author and its words name neither that
    author's handle nor display name.
    """
    cited = [tweets[id_] for id_ in claim.evidence if id_ in tweets]
    authors = {tweet.author.casefold() for tweet in cited}
    said = f"{claim.lead} {claim.text}".casefold()
    is_named = any(_names_author(said, tweet) for tweet in cited)
    marks = set(claim.marks) - {Mark.ONE_SOURCE}
    if len(authors) == 1 and not is_named:
        marks.add(Mark.ONE_SOURCE)
    return replace(claim, marks=tuple(mark for mark in Mark if mark in marks))


def _names_author(said: str, tweet: Tweet) -> bool:
    name = (tweet.name or "").strip().casefold()
    return f"@{tweet.author.casefold()}" in said or (bool(name) and name in said)
