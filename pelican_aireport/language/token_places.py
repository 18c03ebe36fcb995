"""Where the tokens of a text stand in it; pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pelican_aireport.language.tokens import Token

__all__ = ["PlacedToken", "place_tokens"]


class PlacedToken(NamedTuple):
    """A token and where it stands: from ``start`` to ``end``, in characters."""

    token: Token
    start: int
    end: int


def place_tokens(tokens: Sequence[Token], text: str) -> Iterator[PlacedToken]:
    """Yield the tokens of a folded text with their places, in order.

    A token that does not stand in the text as it is, such as one that was joined over
    an apostrophe, is left out.
    """
    start = 0
    for token in tokens:
        place = text.find(token.text, start)
        if place >= 0:
            start = place + len(token.text)
            yield PlacedToken(token, place, start)
