"""Tokens of a text in which a known name is one token, whatever words it has; pure.

The form of words does not tell that "Hugging Face" is a name: "face" is a common word
and ends one. The table of names does.
"""

from collections.abc import Iterator, Sequence

from pelican_aireport.language.entities import Aliases, find_entity
from pelican_aireport.language.tokens import Token, TokenKind, tokenize

__all__ = ["tokenize_whole"]

_PARTS = (TokenKind.NAME, TokenKind.LATIN, TokenKind.NUMBER)


def tokenize_whole(text: str, aliases: Aliases) -> tuple[Token, ...]:
    """Cut a text into tokens, and join those that are one of the known names."""
    return tuple(_join(tokenize(text), text, aliases))


def _join(tokens: Sequence[Token], text: str, aliases: Aliases) -> Iterator[Token]:
    first = 0
    while first < len(tokens):
        end = _end_of_name(tokens, first, text, aliases)
        if end > first + 1:
            yield Token(_joined(tokens[first:end]), TokenKind.NAME)
        else:
            yield tokens[first]
        first = end


def _end_of_name(
    tokens: Sequence[Token], first: int, text: str, aliases: Aliases
) -> int:
    longest = _count_parts(tokens[first], aliases)
    for end in range(min(first + longest, len(tokens)), first + 1, -1):
        name = _joined(tokens[first:end])
        # The tokens may stand apart: "hugging, face".
        if name in text and find_entity(name, aliases) is not None:
            return end
    return first + 1


def _count_parts(token: Token, aliases: Aliases) -> int:
    """Count the words of the longest name that a token may begin."""
    if token.kind not in _PARTS:
        return 1
    start = f"{token.text} ".lower()
    named = aliases.by_start.get(start[:2], ())
    names = [alias.text for alias in named if alias.text.lower().startswith(start)]
    return max((name.count(" ") + 1 for name in names), default=1)


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)
