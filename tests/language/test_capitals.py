"""Words side by side are a name where capitals tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.language.capitals import find_capitalized
from pelican_aireport.language.name_forms import read_forms
from pelican_aireport.language.stop_words import common_names

SURE, UNSURE = 0.6, 0.2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "we sleep on Dune Pillow now", {"Dune Pillow": SURE}, id="in-a-sentence"
        ),
        pytest.param(
            "we fly to Cape Larkspur 3 now", {"Cape Larkspur 3": SURE}, id="number"
        ),
        pytest.param(
            "i like the Tarn Phone (4a) a lot", {"Tarn Phone (4a)": SURE}, id="edition"
        ),
        pytest.param(
            "the Order of Tarn wins it", {"Order of Tarn": SURE}, id="small-inside"
        ),
        pytest.param(
            "we ran Larkspur for Chrome all day",
            {"Larkspur for Chrome": UNSURE},
            id="of-two",
        ),
        pytest.param(
            "i play Dune Knight: Pillow at night",
            {"Dune Knight: Pillow": UNSURE},
            id="subtitle",
        ),
        pytest.param(
            "Meanwhile Dune Pillow is out of stock",
            {"Meanwhile Dune Pillow": UNSURE, "Dune Pillow": SURE},
            id="common-word-first",
        ),
        pytest.param(
            "Zzz Dune Pillow is out of stock",
            {"Zzz Dune Pillow": UNSURE, "Dune Pillow": UNSURE},
            id="any-word-first",
        ),
        pytest.param("we saw Dune and Tarn at it", {}, id="two-names"),
        pytest.param("we ask CEO Tarn of it", {}, id="title"),
        pytest.param("it was out on July 5 at last", {}, id="date"),
        pytest.param("he said DUNE PILLOW to me again", {}, id="shouted"),
        pytest.param(
            "Ten Dune Pillow Lessons", {"Ten Dune Pillow Lessons": UNSURE}, id="title"
        ),
        pytest.param(
            "Ten Dune Pillow Lessons From Very Big Firms", {}, id="long-title"
        ),
        pytest.param("the Dune, Pillow of it all", {}, id="listed"),
        pytest.param(
            "fines by the European Commission", {"European Commission": 1.0}, id="known"
        ),
        pytest.param(
            "New York's law is odd to all of us", {"New York": 1.0}, id="possessive"
        ),
        pytest.param("we fly to Cape K2.5 now", {}, id="part-of-a-version"),
        pytest.param(
            "the NEW YORK of all of us", {"NEW YORK": 1.0}, id="known-in-capitals"
        ),
        pytest.param(
            "a New York College study of it",
            {"New York College": SURE},
            id="college",
        ),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_names_of_common_words_are_found(text: str, names: dict[str, float]) -> None:
    """By the capitals of a sentence of small letters, or as they are known."""
    assert {run.token.text: run.probability for run in find_capitalized(text)} == names


def test_known_names_are_in_small_letters() -> None:
    assert [name for name in common_names() if name != name.casefold()] == []


def _written(name: str) -> str:
    """Return a name with capitals, but of the small words inside."""
    first, *others = name.split(" ")
    small = {"of", "the", "for", "with", "in", "to", "and", "v."}
    words = (w if w in small else w[:1].upper() + w[1:] for w in others)
    return " ".join((first[:1].upper() + first[1:], *words))


def test_all_known_names_are_found() -> None:
    """As they are written in a sentence."""
    names = [_written(name) for name in sorted(common_names())]

    assert len(names) > 10_000
    assert [
        name
        for name in names
        if name not in _certain(f"they met {name} again and again")
    ] == []


def _certain(text: str) -> set[str]:
    readings = (*find_capitalized(text), *read_forms(text))
    return {each.token.text for each in readings if each.probability == 1}


@given(st.text(alphabet="Aa b.:'(1)\n", max_size=60))
def test_what_is_found_stands_there(text: str) -> None:
    assert [run for run in find_capitalized(text) if run.token.text not in text] == []
