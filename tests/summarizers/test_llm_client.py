"""The real litellm against a scripted model: each fault has its name.

litellm is imported once, which takes some seconds; waits are counted, not waited.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from loopback.llm_clients import (
    GOOD,
    KEY,
    MODEL,
    OTHER,
    SCHEMA,
    Clock,
    client,
    live,
    refusal,
    request,
)
from loopback.llm_server import LLMServer, Step, completion, failure

from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMAnswer

HTML = {"content-type": "text/html"}
BUSY = failure(500, "oops")
SLOW = failure(429, "slow down")


CONTEXT = (
    "This model's maximum context length is 8192 tokens. However, your messages "
    "resulted in 9000 tokens. Please reduce the length of the messages."
)
LLAMA_CONTEXT = {
    "error": {
        "code": 400,
        "message": "the request exceeds the available context size, try increasing it",
        "type": "exceed_context_size_error",
        "n_prompt_tokens": 9000,
        "n_ctx": 512,
    }
}


@pytest.mark.parametrize(
    ("step", "fault", "detail", "calls"),
    [
        pytest.param(
            failure(401, f"Incorrect API key provided: {KEY}"),
            LLMFault.REFUSED_KEY,
            "HTTP 401",
            1,
            id="401",
        ),
        pytest.param(
            failure(403, "not for you"), LLMFault.REFUSED_KEY, "HTTP 403", 1, id="403"
        ),
        pytest.param(
            failure(402, "Insufficient Balance"),
            LLMFault.NO_CREDIT,
            "HTTP 402: Insufficient Balance",
            1,
            id="402",
        ),
        pytest.param(
            failure(429, "You exceeded your quota", code="insufficient_quota"),
            LLMFault.NO_CREDIT,
            "HTTP 429: You exceeded your quota",
            1,
            id="no credit, told as a rate limit",
        ),
        pytest.param(
            failure(400, "Your credit balance is too low to access the API"),
            LLMFault.NO_CREDIT,
            "HTTP 400: Your credit balance is too low to access the API",
            1,
            id="no credit, told as a bad request",
        ),
        pytest.param(
            failure(404, "no such model"),
            LLMFault.UNKNOWN_MODEL,
            "HTTP 404: no such model",
            1,
            id="404",
        ),
        pytest.param(
            SLOW, LLMFault.RATE_LIMIT, "HTTP 429: slow down", 3, id="rate limit"
        ),
        pytest.param(BUSY, LLMFault.SERVER, "HTTP 500: oops", 3, id="500"),
        pytest.param(
            failure(503, "later"), LLMFault.SERVER, "HTTP 503: later", 3, id="503"
        ),
        pytest.param(
            Step(status=502, headers=HTML, body=b"<h1>Bad Gateway</h1>"),
            LLMFault.SERVER,
            "HTTP 502",
            3,
            id="a gateway's page",
        ),
        pytest.param(
            Step(status=504, headers=HTML, body=b"<h1>Timeout</h1>"),
            LLMFault.TIMEOUT,
            "HTTP 504",
            3,
            id="a gateway's timeout",
        ),
        pytest.param(
            Step(headers=HTML, body=b"<h1>Log in to this network</h1>"),
            LLMFault.SERVER,
            "HTTP 200: the answer cannot be read",
            3,
            id="a page instead of an answer",
        ),
        pytest.param(
            Step(body=[]),
            LLMFault.SERVER,
            "HTTP 200: the answer cannot be read",
            3,
            id="a list",
        ),
        pytest.param(
            Step(body={"error": {"message": "overloaded", "code": 529}}),
            LLMFault.SERVER,
            "HTTP 200: the answer cannot be read",
            3,
            id="an error at 200",
        ),
        pytest.param(
            Step(body=b"[" * 100_000),
            LLMFault.SERVER,
            "HTTP 200: the answer cannot be read",
            3,
            id="endless JSON",
        ),
        pytest.param(
            Step(does="drop"),
            LLMFault.UNREACHABLE,
            "the connection broke off",
            3,
            id="a dropped connection",
        ),
        pytest.param(
            failure(400, CONTEXT, code="context_length_exceeded"),
            LLMFault.TOO_LONG,
            f"HTTP 400: {CONTEXT}",
            1,
            id="too long for OpenAI",
        ),
        pytest.param(
            Step(status=400, body=LLAMA_CONTEXT),
            LLMFault.TOO_LONG,
            f"HTTP 400: {LLAMA_CONTEXT['error']['message']}",
            1,
            id="too long for llama.cpp",
        ),
        pytest.param(
            failure(400, "Invalid max_tokens value, the range is [1, 8192]"),
            LLMFault.BAD_REQUEST,
            "HTTP 400: Invalid max_tokens value, the range is [1, 8192]",
            1,
            id="400",
        ),
        pytest.param(completion(None), LLMFault.EMPTY, "", 1, id="null"),
        pytest.param(completion(" \n"), LLMFault.EMPTY, "", 1, id="blank"),
        pytest.param(
            Step(body={**completion(GOOD).body, "choices": []}),  # type: ignore[dict-item]
            LLMFault.EMPTY,
            "no choices",
            1,
            id="no choice",
        ),
        pytest.param(
            completion("I would say calm."), LLMFault.NOT_JSON, "", 1, id="no JSON"
        ),
        pytest.param(
            completion('{"mood":', finish_reason="length"),
            LLMFault.TRUNCATED,
            "",
            1,
            id="cut off",
        ),
        pytest.param(
            completion(None, refusal="I cannot help with that."),
            LLMFault.REFUSAL,
            "",
            1,
            id="a refusal",
        ),
        pytest.param(
            completion("", finish_reason="content_filter"),
            LLMFault.REFUSAL,
            "the provider's filter",
            1,
            id="a filter",
        ),
    ],
)
def test_each_fault_has_its_name_and_its_number_of_calls(
    step: Step, fault: LLMFault, detail: str, calls: int, server: LLMServer
) -> None:
    server.script(step)
    error = refusal(client(server.url))
    told = f"{MODEL}: {detail}" if detail else MODEL
    assert (error.fault, error.detail, len(server.calls)) == (fault, told, calls)


def test_an_answer_comes_with_its_model_and_tokens(
    server: LLMServer, caplog: pytest.LogCaptureFixture
) -> None:
    """An unknown price is null and told once, however many answers there are."""
    # Pelican's loggers tell a warning once: this one must be of no other test
    asked = client(server.url, models=("openai/unpriced",))
    answers = [asked.complete(request(text)) for text in ("one", "two")]
    expected = LLMAnswer(
        text=GOOD,
        model="openai/unpriced",
        prompt_tokens=40,
        completion_tokens=2,
        cost_usd=None,
    )
    told = [each.message for each in caplog.records if each.levelname == "WARNING"]
    assert answers == [expected, expected]
    assert told == ["what openai/unpriced costs is not known, and is not counted"]


def test_a_fallback_of_unknown_price_is_told_before_it_is_asked(
    server: LLMServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Since it keeps the limit from being held to."""
    models = ("openai/gpt-5-mini", "openai/unpriced-fallback")
    client(server.url, models=models).complete(request())
    told = [each.message for each in caplog.records if each.levelname == "WARNING"]
    costs = "what openai/unpriced-fallback costs is not known, and is not counted"
    assert (told, server.models) == ([costs], ["gpt-5-mini"])


def test_a_known_price_is_counted(server: LLMServer) -> None:
    answer = client(server.url, models=("openai/gpt-5-mini",)).complete(request())
    assert answer.cost_usd == pytest.approx(40 * 0.25e-6 + 2 * 2e-6)


def test_tokens_that_a_server_does_not_tell_are_unknown(server: LLMServer) -> None:
    body = dict(completion(GOOD).body)  # type: ignore[call-overload]
    del body["usage"]
    server.script(Step(body=body))
    answer = client(server.url, models=("openai/gpt-5-mini",)).complete(request())
    assert answer == LLMAnswer(
        text=GOOD,
        model="openai/gpt-5-mini",
        prompt_tokens=None,
        completion_tokens=None,
        cost_usd=None,
    )


def test_a_request_arrives_as_it_was_made(server: LLMServer) -> None:
    client(server.url).complete(request())
    (call,) = server.calls
    named = {"name": "answer", "schema": SCHEMA, "strict": True}
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert call.body == {
        "model": "scripted",
        "messages": [
            {"role": "system", "content": "Tell the mood."},
            {"role": "user", "content": "拉克斯珀发布了什么?"},
        ],
        "max_tokens": 50,
        "temperature": 0.2,
        "seed": 1,
        "response_format": {"type": "json_schema", "json_schema": named},
    }


@pytest.mark.parametrize(
    ("text", "schema", "expected"),
    [
        pytest.param(f"```json\n{GOOD}\n```\n", SCHEMA, GOOD, id="a fence of JSON"),
        pytest.param(f"\n ```\n{GOOD}```", SCHEMA, GOOD, id="a bare fence"),
        pytest.param(f"\ufeff{GOOD}\n", SCHEMA, GOOD, id="a byte order mark"),
        pytest.param(f"Here it is:\n{GOOD}\nDone.", SCHEMA, GOOD, id="prose around"),
        pytest.param(
            f"So:\n```json\n{GOOD}\n```\nDone.", SCHEMA, GOOD, id="prose and a fence"
        ),
        pytest.param("```py\n1\n```", None, "```py\n1\n```", id="free text stays"),
    ],
)
def test_what_stands_around_json_is_taken_off(
    text: str, schema: Mapping[str, object] | None, expected: str, server: LLMServer
) -> None:
    server.script(completion(text))
    assert client(server.url).complete(request(schema=schema)).text == expected


def test_a_server_that_refuses_schemas_is_asked_for_json(server: LLMServer) -> None:
    """And is not asked with it again; the schema is told in words."""
    unknown = failure(400, "response_format 'json_schema' is not supported here")
    server.script(unknown, completion(GOOD))
    asked = client(server.url)
    texts = [asked.complete(request(text)).text for text in ("one", "two")]
    formats = [call.body["response_format"]["type"] for call in server.calls]
    systems = [call.body["messages"][0]["content"] for call in server.calls]
    assert texts == [GOOD, GOOD]
    assert formats == ["json_schema", "json_object", "json_object"]
    assert ['"mood"' in text for text in systems] == [False, True, True]


def test_a_server_that_takes_no_format_is_asked_for_none(server: LLMServer) -> None:
    unknown = failure(400, "response_format is not supported here")
    server.script(unknown, unknown, completion(GOOD))
    assert client(server.url).complete(request()).text == GOOD
    formats = ["response_format" in call.body for call in server.calls]
    assert formats == [True, True, False]


def test_a_format_that_is_refused_even_without_is_no_loop(server: LLMServer) -> None:
    server.script(failure(400, "bad grammar"))
    error = refusal(client(server.url))
    assert (error.fault, len(server.calls)) == (LLMFault.BAD_REQUEST, 3)


def test_one_error_of_the_server_does_no_harm(server: LLMServer) -> None:
    clock = Clock()
    server.script(BUSY, completion(GOOD))
    answer = client(server.url, clock=clock).complete(request())
    assert (answer.text, len(server.calls), clock.waits) == (GOOD, 2, [1])


@pytest.mark.parametrize(
    ("asked", "waits", "calls"),
    [
        pytest.param("7", [7, 7], 3, id="seconds"),
        pytest.param("0", [1, 2], 3, id="no wait at all"),
        pytest.param("Tue, 08 Sep 2026 00:00:09 GMT", [9, 9], 3, id="a date"),
        pytest.param("soon", [1, 2], 3, id="nonsense"),
        pytest.param("3600", [], 1, id="longer than there is time"),
    ],
)
def test_a_wish_to_wait_is_granted_where_there_is_time(
    asked: str, waits: list[float], calls: int, server: LLMServer
) -> None:
    clock = Clock()
    headers = {"retry-after": asked, "date": "Tue, 08 Sep 2026 00:00:00 GMT"}
    server.script(replace(SLOW, headers=headers))
    error = refusal(client(server.url, clock=clock))
    assert error.fault is LLMFault.RATE_LIMIT
    assert (clock.waits, len(server.calls)) == (waits, calls)


@pytest.mark.parametrize("does", ["hang", "trickle"])
def test_a_model_that_never_ends_is_left_in_time(does: str, server: LLMServer) -> None:
    """Also one that sends blank lines for as long as it thinks."""
    server.script(Step(does=does))  # type: ignore[arg-type]
    error = refusal(live(server.url))
    assert (error.fault, len(server.calls)) == (LLMFault.TIMEOUT, 1)


def test_the_time_budget_is_one_for_all_requests(server: LLMServer) -> None:
    """It begins with the first request; when it is over, nobody is asked."""
    clock = Clock()
    asked = client(server.url, timeout_seconds=60, clock=clock)
    clock.now = 1000
    asked.complete(request("one"))
    clock.now = 1060
    with pytest.raises(LLMError, match="no time is left") as caught:
        asked.complete(request("two"))
    assert (caught.value.fault, len(server.calls)) == (LLMFault.TIMEOUT, 1)


def test_the_next_model_answers_for_one_that_fails(server: LLMServer) -> None:
    server.script(*[BUSY] * 3, completion(GOOD))
    answer = client(server.url, models=(MODEL, OTHER)).complete(request())
    assert answer.model == OTHER
    assert server.models == ["scripted"] * 3 + ["other"]


def test_an_answer_tells_what_was_paid_for_before_it(server: LLMServer) -> None:
    server.script(completion("not JSON"), completion(GOOD))
    models = ("openai/gpt-5-mini", "openai/gpt-5-nano")
    answer = client(server.url, models=models).complete(request())
    (before,) = answer.before
    assert (answer.model, before.model) == models[::-1]
    assert before.cost_usd == pytest.approx(40 * 0.25e-6 + 2 * 2e-6)


def test_where_all_models_fail_the_first_is_told(server: LLMServer) -> None:
    server.script(failure(402, "Insufficient Balance"), failure(401, "no"))
    error = refusal(client(server.url, models=(MODEL, OTHER)))
    assert error.fault is LLMFault.NO_CREDIT
    assert error.detail == (
        "openai/scripted: HTTP 402: Insufficient Balance; openai/other: refused-key"
    )


def test_threads_share_a_client(server: LLMServer) -> None:
    asked = client(server.url)
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda n: asked.complete(request(str(n))).text, range(8)))
    assert (texts, len(server.calls)) == ([GOOD] * 8, 8)
