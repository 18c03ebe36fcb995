"""Words that stand together are told joined where they are one term."""

import pytest

from pelican_aireport.language import compounds
from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.readings import read_whole
from pelican_aireport.language.whole_names import tokenize_whole

ALIASES = load_aliases()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("噪声传播", ["噪声传播"], id="nouns"),
        pytest.param("语音样本很少", ["语音样本", "很少"], id="in-run"),
        pytest.param("车辆识别算法", ["车辆识别算法"], id="three"),
        pytest.param("翻译税", ["翻译税"], id="suffix"),
        pytest.param("语音成本", ["语音成本"], id="of-a-thing"),
        pytest.param("工作机会", ["工作机会"], id="with-a-stop-word"),
        pytest.param("语音，样本", ["语音", "样本"], id="apart"),
        pytest.param("语音 · 样本", ["语音", "样本"], id="listed"),
        pytest.param("美国企业", ["美国", "企业"], id="country-beside"),
        pytest.param("英伟达股份", ["英伟达", "股份"], id="entity-beside"),
        pytest.param("寒武纪股价", ["寒武纪", "股价"], id="company-beside"),
        pytest.param("沃顿商学院样本", ["沃顿商学院", "样本"], id="name-beside"),
        pytest.param("理查德·萨顿说", ["理查德·萨顿", "说"], id="person"),
    ],
)
def test_the_likeliest_terms_are_joined(text: str, tokens: list[str]) -> None:
    """Names and marks part what they stand between."""
    assert [token.text for token in tokenize_whole(text, ALIASES)] == tokens


@pytest.mark.parametrize(
    ("text", "certain", "possible"),
    [
        pytest.param("智能体样本", {"智能体"}, {"智能体样本"}, id="term-and-noun"),
        pytest.param("噪声样本", set(), {"噪声", "噪声样本", "样本"}, id="nouns"),
        pytest.param("AI 芯片", {"AI", "芯片"}, {"AI 芯片"}, id="latin-and-term"),
        pytest.param("做API调用", {"API"}, {"做", "API 调用"}, id="latin-inside"),
        pytest.param("Veltra 2 唱", {"Veltra 2", "唱"}, set(), id="version"),
        pytest.param("OpenAI 芯片", {"OpenAI", "芯片"}, set(), id="known-company"),
        pytest.param("the 芯片", {"the", "芯片"}, set(), id="word-without-meaning"),
        pytest.param("AI，芯片", {"AI", "芯片"}, set(), id="latin-apart"),
        pytest.param("语音，样本", {"语音", "样本"}, set(), id="apart"),
        pytest.param("大模型坍缩", {"大模型"}, {"大模型坍缩", "坍缩"}, id="cut-term"),
        pytest.param("不可逆操作", {"不"}, {"操作"}, id="negated"),
        pytest.param("不加息", {"不", "加息"}, set(), id="term-that-does-not-come"),
        pytest.param("非京东", {"非", "京东"}, set(), id="not-a-name"),
    ],
)
def test_all_that_may_be_terms_are_weighed(
    text: str, certain: set[str], possible: set[str]
) -> None:
    """A term of the dictionary is one in a longer one too, and so is a Latin word."""
    weighed = {each.token.text: each.probability for each in read_whole(text, ALIASES)}

    assert {text for text, weight in weighed.items() if weight == 1.0} == certain
    assert {text for text, weight in weighed.items() if 0 < weight < 1} == possible


def test_a_known_compound_is_likely_wherever_its_words_stand_together() -> None:
    known = sorted(map(bytes.decode, compounds._known_compounds()))
    texts = [known[place] for place in range(0, len(known), 400)]
    readings = {text: read_whole(text, ALIASES) for text in texts}

    assert len(texts) > 40
    assert [
        text
        for text, found in readings.items()
        if not any(each.token.text == text and each.is_likely for each in found)
    ] == []


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param("智能体评测", {"智能体", "评测"}, id="of-a-run"),
        pytest.param("提示词注入", {"提示词"}, id="of-a-term"),
        pytest.param("打补丁", {"补丁"}, id="of-a-verb"),
        pytest.param("发动机", set(), id="no-verb"),
        pytest.param("语音，样本", set(), id="apart"),
    ],
)
def test_what_may_be_a_part_is_told_as_one(text: str, inner: set[str]) -> None:
    found = {each.token.text for each in read_whole(text, ALIASES) if each.is_inner}

    assert found == inner
