"""The sentences that code writes, in each language."""

import string
from dataclasses import fields

import pytest

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.model import Period
from pelican_aireport.summarizers.phrases import Phrases, count_words, join, phrases

COUNTED = ["tweets", "authors", "groups", "reports", "days"]
TEMPLATES = [
    field.name
    for field in fields(Phrases)
    if field.name not in {"fallback", "months", "partial", "rollup_made", *COUNTED}
]


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("name", TEMPLATES)
def test_all_languages_fill_in_the_same_facts(name: str) -> None:
    wanted = [_fields(getattr(phrases(language), name)) for language in LANGUAGES]

    assert wanted == wanted[:1] * len(LANGUAGES)


@pytest.mark.parametrize("period", [Period.WEEK, Period.MONTH])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_each_longer_period_says_what_it_was_made_from(
    language: str, period: Period
) -> None:
    made = phrases(language).rollup_made

    assert _fields(made[period.value]) == {"reports", "tweets"}


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_nouns_have_a_form_for_one_and_one_for_more(
    language: str, name: str
) -> None:
    forms = getattr(phrases(language), name)

    assert [_fields(form) for form in forms] == [{"n"}, {"n"}]


@pytest.mark.parametrize(
    ("count", "counted"),
    [
        pytest.param(0, "0 tweets", id="none"),
        pytest.param(1, "1 tweet", id="one"),
        pytest.param(2, "2 tweets", id="two"),
    ],
)
def test_a_figure_decides_on_the_form(count: int, counted: str) -> None:
    assert count_words(count, phrases("en").tweets) == counted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_has_twelve_months(language: str) -> None:
    assert len(set(phrases(language).months)) == 12


def test_an_unknown_language_has_no_phrases() -> None:
    with pytest.raises(KeyError):
        phrases("fr")


@pytest.mark.parametrize(
    ("language", "names", "joined"),
    [
        pytest.param("zh-CN", (), "", id="none"),
        pytest.param("zh-CN", ("甲",), "甲", id="one"),
        pytest.param("zh-CN", ("甲", "乙"), "甲和乙", id="two"),
        pytest.param("zh-CN", ("甲", "乙", "丙"), "甲、乙和丙", id="three"),
        pytest.param("en", ("A", "B", "C"), "A, B and C", id="english"),
    ],
)
def test_names_are_joined_as_a_sentence_lists_them(
    language: str, names: tuple[str, ...], joined: str
) -> None:
    assert join(names, phrases(language)) == joined


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cause_fits_into_brackets(language: str) -> None:
    """It is a clause: the sentence around it brings brackets and a full stop."""
    causes = phrases(language).partial.values()

    assert [cause for cause in causes if set(cause) & set("。.（）()；;")] == []
