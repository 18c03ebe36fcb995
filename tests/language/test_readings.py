"""A text is told as all that its words may be."""

import pytest

from pelican_aireport.language.compounds import Reading
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.readings import read_whole
from pelican_aireport.language.tokens import Token, TokenKind

ALIASES = load_aliases({"Larkspur": []})
SURE, UNSURE = 0.6, 0.2


def _names(text: str) -> dict[str, float]:
    """Return what is more than a word in small letters, and how likely it is."""
    return {
        reading.token.text: reading.probability
        for reading in read_whole(text, ALIASES)
        if not (reading.token.text.isalpha() and reading.token.text.islower())
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "《Larkspur 技术》",
            {"Larkspur": 1.0, "技术": 1.0},
            id="article-about-a-name",
        ),
        pytest.param("we buy H100s of it", {"H100": 1.0}, id="plural"),
        pytest.param(
            "we wait at Cape Station now", {"Cape Station": SURE}, id="instead-of-parts"
        ),
        pytest.param(
            "an ultra Dunar-inspired style",
            {"Dunar-inspired": 1.0, "Dunar": UNSURE},
            id="before-a-hyphen",
        ),
        pytest.param(
            "a Dunar mode is out", {"Dunar": 1.0, "Dunar mode": UNSURE}, id="tail"
        ),
        pytest.param(
            "寒武纪 EH216-S，快",
            {"寒武纪": 1.0, "EH216-S": 1.0, "寒武纪 EH216-S": SURE, "快": 1.0},
            id="company-and-model",
        ),
        pytest.param(
            "显卡 EH216-S，快",
            {"显卡": 1.0, "EH216-S": 1.0, "显卡 EH216-S": UNSURE, "快": 1.0},
            id="noun-and-model",
        ),
        pytest.param(
            "寒武纪 Q3，快", {"寒武纪": 1.0, "Q3": 1.0, "快": 1.0}, id="quarter"
        ),
        pytest.param(
            "寒武纪 H2，快",
            {"寒武纪": 1.0, "H2": 1.0, "寒武纪 H2": UNSURE, "快": 1.0},
            id="half-of-a-year-or-product",
        ),
        pytest.param(
            "寒武纪 ClawBot，快",
            {"寒武纪": 1.0, "ClawBot": 1.0, "寒武纪 ClawBot": UNSURE, "快": 1.0},
            id="company-and-name",
        ),
        pytest.param(
            "we ran velo 4.7 on it",
            {"velo 4.7": UNSURE, "4.7": 1.0},
            id="small-letters-and-version",
        ),
        pytest.param(
            "寒武纪，EH216-S", {"寒武纪": 1.0, "EH216-S": 1.0}, id="model-apart"
        ),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_names_are_read(text: str, names: dict[str, float]) -> None:
    """Whole where form tells it; else each that may be one, less likely than not."""
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("《丝绸之歌》", "丝绸之歌", id="work"),
        pytest.param("《空城：丝绸之歌》", "空城:丝绸之歌", id="subtitle"),
        pytest.param("《空城》", "空城", id="one-word"),
        pytest.param(
            "《高原牦牛奶茶生产和销售管理办法》",
            "高原牦牛奶茶生产和销售管理办法",
            id="law",
        ),
        pytest.param("《Larkspur 法案》", "Larkspur 法案", id="law-with-a-name"),
        pytest.param("《普通人如何用好大模型写代码的方法》", None, id="long-article"),
        pytest.param("《如何用好提示词》", "如何用好提示词", id="article"),
        pytest.param("《……》", None, id="dots"),
        pytest.param("《\u200b\u200b》", None, id="nothing-visible"),
        pytest.param("《@ana》", None, id="handle"),
        pytest.param("《t.co/abc》", None, id="address"),
        pytest.param("《2026》", None, id="number"),
    ],
)
def test_a_title_may_be_a_name(text: str, title: str | None) -> None:
    """Likely, as the titles of articles stand between the same marks."""
    names = [
        reading
        for reading in read_whole(text, ALIASES)
        if reading.token.kind is TokenKind.NAME and not reading.is_inner
    ]
    expected = [Reading(Token(title, TokenKind.NAME), SURE)] if title else []

    assert names == expected


def test_a_known_name_stays_beside_one_that_holds_it() -> None:
    text = "we like Apps in ChatGPT; ChatGPT is great for all"
    found = [reading.token.text for reading in read_whole(text, ALIASES)]

    assert found.count("ChatGPT") >= 1
    assert "Apps in ChatGPT" in found
