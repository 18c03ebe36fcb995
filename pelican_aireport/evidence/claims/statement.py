"""A claim and its tweets, read once for all checks; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.evidence.claims.faults import ClaimFault, ClaimFaultKind
from pelican_aireport.evidence.claims.folding import Span, fold
from pelican_aireport.evidence.claims.reading import Reading, read_text
from pelican_aireport.language.entities import (
    Aliases,
    Mention,
    find_mentions,
    find_nested_mentions,
)
from pelican_aireport.model import Claim, Entity, Tweet

__all__ = [
    "Evidence",
    "Finding",
    "Statement",
    "make_finding",
    "read_claim",
    "read_tweets",
]

_SEAM = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
_LINK = re.compile(r"https?://[!-~]*")


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and where in the claim it is."""

    start: int
    fault: ClaimFault


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim says, lead and text."""

    claim: Claim
    reading: Reading
    mentions: tuple[Mention, ...]
    """Of known entities, outside quotations and handles."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the tweets say that a claim cites and that may support it."""

    tweets: tuple[Tweet, ...]
    readings: tuple[Reading, ...]
    """Of their texts."""
    signed: str
    """All their texts, folded, with the handles and names of their authors."""
    mentions: tuple[Mention, ...]
    """In ``signed``, names inside longer names as well."""

    @property
    def entities(self) -> frozenset[Entity]:
        """What the tweets name."""
        return frozenset(mention.entity for mention in self.mentions)


def make_finding(
    kind: ClaimFaultKind, reading: Reading, span: Span, words: str
) -> Finding:
    """Make a finding; ``{}`` in its words is the piece at fault."""
    found = reading.shown(span)
    fault = ClaimFault(kind=kind, found=found, words=words.replace("{}", repr(found)))
    return Finding(span[0], fault)


def read_claim(claim: Claim, aliases: Aliases) -> Statement:
    """Read what a claim says.

    An edited article's text repeats its lead; a summarizer's does not.
    """
    repeats = not claim.lead or claim.text.startswith(claim.lead)
    reading = read_text(claim.text if repeats else f"{claim.lead}。{claim.text}")
    taken = (*reading.quotations, *reading.handles)
    mentions = tuple(
        mention
        for mention in find_mentions(reading.folded, aliases)
        if not any(s < mention.end and mention.start < e for s, e in taken)
    )
    return Statement(claim, reading, mentions)


def read_tweets(tweets: Sequence[Tweet], aliases: Aliases) -> Evidence:
    """Read what tweets say."""
    readings = tuple(read_text(_without_links(tweet.text)) for tweet in tweets)
    signed = "\n".join(
        line
        for tweet, reading in zip(tweets, readings, strict=True)
        for line in (reading.folded, *_signature(tweet))
    )
    return Evidence(
        tuple(tweets), readings, signed, find_nested_mentions(signed, aliases)
    )


def _without_links(text: str) -> str:
    lines = map(clean_line, unescape(text).splitlines())
    return _LINK.sub(" ", "\n".join(lines))


def _signature(tweet: Tweet) -> tuple[str, ...]:
    # A handle joins its words: OpenAIDevs, nvidia_news.
    return (f"@{tweet.author}", _SEAM.sub(" ", tweet.author), fold(tweet.name or ""))
