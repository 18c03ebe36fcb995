"""The pages of companies, people, products, topics and tickers."""

from datetime import date, timedelta
from typing import Any

from archives import make_entries, make_entry, report_body

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.site.archive import Archive
from pelican_aireport.site.entity_index import EntityLine
from pelican_aireport.site.entity_pages import Companion, list_entity_pages
from pelican_aireport.site.entity_stories import collect_stories
from pelican_aireport.site.site_pages import SitePage

DAY = date(2026, 1, 1)
ALIASES = {"Larkspur": {"kind": "company", "names": ["$LRKS", "云雀"]}}


def _pages(archive: Archive) -> dict[str, SitePage]:
    settings = {"AIREPORT_ALIASES": ALIASES}
    return {
        page.url: page
        for page in list_entity_pages(archive, collect_stories(archive), settings)
    }


def _entity(archive: Archive, url: str) -> Any:
    return _pages(archive)[url].values["entity"]


def _daily(count: int, *claims: str) -> Archive:
    aliases = load_aliases(ALIASES)
    body = report_body("无事", events=claims)
    days = (DAY + timedelta(days=n) for n in range(count))
    return make_entries(*(make_entry(day, body, aliases=aliases) for day in days))


def test_a_page_counts_what_it_shows() -> None:
    page = _entity(_daily(3, "云雀与英伟达合作", "Larkspur 涨价"), "entities/larkspur/")
    assert (page.name, page.kind, page.names) == (
        "Larkspur",
        "company",
        ("云雀", "$LRKS"),
    )
    assert (page.claims, page.reports, page.first, page.last) == (
        6,
        3,
        DAY,
        DAY + timedelta(days=2),
    )
    assert page.companions == (
        Companion(name="英伟达", url="entities/英伟达/", claims=3),
    )
    assert sum(len(each.claims) for each in page.timeline) == page.claims
    assert sum(bar.count for bar in page.chart.bars) == page.claims


def test_a_long_timeline_ends_with_counts_by_month() -> None:
    """The newest sixty claims, and of the rest how many each month has."""
    page = _entity(_daily(100, "Larkspur 涨价", "云雀降价"), "entities/larkspur/")
    shown = sum(len(each.claims) for each in page.timeline)
    assert (shown, len(page.timeline)) == (60, 30)
    assert [(each.first, each.claims, each.reports) for each in page.older] == [
        (date(2026, 3, 1), 22, 11),
        (date(2026, 2, 1), 56, 28),
        (date(2026, 1, 1), 62, 31),
    ]
    assert shown + sum(each.claims for each in page.older) == page.claims


def test_a_claim_leads_to_its_place_in_its_report() -> None:
    page = _entity(_daily(1, "Larkspur 涨价"), "entities/larkspur/")
    (told,) = page.timeline[0].claims
    (entry,) = _daily(1, "Larkspur 涨价").entries
    assert (told.url, told.anchor, told.evidence) == (
        entry.url,
        entry.claims[-1].anchor,
        1,
    )


def test_feeds_are_offered_for_what_two_reports_tell_of() -> None:
    often, once = _daily(2, "Larkspur 涨价"), _daily(1, "Larkspur 涨价")
    assert [
        _entity(each, "entities/larkspur/").has_feeds for each in (often, once)
    ] == [
        True,
        False,
    ]


def test_the_index_has_each_entity_once_by_kind_and_number() -> None:
    archive = make_entries(
        *_daily(2, "Larkspur 涨价", "英伟达与微软", "英伟达降价").entries,
        make_entry(DAY + timedelta(days=9), report_body("$ZZZQ 上涨"), tags=("$ZZZQ",)),
    )
    (*entities, index) = _pages(archive).values()
    groups: Any = index.values["groups"]
    assert [
        (each.kind, [line.name for line in each.often], [e.name for e in each.once])
        for each in groups
    ] == [
        ("company", ["英伟达", "Larkspur", "微软"], []),
        ("ticker", [], ["$ZZZQ"]),
    ]
    assert groups[0].often[0] == EntityLine(
        name="英伟达", url="entities/英伟达/", claims=4, reports=2
    )
    assert (index.url, index.values["total"]) == ("entities/", len(entities))


def test_an_empty_archive_has_an_empty_index() -> None:
    (page,) = _pages(make_entries()).values()
    assert (page.url, page.values["groups"], page.changed) == ("entities/", (), None)
