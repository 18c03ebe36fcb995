"""Traditional Chinese is counted as simplified, and what is simplified stays."""

import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_aireport.language.simplified import simplify

MAINLAND = "文件 程序 核心 智慧 物件 影片"
"""Words of both sides of the strait that mean other things on each."""


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("GPU 5090", "GPU 5090", id="latin"),
        pytest.param("比特幣", "比特币", id="characters"),
        pytest.param("網路與伺服器", "网络与服务器", id="words-of-taiwan"),
        pytest.param("臺灣的 AI 晶片", "台湾的 AI 芯片", id="mixed"),
        pytest.param(MAINLAND, MAINLAND, id="words-of-both"),
        pytest.param("昇腾与昇思的程序", "昇腾与昇思的程序", id="names"),
        pytest.param("华为乾崑在用的程序", "华为乾崑在用的程序", id="car"),
        pytest.param("昇騰的程式", "昇腾的程序", id="traditional-names"),
    ],
)
def test_a_traditional_text_becomes_simplified(text: str, simplified: str) -> None:
    assert simplify(text) == simplified


def test_simplified_texts_stay_as_they_are() -> None:
    """Such as the stop words and the dictionary, which are simplified."""
    data = files("pelican_aireport") / "data"
    words = [
        word
        for name in ("dictionary.txt", "stop_words/zh.txt", "stop_words/terms.txt")
        for word in data.joinpath(name).read_text(encoding="utf-8").split()
        if word not in NAMES
    ]

    assert [word for word in words if simplify(word) != word] == []


NAMES = ("台積電", "馬斯克", "黃仁勳", "華為", "軟銀", "騰訊", "乾崑")
"""What the dictionary holds in traditional characters."""

# OpenCC takes one rare plant's character to its simplified form in two steps.
CHARACTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x9FFF, exclude_characters="薴"
)


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.text(CHARACTERS, max_size=20))
def test_simplifying_twice_changes_nothing(text: str) -> None:
    assert simplify(simplify(text)) == simplify(text)


def test_a_text_without_chinese_imports_nothing() -> None:
    program = (
        "import sys; from pelican_aireport.language.simplified import simplify;"
        "simplify('tweets in English'); print('opencc' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (done.stdout, done.stderr) == ("False\n", "")
