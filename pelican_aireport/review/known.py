"""What an article's claims can be held against; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from zoneinfo import ZoneInfo

from pelican_aireport.articles.report_file import Site
from pelican_aireport.model import Claim, Quotation, Tweet
from pelican_aireport.review.article import ReadArticle, parse_article
from pelican_aireport.review.quoted_tweets import read_quoted_tweets

__all__ = ["Known", "know", "stands_as_generated"]

_NO_ALIASES: Mapping[str, object] = MappingProxyType({})

_Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an article's tweets and of its beginning."""

    tweets: Mapping[str, Tweet]
    """By id."""
    quotations: Mapping[str, Quotation]
    """What the notes say of the tweets, as far as known those that were generated."""
    is_whole: bool
    """Whether these are all tweets that may be cited."""
    generated: frozenset[_Identity] | None
    """The claims as they were generated; ``None`` where nobody knows."""
    generated_ids: frozenset[str]
    """The tweets that the generated text cites."""
    aliases: Mapping[str, object]
    """The topic's, in the form of ``AIREPORT_ALIASES``."""
    timezone: ZoneInfo
    """The site's."""


def know(
    article: ReadArticle,
    site: Site,
    *,
    tweets: Iterable[Tweet] | None = None,
    is_whole: bool = True,
    generated: str | None = None,
    aliases: Mapping[str, object] = _NO_ALIASES,
) -> Known:
    """Gather what is known.

    Args:
        article: Its own notes stand for tweets that are not known.
        site: How the generated text is read.
        tweets: Those of the window, where they are known.
        is_whole: Whether these are all that may be cited.
        generated: The whole file as it was generated, where it is known.
        aliases: The topic's, in the form of ``AIREPORT_ALIASES``.
    """
    origin = None if generated is None else parse_article(article.path, generated, site)
    if tweets is None:
        # The author may have changed a note together with its claim.
        by_id = read_quoted_tweets(origin or article)
    else:
        by_id = {tweet.id: tweet for tweet in tweets}
    return Known(
        tweets=by_id,
        quotations=(origin or article).quotations,
        is_whole=is_whole and tweets is not None,
        generated=None if origin is None else _identities(origin),
        generated_ids=frozenset(origin.quotations) if origin else frozenset(),
        aliases=aliases,
        timezone=site.timezone,
    )


def stands_as_generated(
    claim: Claim, article: ReadArticle, known: Known
) -> bool | None:
    """Tell whether a claim is as it was made; ``None``: nobody can tell here."""
    if article.edited is False:
        return True
    return None if known.generated is None else _identity(claim) in known.generated


def _identities(article: ReadArticle) -> frozenset[_Identity]:
    return frozenset(_identity(claim) for _, claim in article.claims)


def _identity(claim: Claim) -> _Identity:
    """Return what makes a claim the same: its standing and the order of ids aside."""
    return (claim.text, frozenset(claim.evidence), claim.modality, claim.marks)
