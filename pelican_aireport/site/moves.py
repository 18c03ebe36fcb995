"""Whether some reports speak more of a thing than others do, beyond chance; pure.

Were nothing changed, it would be chance alone which of a topic's reports, each with all
that it says, are the later ones. From this follows what the later ones are expected to
count and how far that may vary, topic by topic; sums of both are held against what they
do count (Mantel, "Chi-square tests with one degree of freedom", Journal of the American
Statistical Association 58, 1963). So a topic that begins or ends moves nothing, and
neither does a single report that says one thing many times.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, sqrt
from typing import NamedTuple

__all__ = ["Move", "TopicCounts", "find_moves", "keep_comparable"]

_DEVIATIONS = 3.0
"""A span has hundreds of names and words: where days were shuffled, up to seven words
a list passed two deviations by chance, and three hardly any."""

_FEWEST = 4
"""Reports, in the span with more: of fewer the deviation says nothing."""


class TopicCounts(NamedTuple):
    """What a report counts, and the topic that it is of."""

    topic: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What rose or fell beyond chance, with its counts in the topics of both spans."""

    name: str
    now: int
    before: int
    deviations: float
    """By how many standard deviations it exceeds what was to be expected."""


def find_moves(
    now: Sequence[TopicCounts], before: Sequence[TopicCounts]
) -> tuple[Move, ...]:
    """Find what rose or fell, the clearest first."""
    parts: defaultdict[str, list[_Part]] = defaultdict(list)
    later, earlier = _by_topic(now), _by_topic(before)
    for topic in later.keys() & earlier.keys():
        for part in _hold(later[topic], earlier[topic]):
            parts[part.name].append(part)
    moves = (_add(each) for each in parts.values() if _is_enough(each))
    clear = (move for move in moves if abs(move.deviations) >= _DEVIATIONS)
    return tuple(sorted(clear, key=lambda each: (-abs(each.deviations), each.name)))


def keep_comparable(
    reports: Iterable[TopicCounts], others: Iterable[TopicCounts]
) -> tuple[TopicCounts, ...]:
    """Keep the reports of topics that others are of, too."""
    topics = {each.topic for each in others}
    return tuple(each for each in reports if each.topic in topics)


class _Part(NamedTuple):
    """What the reports of one topic count of a name."""

    name: str
    now: int
    before: int
    reports_now: int
    """That count it at all."""
    reports_before: int
    expected: float
    variance: float


@dataclass(frozen=True, slots=True)
class _Sums:
    """Of the counts of some reports, by name."""

    counts: Counter[str] = field(default_factory=Counter)
    squares: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)


def _by_topic(
    reports: Iterable[TopicCounts],
) -> Mapping[str, Sequence[Mapping[str, int]]]:
    found: defaultdict[str, list[Mapping[str, int]]] = defaultdict(list)
    for topic, counts in reports:
        found[topic].append(counts)
    return found


def _hold(
    later: Sequence[Mapping[str, int]], earlier: Sequence[Mapping[str, int]]
) -> Iterator[_Part]:
    """Hold the counts of one topic against each other."""
    now, before = _add_up(later), _add_up(earlier)
    size = len(later) + len(earlier)
    spread = len(later) * len(earlier) / (size * size * (size - 1))
    for name in now.counts.keys() | before.counts.keys():
        total = now.counts[name] + before.counts[name]
        squares = now.squares[name] + before.squares[name]
        yield _Part(
            name=name,
            now=now.counts[name],
            before=before.counts[name],
            reports_now=now.reports[name],
            reports_before=before.reports[name],
            expected=total * len(later) / size,
            variance=spread * (size * squares - total * total),
        )


def _add_up(reports: Iterable[Mapping[str, int]]) -> _Sums:
    sums = _Sums()
    for counts in reports:
        sums.counts.update(counts)
        sums.squares.update({name: count * count for name, count in counts.items()})
        sums.reports.update(name for name, count in counts.items() if count)
    return sums


def _is_enough(parts: Iterable[_Part]) -> bool:
    parts = tuple(parts)
    now = sum(part.reports_now for part in parts)
    before = sum(part.reports_before for part in parts)
    return max(now, before) >= _FEWEST and any(part.variance for part in parts)


def _add(parts: Iterable[_Part]) -> Move:
    parts = tuple(parts)
    now = sum(part.now for part in parts)
    excess = now - fsum(part.expected for part in parts)
    return Move(
        name=parts[0].name,
        now=now,
        before=sum(part.before for part in parts),
        deviations=excess / sqrt(fsum(part.variance for part in parts)),
    )
