"""Where questions to a model go, with which key, and that no secret is told."""

import logging
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from loopback.llm_clients import (
    GOOD,
    KEY,
    MODEL,
    PASSWORD,
    Clock,
    client,
    live,
    refusal,
    request,
)
from loopback.llm_server import LLMServer, Step, completion, failure

from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault

SLOW = failure(429, "slow down")


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
        f"{MODEL}: it refuses connections",
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
            "it refuses connections",
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
def test_no_providers_own_client_tries_again(
    step: Step,
    fault: LLMFault,
    model: str,
    path: str,
    server: LLMServer,
) -> None:
    """Only we do, with every provider; and it is sent nothing that it does not know."""
    server.script(step)
    is_live = step.does == "trickle"
    counted = client(server.url, models=(model,), environ={})
    error = refusal(live(server.url, model=model) if is_live else counted)
    calls = [call for call in server.calls if call.path.startswith(path)]
    assert (error.fault, len(calls)) == (fault, 1 if is_live else 3)
    assert [call for call in calls if "max_retries" in call.body] == []
