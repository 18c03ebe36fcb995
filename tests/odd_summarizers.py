"""Summarizers that do not come back from a worker, for tests of executors."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NoReturn

from pelican_aireport.model import Cluster, Digest
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.port import Frame

__all__ = ["Deadly", "Faulty", "Stuck", "Unwelcome"]


@dataclass(frozen=True, slots=True)
class Deadly:
    """Takes its worker with it on one day of a month, and quotes on all others."""

    day: int

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """End the process, or quote."""
        if frame.window.start.astimezone(frame.timezone).day == self.day:
            os._exit(3)
        return ExtractiveSummarizer().summarize(clusters, frame)


class Faulty:
    """Raises what is no error of ours."""

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> NoReturn:
        """Fail."""
        raise LookupError(f"{len(clusters)} clusters in {frame.language}")


@dataclass(frozen=True, slots=True)
class Stuck:
    """Cannot be pickled."""

    lock: Any = field(default_factory=Lock)

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Quote."""
        return ExtractiveSummarizer().summarize(clusters, frame)


class Unwelcome:
    """Can be pickled, but not unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle what fails where it is read."""
        return _fail, ()

    def summarize(self, clusters: Sequence[Cluster], frame: Frame) -> Digest:
        """Quote."""
        return ExtractiveSummarizer().summarize(clusters, frame)


def _fail() -> NoReturn:
    raise ImportError("larkspur is not installed on this worker")
