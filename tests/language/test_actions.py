"""Actions: what happens is the same in both languages."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from pelican_aireport.language.actions import find_actions


@pytest.mark.parametrize(
    ("chinese", "english", "action"),
    [
        ("Tarn 发布新芯片", "Tarn launches a chip", "release"),
        ("Tarn 被起诉", "Tarn was sued", "lawsuit"),
        ("Tarn 收购 Orrin", "Tarn acquires Orrin", "deal"),
        ("Tarn 裁员", "Layoffs at Tarn", "layoffs"),
        ("Tarn 否认传闻", "Tarn denies it", "denial"),
    ],
)
def test_both_languages_tell_the_same_action(
    chinese: str, english: str, action: str
) -> None:
    assert find_actions(chinese) == find_actions(english) == {action}


@pytest.mark.parametrize("text", ["", "a pursued matter", "Releasedale", "今天天气好"])
def test_other_words_tell_none(text: str) -> None:
    assert find_actions(text) == frozenset()


def test_a_word_stands_for_one_action() -> None:
    path = files("pelican_aireport") / "data" / "actions.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    words = Counter(word for words in table.values() for word in words)
    assert [word for word, count in words.items() if count > 1] == []
