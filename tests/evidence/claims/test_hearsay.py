"""What somebody only passes on is told from what he tells."""

import pytest

from pelican_aireport.evidence.claims.hearsay import is_hearsay
from pelican_aireport.evidence.claims.vocabulary import vocabulary, words_in


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("小道消息：Tarn 2 月底发布，公司未置评。", id="small-road"),
        pytest.param("据传 Larkspur 将收购 Fennwick，双方未回应", id="passed-on"),
        pytest.param("据说 Tarn 2 快了一倍", id="said"),
        pytest.param("重磅！据传 Tarn 推迟发布", id="behind-a-call"),
        pytest.param("网传 Larkspur 裁员", id="net"),
        pytest.param(
            "Larkspur 首席科学家离职，下一站是 Tarn。听说而已，未经证实",
            id="holds-for-all",
        ),
        pytest.param("JUST IN: Larkspur is reportedly near a deal.", id="English"),
        pytest.param("Rumor: Tarn 2 could land in September.", id="rumor"),
        pytest.param("ＲＵＭＯＲ： Tarn 2 is late", id="styled-letters"),
    ],
)
def test_what_is_heard_is_hearsay(text: str) -> None:
    assert is_hearsay(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Tarn 2 发布，价格下降一半", id="told"),
        pytest.param("Tarn 2 可能在九月发布", id="possible"),
        pytest.param("近期有关于我们新模型的传闻，我们不置评", id="speaks-of-rumours"),
        pytest.param("传闻坐实：据传的收购今天签署", id="came-true"),
        pytest.param("据传 Larkspur 裁员，公司否认", id="denied"),
        pytest.param("辟谣：网传 Tarn 停产不属实", id="refuted"),
        pytest.param("官方已确认：据说要推迟的 Tarn 2 今天上线", id="confirmed"),
        pytest.param(
            "Larkspur 发布 Tarn 2，今天开放下载。据说下一代更快", id="behind-a-fact"
        ),
        pytest.param(
            "今天用 Tarn 画了一张雨夜街景，很喜欢。听说 2 代快了？", id="an-aside"
        ),
        pytest.param("互联网传输协议的新标准", id="part-of-a-word"),
        pytest.param("Fixed a memory leak, says an insider blog", id="other-senses"),
    ],
)
def test_what_is_told_spoken_of_or_answered_is_not(text: str) -> None:
    assert not is_hearsay(text)


def test_each_word_of_hearsay_is_one_of_a_rumour_for_the_checks() -> None:
    """A word that only marks would mark nothing: both are asked."""
    listed = vocabulary()["modality"]["hearsay"]
    words = [word.replace("…", "公司") for word in listed]
    assert [each for each in words if not words_in(each, "modality", "rumour")] == []
