"""What a drafting run is asked for beside its settings; pure."""

from dataclasses import dataclass
from typing import Protocol

from pelican_aireport.selection.windows import Days

__all__ = ["USUAL", "Plan", "TellBegin", "tell_nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is to do, beside what the settings say."""

    days: Days | None = None
    """Draft a report of each of these days. Where a model refuses all that it is
    asked, windows are then left for another run instead of being quoted."""
    jobs: int = 1
    """How many windows are told side by side."""
    max_cost_usd: float | None = None
    """No window is begun when models have taken so much; ``None`` for any amount."""


USUAL = Plan()
"""What a build asks for: what the settings say, one window after the other."""


class TellBegin(Protocol):
    """Something that is told of each window when it is begun."""

    def __call__(self, slug: str, *, windows: int) -> None:
        """Tell of a window, and how many there are in all."""


def tell_nobody(slug: str, *, windows: int) -> None:
    """Tell nobody."""
