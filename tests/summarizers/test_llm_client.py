"""The real litellm against a scripted server: each fault has its name, and no secret.

litellm is imported once, which takes some seconds; waits are counted, not waited.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path

import pytest
from loopback.llm_server import LLMServer, Step, completion, failure

from pelican_aireport.errors import SettingsError
from pelican_aireport.summarizers import llm_library
from pelican_aireport.summarizers.llm_client import LiteLLMClient, open_llm_client
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import (
    Limits,
    LLMAnswer,
    LLMClient,
    LLMRequest,
    Message,
)

KEY = "sk-planted-0123456789abcdef"
PASSWORD = "hunter2hunter2"  # noqa: S105 - planted, to be searched for
SCHEMA = {
    "type": "object",
    "properties": {"mood": {"type": "string"}},
    "required": ["mood"],
    "additionalProperties": False,
}
GOOD = '{"mood":"平静"}'
MODEL, OTHER = "openai/scripted", "openai/other"
HTML = {"content-type": "text/html"}
BUSY = failure(500, "oops")
SLOW = failure(429, "slow down")


@pytest.fixture(scope="module")
def running() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture
def server(running: LLMServer) -> LLMServer:
    running.script(completion(GOOD))
    return running


def request(
    text: str = "拉克斯珀发布了什么?", *, schema: Mapping[str, object] | None = SCHEMA
) -> LLMRequest:
    messages = (
        Message(role="system", content="Tell the mood."),
        Message(role="user", content=text),
    )
    return LLMRequest(messages=messages, schema=schema, max_tokens=50)


@dataclass
class Clock:
    """A clock that only waiting moves."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let the time pass at once, and note it in whole seconds."""
        self.now += seconds
        self.waits.append(int(seconds))

    def monotonic(self) -> float:
        """Tell the time."""
        return self.now


def client(
    api_base: str | None,
    *,
    models: tuple[str, ...] = (MODEL,),
    environ: Mapping[str, str] | None = None,
    timeout_seconds: float = 120,
    proxy: str | None = None,
    answers: Path | None = None,
    clock: Clock | None = None,
) -> LLMClient:
    opened = open_llm_client(
        model=models[0],
        fallback_models=models[1:],
        api_base=api_base,
        timeout_seconds=timeout_seconds,
        proxy=proxy,
        context_window=None,
        environ={"OPENAI_API_KEY": KEY} if environ is None else environ,
        answers=answers,
    )
    assert isinstance(opened, LiteLLMClient)
    clock = clock or Clock()
    return replace(opened, sleep=clock.sleep, monotonic=clock.monotonic)


def refusal(client: LLMClient) -> LLMError:
    with pytest.raises(LLMError) as caught:
        client.complete(request())
    return caught.value


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
            "RemoteProtocolError",
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
    asked = client(server.url)
    answers = [asked.complete(request(text)) for text in ("one", "two")]
    expected = LLMAnswer(
        text=GOOD, model=MODEL, prompt_tokens=40, completion_tokens=2, cost_usd=None
    )
    told = [each.message for each in caplog.records if each.levelname == "WARNING"]
    assert answers == [expected, expected]
    assert told == [f"what {MODEL} costs is not known, and is not counted"]


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
        pytest.param("```py\n1\n```", None, "```py\n1\n```", id="free text stays"),
    ],
)
def test_a_fence_around_json_is_taken_off(
    text: str, schema: Mapping[str, object] | None, expected: str, server: LLMServer
) -> None:
    server.script(completion(text))
    assert client(server.url).complete(request(schema=schema)).text == expected


def test_a_server_that_refuses_the_format_is_asked_without(server: LLMServer) -> None:
    """And is not asked with it again; the schema is told in words."""
    unknown = failure(400, "response_format 'json_schema' is not supported here")
    server.script(unknown, completion(GOOD))
    asked = client(server.url)
    texts = [asked.complete(request(text)).text for text in ("one", "two")]
    formats = ["response_format" in call.body for call in server.calls]
    systems = [call.body["messages"][0]["content"] for call in server.calls]
    assert texts == [GOOD, GOOD]
    assert formats == [True, False, False]
    assert ['"mood"' in text for text in systems] == [False, True, True]


def test_a_format_that_is_refused_even_without_is_no_loop(server: LLMServer) -> None:
    server.script(failure(400, "bad grammar"))
    error = refusal(client(server.url))
    assert (error.fault, len(server.calls)) == (LLMFault.BAD_REQUEST, 2)


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


def live(api_base: str, *, model: str = MODEL) -> LLMClient:
    """Return a client that lives by the real clock, and not for long."""
    return open_llm_client(
        model=model,
        api_base=api_base,
        timeout_seconds=0.3,
        proxy=None,
        context_window=None,
        environ={},
        answers=None,
    )


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


@pytest.mark.parametrize(
    ("model", "path"),
    [
        pytest.param("zai/tarn", "/v1/chat/completions", id="by openai's client"),
        pytest.param("anthropic/tarn", "/v1/v1/messages", id="by litellm's own"),
        pytest.param("gemini/tarn", "/v1/models/tarn:generateContent", id="Google's"),
        pytest.param("ollama_chat/tarn", "/v1/api/chat", id="Ollama's"),
    ],
)
@pytest.mark.parametrize(
    ("step", "fault"),
    [
        pytest.param(
            replace(SLOW, headers={"retry-after": "1"}),
            LLMFault.RATE_LIMIT,
            id="rate limit",
        ),
        pytest.param(Step(does="drop"), LLMFault.UNREACHABLE, id="dropped"),
        pytest.param(Step(does="trickle"), LLMFault.TIMEOUT, id="endless"),
    ],
)
def test_no_providers_own_client_tries_again(  # noqa: PLR0917 - two tables
    step: Step,
    fault: LLMFault,
    model: str,
    path: str,
    server: LLMServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Only we do, with every provider; and it is sent nothing that it does not know."""
    caplog.set_level(logging.ERROR)
    server.script(step)
    asked = client(server.url, models=(model,), environ={})
    if step.does == "trickle":
        asked = live(server.url, model=model)
    error = refusal(asked)
    calls = [call for call in server.calls if call.path.startswith(path)]
    assert (error.fault, len(calls)) == (fault, 1 if step.does == "trickle" else 3)
    assert [call for call in calls if "max_retries" in call.body] == []


def test_where_all_models_fail_the_first_is_told(server: LLMServer) -> None:
    server.script(failure(402, "Insufficient Balance"), failure(401, "no"))
    error = refusal(client(server.url, models=(MODEL, OTHER)))
    assert error.fault is LLMFault.NO_CREDIT
    assert error.detail == (
        "openai/scripted: HTTP 402: Insufficient Balance; openai/other: refused-key"
    )


def test_a_missing_key_is_named_before_any_call(server: LLMServer) -> None:
    error = refusal(client(None, environ={"HTTPS_PROXY": server.origin}))
    assert error.fault is LLMFault.MISSING_KEY
    assert str(error) == (
        "the model's key is not set (openai/scripted: OPENAI_API_KEY); "
        "set the named variables in the environment"
    )
    assert server.calls == []


def test_a_model_without_a_key_is_passed_over(
    server: LLMServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Which model that was is told in the debug log alone."""
    caplog.set_level(logging.DEBUG, logger="pelican_aireport")
    own = client(server.url, models=("openai/scripted", "groq/tarn"), environ={})
    server.script(failure(404, "gone"))
    error = refusal(own)
    assert error.detail == "openai/scripted: HTTP 404: gone; groq/tarn: missing-key"
    assert "groq/tarn did not answer: the model's key is not set" in caplog.text
    assert "GROQ_API_KEY" in caplog.text


def test_a_server_of_ones_own_needs_no_key(server: LLMServer) -> None:
    client(server.url, environ={}).complete(request())
    assert server.calls[0].headers["authorization"] == "Bearer none"


def test_another_providers_key_is_not_sent_to_ones_own_server(
    server: LLMServer,
) -> None:
    """A fallback model of another provider is asked at its own address."""
    server.script(failure(404, "gone"))
    keys = {"GROQ_API_KEY": KEY, "HTTPS_PROXY": server.origin}
    error = refusal(client(server.url, models=(MODEL, "groq/tarn"), environ=keys))
    assert error.detail.endswith("groq/tarn: proxy")
    assert [KEY in str(call.headers) for call in server.calls] == [False]


def test_a_refused_connection_is_tried_again() -> None:
    clock = Clock()
    with LLMServer() as gone:
        url = gone.url
    error = refusal(client(url, clock=clock))
    assert (error.fault, error.detail) == (
        LLMFault.UNREACHABLE,
        f"{MODEL}: ConnectError",
    )
    assert clock.waits == [1, 2]


def test_a_model_that_no_provider_has_is_told(server: LLMServer) -> None:
    error = refusal(client(server.url, models=("nowhere/tarn-9",)))
    assert (error.fault, server.calls) == (LLMFault.UNKNOWN_MODEL, [])


def test_requests_go_through_the_proxy_that_is_set(server: LLMServer) -> None:
    proxy = server.origin.replace("//", f"//ann:{PASSWORD}@")
    client("http://model.invalid/v1", proxy=proxy).complete(request())
    assert [call.path for call in server.calls] == [
        "http://model.invalid/v1/chat/completions"
    ]


def test_requests_go_through_the_environments_proxy(server: LLMServer) -> None:
    environ = {"http_proxy": server.origin}
    client("http://model.invalid/v1", environ=environ).complete(request())
    assert server.calls[0].path.startswith("http://model.invalid/")


def test_a_server_on_this_machine_is_asked_without_a_proxy(server: LLMServer) -> None:
    client(server.url, proxy="http://127.0.0.1:1").complete(request())
    assert server.calls[0].path == "/v1/chat/completions"


@pytest.mark.parametrize(
    ("api_base", "proxy", "environ", "detail"),
    [
        pytest.param(
            "https://model.invalid/v1", "{origin}", {}, "it answered 407", id="refuses"
        ),
        pytest.param(
            "http://model.invalid/v1",
            "http://127.0.0.1:1",
            {},
            "it cannot be reached",
            id="unreachable",
        ),
        pytest.param(
            "http://model.invalid/v1",
            None,
            {"HTTP_PROXY": f"http://ann:{PASSWORD}@a:port"},
            "its address is wrong",
            id="no address",
        ),
    ],
)
def test_a_proxy_at_fault_is_told(
    api_base: str,
    proxy: str | None,
    environ: Mapping[str, str],
    detail: str,
    server: LLMServer,
) -> None:
    proxy = proxy and proxy.format(origin=server.origin)
    error = refusal(client(api_base, proxy=proxy, environ=environ))
    assert (error.fault, error.detail) == (LLMFault.PROXY, f"{MODEL}: {detail}")


def test_certificates_that_are_not_there_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "nowhere.pem")
    error = refusal(client("https://127.0.0.1:1/v1"))
    assert error.fault is LLMFault.CERTIFICATE


ECHO = f"bad {KEY} in {PASSWORD} {'x' * 500}"


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(completion(GOOD), id="an answer"),
        pytest.param(failure(401, ECHO), id="401"),
        pytest.param(failure(400, ECHO), id="400"),
        pytest.param(failure(500, ECHO), id="500"),
        pytest.param(Step(status=500, body=ECHO.encode()), id="500 in plain text"),
        pytest.param(Step(body=ECHO.encode()), id="no JSON at 200"),
        pytest.param(failure(404, f"use a key like {KEY[:-4]}…"), id="a part of a key"),
        pytest.param(Step(does="drop"), id="a dropped connection"),
    ],
)
def test_no_key_and_no_password_is_told_anywhere(  # noqa: PLR0917 - fixtures
    step: Step,
    server: LLMServer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not in a log, an error or its causes, a repr, a file, or on the screen."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server.script(step)
    asked = client(
        f"http://ann:{PASSWORD}@model.invalid/v1",
        environ=os.environ,
        proxy=server.origin.replace("//", f"//ann:{PASSWORD}@"),
        answers=tmp_path,
    )
    shown = [repr(asked)]
    try:
        shown.append(repr(asked.complete(request())))
    except LLMError as error:
        shown += said_by(error)
    shown += [str(vars(record)) for record in caplog.records]
    shown += [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
    shown += capfd.readouterr()
    assert len(server.calls) > 0
    secrets = (KEY[3:-4], PASSWORD)
    assert [text for text in shown if any(each in text for each in secrets)] == []


def said_by(error: BaseException | None) -> list[str]:
    """Return what an error says, and whatever led to it."""
    if error is None:
        return []
    own = [str(error), repr(error), repr(vars(error))]
    return own + said_by(error.__cause__) + said_by(error.__context__)


def test_threads_share_a_client(server: LLMServer) -> None:
    asked = client(server.url)
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda n: asked.complete(request(str(n))).text, range(8)))
    assert (texts, len(server.calls)) == ([GOOD] * 8, 8)


@pytest.mark.parametrize(
    ("model", "window", "expected"),
    [
        pytest.param(
            "gpt-5-mini",
            None,
            Limits(
                context_window=272_000,
                max_output=128_000,
                input_usd=2.5e-7,
                output_usd=2e-6,
            ),
            id="in litellm's table",
        ),
        pytest.param(
            "openai/scripted",
            None,
            Limits(
                context_window=None, max_output=None, input_usd=None, output_usd=None
            ),
            id="in no table",
        ),
        pytest.param(
            "nowhere/tarn-9",
            4096,
            Limits(
                context_window=4096, max_output=None, input_usd=None, output_usd=None
            ),
            id="by the setting",
        ),
    ],
)
def test_limits_are_litellms_or_the_settings(
    model: str, window: int | None, expected: Limits
) -> None:
    opened = client(None, models=(model,))
    assert isinstance(opened, LiteLLMClient)
    assert replace(opened, context_window=window).find_limits() == expected


@pytest.mark.parametrize(
    "model",
    ["gpt-5-mini", "deepseek/deepseek-chat", "groq/llama-3.3-70b", "openai/scripted"],
)
def test_tokens_are_counted_offline_and_more_of_longer_texts(model: str) -> None:
    """Chinese is counted by what it takes, not by its spaces."""
    text = "拉克斯珀公司今天发布了第三代推理芯片，功耗下降百分之四十。"
    counted = client(None, models=(model,))
    counts = [counted.count_tokens(text * times) for times in (0, 1, 20)]
    assert counts[0] == 0
    assert len(text) * 0.4 < counts[1] < len(text) * 2
    assert counts[2] > counts[1] * 15


@pytest.mark.parametrize("release", ["1.82.7", "1.82.8", "1.107.0"])
def test_a_malicious_release_is_not_imported(
    release: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm_library, "version", lambda _: release)
    monkeypatch.delitem(sys.modules, "litellm", raising=False)
    error = refusal(client(None))
    assert (error.fault, error.detail) == (LLMFault.BAD_VERSION, f"litellm {release}")
    assert "litellm" not in sys.modules


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        llm_library, "find_spec", lambda name: None if name == "litellm" else name
    )
    with pytest.raises(SettingsError, match=r"needs litellm; run pip install 'pelican"):
        client(None).complete(request())


def test_the_installed_release_is_one_that_the_package_allows() -> None:
    assert metadata.version("litellm") not in llm_library.MALICIOUS_RELEASES


PROGRAM = """
import os, sys
from pathlib import Path
from pelican_aireport.summarizers.llm_client import open_llm_client
from pelican_aireport.summarizers.llm_port import LLMRequest, Message

def ask(text):
    client = open_llm_client(
        model="openai/scripted", api_base=sys.argv[1], timeout_seconds=60, proxy=None,
        context_window=None, environ=os.environ, answers=Path("answers"),
    )
    message = Message(role="user", content=text)
    return client.complete(LLMRequest(messages=(message,), schema=None, max_tokens=9))

before = ask("kept")
print(before.text, "litellm" in sys.modules)
ask("new")
print("litellm" in sys.modules, os.environ.get("LARKSPUR_PLANTED"))
"""


def test_a_kept_answer_needs_no_litellm_and_no_env_file_is_read(
    server: LLMServer, tmp_path: Path
) -> None:
    """In a process of its own, where nothing is imported and warnings are errors."""
    (tmp_path / ".env").write_text("LARKSPUR_PLANTED=1\n", encoding="utf-8")
    message = Message(role="user", content="kept")
    kept = LLMRequest(messages=(message,), schema=None, max_tokens=9)
    client(server.url, answers=tmp_path / "answers").complete(kept)
    done = subprocess.run(
        (sys.executable, "-W", "error", "-c", PROGRAM, server.url),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.stdout == f"{GOOD} False\nTrue None\n"
    assert done.stderr == (
        "what openai/scripted costs is not known, and is not counted\n"
    )
    assert len(server.calls) == 2
