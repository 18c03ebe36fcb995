"""The page of corrections: all of them, the newest first."""

from dataclasses import replace
from datetime import date

from archives import make_entries, make_entry

from pelican_aireport.articles.corrections import Correction
from pelican_aireport.site.corrections_page import (
    list_corrections,
    make_corrections_page,
)
from pelican_aireport.site.entries import Entry


def _entry(day: int, *corrections: tuple[int | None, str]) -> Entry:
    entry = make_entry(date(2026, 9, day))
    assert entry.report is not None
    told = tuple(
        Correction(date=date(2026, 9, on) if on else None, text=text)
        for on, text in corrections
    )
    return replace(entry, report=replace(entry.report, corrections=told))


def test_corrections_are_listed_by_their_day() -> None:
    """One without a day stands where its report does; ties, newest report first."""
    archive = make_entries(
        _entry(7, (9, "甲"), (None, "乙")),
        _entry(8, (9, "丙")),
        _entry(6),
        replace(make_entry(date(2026, 9, 5)), report=None),
    )
    told = [
        (each.correction.text, each.entry.slug) for each in list_corrections(archive)
    ]
    assert told == [
        ("丙", "t_20260908_20260908"),
        ("甲", "t_20260907_20260907"),
        ("乙", "t_20260907_20260907"),
    ]


def test_the_page_is_there_without_any() -> None:
    """It says that there is none, and has not changed."""
    page = make_corrections_page(make_entries(_entry(7)))
    assert (page.template, page.url, page.values, page.changed) == (
        "corrections",
        "corrections/",
        {"corrected": ()},
        None,
    )


def test_the_page_changes_with_its_newest_correction() -> None:
    page = make_corrections_page(
        make_entries(_entry(7, (8, "甲")), _entry(6, (9, "乙")))
    )
    assert page.changed == date(2026, 9, 9)
