"""Words that say nothing about the day, in Chinese, in English and of the platform.

Reads the package's own data; touches nothing else.
"""

from functools import cache
from importlib.resources import files

__all__ = [
    "common_names",
    "english_words",
    "function_words",
    "name_breaks",
    "name_heads",
    "name_tails",
    "negations",
    "series",
    "small_tails",
    "stop_words",
    "suffixes",
    "term_parts",
    "term_stop_words",
    "verbs",
]


@cache
def common_names() -> frozenset[str]:
    """Return names of several words of which one is common, casefolded."""
    path = files("pelican_aireport") / "data" / "common_names.txt"
    return frozenset(path.read_text(encoding="ascii").splitlines()[1:])


@cache
def english_words() -> frozenset[str]:
    """Return everyday words of English, casefolded."""
    return _read("en.txt")


@cache
def function_words() -> frozenset[str]:
    """Return the words, casefolded, that never say what a text is about.

    Fewer than ``stop_words``: "record" and "release" are nothing for a picture, but
    tell two stories of one company apart.
    """
    return _read("zh.txt") | _read("function.txt") | _read("platform.txt")


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words of all languages, casefolded."""
    return _read("zh.txt") | _read("en.txt") | _read("platform.txt")


@cache
def term_stop_words() -> frozenset[str]:
    """Return the words, casefolded, that are no term of a day.

    More than ``stop_words``: what may be a part of a name ("Research", "Jan") or tell
    two stories apart says nothing in a picture.
    """
    return stop_words() | _read("terms.txt")


@cache
def series() -> frozenset[str]:
    """Return Chinese words that a number makes a product of: 猎鹰 9."""
    return _read("series.txt")


@cache
def small_tails() -> frozenset[str]:
    """Return words in small letters that may end a name: ``Citron mode``."""
    return _read("small_tails.txt")


@cache
def suffixes() -> frozenset[str]:
    """Return the characters that make a Chinese term of the word before them."""
    return _read("suffixes.txt")


@cache
def term_parts() -> frozenset[str]:
    """Return the function words that a term of several words may have."""
    return _read("parts.txt")


@cache
def negations() -> frozenset[str]:
    """Return the words that turn the one behind them into its opposite."""
    return _read("negations.txt")


@cache
def verbs() -> frozenset[str]:
    """Return verbs of one character that stand before what they are done to."""
    return _read("verbs.txt")


@cache
def name_breaks() -> frozenset[str]:
    """Return the words, casefolded, that stand beside names and never join one."""
    return _read("names.txt")


@cache
def name_heads() -> frozenset[str]:
    """Return the common words, casefolded, that a name may begin with."""
    return _read("heads.txt")


@cache
def name_tails() -> frozenset[str]:
    """Return the common words, casefolded, that may follow a name as its part."""
    return _read("tails.txt")


def _read(name: str) -> frozenset[str]:
    path = files("pelican_aireport") / "data" / "stop_words" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(
        word.casefold()
        for line in lines
        if not line.startswith("#")
        for word in line.split()
    )
