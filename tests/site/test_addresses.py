"""Where pages stand that are no article."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pelican_aireport.site.addresses import (
    ENTITIES,
    entity_url,
    month_url,
    week_url,
    year_url,
)


def test_calendars_stand_below_the_archive() -> None:
    """A week counts to the year of its Thursday."""
    day = date(2027, 1, 1)
    assert (year_url(2027), month_url(day), week_url(day)) == (
        "archives/2027/",
        "archives/2027/01/",
        "archives/2026/W53/",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("C++", "C#", id="signs"),
        pytest.param("C", "C++", id="a sign and none"),
        pytest.param("权利", "权力", id="the same sound"),
        pytest.param("a/b", "a-b", id="a slash"),
        pytest.param("GPT_5", "GPT-5", id="an underscore"),
        pytest.param("$AI", "AI", id="a share"),
        pytest.param("..", "/", id="nothing but signs"),
        pytest.param("云" * 200, "云" * 199 + "雨", id="a long name"),
    ],
)
def test_other_names_have_other_pages(one: str, other: str) -> None:
    assert entity_url(one) != entity_url(other)


def test_spellings_share_a_page() -> None:
    assert entity_url("GPT-5 Codex") == entity_url("gpt 5 codex")


@given(st.text(min_size=1) | st.text("云😀a-.", min_size=200, max_size=300))
@example("index.html")
def test_a_page_stands_in_a_folder_of_its_own(name: str) -> None:
    """Whatever a tag says: no way up, no address that is cut at a sign."""
    folder = entity_url(name).removeprefix(ENTITIES).removesuffix("/")
    assert folder.strip(".") == folder != ""
    assert not set(folder) & set('/\\?#%:*"<>| \t\n\x00')
    assert len(folder.encode()) <= 255
    assert folder != "index.html"
