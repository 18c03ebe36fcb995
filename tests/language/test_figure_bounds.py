"""A figure goes as far as a reader may take it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.figure_bounds import read_figures
from pelican_aireport.language.token_places import place_tokens
from pelican_aireport.language.tokens import fold
from pelican_aireport.language.whole_names import join_names

ALIASES = load_aliases({})


def _figures(text: str) -> list[str]:
    folded = fold(text)
    placed = tuple(place_tokens(join_names(text, ALIASES), folded))
    return [reading.token.text for reading in read_figures(placed, folded)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param("冷到 -30℃ 了", ["-30°C"], id="minus"),
        pytest.param("冷到-30℃了", ["-30°C"], id="minus-behind-chinese"),
        pytest.param("零下 25℃", ["零下 25°C"], id="below-zero"),
        pytest.param("涨了+14%", ["+14%"], id="plus"),
        pytest.param("NT$ 500 的票", ["NT$ 500"], id="dollars-of-taiwan"),
        pytest.param("US$3bn of debt", ["US$3bn"], id="dollars"),
        pytest.param("₹500 a day", ["₹500"], id="rupees"),
        pytest.param("599 € for it", ["599 €"], id="euros-behind"),
        pytest.param("$20/month for it", ["$20/month"], id="a-month"),
        pytest.param("$5/1M tokens", ["$5/1M tokens"], id="of-many"),
        pytest.param("0.3 元/千瓦时的电", ["0.3 元/千瓦时"], id="of-power"),
        pytest.param("升到 3.5%-4% 吧", ["3.5%-4%"], id="range"),
        pytest.param("要 90 多元", ["90 多元"], id="more-than"),
        pytest.param("lost 2.3 ETH to it", ["2.3 ETH"], id="coin"),
        pytest.param("快了 3.2× 呢", ["3.2×"], id="times"),
        pytest.param("a 6.9-inch screen", ["6.9-inch"], id="inches"),
        pytest.param("a 600-mile range", ["600-mile"], id="miles"),
        pytest.param("用了 50 亿参数", ["50 亿参数"], id="parameters"),
        pytest.param("at 98k TPS now", ["98k TPS"], id="rate"),
        pytest.param("有 1M token 上下文", ["1M token"], id="tokens"),
        pytest.param("读了 90 万 token", ["90 万"], id="without-tokens"),
        pytest.param("有 12 万个客户", ["12 万"], id="without-counter"),
        pytest.param("GPT-5 和 H-20", [], id="no-sign"),
        pytest.param("过了 3 天", [], id="nothing-around"),
        pytest.param("1-2 的比分", [], id="score"),
        pytest.param("没有数字", [], id="none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_figures_are_read(text: str, figures: list[str]) -> None:
    assert _figures(text) == figures


@given(st.text(alphabet="1３.,%-+/$ 万元多T个token", max_size=40))
def test_what_is_read_stands_there(text: str) -> None:
    assert [each for each in _figures(text) if each not in fold(text)] == []
