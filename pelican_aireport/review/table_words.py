"""The words of the evidence table, in a report's language; reads its data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["TableWords", "table_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """Sentences by name; ``{names}`` in them are filled in by ``say``."""

    language: str
    sentences: Mapping[str, str]
    drops: Mapping[str, str]
    """By the value of ``DropReason``."""

    def say(self, name: str, /, **facts: object) -> str:
        """Return a sentence with its facts."""
        return self.sentences[name].format(**facts)


@cache
def table_words(language: str) -> TableWords:
    """Return the words of one of ``sections.LANGUAGES``.

    Raises:
        KeyError: there is no such language.
    """
    file = resources.files("pelican_aireport") / "data" / "review.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))[language]
    return TableWords(
        language=language,
        sentences={name: text for name, text in table.items() if name != "drops"},
        drops=table["drops"],
    )
