"""Which language a text evidently is in."""

import pytest

from pelican_aireport.language.script import find_lang, is_chinese


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        pytest.param("Tarn 今天发布了 Tarn 3 这个模型", "zh", id="Chinese with names"),
        pytest.param("今天", "zh", id="a word"),
        pytest.param("今日はとても良い天気です", None, id="Japanese"),
        pytest.param("The plant could be back in six weeks.", "en", id="English"),
        pytest.param("$LMFG is up 3% in 24h and I don’t care", "en", id="apostrophe"),
        pytest.param("Larkspur Tarn Brackenfield B2", None, id="names alone"),
        pytest.param("Tarn 3.5: 1.52x, 128K", None, id="names and figures"),
        pytest.param(
            "on a fait une erreur", None, id="short words of another language"
        ),
        pytest.param("La planta está de vuelta, the end", None, id="other letters"),
        pytest.param("The model 今天发布 and more to come", None, id="both"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_language_is_told_where_it_is_evident(text: str, lang: str | None) -> None:
    """Neither names nor a mixture of two are one."""
    assert find_lang(text) == lang


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("今天发布 Tarn 3", True, id="mainly"),
        pytest.param("Tarn announced 发布 a model", False, id="hardly"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_han_characters_weigh_more_than_letters(text: str, *, expected: bool) -> None:
    assert is_chinese(text) is expected
