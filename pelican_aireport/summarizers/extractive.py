"""The summarizer that needs neither key nor network; pure.

It quotes. Each claim is one cluster's best tweet word for word, with author and
time, so every claim is covered by its evidence by construction. Where the tweet's
words say that it is a rumour, so does the claim.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pelican_aireport.articles.escaping import clean_line
from pelican_aireport.articles.quotations import quote
from pelican_aireport.articles.sections import Section, Wording, wording
from pelican_aireport.evidence.claims.hearsay import is_hearsay
from pelican_aireport.model import (
    Briefing,
    Claim,
    Cluster,
    Details,
    Digest,
    Modality,
    Tweet,
)
from pelican_aireport.summarizers.lexicon import find_section_of
from pelican_aireport.summarizers.overview import tell_overview
from pelican_aireport.summarizers.phrases import count_words, phrases
from pelican_aireport.summarizers.port import Frame
from pelican_aireport.summarizers.rollup import tell_rollup
from pelican_aireport.summarizers.stories import (
    Story,
    choose_key_points,
    find_stories,
    is_worth_a_line,
)

__all__ = ["ExtractiveSummarizer", "quote_cluster", "quote_overview"]

_EVIDENCE_PER_CLAIM = 5
_CLAIMS_PER_AUTHOR = 3
_NAME_LENGTH = 24
_NO_NAME = re.compile(r"https?://[!-~]*|[\u201c\u201d]")
_SENTENCE_ENDS = ("\u3002", "\uff01", "\uff1f", ".", "!", "?")


class ExtractiveSummarizer:
    """Tells what clusters say by quoting them."""

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Fill a digest; the order of the clusters is their rank.

        Same clusters, same digest. Without clusters it is empty. What daily articles
        told goes before what could be quoted anew.
        """
        if frame.rollup is not None and frame.rollup.threads:
            return tell_rollup(frame.rollup, clusters, frame)
        stories = _once_each(find_stories(clusters, frame), frame)
        points = choose_key_points(stories, frame.key_points)
        chosen = {id(story) for story in points}
        rest = [story for story in stories if id(story) not in chosen]
        return Digest(
            briefing=Briefing(
                overview=tell_overview(clusters, points, frame),
                key_points=tuple(_claim(story, frame) for story in points),
            ),
            details=_details(rest, frame),
        )


def quote_cluster(cluster: Cluster, frame: Frame) -> Claim:
    """Return a cluster's best tweet as a quotation."""
    (story,) = find_stories((cluster,), frame)
    return _claim(story, frame)


def quote_overview(clusters: Sequence[Cluster], frame: Frame) -> tuple[Claim, ...]:
    """Return an overview of counts and names, as it needs no model."""
    points = choose_key_points(find_stories(clusters, frame), frame.key_points)
    return tell_overview(clusters, points, frame)


def _once_each(stories: Iterable[Story], frame: Frame) -> tuple[Story, ...]:
    # Posts of one minute may differ only behind a link, where quotations end.
    by_text: dict[str, Story] = {}
    for story in stories:
        by_text.setdefault(_say(story.teller, frame), story)
    return tuple(by_text.values())


def _claim(story: Story, frame: Frame) -> Claim:
    words = phrases(frame.language)
    cited = story.others[: _EVIDENCE_PER_CLAIM - 1]
    text = _say(story.teller, frame)
    if cited:
        template = words.others if cited == story.others else words.others_in_part
        authors = count_words(len(story.others), words.authors)
        text += template.format(authors=authors, cited=len(cited))
    return Claim(
        lead=words.join.join(story.lead),
        text=text,
        evidence=(story.teller.id, *(tweet.id for tweet in cited)),
        modality=Modality.RUMOURED if is_hearsay(story.teller.text) else None,
    )


def _say(tweet: Tweet, frame: Frame) -> str:
    words, marks = phrases(frame.language), wording(frame.language)
    local = tweet.created_at.astimezone(frame.timezone)
    name = _plain_name(tweet)
    template = words.said if name else words.said_without_name
    return template.format(
        name=name,
        author=tweet.author,
        month=words.months[local.month - 1],
        day=local.day,
        time=f"{local:%H:%M}",
        quote=_quote(tweet.text, marks),
    )


def _plain_name(tweet: Tweet) -> str:
    # A name must be neither a link nor what someone else is quoted with.
    name = _NO_NAME.sub(" ", clean_line(tweet.name or ""))
    return " ".join(name.split())[:_NAME_LENGTH].rstrip()


def _quote(text: str, marks: Wording) -> str:
    said = quote(text)
    opening, closing = marks.quotes
    quoted = f"{opening}{said.text}{closing}"
    if said.is_cut:
        return f"{quoted}{marks.excerpt}{marks.stop}"
    return quoted if said.text.endswith(_SENTENCE_ENDS) else f"{quoted}{marks.stop}"


def _details(stories: Iterable[Story], frame: Frame) -> Details:
    told: dict[Section, list[Claim]] = {}
    heard: Counter[str] = Counter()
    for story in sorted(stories, key=lambda story: -story.weight):
        claims = told.setdefault(find_section_of(story.cluster), [])
        room = len(claims) < frame.most_details
        new = heard[story.teller.author] < _CLAIMS_PER_AUTHOR
        if room and new and is_worth_a_line(story):
            claims.append(_claim(story, frame))
            heard[story.teller.author] += 1
    return Details(
        viewpoints=tuple(told.get(Section.VIEWPOINTS, ())),
        events=tuple(told.get(Section.EVENTS, ())),
        markets=tuple(told.get(Section.MARKETS, ())),
        ai=tuple(told.get(Section.AI, ())),
        finance=tuple(told.get(Section.FINANCE, ())),
    )
