"""What one run has met of the services that it asks.

Pure: nothing is asked, and time is handed in. The sources of a run share it, so that
none asks for what another was refused.
"""

from dataclasses import dataclass, field
from datetime import datetime

from pelican_aireport.sources.faults import Fault, FetchError, is_shared
from pelican_aireport.sources.paging import Page, RateLimit, StreamKind
from pelican_aireport.sources.reads import Reads

__all__ = ["Encounters", "Way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a service is asked: what is ill there is so for all who go that way."""

    source: str
    proxy: str | None = field(default=None, repr=False)
    """As it is set; it may hold a password."""


_Limited = tuple[str, StreamKind]
"""X limits an account's calls by kind, whichever way they come."""


@dataclass(frozen=True, slots=True)
class Encounters:
    """Refusals, limits and reads since a run began; nothing noted is taken back."""

    reads: Reads = field(default_factory=Reads, init=False)
    _answered: set[Way] = field(default_factory=set, init=False)
    _refused: dict[Way, FetchError] = field(default_factory=dict, init=False)
    _endless: dict[_Limited, FetchError] = field(default_factory=dict, init=False)
    """Limits of which nobody knows when they reset."""
    _limits: dict[_Limited, RateLimit] = field(default_factory=dict, init=False)

    def note_page(self, page: Page, way: Way) -> None:
        """Note that a page came, and what it says of the calls that are left."""
        self._answered.add(way)
        if page.rate_limit is not None:
            self._limits[way.source, page.stream.kind] = page.rate_limit

    def note_fault(self, error: FetchError, way: Way, kind: StreamKind) -> None:
        """Note what others would meet as well, and nothing else."""
        if error.fault is Fault.RATE_LIMIT:
            self._note_limit(error, (way.source, kind))
        elif error.fault is Fault.TIMEOUT and way in self._answered:
            pass  # the window took long; the way is open
        elif is_shared(error.fault):
            self._refused[way] = error

    def _note_limit(self, error: FetchError, limited: _Limited) -> None:
        if error.retry_at is None:
            self._endless[limited] = error
        else:
            limit = RateLimit(remaining=0, reset_at=error.retry_at)
            self._limits[limited] = limit

    def check(self, way: Way, kind: StreamKind | None = None) -> None:
        """Check that it is not in vain to ask for anything, or for a kind of stream.

        Raises:
            FetchError: it is; its words are those of the refusal before.
        """
        error = self._refused.get(way)
        if error is None and kind is not None:
            error = self._endless.get((way.source, kind))
        if error is not None:
            raise FetchError(error.fault, error.detail, retry_at=error.retry_at)

    def find_limit(self, way: Way, kind: StreamKind, now: datetime) -> RateLimit | None:
        """Find how many calls of a kind are left, unless their count was reset."""
        limit = self._limits.get((way.source, kind))
        return limit if limit is not None and now < limit.reset_at else None
