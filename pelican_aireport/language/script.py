"""In which script a text is written; pure."""

__all__ = ["is_chinese"]

_LETTERS_PER_HAN = 4
"""A Han character says about as much as four Latin letters."""


def is_chinese(text: str) -> bool:
    """Tell whether a text is mainly Chinese."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return han * _LETTERS_PER_HAN > len(text)
