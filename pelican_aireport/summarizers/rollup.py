"""The digest of a week or month from what its daily articles told; pure.

Each claim stands in the words of the article, as its author left them: the last one of
its thread, with the tweets of the other days beside its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pelican_aireport.articles.sections import Section, wording
from pelican_aireport.evidence.chronicle import Thread
from pelican_aireport.evidence.claims.coverage import (
    Rules,
    find_claim_faults,
    mark_sources,
)
from pelican_aireport.language.spacing import space_out
from pelican_aireport.model import Briefing, Claim, Cluster, Details, Digest, Tweet
from pelican_aireport.summarizers.lexicon import find_section_of
from pelican_aireport.summarizers.phrases import Phrases, count_words, join, phrases
from pelican_aireport.summarizers.port import Frame, RollUp

__all__ = ["tell_rollup"]

_LEADING_TOPICS = 3
_NAMED_DAYS = 3
"""More days than these are counted."""

_SENTENCE_ENDS = ("\u3002", "\uff01", "\uff1f", "\u201d", ".", "!", "?")


def tell_rollup(rollup: RollUp, clusters: Sequence[Cluster], frame: Frame) -> Digest:
    """Fill a digest; its threads are told in their order.

    The first of those that were a key point on any day are key points again.
    """
    tweets = {tweet.id: tweet for cluster in clusters for tweet in cluster.tweets}
    placed = _place(_once_each(rollup.threads), tweets, frame)
    told = [thread for threads in placed.values() for thread in threads]
    leading = placed[Section.KEY_POINTS] or told
    claims = {
        section: tuple(_claim(thread, tweets, frame.language) for thread in threads)
        for section, threads in placed.items()
    }
    return Digest(
        briefing=Briefing(
            overview=(_tell_making(rollup, leading, len(tweets), frame.language),),
            key_points=claims.get(Section.KEY_POINTS, ()),
        ),
        details=Details(
            viewpoints=claims.get(Section.VIEWPOINTS, ()),
            events=claims.get(Section.EVENTS, ()),
            markets=claims.get(Section.MARKETS, ()),
            ai=claims.get(Section.AI, ()),
            finance=claims.get(Section.FINANCE, ()),
        ),
        unchecked=sum(_is_unchecked(thread, tweets, frame) for thread in told),
    )


def _once_each(threads: Iterable[Thread]) -> tuple[Thread, ...]:
    # An author may have written one sentence into two articles about two matters.
    by_text: dict[str, Thread] = {}
    for thread in threads:
        by_text.setdefault(thread.teller.claim.text, thread)
    return tuple(by_text.values())


def _place(
    threads: Iterable[Thread], tweets: Mapping[str, Tweet], frame: Frame
) -> Mapping[Section, Sequence[Thread]]:
    """Put threads into sections, key points first, as far as each has room."""
    placed: dict[Section, list[Thread]] = {Section.KEY_POINTS: []}
    rest = []
    for thread in threads:
        points = placed[Section.KEY_POINTS]
        if _was_point(thread) and len(points) < frame.key_points:
            points.append(thread)
        else:
            rest.append(thread)
    for thread in rest:
        section = placed.setdefault(_section_of(thread, tweets), [])
        if len(section) < frame.most_details:
            section.append(thread)
    return placed


def _was_point(thread: Thread) -> bool:
    """Tell whether a thread was a key point on any day: its author thought so."""
    return any(each.section is Section.KEY_POINTS for each in thread.told)


def _section_of(thread: Thread, tweets: Mapping[str, Tweet]) -> Section:
    """Return the section of the details that told a thread last, else the fitting."""
    for each in reversed(thread.told):
        if each.section is not Section.KEY_POINTS:
            return each.section
    cited = tuple(tweets[id_] for id_ in thread.evidence)
    return find_section_of(Cluster(tweets=cited, score=0.0))


def _tell_making(
    rollup: RollUp, threads: Sequence[Thread], tweets: int, language: str
) -> Claim:
    """Tell what the report was made from, and what was told on most days."""
    words = phrases(language)
    text = words.rollup_made[rollup.period.value].format(
        reports=count_words(rollup.reports, words.reports),
        tweets=count_words(tweets, words.tweets),
    )
    lasting = [each for each in threads if each.teller.claim.lead and each.days[1:]]
    lasting.sort(key=lambda each: -len(each.days))
    if lasting:
        topics = [_topic(each, words) for each in lasting[:_LEADING_TOPICS]]
        text += words.rollup_leading.format(topics=join(topics, words))
    told = (lasting or list(threads))[:_LEADING_TOPICS]
    ids = dict.fromkeys(each.teller.claim.evidence[0] for each in told)
    return Claim(text=space_out(text), evidence=tuple(ids))


def _topic(thread: Thread, words: Phrases) -> str:
    return words.rollup_topic.format(
        lead=words.pair.join(thread.teller.claim.lead.split(words.join)),
        days=count_words(len(thread.days), words.days),
    )


def _claim(thread: Thread, tweets: Mapping[str, Tweet], language: str) -> Claim:
    # The tweets of other days are about the same matter, but need not say the same:
    # whether one author alone says it is for the claim's own to tell.
    claim = mark_sources(thread.teller.claim, tweets)
    return replace(
        claim,
        text=claim.text + _tell_days(claim.text, thread.days[:-1], language),
        evidence=thread.evidence,
    )


def _tell_days(text: str, days: Sequence[date], language: str) -> str:
    """Tell on which other days a matter was told; empty if on none."""
    if not days:
        return ""
    words = phrases(language)
    stop = "" if text.endswith(_SENTENCE_ENDS) else wording(language).stop
    if len(days) > _NAMED_DAYS:
        counted = count_words(len(days), words.days)
        return stop + words.rollup_more_days.format(days=counted)
    named = [
        words.rollup_day.format(month=words.months[day.month - 1], day=day.day)
        for day in days
    ]
    return stop + space_out(words.rollup_days.format(days=join(named, words)))


def _is_unchecked(thread: Thread, tweets: Mapping[str, Tweet], frame: Frame) -> bool:
    """Tell whether a claim is its author's and its tweets do not seem to cover it."""
    rules = Rules(
        aliases=frame.aliases,
        language=frame.language,
        window=frame.window,
        timezone=frame.timezone,
    )
    teller = thread.teller
    return teller.is_edited and bool(find_claim_faults(teller.claim, tweets, rules))
