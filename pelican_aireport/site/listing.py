"""Entries of many years as one list by year and month; pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pelican_aireport.site.addresses import month_url, year_url
from pelican_aireport.site.entries import Entry

__all__ = ["ListedMonth", "ListedYear", "by_year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMonth:
    """A month in which entries stand."""

    first: dt.date
    entries: tuple[Entry, ...]

    @property
    def url(self) -> str:
        """The address of its calendar."""
        return month_url(self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedYear:
    """A year in which entries stand."""

    year: int
    months: tuple[ListedMonth, ...]
    """Newest first."""

    @property
    def url(self) -> str:
        """The address of its calendar."""
        return year_url(self.year)

    @property
    def count(self) -> int:
        """How many entries it has."""
        return sum(len(month.entries) for month in self.months)


def by_year(entries: Iterable[Entry]) -> tuple[ListedYear, ...]:
    """Group entries by the month of their last day, newest first.

    An older report may be dated a day after the one that it is about. Entries of one
    day stay in the order that they come in.
    """
    ordered = sorted(entries, key=lambda entry: entry.days[1], reverse=True)
    months = tuple(
        ListedMonth(first=first, entries=tuple(group))
        for first, group in groupby(ordered, lambda each: each.days[1].replace(day=1))
    )
    return tuple(
        ListedYear(year=year, months=tuple(group))
        for year, group in groupby(months, lambda month: month.first.year)
    )
