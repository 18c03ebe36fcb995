"""Where the tokens of a text stand in it; pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pelican_aireport.language.tokens import Token

__all__ = ["PlacedToken", "find_places", "place_tokens"]


class PlacedToken(NamedTuple):
    """A token and where it stands: from ``start`` to ``end``, in characters."""

    token: Token
    start: int
    end: int


def place_tokens(tokens: Sequence[Token], text: str) -> Iterator[PlacedToken]:
    """Yield the tokens of a folded text with their places, in order.

    A token that does not stand in the text, such as one that was joined over an
    apostrophe, is left out.
    """
    start = 0
    for token in tokens:
        place = _find(token.text, text, start)
        if place is not None:
            start = place[1]
            yield PlacedToken(token, *place)


def find_places(tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int] | None]:
    """Yield where each token of a folded text begins and ends, or that it does not.

    The text may have the parts of a token side by side without the token's space.
    """
    start = 0
    for token in tokens:
        place = _find(token.text, text, start)
        if place is not None:
            start = place[1]
        yield place


def _find(word: str, text: str, start: int) -> tuple[int, int] | None:
    if " " not in word:
        begin = text.find(word, start)
        return (begin, begin + len(word)) if begin >= 0 else None
    first, *others = word.split(" ")
    begin = text.find(first, start)
    if begin < 0:
        return None
    end = begin + len(first)
    for part in others:
        end += text.startswith(" ", end)
        if not text.startswith(part, end):
            return None
        end += len(part)
    return begin, end
