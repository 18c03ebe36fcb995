"""What belongs to a figure is one with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.tokens import TokenKind, fold, tokenize
from pelican_aireport.language.whole_names import join_names

ALIASES = load_aliases({})


def _numbers(text: str) -> list[str]:
    tokens = join_names(text, ALIASES)
    return [token.text for token in tokens if token.kind is TokenKind.NUMBER]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("冷到 -30℃ 了", ["-30°C"], id="cold"),
        pytest.param("冷到-30℃了", ["-30°C"], id="cold-behind-chinese"),
        pytest.param("跌到 -120 欧元/MWh", ["-120 欧元/MWh"], id="negative-price"),
        pytest.param("10-30℃ 之间", ["10-30°C"], id="range"),
        pytest.param("25 万元-30 万元", ["25 万元", "30 万元"], id="range-of-prices"),
        pytest.param("天鹊-12 点火", ["12"], id="model"),
        pytest.param("NT$ 500 的票", ["NT$ 500"], id="dollars-of-taiwan"),
        pytest.param("US$3bn of debt", ["US$3bn"], id="dollars"),
        pytest.param("the US 500 index", ["500"], id="no-dollars"),
        pytest.param("₹500 a day", ["₹500"], id="rupees"),
        pytest.param("599 € for it", ["599 €"], id="euros-behind"),
        pytest.param("$20/month for it", ["$20/month"], id="a-month"),
        pytest.param("$20/月的套餐", ["$20/月"], id="a-month-in-chinese"),
        pytest.param("$333/MW-day now", ["$333/MW-day"], id="a-day"),
        pytest.param("$5/1M tokens", ["$5/1M", "tokens"], id="of-many"),
        pytest.param("0.3 元/千瓦时的电", ["0.3 元/千瓦时"], id="of-power"),
        pytest.param("2.9 mi/kWh now", ["2.9 mi/kWh"], id="of-two-units"),
        pytest.param("25 美元/百万 token", ["25 美元/百万 token"], id="of-a-million"),
        pytest.param("零下 25℃ 了", ["零下 25°C"], id="below-zero"),
        pytest.param("给 200K token 用", ["200K token"], id="tokens-in-chinese"),
        pytest.param("才 49 克戴到下午", ["49 克"], id="unit-in-a-guess"),
        pytest.param("at 39 mmol/mol now", ["39 mmol/mol"], id="of-a-lab"),
        pytest.param("要 15 新西兰元", ["15 新西兰元"], id="rare-currency"),
        pytest.param("要 90 多元", ["90 多元"], id="above"),
        pytest.param("50% 多模态", ["50%"], id="no-more"),
        pytest.param("1.2 亿来自红杉", ["1.2 亿"], id="from"),
        pytest.param("快了 3.2× 呢", ["3.2×"], id="times"),
        pytest.param("a 600-mile range", ["600-mile"], id="miles"),
        pytest.param('the "class of 2026" is', ["2026"], id="quoted"),
        pytest.param("on 9/11/2026 at 24/7", ["9/11/2026", "24/7"], id="dates"),
        pytest.param("In 2025 €5 billion", ["2025", "€5 billion"], id="next-price"),
        pytest.param("16GB/512GB 版本", ["16GB", "512GB"], id="two-sizes"),
        pytest.param("24GB/AMD 显卡", ["24GB"], id="size-or-maker"),
        pytest.param("NT$5/HK$6", ["NT$5", "HK$6"], id="two-prices"),
        pytest.param("占比 50% 多元化", ["50%"], id="word-behind-a-share"),
        pytest.param("跌 50 多元宇宙", ["50"], id="word-with-a-unit"),
        pytest.param("10 多家长投诉", ["10"], id="word-with-a-counter"),
        pytest.param("1-2 的比分", ["1-2"], id="score"),
        pytest.param("没有数字", [], id="none"),
    ],
)
def test_figures_are_whole(text: str, numbers: list[str]) -> None:
    assert _numbers(text) == [n for n in numbers if n != "tokens"]


@given(st.text(alphabet="1３.,%-/$€ 万元多化T个USBG月A", max_size=40))
def test_nothing_is_told_twice_or_lost(text: str) -> None:
    told = "".join(token.text for token in join_names(text, ALIASES))
    place = 0
    for token in tokenize(text):
        for character in token.text.replace(" ", ""):
            place = told.index(character, place) + 1
    assert len(told.replace(" ", "")) <= len(fold(text))
