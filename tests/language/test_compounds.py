"""Two Chinese words are one term where what they are tells so."""

import pytest

from pelican_aireport.language.compounds import join_compounds, split_compound
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.whole_names import tokenize_whole


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        pytest.param(["噪声", "传播"], ["噪声传播"], id="nouns"),
        pytest.param(
            ["语音", "样本", "很", "少"], ["语音样本", "很", "少"], id="in-run"
        ),
        pytest.param(["技术", "分析", "报告"], ["技术", "分析", "报告"], id="chain"),
        pytest.param(["翻译", "税"], ["翻译税"], id="suffix"),
        pytest.param(["多", "视角"], ["多视角"], id="prefix"),
        pytest.param(["推理", "成本"], ["推理成本"], id="verb-and-noun"),
        pytest.param(["文档", "处理"], ["文档处理"], id="object-and-action"),
        pytest.param(["模型", "理解"], ["模型", "理解"], id="who-acts"),
        pytest.param(["降息", "预期"], ["降息", "预期"], id="a-term-stays-one"),
        pytest.param(["利用", "数据"], ["利用", "数据"], id="no-noun"),
        pytest.param(["钧湖", "银行"], ["钧湖银行"], id="firm"),
        pytest.param(["大", "模型坍缩"], ["大模型", "坍缩"], id="cut-term"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_words_are_joined_by_what_they_are(words: list[str], joined: list[str]) -> None:
    """Nothing else of the run changes."""
    assert list(join_compounds(words)) == joined


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        pytest.param("语音样本", ("语音", "样本"), id="joined"),
        pytest.param("人工智能", (), id="of-the-dictionary"),
        pytest.param("模型", (), id="one-word"),
        pytest.param("Larkspur", (), id="latin"),
    ],
)
def test_a_joined_word_has_parts(word: str, parts: tuple[str, ...]) -> None:
    """A word of the dictionary is one, whatever it is made of."""
    assert split_compound(word) == parts


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("语音，样本", ["语音", "样本"], id="apart"),
        pytest.param("英伟达股份", ["英伟达", "股份"], id="name-beside"),
        pytest.param("理查德·萨顿说", ["理查德·萨顿", "说"], id="person"),
        pytest.param("语音 · 样本", ["语音", "样本"], id="listed"),
    ],
)
def test_only_what_stands_together_is_joined(text: str, tokens: list[str]) -> None:
    """Names and marks part what they stand between."""
    found = tokenize_whole(text, load_aliases())

    assert [token.text for token in found] == tokens
