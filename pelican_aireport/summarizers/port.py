"""What a summarizer is, and how a setting names one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from pelican_aireport.evidence.memory import Memory
from pelican_aireport.language.entities import Aliases
from pelican_aireport.model import Cluster, Digest, Window

__all__ = ["Frame", "Summarizer"]

_NO_MEMORY = Memory()


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


class Summarizer(Protocol):
    """Something that tells what clusters of tweets say; threads may share it."""

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Fill a digest; each claim cites one to five tweets of the clusters.

        Raises:
            SummaryError: no digest could be made.
        """
        ...
