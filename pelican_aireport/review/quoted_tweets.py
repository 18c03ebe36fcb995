"""Tweets as an article's own notes quote them; pure.

A quotation that is not cut is a whole tweet, but for links and for whom it answers.
"""

from collections.abc import Iterator, Mapping

from pelican_aireport.articles.sections import LANGUAGES, wording
from pelican_aireport.model import Quotation, Tweet
from pelican_aireport.review.article import ReadArticle

__all__ = ["read_quoted_tweets"]

_CLOSINGS = tuple({wording(language).quotes[1] for language in LANGUAGES})


def read_quoted_tweets(article: ReadArticle) -> Mapping[str, Tweet]:
    """Return the tweets that an article's notes quote in full, by id."""
    return {tweet.id: tweet for tweet in _read(article)}


def _read(article: ReadArticle) -> Iterator[Tweet]:
    for note in article.notes:
        quotation = article.quotations.get(note.label or "")
        if quotation is not None and note.text.rstrip().endswith(_CLOSINGS):
            tweet = _find_tweet(quotation)
            if tweet is not None:
                yield tweet


def _find_tweet(quotation: Quotation) -> Tweet | None:
    if not (quotation.author and quotation.created_at and quotation.quote):
        return None
    try:
        return Tweet(
            id=quotation.id,
            author=quotation.author,
            text=quotation.quote,
            created_at=quotation.created_at,
        )
    except ValueError:
        return None  # a label that is no tweet's id
