"""Whether a claim says what code would write of its tweets; pure."""

from collections.abc import Iterator
from datetime import datetime

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.evidence.claims.coverage import Rules
from pelican_aireport.evidence.claims.quoting import is_quoted
from pelican_aireport.model import Claim, Quotation
from pelican_aireport.review.known import Known
from pelican_aireport.review.told_by_code import (
    find_quotation,
    is_counted,
    tell_moment_of_quotation,
)

__all__ = ["is_told_by_code"]

_Moment = tuple[str, str, str]


def is_told_by_code(claim: Claim, known: Known, rules: Rules) -> bool:
    """Tell whether code wrote a claim, or would have written it so."""
    if is_counted(claim.text, rules.language):
        return True
    said = find_quotation(claim.text, claim.lead, rules.language)
    return said is not None and any(
        tweet.author == said.author
        and is_quoted(said.quote, tweet.quote or "")
        and said.moment in _tell_moments(tweet.created_at, rules)
        for tweet in _cited(claim, known)
    )


def _cited(claim: Claim, known: Known) -> Iterator[Quotation]:
    """Return what is known of the tweets that a claim cites, those cut as well."""
    for id_ in claim.evidence:
        tweet, note = known.tweets.get(id_), known.quotations.get(id_)
        if tweet is not None:
            yield Quotation(
                id=id_,
                author=tweet.author,
                created_at=tweet.created_at,
                quote=clean_line(tweet.text),
            )
        elif note is not None:
            yield note


def _tell_moments(moment: datetime | None, rules: Rules) -> Iterator[_Moment]:
    # The site may have moved to another zone since.
    written = None if rules.window is None else rules.window.start.tzinfo
    for zone in (rules.timezone, written):
        if moment is not None and zone is not None:
            yield tell_moment_of_quotation(moment.astimezone(zone), rules.language)
