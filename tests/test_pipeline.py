"""What the drafting story tells readers and authors, apart from what builds show."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOON, make_tweet

from pelican_aireport.articles.sections import LANGUAGES
from pelican_aireport.errors import BlockedError
from pelican_aireport.model import Draft, Window
from pelican_aireport.pipeline import draft_report
from pelican_aireport.settings import parse_settings
from pelican_aireport.sources.faults import FAULTS, Fault, FetchError
from pelican_aireport.sources.port import Fetched, FetchState, FetchStatus
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
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
_PASSING = [fault for fault, facts in FAULTS.items() if not facts.needs_person]
WINDOW = Window(start=NOON - timedelta(hours=12), end=NOON + timedelta(hours=12))


@dataclass(frozen=True, slots=True)
class PartialSource:
    """A source that was cut short."""

    state: FetchState

    def fetch(self, window: Window) -> Fetched:
        """Return five tweets of the window."""
        assert window == WINDOW
        tweets = tuple(
            make_tweet(str(number), f"Larkspur {number} 发布，价格降了 {number}%")
            for number in range(1, 6)
        )
        return Fetched(tweets=tweets, state=self.state)


def _partial(cause: str, reason: str) -> FetchState:
    return FetchState(status=FetchStatus.PARTIAL, reason=reason, cause=cause)


def _cut_short(fault: Fault) -> FetchState:
    return _partial(fault.value, str(FetchError(fault, "so it was")))


def _draft(state: FetchState, **topic: object) -> Draft:
    topics = {"t": {"source": "x", **topic}}
    settings = parse_settings(
        {"PATH": "/content", "AIREPORT_TOPICS": topics}, base=Path("/site")
    )
    return draft_report(
        settings.topics[0],
        WINDOW,
        source=PartialSource(state),
        summarizer=ExtractiveSummarizer(),
        settings=settings,
        now=WINDOW.end,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_told_every_cause_of_a_partial_window(language: str) -> None:
    """A fault that needs a person ends the drafting, so that no page tells of it."""
    faults = {fault.value for fault in _PASSING}
    assert set(phrases(language).partial) == faults | _OTHER_CAUSES


@pytest.mark.parametrize(
    ("state", "warning"),
    [
        pytest.param(
            _cut_short(Fault.SERVER),
            "only part of the window is drafted: X has an error of its own (so it was);"
            " the article stays as it is: delete it to have the rest fetched and the "
            "whole drafted",
            id="passing",
        ),
        pytest.param(
            _partial("page-budget", "list 7 was read for 1 page; raise the limit"),
            "only part of the window is drafted: list 7 was read for 1 page; raise the "
            "limit, and delete the article to have the whole drafted",
            id="for-a-person",
        ),
    ],
)
def test_a_draft_of_a_part_names_the_way_to_the_whole(
    state: FetchState, warning: str
) -> None:
    assert _draft(state, draft_partial=True).warnings == (warning,)


def test_an_author_is_told_of_words_that_the_font_cannot_write() -> None:
    """They are not drawn: no box stands for them."""
    names = {f"Larkspur {number}🚀": [f"Larkspur {number}"] for number in range(1, 7)}
    state = FetchState(status=FetchStatus.COMPLETE)

    assert _draft(state, aliases=names).warnings == (
        (
            "the word cloud leaves out what its font cannot write: Larkspur 1🚀, "
            "Larkspur 2🚀, Larkspur 3🚀, Larkspur 4🚀, Larkspur 5🚀; "
            "set AIREPORT_FONT to a font that can"
        ),
    )


@pytest.mark.parametrize("fault", _PASSING, ids=lambda fault: fault.value)
def test_a_draft_of_a_part_promises_nothing_of_the_next_run(fault: Fault) -> None:
    """Its article is there: no run goes on with it."""
    warning = _draft(_cut_short(fault), draft_partial=True).warnings[0]
    assert ("next run" in warning, "delete it" in warning) == (False, True)


@pytest.mark.parametrize(
    ("cause", "source", "needs_person"),
    [
        pytest.param("rate-limit", "x", False, id="limit"),
        pytest.param("read-cap", "x-api", False, id="cap-of-a-run"),
        pytest.param("page-budget", "x", True, id="budget"),
        pytest.param("list-end", "x", True, id="list"),
        pytest.param("damaged", "jsonl", True, id="damaged"),
        pytest.param("not-covered", {"replay": "s"}, True, id="not-covered"),
        pytest.param("rate-limit", {"replay": "s"}, True, id="replayed"),
        pytest.param(None, "x", False, id="of-a-foreign-source"),
    ],
)
def test_a_part_that_no_waiting_completes_needs_a_person(
    cause: str | None, source: object, *, needs_person: bool
) -> None:
    """A snapshot holds what it holds, however long one waits."""
    state = FetchState(status=FetchStatus.PARTIAL, reason="so it was", cause=cause)
    with pytest.raises(BlockedError, match="so it was") as told:
        _draft(state, source=source)
    assert told.value.needs_person is needs_person


def test_a_replay_promises_nothing_of_the_next_run() -> None:
    """The run that was interrupted may go on; its snapshot is asked again as it is."""
    with pytest.raises(BlockedError) as told:
        _draft(_cut_short(Fault.SERVER), source={"replay": "s"})
    assert str(told.value) == (
        "the source gave only part of the window (5 tweets): X has an error of its own "
        "(so it was); AIREPORT_DRAFT_PARTIAL = True drafts it all the same"
    )
