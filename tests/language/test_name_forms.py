"""The form of some names tells them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.language.name_forms import read_forms

SURE, UNSURE, KNOWN = 0.6, 0.2, 1.0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("try pg_tarn on it", {"pg_tarn": SURE}, id="identifier"),
        pytest.param("it was tarn_init.pth", {"tarn_init.pth": UNSURE}, id="file"),
        pytest.param("set TARN_MODE to 1", {"TARN_MODE": UNSURE}, id="constant"),
        pytest.param("see @ana_b, #a_b and t.co/a_b", {}, id="no-identifier"),
        pytest.param(
            "at the Vera T. Larkspur Hall",
            {"Vera T. Larkspur Hall": SURE},
            id="initial",
        ),
        pytest.param("the Tarn Water Act", {"Tarn Water Act": UNSURE}, id="act"),
        pytest.param(
            "Data (Use and Tarn) Act 2025",
            {"Data (Use and Tarn) Act 2025": UNSURE},
            id="act-with-brackets",
        ),
        pytest.param("Dune v. Larkspur", {"Dune v. Larkspur": UNSURE}, id="case"),
        pytest.param("Dune vs Larkspur", {}, id="comparison"),
        pytest.param("i saw The Larkspur", {"The Larkspur": UNSURE}, id="article"),
        pytest.param("The Larkspur is here", {}, id="sentence"),
        pytest.param("under Article 6(7)", {"Article 6(7)": UNSURE}, id="provision"),
        pytest.param("Dunar 04 walks", {"Dunar 04": UNSURE}, id="zero"),
        pytest.param("Expo '25 is on", {"Expo '25": UNSURE}, id="year"),
        pytest.param("at re:Tarn we met", {"re:Tarn": UNSURE}, id="colon"),
        pytest.param("at 10:30PM or a:b", {}, id="time"),
        pytest.param("Met Éirtarn says", {"Met Éirtarn": UNSURE}, id="accent"),
        pytest.param(
            "we read Titans: Learning to Walk at Test Time again",
            {"Titans: Learning to Walk at Test Time": UNSURE},
            id="subtitle",
        ),
        pytest.param("BREAKING: Dune Pillow", {}, id="label"),
        pytest.param(
            'we read "Tarn Is All You Want" again',
            {"Tarn Is All You Want": UNSURE},
            id="quoted-title",
        ),
        pytest.param('he said "I do not want it at all"', {}, id="quoted-words"),
        pytest.param(
            "i like Alzheimer's Society", {"Alzheimer's Society": KNOWN}, id="owned"
        ),
        pytest.param("i like Dunar's Tarn", {}, id="owned-by-chance"),
        pytest.param("as 404 Media has it", {"404 Media": KNOWN}, id="number-first"),
        pytest.param("as 12 Engineers have it", {}, id="count"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_forms_are_read(text: str, names: dict[str, float]) -> None:
    found = {each.token.text: each.probability for each in read_forms(text)}

    assert found == names


@given(st.text(alphabet="AbÉ _'\".:(1) v\n", max_size=60))
def test_what_is_read_stands_there(text: str) -> None:
    assert [each for each in read_forms(text) if each.token.text not in text] == []
