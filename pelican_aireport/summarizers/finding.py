"""The summarizer that ``AIREPORT_SUMMARIZER`` names."""

from typing import cast

from pelican_aireport.extension import find_extension
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.port import Summarizer

__all__ = ["find_summarizer"]


def find_summarizer(value: object) -> Summarizer:
    """Return a summarizer by built-in name, ``"package.module:factory"`` or itself.

    Raises:
        SettingsError: nothing usable has that name.
    """
    found = find_extension(
        value,
        {"extractive": ExtractiveSummarizer},
        method="summarize",
        setting="AIREPORT_SUMMARIZER",
        arguments={},
    )
    return cast("Summarizer", found)
