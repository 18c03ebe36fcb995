"""What quarters mean, counted from a day or by who reports one; pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from pelican_aireport.evidence.claims.dates import DateKey, find_date_names
from pelican_aireport.evidence.claims.reading import Reading

__all__ = ["find_counted_quarters", "find_meant_quarters", "nearest_step"]

_QUARTERS = 4
_MONTHS_OF_QUARTER = 3


def find_counted_quarters(readings: Iterable[Reading]) -> Iterator[DateKey]:
    """Yield the quarters as who reports one counts them: its own, and the next."""
    for reading in readings:
        keys = {name.key for name in find_date_names(reading.folded)}
        quarters = {number for kind, number, _ in keys if kind == "quarter"}
        if quarters:
            yield ("rel-quarter", 0, 0)
        if any(number % _QUARTERS + 1 in quarters for number in quarters):
            yield ("rel-quarter", 1, 0)


def find_meant_quarters(key: DateKey, day: date, base: date) -> Iterator[DateKey]:
    """Yield what a quarter that a tweet of some day names means on another."""
    kind, number, quarter = key
    if kind == "quarter of year":
        yield ("year", number, 0)
        yield ("quarter", quarter, 0)
        yield ("rel-year", number - base.year, 0)
        own = (base.month - 1) // _MONTHS_OF_QUARTER + 1
        ahead = (number - base.year) * _QUARTERS + quarter - own
        yield ("rel-quarter", ahead, 0)
    elif kind == "quarter":
        own = (base.month - 1) // _MONTHS_OF_QUARTER + 1
        yield ("rel-quarter", nearest_step(number - own, _QUARTERS), 0)
        for year in (day.year - 1, day.year, day.year + 1):
            yield ("quarter of year", year, number)
    else:
        years, place = divmod((day.month - 1) // _MONTHS_OF_QUARTER + number, _QUARTERS)
        yield ("quarter", place + 1, 0)
        yield ("quarter of year", day.year + years, place + 1)


def nearest_step(step: int, cycle: int) -> int:
    """Return a step in a cycle as the shortest one, forward or back."""
    half = cycle // 2
    return (step + half) % cycle - half
