"""Errors come back from other processes as they were raised."""

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pelican_aireport import errors
from pelican_aireport.errors import AIReportError
from pelican_aireport.model import Usage
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMAnswer

AT = datetime(2026, 9, 8, 12, tzinfo=UTC)


def _paid_for() -> LLMError:
    error = LLMError(LLMFault.EMPTY, "tarn", retry_after_seconds=3.5)
    error.usage = Usage(model="m", prompt="1", calls=2, cost_usd=0.25)
    error.answers = (
        LLMAnswer(
            text="a", model="m", prompt_tokens=1, completion_tokens=2, cost_usd=None
        ),
    )
    return error


EXAMPLES: dict[type[AIReportError], AIReportError] = {
    AIReportError: AIReportError("it is so"),
    errors.SettingsError: errors.SettingsError(["one", "two"]),
    errors.SourceError: errors.SourceError("it failed"),
    errors.NoTweetsError: errors.NoTweetsError("none"),
    errors.BlockedError: errors.BlockedError("no", retry_at=AT, needs_person=True),
    FetchError: FetchError(
        Fault.RATE_LIMIT, "list", retry_at=AT, body=b"{}", may_pass=True
    ),
    errors.SummaryError: errors.SummaryError("no digest", cause="coverage"),
    LLMError: _paid_for(),
    errors.ArticleError: errors.ArticleError("no front matter"),
    errors.PublishError: errors.PublishError("disk full"),
    errors.WorkerError: errors.WorkerError("lost", needs_person=True),
    errors.LeftError: errors.LeftError("left", needs_person=True),
}


def _kinds(kind: type[AIReportError]) -> Iterator[type[AIReportError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _kinds(each)


def test_every_error_has_an_example() -> None:
    ours = {
        kind
        for kind in _kinds(AIReportError)
        if kind.__module__.startswith("pelican_aireport")
    }
    assert set(EXAMPLES) == ours


@pytest.mark.parametrize(
    "error", EXAMPLES.values(), ids=[kind.__name__ for kind in EXAMPLES]
)
def test_an_error_survives_pickling(error: AIReportError) -> None:
    """With its class, words and facts."""
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(back), str(back), back.args, vars(back)) == (
        type(error),
        str(error),
        error.args,
        vars(error),
    )
    for fact in ("needs_person", "is_retried"):
        assert getattr(back, fact, None) == getattr(error, fact, None)
