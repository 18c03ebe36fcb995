"""What the page of the search offers to choose from."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from archives import SHANGHAI, make_entries, make_entry, report_body

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.site.archive import Archive, make_archive
from pelican_aireport.site.search.form import (
    SearchForm,
    build_of,
    list_search_pages,
)
from pelican_aireport.site.site_pages import SitePage


def _page(archive: Archive) -> SitePage:
    (page,) = list_search_pages(archive)
    return page


def _form(archive: Archive) -> SearchForm:
    form = _page(archive).values["form"]
    assert isinstance(form, SearchForm)
    return form


def test_the_page_offers_topics_months_and_what_is_named() -> None:
    archive = make_entries(
        make_entry(date(2026, 8, 31), report_body("OpenAI 发布", "OpenAI 融资")),
        make_entry(date(2026, 9, 7), report_body("英伟达供货", "OpenAI 与微软")),
        make_entry(date(2026, 9, 9)),
    )
    form = _form(archive)
    assert (form.topics, form.entities, form.shards) == (
        ("日报",),
        (("OpenAI", 3), ("微软", 1), ("英伟达", 1)),
        1,
    )
    assert [f"{each:%Y-%m}" for each in form.months] == ["2026-09", "2026-08"]
    assert (_page(archive).url, _page(archive).changed) == (
        "search/",
        date(2026, 9, 9),
    )


def test_only_the_most_often_named_are_offered() -> None:
    names = [f"Firm{number:02}" for number in range(70)]
    aliases = load_aliases({name: [] for name in names})
    body = report_body(*(f"{name} 发布" for name in names), "Firm69 融资")
    archive = make_entries(make_entry(date(2026, 9, 7), body, aliases=aliases))
    assert _form(archive).entities == (
        ("Firm69", 2),
        *((name, 1) for name in names[:59]),
    )


def test_a_site_without_articles_has_the_page_as_well() -> None:
    """The menu leads to it."""
    page = _page(make_archive(()))
    assert (page.values["form"], page.changed) == (
        SearchForm(topics=(), months=(), entities=(), shards=1, build="e3b0c442"),
        None,
    )


def test_months_are_those_of_the_archive() -> None:
    """By the last day, as on all other pages: an old report is dated a day later."""
    dated = datetime(2025, 12, 1, 10, 1, tzinfo=SHANGHAI)
    archive = make_archive([replace(make_entry(date(2025, 11, 30)), date=dated)])
    assert _form(archive).months == (date(2025, 11, 1),)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"title": "别的题"}, id="title"),
        pytest.param({"body": report_body("英伟达供货")}, id="claim"),
        pytest.param({"aliases": load_aliases({"发布": []})}, id="names"),
        pytest.param({"topic": "u"}, id="address"),
    ],
)
def test_another_index_is_another_build(other: dict[str, Any]) -> None:
    """Whatever of it is another; the same articles are the same build."""
    day, body = date(2026, 9, 7), {"body": report_body("OpenAI 发布")}
    builds = [
        build_of(make_entries(make_entry(day, **{**body, **fields})))
        for fields in ({}, {}, other)
    ]
    assert [build == builds[0] for build in builds] == [True, True, False]


@pytest.mark.parametrize(
    ("claims", "shards"),
    [
        pytest.param(1, 1, id="little text"),
        pytest.param(20, 2, id="2,000 characters"),
        pytest.param(200, 16, id="20,000 characters"),
    ],
)
def test_the_index_has_more_files_where_there_is_more_text(
    claims: int, shards: int
) -> None:
    texts = (f"{number:03}" + "开" * 97 for number in range(claims))
    archive = make_entries(make_entry(date(2026, 9, 7), report_body(*texts)))
    assert _form(archive).shards == shards
