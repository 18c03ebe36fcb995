"""Tokens stand where the text has them."""

from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.language.token_places import PlacedToken, place_tokens
from pelican_aireport.language.tokens import Token, TokenKind, fold, tokenize

TEXTS = st.text(alphabet="Ab 3.-'，芯片％①", max_size=40)


@given(TEXTS)
def test_each_token_stands_at_its_place(text: str) -> None:
    folded = fold(text)
    placed = list(place_tokens(tokenize(text), folded))

    assert [folded[each.start : each.end] for each in placed] == [
        each.token.text for each in placed
    ]
    assert [each.token for each in placed] == list(tokenize(text))


def test_the_same_word_has_a_place_each_time() -> None:
    three = Token("3", TokenKind.NUMBER)

    assert list(place_tokens([three, three], "3 or 3")) == [
        PlacedToken(three, 0, 1),
        PlacedToken(three, 5, 6),
    ]


def test_a_space_of_a_token_may_be_none_of_the_text() -> None:
    """The same name stands behind it as it is; what is between has its place too."""
    name, word = Token("小米 17 Pro", TokenKind.NAME), Token("在", TokenKind.WORD)
    placed = place_tokens([name, word, name], "小米17 Pro 在小米 17 Pro")

    assert list(placed) == [
        PlacedToken(name, 0, 8),
        PlacedToken(word, 9, 10),
        PlacedToken(name, 10, 19),
    ]


def test_what_does_not_stand_there_is_left_out() -> None:
    joined, word = Token("Tarn Law", TokenKind.NAME), Token("is", TokenKind.LATIN)

    assert list(place_tokens([joined, word], "Tarn's Law is")) == [
        PlacedToken(word, 11, 13)
    ]
