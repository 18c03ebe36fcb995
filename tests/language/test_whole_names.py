"""A known name is one token, also where the form of its words would cut it."""

import re

import pytest
from builders import make_tweet

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.learning import learn_names
from pelican_aireport.language.tokens import TokenKind
from pelican_aireport.language.whole_names import tokenize_whole
from pelican_aireport.pictures.terms import count_terms
from pelican_aireport.summarizers.leads import names_in

ALIASES = load_aliases({"Open Tarn": [], "Pendel": ["Super Most Pendel"]})
ALL_NAMES = sorted(
    {alias.text for group in ALIASES.by_start.values() for alias in group}
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("Hugging Face ships", ["Hugging Face", "ships"], id="common"),
        pytest.param("用 hugging face 写", ["用", "hugging face", "写"], id="small"),
        pytest.param("try Open Tarn", ["try", "Open Tarn"], id="of-a-setting"),
        pytest.param("Super Most Pendel", ["Super Most Pendel"], id="three-words"),
        pytest.param("Nasdaq 100 涨", ["Nasdaq 100", "涨"], id="number"),
        pytest.param("hugging, face it", ["hugging", "face", "it"], id="apart"),
        pytest.param("Hugging Facebook", ["Hugging", "Facebook"], id="longer"),
        pytest.param("试用 Larkspur 3", ["试用", "Larkspur 3"], id="unknown"),
        pytest.param("可灵2.5 Turbo 快", ["可灵 2.5 Turbo", "快"], id="chinese"),
        pytest.param("昇腾 950PR 快", ["昇腾 950PR", "快"], id="model-number"),
        pytest.param("小米 17 Pro Max", ["小米 17 Pro Max"], id="of-a-company"),
        pytest.param("小米 17 涨了", ["小米", "17", "涨", "了"], id="price"),
        pytest.param("小米 YU7 来了", ["小米 YU7", "来", "了"], id="code"),
        pytest.param("小米SU7 Ultra", ["小米 SU7 Ultra"], id="code-and-grade"),
        pytest.param("DeepSeek V4-Lite 快", ["DeepSeek V4-Lite", "快"], id="version"),
        pytest.param("长鑫存储 HBM3 贵", ["长鑫存储", "HBM3", "贵"], id="standard"),
        pytest.param("台积电 N2 贵", ["台积电", "N2", "贵"], id="process"),
        pytest.param("华为 Q3 营收", ["华为", "Q3", "营收"], id="quarter"),
        pytest.param("阿里 P8 转岗", ["阿里", "P8", "转岗"], id="grade-of-staff"),
        pytest.param("英伟达 H100 贵", ["英伟达", "H100", "贵"], id="known-alone"),
        pytest.param("谷神星一号升空", ["谷神星一号", "升空"], id="rocket"),
        pytest.param("神舟二十四号升空", ["神舟二十四号", "升空"], id="later-ship"),
        pytest.param("腾讯三号发布", ["腾讯", "三号", "发布"], id="day-of-a-company"),
        pytest.param("OpenAI三号发布", ["OpenAI", "三号", "发布"], id="day-in-latin"),
        pytest.param("特斯拉 L4 级", ["特斯拉", "L4", "级"], id="level"),
        pytest.param("国庆三号见", ["国庆", "三号", "见"], id="day"),
        pytest.param("GTA VI slips", ["GTA VI", "slips"], id="sequel"),
        pytest.param("骁龙 8 Elite Gen 5", ["骁龙 8 Elite Gen 5"], id="grades"),
        pytest.param("try seedance 2.0", ["try", "seedance 2.0"], id="small-version"),
        pytest.param("用 Tarn for Chrome", ["用", "Tarn for Chrome"], id="for"),
        pytest.param("试试 Smart Turn v3.1", ["试试", "Smart Turn v3.1"], id="plain"),
        pytest.param("in Design Mode, it", ["in", "Design Mode", "it"], id="inside"),
        pytest.param("in Design, Mode", ["in", "Design", "Mode"], id="listed"),
        pytest.param("用 Claude Tips", ["用", "Claude Tips"], id="known-and-common"),
        pytest.param("改进 CI/CD 流程", ["改进", "CI/CD", "流程"], id="slash"),
        pytest.param(
            "Claude Code Tips 来了", ["Claude Code", "Tips", "来", "了"], id="end"
        ),
        pytest.param("Qwen3\u2011VL", ["Qwen3-VL"], id="no-break-hyphen"),
        pytest.param("学 C# 和 C", ["学", "C#", "和", "C"], id="sharp"),
        pytest.param("豆包 3 支持", ["豆包 3", "支持"], id="verb-behind"),
        pytest.param("卖了 12 万片", ["卖", "了", "12 万片"], id="pieces"),
        pytest.param("200Wh/kg 的电芯", ["200Wh/kg", "的", "电芯"], id="ratio"),
        pytest.param("300 miles of it", ["300 miles", "of", "it"], id="miles"),
        pytest.param("34% year", ["34%", "year"], id="measured"),
        pytest.param("豆包 3 天", ["豆包", "3 天"], id="counted"),
        pytest.param("Google Gemini 3", ["Google", "Gemini 3"], id="two-names"),
        pytest.param("AMD MI450 beats", ["AMD", "MI450", "beats"], id="model"),
        pytest.param("Mistral Large 3", ["Mistral Large 3"], id="tail-and-version"),
        pytest.param("Unitree G1 beats", ["Unitree G1", "beats"], id="short-model"),
        pytest.param("GitHub Copilot Chat", ["GitHub Copilot Chat"], id="known-head"),
        pytest.param("Fake Claude Code", ["Fake", "Claude Code"], id="of-nobody"),
        pytest.param("Humanity's Last Exam", ["Humanity Last Exam"], id="possessive"),
    ],
)
def test_a_known_name_is_one_token(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize_whole(text, ALIASES)] == tokens


@pytest.mark.parametrize(
    "name", [n for n in ALL_NAMES if re.fullmatch("[\u4e00-\u9fff]{2,}", n)]
)
def test_no_chinese_name_of_the_table_is_cut(name: str) -> None:
    """Nor does it take a character of its neighbours, whatever these are."""
    texts = [f"{a}{name}{b}" for a in ("", "在", "和", "被") for b in ("", *"上里说要")]
    tokens = {text: tokenize_whole(text, ALIASES) for text in texts}

    assert [t for t in texts if name not in [each.text for each in tokens[t]]] == []


@pytest.mark.parametrize("name", [n for n in ALL_NAMES if n.isascii() and " " in n])
def test_no_name_of_the_table_is_cut(name: str) -> None:
    """Each of several words, in a Chinese sentence."""
    token = tokenize_whole(f"今天 {name} 更新", ALIASES)[1]

    assert (token.text, token.kind) == (name, TokenKind.NAME)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("@ann: Hugging Face", "Hugging Face", id="common-word"),
        pytest.param("#1 Super Most Pendel", "Pendel", id="other-name"),
        pytest.param("Masayoshi Son", "孙正义", id="family-name"),
    ],
)
def test_leads_tags_and_cloud_tell_a_known_name_once(text: str, name: str) -> None:
    terms = count_terms([make_tweet(text=text)], aliases=ALIASES)

    assert (names_in(text, ALIASES), [t.text for t in terms]) == ((name,), [name])


def test_a_part_of_a_known_name_is_not_learnt() -> None:
    tweets = [
        make_tweet("1", "we moved to Hugging Face last week", author="ann"),
        make_tweet("2", "has anyone tried Hugging Face yet", author="bob"),
    ]

    assert learn_names(tweets) == {}
