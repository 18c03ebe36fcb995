"""A claim as other pages than its report's tell it: text, marks, link; pure."""

from dataclasses import dataclass

from pelican_aireport.articles.claim_marks import render_marks
from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.site.entries import Entry, EntryClaim

__all__ = ["ToldClaim", "tell_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """What a reader is told of a claim away from its report."""

    text: str
    lang: str
    url: str
    """Of its report, relative to the site's root."""
    anchor: str
    marks: str
    """In the words of its report; empty where there is nothing to say."""
    evidence: int
    """How many tweets it cites."""


def tell_claim(entry: Entry, each: EntryClaim) -> ToldClaim:
    """Tell a claim of an entry."""
    language = entry.report.language if entry.report else ""
    words = wording(language if language in LANGUAGES else LANGUAGES[0])
    return ToldClaim(
        text=each.claim.text,
        lang=entry.lang,
        url=entry.url,
        anchor=each.anchor,
        marks=render_marks(each.claim, words),
        evidence=len(each.claim.evidence),
    )
