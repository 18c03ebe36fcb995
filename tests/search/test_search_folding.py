"""What is typed and what is written become the same."""

import pytest

from pelican_aireport.site.search.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("DeepSeek", "deepseek", id="capitals"),
        pytest.param("ＧＰＴ５．１", "gpt5.1", id="full width"),
        pytest.param("GPT-5.1 Codex", "gpt5.1codex", id="hyphen and space"),
        pytest.param("GPT\u20115.1", "gpt5.1", id="hyphen that does not break"),
        pytest.param("AI\u3000芯片\n涨价", "ai芯片涨价", id="spaces of any width"),
        pytest.param("埃隆·马斯克", "埃隆马斯克", id="middle dot"),
        pytest.param("エヌ・ビディア", "エヌビディア", id="katakana middle dot"),
        pytest.param("What’s new, it's", "whatsnew,its", id="apostrophes"),
        pytest.param("−5%", "5%", id="minus sign"),
        pytest.param("“开源”，（免费）", "“开源”,(免费)", id="punctuation stays"),
        pytest.param("㎏ ㍿ ﬁ", "kg株式会社fi", id="one point becomes several"),
        pytest.param("零\u200b宽", "零宽", id="what is not seen"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
