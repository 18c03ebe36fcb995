"""Spans of time and what they are called."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pelican_aireport.model.invariants import is_aware, require

__all__ = [
    "Period",
    "Window",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A half-open span of time: ``start <= moment < end``."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        require(is_aware(self.start) and is_aware(self.end), "window: naive time")
        require(self.start < self.end, f"window: {self.start} is not before its end")

    def __contains__(self, moment: datetime) -> bool:
        """Tell whether a moment lies inside the window."""
        return self.start <= moment < self.end


class Period(Enum):
    """What span of time a report tells of, shortest first."""

    DAY = "day"
    """Or a window that the site has set by itself, such as three days."""
    WEEK = "week"
    """Monday to Sunday."""
    MONTH = "month"
