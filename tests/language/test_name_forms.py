"""The form of some names tells them."""

import pytest

from pelican_aireport.language.name_forms import read_forms

UNSURE, KNOWN = 0.2, 1.0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("try pg_tarn on it", {"pg_tarn": UNSURE}, id="identifier"),
        pytest.param("it was tarn_init.pth", {"tarn_init.pth": UNSURE}, id="file"),
        pytest.param("set TARN_MODE to 1", {"TARN_MODE": UNSURE}, id="constant"),
        pytest.param("see @ana_b, #a_b and t.co/a_b", {}, id="no-identifier"),
        pytest.param(
            "at the Vera T. Larkspur Hall",
            {"Vera T. Larkspur Hall": UNSURE},
            id="initial",
        ),
        pytest.param("a Tarn Model Y. Ana Tarn smiled", {}, id="letter-of-a-model"),
        pytest.param("it is Plan B. We Win", {}, id="letter-of-a-plan"),
        pytest.param("made by Dunar A. The End", {}, id="sentence-behind"),
        pytest.param('{"tarn_tone": 1}', {}, id="key"),
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
        pytest.param("see Part 2 of it", {}, id="part-of-a-thread"),
        pytest.param("on July 04 we", {}, id="day"),
        pytest.param("Dunar 04 walks", {"Dunar 04": UNSURE}, id="zero"),
        pytest.param("Expo '25 is on", {"Expo '25": UNSURE}, id="year"),
        pytest.param("at re:Tarn we met", {"re:Tarn": UNSURE}, id="colon"),
        pytest.param("by Tarn's theorem", {"Tarn's theorem": UNSURE}, id="discoverer"),
        pytest.param("by Tarn's house", {}, id="owner"),
        pytest.param("see arXiv:2610.044", {"arXiv:2610.044": UNSURE}, id="paper"),
        pytest.param("their Lp(a) is low", {"Lp(a)": UNSURE}, id="brackets"),
        pytest.param("is it N+1 or 1+1", {"N+1": UNSURE}, id="plus"),
        pytest.param("at 10:30PM or a:b", {}, id="time"),
        pytest.param("Met Éirtarn says", {"Met Éirtarn": UNSURE}, id="accent"),
        pytest.param("Dunar × Pillow shoes", {}, id="sign-of-times"),
        pytest.param("Big Tarn of É", {}, id="accent-elsewhere"),
        pytest.param("Step: Dune Pillow Tarn Bed", {}, id="label-in-small-letters"),
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


def test_a_long_provision_is_none() -> None:
    """Its digits are looked at once: there may be many of them."""
    assert list(read_forms("Article " + "1" * 25_000 + "_")) == []
