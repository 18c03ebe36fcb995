"""Figures: value and unit, however they are written."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.evidence.claims.figures import find_figures
from pelican_aireport.evidence.claims.folding import fold
from pelican_aireport.evidence.claims.numerals import find_numerals


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param("没有数字", [], id="none"),
        pytest.param("40 万", [("400000", "")], id="wan"),
        pytest.param("400K users", [("400000", "user")], id="k-with-noun"),
        pytest.param(
            "$3.5B and 1.4 trillion",
            [("3500000000", "usd"), ("1400000000000", "")],
            id="large",
        ),
        pytest.param("US$12", [("12", "usd")], id="us-dollar"),
        pytest.param("RMB 30亿", [("3000000000", "cny")], id="currency-in-front"),
        pytest.param("6850 亿参数", [("685000000000", "parameter")], id="parameters"),
        pytest.param("１２．５％", [("12.5", "percent")], id="wide"),
        pytest.param("1,234,567", [("1234567", "")], id="grouped"),
        pytest.param("百分之三十", [("30", "percent")], id="percent-in-words"),
        pytest.param("三成", [("30", "percent")], id="tenths"),
        pytest.param("一半、half", [("50", "percent")] * 2, id="half"),
        pytest.param("四分之一", [("25", "percent")], id="quarter"),
        pytest.param("翻倍", [("2", "multiple")], id="doubled"),
        pytest.param("25 bps", [("0.25", "basis")], id="basis-points"),
        pytest.param("3 个百分点", [("3", "point")], id="points"),
        pytest.param("16G、16GB", [("16000000000", "byte")] * 2, id="bytes"),
        pytest.param("835 兆瓦", [("835000000", "power")], id="no-trillion-watts"),
        pytest.param("两年", [("24", "month")], id="years"),
        pytest.param("five-year", [("60", "month")], id="years-in-english"),
        pytest.param(
            "10-20 万", [("100000", ""), ("200000", "")], id="range-of-magnitude"
        ),
        pytest.param(
            *("between 1.2 and 1.6 s", [("1.2", "second"), ("1.6", "second")]),
            id="range-in-words",
        ),
        pytest.param(
            "$10-20M", [("10000000", "usd"), ("20000000", "usd")], id="range-of-money"
        ),
        pytest.param(
            "up 359% to $455B",
            [("359", "percent"), ("455000000000", "usd")],
            id="no-range",
        ),
        pytest.param("30 多家", [("30", "count")], id="more-than"),
        pytest.param("一百二十亿元", [("12000000000", "cny")], id="numeral"),
        pytest.param("half a million", [("500000", "")], id="half-a-million"),
        pytest.param("two and a half million", [("2500000", "")], id="and-a-half"),
        pytest.param("three hundred and twenty", [("320", "")], id="english-numeral"),
        pytest.param("three quarters of it", [("75", "percent")], id="share"),
        pytest.param("the next three quarters", [("9", "month")], id="nine-months"),
        pytest.param("one in ten", [("10", "percent")], id="one-in-ten"),
        pytest.param("6h 20m", [("22800", "second")], id="hours-and-minutes"),
        pytest.param("3 小时 10 分", [("11400", "second")], id="the-same-in-chinese"),
        pytest.param("five straight days", [("432000", "second")], id="days-in-a-row"),
        pytest.param(
            "the 6th day, Day 3", [("6", "ordinal"), ("3", "ordinal")], id="nth"
        ),
        pytest.param(
            "EUR 40M, NOK 3bn", [("40000000", "eur"), ("3000000000", "nok")], id="codes"
        ),
        pytest.param("分三批", [("3", "count")], id="measure-word"),
        pytest.param(
            "增长 1 倍、增加两倍", [("2", "multiple"), ("3", "multiple")], id="added"
        ),
        pytest.param("增长至 2 倍、是两倍", [("2", "multiple")] * 2, id="not-added"),
        pytest.param("增长 10 倍", [("10", "multiple")], id="ten-times"),
        pytest.param("draws 75 W", [("75", "power")], id="watts"),
        pytest.param("功耗 75W", [("75", "power")], id="watts-in-chinese"),
        pytest.param("收入 50W", [("500000", "")], id="myriads-in-slang"),
        pytest.param("10 美分", [("0.10", "usd")], id="cents"),
        pytest.param("半年", [("6", "month")], id="half-a-year"),
        pytest.param("GPT-5.2、V3.2、H100、18A、1.2.3", [], id="versions"),
        pytest.param("十分、万一、第三方、数百、一家", [], id="idioms"),
    ],
)
def test_a_figure_has_a_value_and_a_unit(
    text: str, figures: list[tuple[str, str]]
) -> None:
    """The value is in the first unit of its kind."""
    found = [(each.value, each.kind) for each in find_figures(fold(text))]

    assert found == [(Decimal(value), kind) for value, kind in figures]


@given(st.integers(2, 9_999), st.sampled_from(["万", "亿"]))
def test_a_magnitude_multiplies(number: int, magnitude: str) -> None:
    scale = {"万": 10_000, "亿": 100_000_000}[magnitude]

    (figure,) = find_figures(f"{number} {magnitude}元")
    assert figure.value == number * scale


@given(st.text(alphabet="0123456789,.万亿%一二十百两分之-+~至约近 GB$元", max_size=60))
def test_figures_stand_in_order_and_apart(text: str) -> None:
    """Whatever a text holds, no two figures share a character."""
    spans = [figure.span for figure in find_figures(fold(text))]

    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("三十五个", 35, id="tens"),
        pytest.param("两百零八家", 208, id="with-zero"),
        pytest.param("一万二千元", 12_000, id="myriads"),
        pytest.param("十二个", 12, id="ten-without-one"),
        pytest.param("七亿二千万元", 720_000_000, id="myriads-beside-a-larger-place"),
        pytest.param("一万亿元", 1_000_000_000_000, id="myriads-of-a-larger-place"),
        pytest.param("完成十二亿元", 1_200_000_000, id="behind-a-verb"),
        pytest.param("三千万", 30_000_000, id="thousands-of-myriads"),
    ],
)
def test_numerals_are_read(text: str, value: int) -> None:
    assert [each[1] for each in find_numerals(text)] == [value]
