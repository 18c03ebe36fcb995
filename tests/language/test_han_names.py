"""The last word of a Chinese name tells it."""

import pytest

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.han_names import read_han_names
from pelican_aireport.language.token_places import place_tokens
from pelican_aireport.language.whole_names import join_names

ALIASES = load_aliases({})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("按照高原牦牛奶茶管理办法", ["高原牦牛奶茶管理办法"], id="law"),
        pytest.param("违反了牦牛保护条例", ["牦牛保护条例"], id="law-behind-a-verb"),
        pytest.param("这是高原牦牛基金会", ["高原牦牛基金会"], id="body"),
        pytest.param(
            "在第三届牦牛电影节", ["牦牛电影节", "第三届牦牛电影节"], id="event"
        ),
        pytest.param("第二代牦牛来了", ["第二代牦牛"], id="generation"),
        pytest.param("第七代 Tarn 来了", ["第七代 Tarn"], id="generation-in-latin"),
        pytest.param("第二代，牦牛来了", [], id="generation-apart"),
        pytest.param("第二代的牦牛", [], id="generation-and-function-word"),
        pytest.param("是第二代", [], id="generation-of-nothing"),
        pytest.param("高原，基金会", [], id="apart"),
        pytest.param("有办法", [], id="one-word"),
        pytest.param("我的基金会", [], id="function-word"),
        pytest.param("收购了基金会", [], id="verb"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_are_read(text: str, names: list[str]) -> None:
    placed = tuple(place_tokens(join_names(text, ALIASES), text))

    assert [reading.token.text for reading in read_han_names(placed, text)] == names
