"""The client's smaller parts: formats, tries, keys, and quiet libraries."""

import json
import logging
import os
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest

from pelican_aireport.summarizers.answers import report_schema
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_format import (
    AnswerFormat,
    messages_of,
    response_format,
)
from pelican_aireport.summarizers.llm_keys import (
    find_key,
    find_missing_keys,
    find_secrets,
)
from pelican_aireport.summarizers.llm_library import Silence, import_litellm
from pelican_aireport.summarizers.llm_models import find_format
from pelican_aireport.summarizers.llm_port import LLMRequest, Message
from pelican_aireport.summarizers.llm_retries import ask_with_retries, try_seconds

USER = Message(role="user", content="说说")
SYSTEM = Message(role="system", content="Be brief.")
SCHEMA = {"title": "心情"}
ORDER = (
    "Answer with one JSON object that fits this JSON schema, and nothing else: "
    '{"title": "心情"}'
)


@pytest.mark.parametrize(
    ("messages", "answer_format", "expected"),
    [
        pytest.param(
            (SYSTEM, USER),
            AnswerFormat.SCHEMA,
            [("system", "Be brief."), ("user", "说说")],
            id="the provider has it",
        ),
        pytest.param(
            (SYSTEM, USER),
            AnswerFormat.JSON,
            [("system", f"Be brief.\n\n{ORDER}"), ("user", "说说")],
            id="in the system message",
        ),
        pytest.param(
            (USER,),
            AnswerFormat.PLAIN,
            [("system", ORDER), ("user", "说说")],
            id="in one of its own",
        ),
    ],
)
def test_a_schema_is_told_once(
    messages: tuple[Message, ...],
    answer_format: AnswerFormat,
    expected: list[tuple[str, str]],
) -> None:
    request = LLMRequest(messages=messages, schema=SCHEMA, max_tokens=9)
    told = messages_of(request, answer_format)
    assert [(each["role"], each["content"]) for each in told] == expected


def test_a_schema_in_words_has_no_list_of_ids() -> None:
    """They stand in the material, and would be sent twice."""
    schema = report_schema(["T1", "T2"])
    request = LLMRequest(messages=(USER,), schema=schema, max_tokens=9)
    (told, _) = messages_of(request, AnswerFormat.JSON)
    assert json.loads(told["content"].partition(": ")[2]) == report_schema()


def test_free_text_is_told_no_schema() -> None:
    request = LLMRequest(messages=(USER,), schema=None, max_tokens=9)
    expected = [{"role": "user", "content": "说说"}]
    assert messages_of(request, AnswerFormat.PLAIN) == expected


@pytest.mark.parametrize(
    ("answer_format", "expected"),
    [
        (
            AnswerFormat.SCHEMA,
            {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": SCHEMA, "strict": True},
            },
        ),
        (AnswerFormat.JSON, {"type": "json_object"}),
        (AnswerFormat.PLAIN, None),
    ],
)
def test_each_format_is_named_as_providers_name_it(
    answer_format: AnswerFormat, expected: Mapping[str, object] | None
) -> None:
    assert response_format(SCHEMA, answer_format) == expected


@pytest.mark.parametrize(
    ("model", "has_own_server", "expected"),
    [
        pytest.param("gpt-5-mini", False, AnswerFormat.SCHEMA, id="has schemas"),
        pytest.param("dashscope/qwen-plus", False, AnswerFormat.JSON, id="has JSON"),
        pytest.param("cohere/tarn", False, AnswerFormat.PLAIN, id="has neither"),
        pytest.param("openai/tarn", True, AnswerFormat.SCHEMA, id="a server of one's"),
    ],
)
def test_the_strictest_format_is_taken_that_a_provider_has(
    model: str, *, has_own_server: bool, expected: AnswerFormat
) -> None:
    with Silence()():
        litellm = import_litellm()
        found = find_format(litellm, model, has_own_server=has_own_server)
    assert found is expected


@pytest.mark.parametrize(
    ("left", "whole", "expected"),
    [
        pytest.param(120, 120, 60, id="half of the usual budget"),
        pytest.param(30, 30, 30, id="all of a small one"),
        pytest.param(600, 600, 300, id="half of a large one"),
        pytest.param(20, 600, 20, id="what is left"),
        pytest.param(0, 120, 0.001, id="never nothing"),
    ],
)
def test_one_try_leaves_time_for_another(
    left: float, whole: float, expected: float
) -> None:
    assert try_seconds(left, whole) == expected


class Line:
    """Somebody who is asked: faults first, then an answer."""

    def __init__(self, *faults: LLMError, seconds_each: float = 0) -> None:
        self.faults = list(faults)
        self.seconds_each = seconds_each
        self.now = 0.0
        self.asked_at: list[int] = []

    def ask(self) -> str:
        """Answer, or raise the next fault."""
        self.asked_at.append(int(self.now))
        self.now += self.seconds_each
        if self.faults:
            raise self.faults.pop(0)
        return "an answer"

    def wait(self, seconds: float) -> None:
        """Let the time pass."""
        self.now += seconds

    def call(self, end: float) -> str:
        """Ask until there is an answer."""
        return ask_with_retries(
            self.ask, end=end, sleep=self.wait, monotonic=lambda: self.now
        )


@pytest.mark.parametrize("fault", list(LLMFault))
def test_only_what_may_pass_is_tried_again(fault: LLMFault) -> None:
    line = Line(LLMError(fault))
    if LLMError(fault).is_retried:
        assert (line.call(60), len(line.asked_at)) == ("an answer", 2)
    else:
        with pytest.raises(LLMError):
            line.call(60)
        assert line.asked_at == [0]


def test_tries_end_with_the_time() -> None:
    """A wait that would end after it is not begun."""
    line = Line(*[LLMError(LLMFault.SERVER)] * 3, seconds_each=10)
    with pytest.raises(LLMError):
        line.call(20)
    assert line.asked_at == [0, 11]


def test_a_provider_may_ask_for_a_longer_wait() -> None:
    line = Line(LLMError(LLMFault.RATE_LIMIT, retry_after_seconds=30))
    assert (line.call(60), line.asked_at) == ("an answer", [0, 30])


@pytest.mark.parametrize(
    ("model", "environ", "expected"),
    [
        pytest.param("openai/tarn", {}, ("OPENAI_API_KEY",), id="none"),
        pytest.param("openai/tarn", {"OPENAI_API_KEY": "x"}, (), id="set"),
        pytest.param(
            "openai/tarn", {"OPENAI_API_KEY": " "}, ("OPENAI_API_KEY",), id="blank"
        ),
        pytest.param("gpt-5-mini", {}, ("OPENAI_API_KEY",), id="without a provider"),
        pytest.param(
            "deepseek/deepseek-chat",
            {"OPENAI_API_KEY": "x"},
            ("DEEPSEEK_API_KEY",),
            id="another's",
        ),
        pytest.param(
            "gemini/gemini-2.5-flash",
            {},
            ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
            id="one of two",
        ),
        pytest.param(
            "gemini/gemini-2.5-flash", {"GEMINI_API_KEY": "x"}, (), id="the other"
        ),
        pytest.param("zai/glm-4.6", {}, ("ZAI_API_KEY",), id="litellm names none"),
        pytest.param("zai/glm-4.6", {"ZAI_API_KEY": "x"}, (), id="by the pattern"),
        pytest.param("ollama/tarn", {}, (), id="on this machine"),
        pytest.param("hosted_vllm/tarn", {}, (), id="needs none"),
        pytest.param(
            "bedrock/tarn",
            {"AWS_ACCESS_KEY_ID": "x"},
            ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
            id="two at once",
        ),
    ],
)
def test_missing_keys_are_named(
    model: str,
    environ: Mapping[str, str],
    expected: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the environment that is handed in; the process's own stays as it was."""
    monkeypatch.setenv("OPENAI_API_KEY", "of the process")
    before = os.environ
    assert find_missing_keys(model, environ) == expected
    assert os.environ is before


def test_one_thread_at_a_time_sees_another_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the last one to leave would put back what it took for the process's own."""
    litellm, real, seen = import_litellm(), os.environ, []

    def validate(_: str) -> Mapping[str, object]:
        before = os.environ
        sleep(0.01)
        seen.append(os.environ is before)
        return {"missing_keys": ["OPENAI_API_KEY"]}

    monkeypatch.setattr(litellm, "validate_environment", validate)
    monkeypatch.setattr(os, "environ", real)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(find_missing_keys, ["openai/tarn"] * 8, [{"A": "x"}] * 8))
    assert (set(seen), os.environ is real) == ({True}, True)


def test_other_threads_go_on_to_see_the_processs_own_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They ask for other windows meanwhile, and litellm reads switches there."""
    monkeypatch.setenv("LARKSPUR", "of the process")
    litellm, pool = import_litellm(), ThreadPoolExecutor(1)
    seen: list[str | None] = []

    def validate(_: str) -> Mapping[str, object]:
        seen.append(os.environ.get("LARKSPUR"))
        seen.append(pool.submit(os.getenv, "LARKSPUR").result())
        pool.submit(os.environ.update, TARN="written meanwhile").result()
        return {"missing_keys": []}

    monkeypatch.setattr(litellm, "validate_environment", validate)
    with pool:
        find_missing_keys("openai/tarn", {})
    assert (seen, os.environ.pop("TARN")) == (
        [None, "of the process"],
        "written meanwhile",
    )


def test_a_model_of_no_provider_is_told() -> None:
    with pytest.raises(LLMError) as caught:
        find_missing_keys("nowhere/tarn", {})
    assert caught.value.fault is LLMFault.UNKNOWN_MODEL


@pytest.mark.parametrize(
    ("model", "environ", "expected"),
    [
        pytest.param("openai/tarn", {"OPENAI_API_KEY": " k\n"}, "k", id="trimmed"),
        pytest.param("openai/tarn", {"GROQ_API_KEY": "k"}, None, id="another's"),
        pytest.param("gemini/tarn", {"GEMINI_API_KEY": "k"}, "k", id="one of two"),
        pytest.param(
            "bedrock/tarn", {"AWS_SECRET_ACCESS_KEY": "k"}, None, id="no single text"
        ),
    ],
)
def test_a_key_is_found_without_the_space_around_it(
    model: str, environ: Mapping[str, str], expected: str | None
) -> None:
    assert find_key(model, environ) == expected


def test_secrets_are_what_the_environment_and_addresses_hide() -> None:
    environ = {
        "TARN_API_KEY": "a-long-key\n",
        "TARN_TOKEN": "tok-12",
        "SHORT_KEY": "abc",
        "EDITOR": "larkspur",
        "https_proxy": "http://ann:p%40ssword@proxy:1",
    }
    assert find_secrets(environ, "http://bob:secret2@host/v1", None) == (
        "ann:p%40ssword",
        "bob:secret2",
        "a-long-key",
        "p@ssword",
        "secret2",
        "tok-12",
    )


def test_libraries_are_quiet_until_the_last_thread_has_left() -> None:
    """And warn and talk as before afterwards."""
    silence, together = Silence(), Barrier(2)
    logger = logging.getLogger("httpx")
    before = (logger.level, list(warnings.filters))

    def work(seconds: int) -> bool:
        with silence():
            together.wait(5)
            if seconds:
                together.wait(5)
            warnings.warn("small talk", UserWarning, stacklevel=1)
            is_quiet = not logger.isEnabledFor(logging.WARNING)
        if not seconds:
            together.wait(5)
        return is_quiet

    with ThreadPoolExecutor(2) as pool:
        quiet = list(pool.map(work, (0, 1)))
    assert quiet == [True, True]
    assert (logger.level, list(warnings.filters)) == before
