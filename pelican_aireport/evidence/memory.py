"""What earlier reports told, and how today's claims stand to it; pure.

A claim continues the earlier claims that cite one of its tweets, or a tweet which
these quote or answer, and those that are about the same matter. Each earlier claim is
looked at by itself, so that one about something else changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pelican_aireport.evidence.matter import (
    Matter,
    are_alike,
    find_cosine,
    find_news,
    read_matter,
)
from pelican_aireport.evidence.old_news import find_original_day
from pelican_aireport.language.entities import Aliases, load_aliases
from pelican_aireport.model import (
    Claim,
    Cluster,
    Details,
    Digest,
    Modality,
    Standing,
    Tweet,
    Window,
)
from pelican_aireport.selection.vectors import Index

__all__ = ["EarlierClaim", "Memory", "follow_up", "recall", "tell_standing"]

_REPEATED = 0.8
"""Cosine from which two claims say the same in the same words."""

_FEWEST_POINTS = 3
_RISING = (Modality.RUMOURED, Modality.ANNOUNCED, Modality.RELEASED)

_TELLING_TWEETS = 2
"""So many of a cluster's tweets, the strongest, say what it is about."""

_TOUCHING = 0.15
"""Cosine from which a cluster touches an earlier claim: a prompt may hold too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierClaim:
    """A claim of an earlier report."""

    slug: str
    day: date
    """The last day of its report's window, in the site's time zone."""
    text: str
    """Its lead included, as a reader sees it."""
    evidence: tuple[str, ...]
    modality: Modality | None = None
    since: date
    """The day of the first report that told of its matter, else ``day``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the earlier reports of a topic told."""

    claims: tuple[EarlierClaim, ...] = ()
    """Of the newest report first, in the order of each report."""
    reports: int = 0
    """How many earlier reports were read."""
    window: Window | None = None
    """What is told now, in the site's time zone; without it no tweet counts as old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A memory with what each of its claims is about."""

    memory: Memory
    matters: tuple[Matter, ...]
    aliases: Aliases


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A claim with its standing, and whether it only repeats what was told."""

    claim: Claim
    is_repeated: bool = False


def tell_standing(
    claim: Claim, memory: Memory, tweets: Mapping[str, Tweet], aliases: Aliases
) -> Claim:
    """Return a claim with its standing and since when its matter is told.

    It is new if no earlier claim is of its story; an update if it holds a figure or a
    name that no earlier claim of the story has, or if what was rumoured is now
    announced or released; else it continues. If all its tweets quote or answer what
    is older than the window by over a day, it continues since then, even where no
    earlier report told it. Otherwise, without any earlier report, the claim comes
    back unchanged.
    """
    return _tell(claim, _learn(memory, aliases), tweets).claim


def follow_up(
    digest: Digest, memory: Memory, tweets: Mapping[str, Tweet], aliases: Aliases
) -> Digest:
    """Return a digest whose claims say how they stand to earlier reports.

    The overview stays as it is. Claims that only repeat an earlier one, with nothing
    new and in nearly the same words, are left out; of the key points the first of
    them stay where fewer than three would be left.
    """
    known = _learn(memory, aliases)
    points = tuple(_tell(c, known, tweets) for c in digest.briefing.key_points)
    return replace(
        digest,
        briefing=replace(digest.briefing, key_points=_keep_points(points)),
        details=_follow_details(digest.details, known, tweets),
    )


def recall(
    memory: Memory, clusters: Sequence[Cluster], *, most: int = 30
) -> tuple[EarlierClaim, ...]:
    """Return the earlier claims that today's clusters touch, strongest first.

    One that cites a tweet of a cluster comes before one that is only alike. It is
    generous: it is for a prompt, whose claims are compared again by themselves.
    """
    if not memory.claims:
        return ()
    tweets = [tweet for cluster in clusters for tweet in cluster.tweets]
    ids = _ids_of(tweets)
    strengths = _find_touched(_learn(memory, load_aliases()), clusters)
    for number, claim in enumerate(memory.claims):
        strengths[number] += len(ids.intersection(claim.evidence))
    touched = [number for number in strengths if strengths[number] >= _TOUCHING]
    touched.sort(key=lambda number: (-strengths[number], number))
    return tuple(memory.claims[number] for number in touched[:most])


def _learn(memory: Memory, aliases: Aliases) -> _Known:
    matters = tuple(read_matter(claim.text, aliases) for claim in memory.claims)
    return _Known(memory=memory, matters=matters, aliases=aliases)


def _tell(claim: Claim, known: _Known, tweets: Mapping[str, Tweet]) -> _Told:
    matter = read_matter(f"{claim.lead}\n{claim.text}", known.aliases)
    story = _find_story(claim, matter, known, tweets)
    original = find_original_day(claim, known.memory.window, tweets)
    if not story:
        return _Told(claim=_without_story(claim, original, known.memory))
    days = [earlier.since for earlier, _ in story]
    since = min(days if original is None else [*days, original])
    is_new = _brings_news(claim, matter, story)
    standing = Standing.UPDATE if is_new else Standing.CONTINUING
    return _Told(
        claim=replace(claim, standing=standing, since=since),
        is_repeated=not is_new and _is_repeated(matter, story),
    )


def _without_story(claim: Claim, original: date | None, memory: Memory) -> Claim:
    if original is not None:
        return replace(claim, standing=Standing.CONTINUING, since=original)
    if memory.reports == 0:
        return claim
    return replace(claim, standing=Standing.NEW, since=None)


_Story = Sequence[tuple[EarlierClaim, Matter]]


def _find_story(
    claim: Claim, matter: Matter, known: _Known, tweets: Mapping[str, Tweet]
) -> _Story:
    cited = (tweets[id_] for id_ in claim.evidence if id_ in tweets)
    ids = {*claim.evidence, *_ids_of(cited)}
    return [
        (earlier, other)
        for earlier, other in zip(known.memory.claims, known.matters, strict=True)
        if not ids.isdisjoint(earlier.evidence) or are_alike(matter, other)
    ]


def _ids_of(tweets: Iterable[Tweet]) -> set[str]:
    return {id_ for t in tweets for id_ in (t.id, *t.refs, *t.versions)}


def _brings_news(claim: Claim, matter: Matter, story: _Story) -> bool:
    rises = _rank(claim.modality) > max(_rank(each.modality) for each, _ in story) >= 0
    return rises or bool(find_news(matter, [other for _, other in story]))


def _rank(modality: Modality | None) -> int:
    return _RISING.index(modality) if modality in _RISING else -1


def _is_repeated(matter: Matter, story: _Story) -> bool:
    return any(find_cosine(matter, other) >= _REPEATED for _, other in story)


def _keep_points(points: Sequence[_Told]) -> tuple[Claim, ...]:
    repeated = [told for told in points if told.is_repeated]
    room = max(0, _FEWEST_POINTS - (len(points) - len(repeated)))
    dropped = {id(told) for told in repeated[room:]}
    return tuple(told.claim for told in points if id(told) not in dropped)


def _follow_details(
    details: Details, known: _Known, tweets: Mapping[str, Tweet]
) -> Details:
    def follow(claims: Iterable[Claim]) -> tuple[Claim, ...]:
        told = (_tell(claim, known, tweets) for claim in claims)
        return tuple(each.claim for each in told if not each.is_repeated)

    return Details(
        viewpoints=follow(details.viewpoints),
        events=follow(details.events),
        markets=follow(details.markets),
        ai=follow(details.ai),
        finance=follow(details.finance),
    )


def _find_touched(
    known: _Known, clusters: Iterable[Cluster]
) -> defaultdict[int, float]:
    """Return how much alike each earlier claim and the nearest tweet are."""
    index = Index()
    for number, matter in enumerate(known.matters):
        index.add(number, matter.vector)
    strengths: defaultdict[int, float] = defaultdict(float)
    for cluster in clusters:
        for tweet in cluster.tweets[:_TELLING_TWEETS]:
            matter = read_matter(tweet.text, known.aliases)
            for cosine, number in index.similar(matter.vector, 1):
                strengths[number] = max(strengths[number], cosine)
    return strengths
