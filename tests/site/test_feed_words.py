"""The words of the feeds, in both languages."""

from datetime import date

import pytest

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.site.feed_words import (
    about_entity,
    about_section,
    about_topic,
    dated_title,
    llms_words,
)

MONDAY, SUNDAY = date(2026, 9, 7), date(2026, 9, 13)


@pytest.mark.parametrize(
    ("language", "last", "expected"),
    [
        pytest.param("zh-CN", MONDAY, "2026 年 9 月 7 日：题", id="day"),
        pytest.param("zh-CN", SUNDAY, "2026 年 9 月 7 日至 9 月 13 日：题", id="week"),
        pytest.param("en", MONDAY, "7 Sep 2026: 题", id="English day"),
        pytest.param("en", SUNDAY, "7 Sep to 13 Sep 2026: 题", id="English week"),
    ],
)
def test_a_title_begins_with_its_days(language: str, last: date, expected: str) -> None:
    """So that readers know them, in a list of many reports."""
    assert dated_title("题", (MONDAY, last), language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_words(language: str) -> None:
    """A feed says what it is a feed of, also where that looks like a form."""
    name = "{x}"
    said = [
        about(name, language) for about in (about_topic, about_section, about_entity)
    ]
    assert (
        [name in each for each in said],
        len(set(said)),
        sorted(llms_words(language)),
    ) == (
        [True] * 3,
        3,
        sorted(llms_words(LANGUAGES[0])),
    )
