"""What the daily reports of a week or month told, matter by matter; pure.

A thread is what several days told of one matter. A claim joins the thread that has a
claim of another day about one of its tweets, or one which these quote or answer; else
the one most of whose claims are about the same matter. A week's threads do not chain:
what resembles only one claim of many begins a thread of its own.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pelican_aireport.articles.sections import CLAIM_SECTIONS, Section
from pelican_aireport.evidence.checks import find_faults
from pelican_aireport.evidence.matter import Matter, are_alike, read_matter
from pelican_aireport.language.entities import Aliases
from pelican_aireport.model import Briefing, Claim, Digest, Period, Tweet
from pelican_aireport.selection.ranking import score_tweets
from pelican_aireport.selection.vectors import Index

__all__ = ["Chronicle", "DayClaim", "Thread", "find_threads"]

_MOST_EVIDENCE = 5
_TOUCHING = 0.15
"""Cosine from which two claims are looked at: below, none are about one matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClaim:
    """A claim of a daily article, as its author left it."""

    day: date
    """The last day of its report's window, in the site's time zone."""
    section: Section
    place: int
    """Its place within the section, from 0."""
    claim: Claim
    """Its text without its lead."""
    is_edited: bool = False
    """Whether its article is another than the one that was generated and checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """What the daily articles of a week or month tell."""

    period: Period
    reports: int = 0
    """How many daily articles there are."""
    claims: tuple[DayClaim, ...] = ()

    @property
    def cited(self) -> frozenset[str]:
        """The ids of all tweets that they rest on."""
        return frozenset(id_ for each in self.claims for id_ in each.claim.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A matter that the daily articles told."""

    told: tuple[DayClaim, ...]
    """Oldest first, within a day in the order of the page."""
    days: tuple[date, ...]
    """On which it was told, oldest first."""
    strength: float
    """The best scores of its authors' tweets, added up, times the root of its days: so
    many voices on one day may outweigh one voice on many."""

    @property
    def teller(self) -> DayClaim:
        """The claim that tells how the matter stands: the first of the last day."""
        return next(each for each in self.told if each.day == self.days[-1])

    @property
    def evidence(self) -> tuple[str, ...]:
        """The teller's tweets, then one of each other claim, the newest first."""
        others = [each for each in reversed(self.told) if each is not self.teller]
        firsts = (each.claim.evidence[0] for each in others)
        ids = dict.fromkeys((*self.teller.claim.evidence, *firsts))
        return tuple(ids)[:_MOST_EVIDENCE]


def find_threads(
    claims: Iterable[DayClaim], tweets: Sequence[Tweet], aliases: Aliases
) -> tuple[Thread, ...]:
    """Find the matters that claims tell of, strongest first.

    Claims whose tweets are not all there, or which do not pass the checks of a digest,
    are left out. The order of the input does not matter.
    """
    by_id = {tweet.id: tweet for tweet in tweets}
    scores = score_tweets(tweets)
    usable = sorted(_usable(claims, by_id), key=_order)
    threads = (
        _weigh(tuple(usable[number] for number in group), by_id, scores)
        for group in _group(usable, by_id, aliases)
    )
    return tuple(
        sorted(threads, key=lambda each: (-each.strength, *_order(each.teller)))
    )


def _order(each: DayClaim) -> tuple[object, ...]:
    section = CLAIM_SECTIONS.index(each.section)
    return each.day, section, each.place, each.claim.text, each.claim.evidence


def _usable(claims: Iterable[DayClaim], tweets: Mapping[str, Tweet]) -> list[DayClaim]:
    found = []
    for each in claims:
        # An author may cite as many as he likes.
        claim = replace(each.claim, evidence=each.claim.evidence[:_MOST_EVIDENCE])
        cited = [tweets[id_] for id_ in claim.evidence if id_ in tweets]
        if not find_faults(Digest(briefing=Briefing(key_points=(claim,))), cited):
            found.append(replace(each, claim=claim))
    return found


def _group(
    claims: Sequence[DayClaim], tweets: Mapping[str, Tweet], aliases: Aliases
) -> list[list[int]]:
    """Group claims that stand in their order, by their numbers."""
    matters = [read_matter(_whole(each.claim), aliases) for each in claims]
    cited = [_ids_of(each.claim, tweets) for each in claims]
    groups: list[list[int]] = []
    homes: list[int] = []
    index = Index()
    for number, each in enumerate(claims):
        same = [
            homes[other]
            for other in range(number)
            if claims[other].day < each.day
            and not cited[other].isdisjoint(cited[number])
        ]
        alike = [homes[other] for other in _find_alike(number, matters, index)]
        home = _choose_home(same, alike, groups)
        if home == len(groups):
            groups.append([])
        groups[home].append(number)
        homes.append(home)
        index.add(number, matters[number].vector)
    return groups


def _whole(claim: Claim) -> str:
    return f"{claim.lead} {claim.text}"


def _ids_of(claim: Claim, tweets: Mapping[str, Tweet]) -> frozenset[str]:
    cited = (tweets[id_] for id_ in claim.evidence)
    return frozenset(id_ for t in cited for id_ in (t.id, *t.refs, *t.versions))


def _find_alike(number: int, matters: Sequence[Matter], index: Index) -> Iterator[int]:
    """Yield the earlier claims that are about the same matter."""
    matter = matters[number]
    for cosine, other in index.similar(matter.vector, 1):
        if cosine >= _TOUCHING and are_alike(matter, matters[other]):
            yield other


def _choose_home(
    same: Sequence[int], alike: Sequence[int], groups: Sequence[Sequence[int]]
) -> int:
    """Choose the group that a claim joins; the next free number opens one."""
    mostly = [n for n in alike if 2 * alike.count(n) >= len(groups[n])]
    for links in (same, mostly):
        if links:
            counts = Counter(links)
            return min(counts, key=lambda home: (-counts[home], home))
    return len(groups)


def _weigh(
    told: tuple[DayClaim, ...],
    tweets: Mapping[str, Tweet],
    scores: Mapping[str, float],
) -> Thread:
    days = sorted({each.day for each in told})
    best: dict[str, float] = {}
    for id_ in (id_ for each in told for id_ in each.claim.evidence):
        author = tweets[id_].author
        best[author] = max(best.get(author, 0.0), scores[id_])
    return Thread(
        told=told,
        days=tuple(days),
        strength=math.fsum(best.values()) * math.sqrt(len(days)),
    )
