"""Lines by the rules of Chinese; each character is one unit wide, Latin ones half."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.pictures.line_breaking import (
    balance_lines,
    break_lines,
    fit_lines,
)

NEVER_FIRST = "，。、：”）》…%"
NEVER_LAST = "“（《"


def _measure(text: str) -> float:
    return sum(0.5 if character < "\u0250" else 1 for character in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("", 10, [], id="nothing"),
        pytest.param("  ", 10, [], id="white-space"),
        pytest.param("一二三四五", 3, ["一二三", "四五"], id="chinese"),
        pytest.param("一二三，四五", 3, ["一二", "三，四", "五"], id="closing-mark"),
        pytest.param("一二“三四”", 3, ["一二", "“三", "四”"], id="quotes"),
        pytest.param("发布 Larkspur 今天", 5, ["发布", "Larkspur", "今天"], id="latin"),
        pytest.param(
            "开源 Tarn 2.5 模型", 5, ["开源", "Tarn 2.5", "模型"], id="version"
        ),
        pytest.param("降价 20%，今天", 4, ["降价", "20%，今", "天"], id="percent"),
        pytest.param("abcdefghij", 2, ["abcd", "efgh", "ij"], id="longer-than-a-line"),
        pytest.param("a b  c", 10, ["a b  c"], id="one-line"),
    ],
)
def test_where_a_line_ends(text: str, width: float, lines: list[str]) -> None:
    assert list(break_lines(text, width, _measure)) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("一二三四五六", 5, ["一二三", "四五六"], id="even"),
        pytest.param("一二三，四五六七", 7, ["一二三，", "四五六七"], id="clause"),
        pytest.param("一二三四 五六七八九", 8, ["一二三四", "五六七八九"], id="space"),
        pytest.param("一二 三，四五六七", 7, ["一二 三，", "四五六七"], id="both"),
        pytest.param("一 二三四五六七八", 8, ["一 二三四", "五六七八"], id="far space"),
        pytest.param(
            "一，三四五六七八九", 8, ["一，三四五", "六七八九"], id="too-uneven"
        ),
        pytest.param("一二三", 5, ["一二三"], id="one-line"),
    ],
)
def test_lines_of_a_title_are_even(text: str, width: float, lines: list[str]) -> None:
    assert list(balance_lines(text, width, _measure)) == lines


@pytest.mark.parametrize(
    ("text", "count", "lines"),
    [
        pytest.param("一二三四五", 1, ["一二三四五"], id="fits"),
        pytest.param("一二三四。五六七八九十", 1, ["一二三四。"], id="sentence"),
        pytest.param("一二三四，五六七八九十", 1, ["一二三四……"], id="clause"),
        pytest.param("一二三四五六七八九十", 1, ["一二三四五六……"], id="no-clause"),
        pytest.param("一，二三四五六七八九十", 1, ["一，二三四五……"], id="too-early"),
        pytest.param("甲：“二三四五六七八九十”", 1, ["甲：“二三……”"], id="quotation"),
        pytest.param("Larkspur Tarn Corvane", 1, ["Larkspur……"], id="words"),
        pytest.param(
            "一二三四五六七八九十甲乙丙丁戊己庚辛",
            2,
            ["一二三四五六七八", "九十甲乙丙丁……"],
            id="two",
        ),
    ],
)
def test_what_is_too_long_is_cut_at_sense(
    text: str, count: int, lines: list[str]
) -> None:
    """Eight wide; a quotation is closed again."""
    assert list(fit_lines(text, 8, count, _measure, cut="……")) == lines


_PARTS = (
    "一",
    "二，",
    "“三”",
    "（四）",
    "五 Tarn 3.5%",
    "六。 ",
    "七、",
    "《八》：",
    "九……",
)


@given(
    parts=st.lists(st.sampled_from(_PARTS), max_size=30),
    width=st.integers(7, 20),
    count=st.integers(1, 3),
)
def test_the_rules_hold_for_any_text(parts: list[str], width: int, count: int) -> None:
    """No text is lost, no line is too long, no mark stands where none may."""
    text = "".join(parts)
    lines = break_lines(text, width, _measure)
    shown = fit_lines(text, width, count, _measure, cut="……")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert [line for line in (*lines, *shown) if _measure(line) > width] == []
    assert [line for line in lines if line[0] in NEVER_FIRST] == []
    assert [line for line in lines if line[-1] in NEVER_LAST] == []
    assert [line for line in lines if ("Tarn" in line) != ("3.5%" in line)] == []
    assert len(shown) <= count
