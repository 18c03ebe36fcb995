"""A name may have others in it."""

import pytest

from pelican_aireport.language.entities import load_aliases
from pelican_aireport.language.name_parts import read_parts
from pelican_aireport.language.tokens import Token, TokenKind

ALIASES = load_aliases({"DunarFlow MAKO": []})


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("Dunar-inspired", ["Dunar"], id="before-a-hyphen"),
        pytest.param("Nine Dunar", ["Dunar"], id="behind-a-numeral"),
        pytest.param("Read DunarHub", ["DunarHub"], id="behind-a-verb"),
        pytest.param("DunarHub TARN-X", ["DunarHub", "TARN-X"], id="two-names"),
        pytest.param("DunarHub AI", ["DunarHub"], id="before-ai"),
        pytest.param("Dunarin TRIUMPH-3", ["Dunarin"], id="before-a-trial"),
        pytest.param("Dunar Tarn", [], id="one-name"),
        pytest.param("DunarHub 3", [], id="version"),
        pytest.param("DunarFlow MAKO", [], id="known"),
        pytest.param("European Commission", [], id="known-of-common-words"),
        pytest.param("Dunar", [], id="one-word"),
    ],
)
def test_parts_are_read(name: str, parts: list[str]) -> None:
    readings = list(read_parts(Token(name, TokenKind.NAME), ALIASES))

    assert [reading.token.text for reading in readings] == parts
    assert all(reading.is_inner for reading in readings)


def test_a_number_has_no_parts() -> None:
    assert list(read_parts(Token("20 Dunar", TokenKind.NUMBER), ALIASES)) == []
