"""A digest becomes a report: title, summary, tags, provenance; pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from pelican_aireport.articles.claims import cited_ids, claims_of, count_claims
from pelican_aireport.articles.legacy import render_days
from pelican_aireport.articles.quotations import quote
from pelican_aireport.articles.sections import Section, wording
from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.spacing import space_out
from pelican_aireport.model import (
    Claim,
    Digest,
    Mark,
    Modality,
    Provenance,
    Report,
    Status,
    Term,
    Tweet,
    Window,
)
from pelican_aireport.settings import StatusRule, TopicSettings
from pelican_aireport.summarizers.leads import names_in
from pelican_aireport.summarizers.phrases import Phrases, count_words, join, phrases

__all__ = ["compose_report"]

_TITLE_NAMES = 3
_TITLE_LEADS = 2
_LONGEST_SUMMARY = 120
_TAGS = 5
_FEWEST_MENTIONS = 2
"""A name that only one tweet mentions makes no tag page worth having."""

_WORD_GOES_ON = re.compile("[A-Za-z]")
_VERSION_GOES_ON = re.compile(r"[A-Za-z]|\.?[0-9]")
"""Behind a version: Tarn 2.5 and Tarn 2x are others than Tarn 2."""


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
    names = _names(digest, topic, aliases)
    return Report(
        slug=slug,
        title=_told_title(digest, words)
        or _title(names, topic, provenance.window, timezone),
        category=topic.title,
        summary=_told_summary(digest) or _summary(names, len(tweets), words),
        tags=_tags(tweets, by_id, digest, aliases),
        language=topic.language,
        status=_status(topic, digest),
        digest=digest,
        tweets=tuple(by_id[id_] for id_ in sorted(cited_ids(digest))),
        terms=terms,
        provenance=provenance,
    )


def _status(topic: TopicSettings, digest: Digest) -> Status:
    if topic.status is StatusRule.VERIFIED:
        # what was replaced or left out had failed: an author should look at it
        counts = count_claims(digest)
        is_sound = not (counts.replaced or counts.left_out or digest.unchecked)
        return Status.PUBLISHED if is_sound else Status.DRAFT
    draft = topic.status is StatusRule.DRAFT
    return Status.DRAFT if draft else Status.PUBLISHED


def _told_title(digest: Digest, words: Phrases) -> str:
    """Return what a model calls its first points; a quotation's lead only names."""
    if digest.usage is None:
        return ""
    leads = (
        claim.lead
        for claim in digest.briefing.key_points
        if claim.lead and Mark.REPLACED not in claim.marks and not _is_rumour(claim)
    )
    return words.title_joint.join(_choose_names(leads, _TITLE_LEADS))


def _told_summary(digest: Digest) -> str:
    """Return the first sentence of a model's overview, as far as there is one."""
    # A title or summary stands alone, where no mark says that something is rumoured.
    overview = [each for each in digest.briefing.overview if not _is_rumour(each)]
    if digest.usage is None or not overview:
        return ""
    return quote(overview[0].text, length=_LONGEST_SUMMARY).text


def _is_rumour(claim: Claim) -> bool:
    return claim.modality is Modality.RUMOURED


def _names(digest: Digest, topic: TopicSettings, aliases: Aliases) -> tuple[str, ...]:
    """Return what the report is about: first what several tell, known names first."""
    words = phrases(topic.language)
    points = [
        claim
        for claim in digest.briefing.key_points
        if claim.lead and not _is_rumour(claim)
    ]
    points.sort(key=lambda claim: len(claim.evidence) == 1)
    names = dict.fromkeys(claim.lead.split(words.join)[0] for claim in points)
    ranked = sorted(names, key=lambda name: not _is_famous(name, aliases))
    return _choose_names(ranked, _TITLE_NAMES)


def _choose_names(names: Iterable[str], most: int) -> tuple[str, ...]:
    """Choose the first names; a longer one takes the place of what it begins with."""
    chosen: list[str] = []
    for name in names:
        if len(chosen) == most:
            break
        if any(_begins(name, each) for each in chosen):
            continue
        begun = next((each for each in chosen if _begins(each, name)), None)
        if begun is None:
            chosen.append(name)
        else:
            chosen[chosen.index(begun)] = name
    return tuple(chosen)


def _begins(name: str, other: str) -> bool:
    """Tell whether a name begins another: ``Tarn`` does ``Tarn 2``, not ``Tarnish``."""
    if not other.casefold().startswith(name.casefold()):
        return False
    goes_on = _VERSION_GOES_ON if name[-1].isdigit() else _WORD_GOES_ON
    return not (name[-1].isascii() and goes_on.match(other, len(name)))


def _is_famous(name: str, aliases: Aliases) -> bool:
    entity = find_entity(name, aliases)
    return entity is not None and entity.kind is not None


def _title(
    names: Sequence[str],
    topic: TopicSettings,
    window: Window | None,
    timezone: ZoneInfo,
) -> str:
    words = phrases(topic.language)
    if names:
        return space_out(words.title.format(names=words.join.join(names)))
    marks = wording(topic.language)
    days = render_days(window, timezone, marks) if window else ""
    return words.title_plain.format(category=topic.title, days=days)


def _summary(names: Sequence[str], tweets: int, words: Phrases) -> str:
    counted = count_words(tweets, words.tweets)
    template = words.summary if names else words.summary_plain
    return space_out(template.format(tweets=counted, names=join(names, words)))


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
