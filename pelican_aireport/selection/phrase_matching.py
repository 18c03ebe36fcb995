"""Find phrases in texts, whatever their case and spacing; pure."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

__all__ = ["find_phrase", "read_phrases"]


def read_phrases(name: str) -> tuple[str, ...]:
    """Read a list of phrases of the package's data, one a line; ``# `` is a comment."""
    file = resources.files("pelican_aireport") / "data" / name
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and line[:2] != "# ")


def find_phrase(text: str, phrases: Iterable[str]) -> str | None:
    """Find the first phrase that occurs in a text.

    ``a + b`` means that both must occur; neither case nor spacing counts, but the ends
    of Latin words do.
    """
    plain = _plain(text)
    dense = "".join(plain.split())
    for phrase in phrases:
        parts = _split(phrase)
        # The plain search sorts out nearly all before the slower patterns.
        if (
            parts
            and parts[0] in dense
            and all(_pattern(part).search(plain) for part in parts)
        ):
            return phrase
    return None


@lru_cache(maxsize=1024)
def _split(phrase: str) -> tuple[str, ...]:
    """Return the parts of a phrase without spaces."""
    parts = ("".join(_plain(part).split()) for part in phrase.split(" + "))
    return tuple(part for part in parts if part)


@lru_cache(maxsize=1024)
def _pattern(part: str) -> re.Pattern[str]:
    # Spaces do not count, so "p r o m o" is found too; the ends of Latin words do,
    # or "because my code" would hold "use my code".
    spaced = r"\s*".join(map(re.escape, part))
    start = r"(?<![a-z0-9])" if part[0].isascii() and part[0].isalnum() else ""
    end = r"(?![a-z0-9_])" if part[-1].isascii() and part[-1].isalnum() else ""
    return re.compile(f"{start}{spaced}{end}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
