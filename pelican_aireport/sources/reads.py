"""What one run has read from X's official API, which bills it; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Reads"]

_USD_PER_POST, _USD_PER_USER = 0.005, 0.01
"""As X's price list of 2026 has them; it says nothing of those in ``includes``."""


@dataclass(slots=True)
class Reads:
    """A count that all clients of a run add to, so that its cap holds for them all."""

    posts: int = 0
    """An upper estimate of those that are billed: the same one may be read twice."""
    authors: set[str] = field(default_factory=set)

    @property
    def usd(self) -> float:
        """What X bills at most, by estimate."""
        return self.posts * _USD_PER_POST + len(self.authors) * _USD_PER_USER

    def add(self, posts: int, authors: Iterable[str]) -> None:
        """Count what an answer held."""
        self.posts += posts
        self.authors.update(authors)
