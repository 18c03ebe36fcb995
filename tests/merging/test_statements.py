"""A claim's source cut into parts: nothing is lost, each part is what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.merging.statements import (
    cited_in,
    plain_words,
    read_statement,
    split_sentences,
)

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "1. ",
                "- ",
                "**甲**：",
                "**乙：**",
                "**",
                "说明。",
                "a. b",
                "U.S. ",
                "“引。",
                "”",
            ),
            *(
                " *传闻*",
                "*x*",
                "[^1]",
                " [^2]",
                "[^",
                "\n",
                "\n\n",
                "  - 嵌套",
                "> 引",
                "！）",
            ),
        ]
    )
).map("".join)


@given(PIECES)
def test_the_parts_of_a_statement_are_its_source(text: str) -> None:
    assert read_statement(text).text == text


@given(PIECES)
def test_sentences_are_their_text(text: str) -> None:
    assert "".join(split_sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "1. **甲**：说明。 *传闻 · 单一来源*[^1][^2]",
            ("1. ", "**甲**：", "说明。", " *传闻 · 单一来源*", "[^1][^2]", ""),
            id="whole",
        ),
        pytest.param("说明。", ("", "", "说明。", "", "", ""), id="bare"),
        pytest.param(
            "- **甲：** 说明[^1]。",
            ("- ", "**甲：** ", "说明[^1]。", "", "", ""),
            id="note inside",
        ),
        pytest.param(
            "- 说明 *强调*[^1]",
            ("- ", "", "说明 *强调*", "", "[^1]", ""),
            id="emphasis",
        ),
        pytest.param(
            "2) 说明[^1]\n   续行\n   - 嵌套[^2]",
            ("2) ", "", "说明[^1]\n   续行", "", "", "\n   - 嵌套[^2]"),
            id="nested",
        ),
        pytest.param(
            "- 说明[^1]\n\n  第二段",
            ("- ", "", "说明", "", "[^1]", "\n\n  第二段"),
            id="two paragraphs",
        ),
    ],
)
def test_a_statement_is_cut_into_its_parts(text: str, parts: tuple[str, ...]) -> None:
    read = read_statement(text)
    found = (read.marker, read.lead, read.said, read.marks, read.notes, read.tail)
    assert found == parts


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("甲。乙！丙", ("甲。", "乙！", "丙"), id="Chinese"),
        pytest.param("It is 3.2. Up. ", ("It is 3.2. ", "Up. "), id="figures"),
        pytest.param("The U.S. did. So", ("The U.S. did. ", "So"), id="initials"),
        pytest.param("甲[^1]。[^2]乙", ("甲[^1]。[^2]", "乙"), id="notes"),
        pytest.param("他说：“甲。乙。”丙。", ("他说：“甲。乙。”丙。",), id="quotation"),
        pytest.param("（甲。）乙。", ("（甲。）", "乙。"), id="closing marks"),
    ],
)
def test_sentences_end_where_they_do(text: str, sentences: tuple[str, ...]) -> None:
    assert split_sentences(text) == sentences


def test_footnotes_and_blanks_say_nothing() -> None:
    text = "甲 [^1]乙\n丙[^2][^1]"
    assert (plain_words(text), cited_in(text)) == ("甲乙丙", ("1", "2"))


def test_notes_inside_the_text_stay_when_others_come() -> None:
    read = read_statement("- 甲[^1]，乙。[^2]")
    assert read.cite(("1", "3")).text == "- 甲[^1]，乙。[^3]"
