"""Every fault of a model has words, and tells no secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.summarizers.llm_faults import LLM_FAULTS, LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import (
    Limits,
    LLMRequest,
    Message,
    estimate_cost,
)
from pelican_aireport.summarizers.llm_refusals import (
    find_refusal,
    is_about_format,
    scrub,
)
from pelican_aireport.summarizers.llm_transport import Seen, is_loopback

KEY = "tarn-0123456789"


def test_every_fault_has_words_and_a_remedy() -> None:
    assert set(LLM_FAULTS) == set(LLMFault)
    assert len({facts.words for facts in LLM_FAULTS.values()}) == len(LLMFault)


def test_what_waits_for_a_person_is_not_tried_again() -> None:
    """A connection may mend itself; a key does not."""
    both = {f for f, facts in LLM_FAULTS.items() if facts.needs_person}
    assert both & {f for f, facts in LLM_FAULTS.items() if facts.is_retried} == set()


def test_an_error_says_what_happened_and_what_to_do() -> None:
    error = LLMError(LLMFault.RATE_LIMIT, "HTTP 429", retry_after_seconds=7)
    assert str(error) == (
        "the provider's rate limit is reached (HTTP 429); "
        "wait for the next run, or name AIREPORT_FALLBACK_MODELS"
    )
    assert (error.needs_person, error.is_retried) == (False, True)
    assert error.retry_after_seconds == 7


def test_an_error_without_detail_has_no_brackets() -> None:
    assert str(LLMError(LLMFault.EMPTY)).startswith("the model answered with no text; ")


class ContextWindowExceededError(Exception):
    """As litellm names it."""


class ContentPolicyViolationError(Exception):
    """As litellm names it."""


class Timeout(Exception):  # noqa: N818 - litellm's name
    """As litellm names it."""


def body(text: str) -> bytes:
    return f'{{"error": {{"message": "{text}"}}}}'.encode()


@pytest.mark.parametrize(
    ("error", "seen", "fault", "detail"),
    [
        pytest.param(
            ValueError("the api_key client option must be set"),
            [],
            LLMFault.MISSING_KEY,
            "ValueError",
            id="nothing was sent for want of a key",
        ),
        pytest.param(
            ValueError("a number is no text"),
            [],
            LLMFault.BAD_REQUEST,
            "ValueError: a number is no text",
            id="nothing was sent",
        ),
        pytest.param(
            ContextWindowExceededError("x"),
            [Seen(status=400, body=body("your prompt is big"))],
            LLMFault.TOO_LONG,
            "HTTP 400: your prompt is big",
            id="litellm knows that it is too long",
        ),
        pytest.param(
            ValueError("x"),
            [Seen(status=400, body=body("8192 exceeds the limit of 4096 tokens"))],
            LLMFault.TOO_LONG,
            "HTTP 400: 8192 exceeds the limit of 4096 tokens",
            id="too long in words that litellm does not know",
        ),
        pytest.param(
            ContentPolicyViolationError("x"),
            [Seen(status=400, body=body("unsafe"))],
            LLMFault.REFUSAL,
            "HTTP 400: unsafe",
            id="a filter at the door",
        ),
        pytest.param(
            Timeout("x"), [], LLMFault.TIMEOUT, "Timeout: x", id="litellm's own timeout"
        ),
        pytest.param(
            ValueError("x"),
            [Seen(status=500), Seen(fault=LLMFault.PROXY, detail="it refused")],
            LLMFault.PROXY,
            "it refused",
            id="the last request counts",
        ),
        pytest.param(
            ValueError("x"),
            [Seen(status=413)],
            LLMFault.TOO_LONG,
            "HTTP 413",
            id="more than a gateway takes",
        ),
        pytest.param(
            ValueError("x"),
            [Seen(status=418, body=b'{"error": ["tea", 1]}')],
            LLMFault.BAD_REQUEST,
            'HTTP 418: ["tea", 1]',
            id="an unknown status in an unknown shape",
        ),
        pytest.param(
            ValueError("x"),
            [Seen(status=422, body=b'{"detail": "no \\u001b[2Jfield"}')],
            LLMFault.BAD_REQUEST,
            'HTTP 422: {"detail": "no \\u001b[2Jfield"}',
            id="without control characters",
        ),
        pytest.param(
            ValueError("x"),
            [Seen(status=400, body=body(f"your key {KEY} is of another kind"))],
            LLMFault.BAD_REQUEST,
            "HTTP 400: your key [hidden] is of another kind",
            id="without the key",
        ),
        pytest.param(
            ValueError("x"),
            [Seen(status=401, body=body(f"bad {KEY[:6]}"))],
            LLMFault.REFUSED_KEY,
            "HTTP 401",
            id="what is said of a refused key is not told",
        ),
    ],
)
def test_what_came_tells_what_is_wrong(
    error: Exception, seen: list[Seen], fault: LLMFault, detail: str
) -> None:
    found = find_refusal(error, seen, (KEY,))
    assert (found.fault, found.detail) == (fault, detail)


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ("HTTP 400: response_format is not available", True),
        ("HTTP 400: This response_format type is unavailable now", True),
        ("HTTP 400: failed to parse grammar", True),
        ("HTTP 400: 'json_schema' is unknown", True),
        ("HTTP 400: temperature is out of range", False),
    ],
)
def test_a_refused_format_is_told_from_other_refusals(
    detail: str, *, expected: bool
) -> None:
    assert is_about_format(LLMError(LLMFault.BAD_REQUEST, detail)) is expected
    assert not is_about_format(LLMError(LLMFault.SERVER, detail))


@given(st.text(), st.text(), st.text(min_size=6).filter(str.strip))
def test_a_secret_is_nowhere_in_scrubbed_words(
    before: str, after: str, secret: str
) -> None:
    mark = "[hidden]"
    hidden = scrub(before + secret + after, (secret,))
    assert secret not in hidden.replace(mark, "\0")


@pytest.mark.parametrize(
    "shape",
    [
        "sk-proj-abcdefgh12345678",
        "sk-ant-api03-AbCdEfGh",
        "gsk_abcdefgh12345678",
        "xai-abcdefgh12345678",
        "Bearer abcdefgh12345678",
        "sk-abc*********************wxyz",
    ],
)
def test_what_looks_like_a_key_is_hidden(shape: str) -> None:
    """A server may hold another key than ours, and tell it."""
    assert scrub(f"bad key: {shape}, sorry", ()) == "bad key: [hidden], sorry"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("[::1]", True),
        ("localhost", True),
        ("models.localhost", True),
        ("10.0.0.7", False),
        ("localhost.example", False),
        ("example.org", False),
    ],
)
def test_this_machine_is_told_from_others(host: str, *, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        pytest.param((1e-6, 4e-6), 0.003, id="known"),
        pytest.param((0.0, 0.0), 0.0, id="nothing"),
        pytest.param((None, 4e-6), None, id="no price of the prompt"),
        pytest.param((1e-6, None), None, id="no price of the answer"),
    ],
)
def test_a_cost_is_estimated_from_known_prices_alone(
    prices: tuple[float | None, float | None], expected: float | None
) -> None:
    limits = Limits(
        context_window=None, max_output=None, input_usd=prices[0], output_usd=prices[1]
    )
    found = estimate_cost(limits, prompt_tokens=1000, completion_tokens=500)
    assert found == (expected and pytest.approx(expected))


@pytest.mark.parametrize(
    ("messages", "max_tokens", "words"),
    [
        pytest.param((), 9, "messages: there are none", id="nothing to ask"),
        pytest.param(
            (Message(role="user", content="x"),),
            0,
            "max_tokens: 0 is not positive",
            id="no answer wanted",
        ),
    ],
)
def test_a_request_that_makes_no_sense_cannot_be_built(
    messages: tuple[Message, ...], max_tokens: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        LLMRequest(messages=messages, schema=None, max_tokens=max_tokens)
