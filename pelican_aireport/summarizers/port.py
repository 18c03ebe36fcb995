"""What a summarizer is, and how a setting names one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from pelican_aireport.evidence.chronicle import Thread
from pelican_aireport.evidence.memory import Memory
from pelican_aireport.language.entities import Aliases
from pelican_aireport.model import Cluster, Digest, Period, Window

__all__ = ["Frame", "RollUp", "Summarizer"]

_NO_MEMORY = Memory()
_MOST_DETAILS = 6
_MOST_DETAILS_OF_ROLLUP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """What the daily reports of a week or month told, for the report of it."""

    period: Period
    reports: int
    """How many daily articles there are."""
    threads: tuple[Thread, ...]
    """What they told, strongest matter first; all its tweets are in the clusters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a digest must keep to."""

    window: Window
    timezone: tzinfo
    """The site's, in which times are told."""
    language: str
    key_points: int
    """At most so many; fewer on a thin day."""
    aliases: Aliases
    memory: Memory = _NO_MEMORY
    """What earlier reports of the topic told."""
    rollup: RollUp | None = None
    """For the report of a week or month; ``None`` for any other."""

    @property
    def most_details(self) -> int:
        """Claims of a section of the details at most.

        Fewer in a report that stands above others, where its reader finds the rest.
        """
        return _MOST_DETAILS if self.rollup is None else _MOST_DETAILS_OF_ROLLUP


class Summarizer(Protocol):
    """Something that tells what clusters of tweets say; threads may share it."""

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Fill a digest; each claim cites one to five tweets of the clusters.

        Raises:
            SummaryError: no digest could be made.
        """
        ...
