"""What the drafting story tells readers, apart from what builds show."""

import pytest

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.sources.faults import FAULTS
from pelican_aireport.summarizers.phrases import phrases

_OTHER_CAUSES = {
    "page-budget",
    "list-end",
    "lost-cursor",
    "not-found",
    "damaged",
    "not-covered",
    "unknown",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_told_every_cause_of_a_partial_window(language: str) -> None:
    """A fault that needs a person ends the drafting, so that no page tells of it."""
    faults = {fault.value for fault, facts in FAULTS.items() if not facts.needs_person}
    assert set(phrases(language).partial) == faults | _OTHER_CAUSES
