"""A name goes as far as form, a maker or an edition tells."""

import pytest

from pelican_aireport.language.compounds import Reading
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.name_bounds import read_bounds
from pelican_aireport.language.token_places import place_tokens
from pelican_aireport.language.tokens import fold
from pelican_aireport.language.whole_names import join_names

ALIASES = load_aliases({})
LIKELY, UNSURE = 0.6, 0.2


def _read(text: str) -> list[Reading]:
    folded = fold(text)
    placed = tuple(place_tokens(join_names(text, ALIASES), folded))
    return list(read_bounds(placed, folded, ALIASES))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "用麒麟 9030 Pro 的",
            {"麒麟 9030": UNSURE, "麒麟 9030 Pro": UNSURE},
            id="number-and-size",
        ),
        pytest.param(
            "在用 Mate 80 Pro+，快",
            {"Mate 80": UNSURE, "Mate 80 Pro": UNSURE, "Mate 80 Pro+": UNSURE},
            id="plus",
        ),
        pytest.param("天鹊-12A和", {"天鹊-12A": LIKELY}, id="series-and-model"),
        pytest.param("牦牛-12A和", {"牦牛-12A": UNSURE}, id="noun-and-model"),
        pytest.param(
            "龙芯 3C6000 的", {"龙芯 3C6000": LIKELY}, id="code-with-a-number-first"
        ),
        pytest.param("祖冲之3.2号的", {"祖冲之3.2号": LIKELY}, id="serial"),
        pytest.param(
            "夸克 AI 眼镜 S2，轻",
            {"夸克 AI 眼镜 S2": UNSURE},
            id="device",
        ),
        pytest.param("朱雀三号遥四的", {"朱雀三号遥四": LIKELY}, id="one-rocket"),
        pytest.param("玩黑神话：牦牛去了", {"黑神话:牦牛": UNSURE}, id="subtitle"),
        pytest.param("他说：牦牛去了", {}, id="speech"),
        pytest.param("猎鹰 9 次发射", {}, id="counted"),
        pytest.param("台积电 N2，贵", {}, id="process-of-a-foundry"),
        pytest.param("patch CVE-2026-1 now", {}, id="gap-in-a-program"),
        pytest.param(
            "见到 dunar 25 了", {"dunar 25": UNSURE}, id="small-letters-in-chinese"
        ),
        pytest.param("i use Dunar 2027 now", {"Dunar 2027": UNSURE}, id="year"),
        pytest.param("in IMAX 70mm here", {"IMAX 70mm": UNSURE}, id="format"),
        pytest.param("it ends in December 2027", {}, id="month"),
        pytest.param("at 苹果 2027 年", {}, id="year-of-a-company"),
        pytest.param("i met dunar 25 there", {}, id="small-letters-in-english"),
        pytest.param("the AIFS ENS runs", {"AIFS ENS": UNSURE}, id="two-acronyms"),
        pytest.param("it has Dunar 71.4 now", {}, id="score"),
        pytest.param(
            "on Windows 11 26H2 now", {"Windows 11 26H2": UNSURE}, id="release"
        ),
        pytest.param("Dunar，7", {}, id="apart"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_names_are_longer_than_tokens(text: str, names: dict[str, float]) -> None:
    assert {each.token.text: each.probability for each in _read(text)} == names


def test_an_edition_belongs_to_a_name() -> None:
    names = {each.token.text for each in _read("Dunar 7 增程版提了")}

    assert "Dunar 7 增程版" in names


def test_a_number_is_read_where_it_stands() -> None:
    """The same words stand before it, where they count something."""
    found = _read("猎鹰 9 次，还是猎鹰 9")

    assert [each.token.text for each in found] == ["猎鹰 9"]
