"""Articles checked: each is read, held against what is known, and told of.

Touches the disk through what it calls; never the network, never the clock.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pelican_aireport.articles.front_matter import read_text
from pelican_aireport.articles.generated import find_generated
from pelican_aireport.articles.report_file import Site, read_article_text
from pelican_aireport.errors import ArticleError
from pelican_aireport.review.article import (
    ReadArticle,
    parse_body,
    parse_head,
    read_article,
)
from pelican_aireport.review.claim_checks import check_claims, find_not_compared
from pelican_aireport.review.claims import ReviewedClaim, review_read_claims
from pelican_aireport.review.files import Chosen, find_slugs_twice
from pelican_aireport.review.findings import Finding, NotCompared, Review
from pelican_aireport.review.footnote_checks import check_footnotes
from pelican_aireport.review.front_matter_checks import (
    check_front_matter,
    find_broken_front_matter,
)
from pelican_aireport.review.known import Known, know
from pelican_aireport.review.picture_checks import check_pictures
from pelican_aireport.review.section_checks import (
    check_html,
    check_levels,
    check_links,
    check_sections,
)
from pelican_aireport.settings import Settings

__all__ = ["check_articles", "make_strict", "review_article"]

_Check = Callable[[ReadArticle], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """What checking one article came to."""

    findings: tuple[Finding, ...]
    claims: tuple[ReviewedClaim, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()


def check_articles(chosen: Chosen, settings: Settings) -> Review:
    """Check articles; the findings are in the order of files and lines."""
    checked = [_check_file(path, settings) for path in chosen.articles]
    findings = [
        *(finding for each in checked for finding in each.findings),
        *find_slugs_twice(settings.reports, chosen.articles),
    ]
    return Review(
        articles=len(chosen.articles),
        claims=sum(len(each.claims) for each in checked),
        compared=sum(claim.compared for each in checked for claim in each.claims),
        findings=_in_order(findings),
        not_compared=tuple(lack for each in checked for lack in each.not_compared),
        skipped=chosen.skipped,
    )


def make_strict(review: Review) -> Review:
    """Make a finding of each claim whose tweets are not on this machine."""
    found = (
        Finding(
            path=each.path,
            line=line,
            code="not-compared",
            message="the tweets that this claim cites are not on this machine",
            remedy="check it where they are, or check without --strict",
        )
        for each in review.not_compared
        for line in each.lines
    )
    return replace(review, findings=_in_order((*review.findings, *found)))


def review_article(path: Path, settings: Settings) -> tuple[ReviewedClaim, ...]:
    """Review the claims of an article against all that is known on this machine.

    Raises:
        ArticleError: the file cannot be read, or has no front matter.
    """
    site = _site(settings)
    article = read_article(path, site)
    return review_read_claims(article, _know(article, site, settings))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (each.path, each.line, each.code)))


def _check_file(path: Path, settings: Settings) -> _Checked:
    site = _site(settings)
    text = ""
    try:
        text = read_article_text(path)
        article = parse_head(path, text, site)
    except ArticleError as error:
        return _Checked(findings=(find_broken_front_matter(path, text, error),))
    head = (*check_front_matter(article, settings.timezone), *check_pictures(article))
    if article.edited is False:
        # What code wrote was checked before it was written.
        return _Checked(findings=head)
    body = _check_body(parse_body(article, site), site, settings)
    return replace(body, findings=(*head, *body.findings))


def _check_body(article: ReadArticle, site: Site, settings: Settings) -> _Checked:
    known = _know(article, site, settings)
    claims = review_read_claims(article, known)
    findings = (
        *(finding for check in _CHECKS for finding in check(article)),
        *check_footnotes(article, known),
        *check_claims(article, claims),
    )
    # The claims of a text that is no report of ours rest on whatever they do.
    claims = claims if article.is_report else ()
    lacking = tuple(claim.line for claim in find_not_compared(claims))
    told = NotCompared(path=article.path, slug=article.slug, lines=lacking)
    return _Checked(
        findings=findings,
        claims=claims,
        not_compared=(told,) if lacking else (),
    )


def _site(settings: Settings) -> Site:
    languages = [topic.language for topic in settings.topics]
    return Site(
        timezone=settings.timezone,
        lang=languages[0] if languages else "",
        titles={topic.name: topic.title for topic in settings.topics},
    )


def _know(article: ReadArticle, site: Site, settings: Settings) -> Known:
    """Gather what is known of an article; nothing is looked for that is not asked."""
    gather = partial(know, article, site)
    if not article.is_report:
        return gather()
    # What reads tweets costs more than the checks of many an archive.
    from pelican_aireport.review.topic_tweets import (  # noqa: PLC0415
        find_slugs_of,
        find_topic,
        find_window_tweets,
    )

    found = find_window_tweets(article, settings)
    topic = find_topic(article, settings)
    kept = (
        find_generated(settings.state, slug, _stated_hash(article))
        for slug in find_slugs_of(article, settings)
    )
    return gather(
        tweets=None if found is None else found.tweets,
        is_whole=found is not None and found.is_whole,
        generated=next(filter(None, kept), None),
        aliases={} if topic is None else topic.aliases,
    )


def _stated_hash(article: ReadArticle) -> str:
    said = article.front.values.get("aireport")
    return (read_text(said, "body") if isinstance(said, dict) else None) or ""


_CHECKS: tuple[_Check, ...] = (
    check_sections,
    check_levels,
    check_html,
    check_links,
)
