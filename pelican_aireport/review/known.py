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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an article's tweets and of its beginning."""

    tweets: Mapping[str, Tweet]
    """By id."""
    quotations: Mapping[str, Quotation]
    """What the notes say of the tweets, as far as known those that were generated."""
    from_notes: frozenset[str]
    """The tweets that are known from a note alone, without their authors' names."""
    is_whole: bool
    """Whether these are all tweets that may be cited."""
    generated: tuple[Claim, ...] | None
    """The claims as they were generated; ``None`` where nobody knows."""
    generated_ids: frozenset[str]
    """The tweets that the generated text cites."""
    aliases: Mapping[str, object]
    """The topic's, in the form of ``AIREPORT_ALIASES``."""
    timezone: ZoneInfo
    """The site's."""
    kept: int | None
    """How many tweets were selected; ``None`` where the article does not say."""


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
    # The author may have changed a note together with its claim.
    quoted = read_quoted_tweets(origin or article) if origin or tweets is None else {}
    told = {tweet.id: tweet for tweet in tweets or ()}
    counts = article.provenance.counts
    return Known(
        tweets={**quoted, **told},
        quotations=(origin or article).quotations,
        from_notes=frozenset(quoted.keys() - told.keys()),
        is_whole=is_whole and tweets is not None,
        generated=None if origin is None else _claims(origin),
        generated_ids=frozenset(origin.quotations) if origin else frozenset(),
        aliases=aliases,
        timezone=site.timezone,
        kept=None if counts is None else counts.kept,
    )


def stands_as_generated(
    claim: Claim, article: ReadArticle, known: Known
) -> bool | None:
    """Tell whether a claim is as it was made; ``None``: nobody can tell here."""
    if article.edited is False:
        return True
    if known.generated is None:
        return None
    return any(_identity(claim) == _identity(each) for each in known.generated)


def _claims(article: ReadArticle) -> tuple[Claim, ...]:
    return tuple(claim for _, claim in article.claims)


def _identity(claim: Claim) -> tuple[object, ...]:
    """Return what makes a claim the same: its standing and the order of ids aside."""
    return (claim.text, frozenset(claim.evidence), claim.modality, claim.marks)
