"""What reports have cost, month by month, read from their articles; reads the disk."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pelican_aireport.articles.files import find_articles
from pelican_aireport.articles.front_matter import parse_front_matter, read_provenance
from pelican_aireport.errors import ArticleError
from pelican_aireport.model import Provenance

__all__ = ["Spending", "read_spending"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What the reports of one month took of models."""

    month: str
    """``YYYY-MM``, of the day on which the tweets were fetched."""
    reports: int
    """Those for which a model was asked, whether or not it came to anything."""
    cost_usd: float | None
    """Of those whose cost is known; ``None`` where no cost is."""
    unknown: int
    """How many of them have no known cost."""


def read_spending(reports: Path) -> tuple[Spending, ...]:
    """Read what the articles of a folder cost, month by month, oldest first.

    Articles that no model was asked for are left out, as are damaged ones, which the
    build reports; a day that is kept away counts, as its money is spent.
    """
    months: dict[str, list[float | None]] = {}
    for path in find_articles(reports):
        provenance = _read(path)
        if provenance is not None and _asked_a_model(provenance):
            months.setdefault(_month(provenance), []).append(provenance.cost_usd)
    return tuple(_sum(month, costs) for month, costs in sorted(months.items()))


def _read(path: Path) -> Provenance | None:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
        return read_provenance(parse_front_matter(text).values, topic="")
    except (ArticleError, OSError):
        return None  # told by the build, which reads the same files


def _asked_a_model(provenance: Provenance) -> bool:
    # one that came to nothing is named nowhere, but was asked
    return provenance.model is not None or bool(provenance.calls)


def _month(provenance: Provenance) -> str:
    fetched_at, window = provenance.fetched_at, provenance.window
    moment = fetched_at or (window.end if window else None)
    return "unknown" if moment is None else f"{moment:%Y-%m}"


def _sum(month: str, costs: Iterable[float | None]) -> Spending:
    every = tuple(costs)
    known = [cost for cost in every if cost is not None]
    return Spending(
        month=month,
        reports=len(every),
        cost_usd=round(sum(known), 6) if known else None,
        unknown=len(every) - len(known),
    )
