"""A digest becomes a report: title, summary, tags, provenance; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from pelican_aireport.articles.claims import cited_ids, claims_of
from pelican_aireport.articles.legacy import render_days
from pelican_aireport.articles.sections import Section, wording
from pelican_aireport.language.entities import Aliases
from pelican_aireport.language.spacing import space_out
from pelican_aireport.model import (
    Claim,
    Digest,
    Provenance,
    Report,
    Status,
    Term,
    Tweet,
    Window,
)
from pelican_aireport.settings import StatusRule, TopicSettings
from pelican_aireport.summarizers.leads import names_in
from pelican_aireport.summarizers.phrases import Phrases, join, phrases

__all__ = ["compose_report"]

_TITLE_NAMES = 3
_TAGS = 5
_FEWEST_MENTIONS = 2
"""A name that only one tweet mentions makes no tag page worth having."""


def compose_report(
    digest: Digest,
    tweets: Sequence[Tweet],
    *,
    slug: str,
    topic: TopicSettings,
    terms: tuple[Term, ...],
    aliases: Aliases,
    provenance: Provenance,
    timezone: ZoneInfo,
) -> Report:
    """Compose a report; ``tweets`` are those that were kept, strongest first.

    Its claims must have passed their checks: a verified topic is then published.
    """
    words = phrases(topic.language)
    by_id = {tweet.id: tweet for tweet in tweets}
    leads = _leads(digest)
    return Report(
        slug=slug,
        title=_title(leads, topic, provenance.window, timezone),
        category=topic.title,
        summary=_summary(leads, len(tweets), words),
        tags=_tags(tweets, by_id, digest, aliases),
        language=topic.language,
        status=_status(topic),
        digest=digest,
        tweets=tuple(by_id[id_] for id_ in sorted(cited_ids(digest))),
        terms=terms,
        provenance=provenance,
    )


def _status(topic: TopicSettings) -> Status:
    draft = topic.status is StatusRule.DRAFT
    return Status.DRAFT if draft else Status.PUBLISHED


def _leads(digest: Digest) -> tuple[str, ...]:
    leads = (claim.lead for claim in digest.briefing.key_points if claim.lead)
    return tuple(dict.fromkeys(leads))


def _title(
    leads: Sequence[str],
    topic: TopicSettings,
    window: Window | None,
    timezone: ZoneInfo,
) -> str:
    words = phrases(topic.language)
    names = _first_names(leads, words)
    if names:
        return space_out(words.title.format(names=join(names, words)))
    marks = wording(topic.language)
    days = render_days(window, timezone, marks) if window else ""
    return words.title_plain.format(category=topic.title, days=days)


def _first_names(leads: Iterable[str], words: Phrases) -> tuple[str, ...]:
    names = dict.fromkeys(lead.split(words.join)[0] for lead in leads)
    return tuple(names)[:_TITLE_NAMES]


def _summary(leads: Sequence[str], tweets: int, words: Phrases) -> str:
    names = _first_names(leads, words)
    if not names:
        return words.summary_plain.format(tweets=tweets)
    return space_out(words.summary.format(tweets=tweets, names=join(names, words)))


def _tags(
    tweets: Iterable[Tweet],
    by_id: Mapping[str, Tweet],
    digest: Digest,
    aliases: Aliases,
) -> tuple[str, ...]:
    mentions = Counter(
        name for tweet in tweets for name in set(names_in(tweet.text, aliases))
    )
    points: tuple[Claim, ...] = claims_of(digest)[Section.KEY_POINTS]
    told = dict.fromkeys(
        name
        for claim in points
        for name in names_in(by_id[claim.evidence[0]].text, aliases)
    )
    named = [name for name in told if mentions[name] >= _FEWEST_MENTIONS]
    order = list(told)
    named.sort(key=lambda name: (-mentions[name], order.index(name)))
    return tuple(named[:_TAGS])
