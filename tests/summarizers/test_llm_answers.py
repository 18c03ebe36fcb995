"""Answers are found again by what was asked, and by nothing else."""

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.summarizers import llm_library
from pelican_aireport.summarizers.llm_answers import Answers, Asked
from pelican_aireport.summarizers.llm_client import open_llm_client
from pelican_aireport.summarizers.llm_port import LLMAnswer, LLMRequest, Message

REQUEST = LLMRequest(
    messages=(Message(role="user", content="塔恩发布了什么?"),),
    schema=MappingProxyType({"properties": MappingProxyType({"a": {}})}),
    max_tokens=9,
)
ASKED = Asked(models=("openai/tarn", "openai/other"), api_base=None, request=REQUEST)
ANSWER = LLMAnswer(
    text='{"a": "塔恩 2 \ud83d"}',
    model="openai/other",
    prompt_tokens=9,
    completion_tokens=None,
    cost_usd=0.1 + 0.2,
)
OTHERS = [
    pytest.param(replace(ASKED, models=("openai/tarn",)), id="models"),
    pytest.param(replace(ASKED, models=ASKED.models[::-1]), id="order of models"),
    pytest.param(replace(ASKED, api_base="http://a/v1"), id="server"),
    pytest.param(
        replace(ASKED, request=replace(REQUEST, messages=REQUEST.messages * 2)),
        id="messages",
    ),
    pytest.param(
        replace(
            ASKED,
            request=replace(
                REQUEST, messages=(replace(REQUEST.messages[0], role="system"),)
            ),
        ),
        id="role",
    ),
    pytest.param(replace(ASKED, request=replace(REQUEST, schema=None)), id="schema"),
    pytest.param(replace(ASKED, request=replace(REQUEST, max_tokens=8)), id="length"),
    pytest.param(
        replace(ASKED, request=replace(REQUEST, temperature=0.3)), id="temperature"
    ),
    pytest.param(replace(ASKED, request=replace(REQUEST, seed=2)), id="seed"),
]


def test_an_answer_that_was_kept_is_found_whole(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "answers")
    answers.keep(ASKED, ANSWER)
    assert answers.find(ASKED) == ANSWER


def test_what_led_to_an_answer_is_kept_with_it(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    answer = replace(ANSWER, before=(replace(ANSWER, model="openai/tarn"), ANSWER))
    answers.keep(ASKED, answer)
    assert answers.find(ASKED) == answer


@pytest.mark.parametrize("other", OTHERS)
def test_another_question_has_no_answer_yet(other: Asked, tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    answers.keep(ASKED, ANSWER)
    assert answers.find(other) is None


def test_a_file_tells_what_was_asked_and_answered(tmp_path: Path) -> None:
    Answers(tmp_path).keep(ASKED, replace(ANSWER, text="塔恩"))
    (path,) = tmp_path.iterdir()
    facts = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == f"{ASKED.key}.json"
    assert facts == {
        "format": 2,
        "asked": {
            "models": ["openai/tarn", "openai/other"],
            "api_base": None,
            "messages": [{"role": "user", "content": "塔恩发布了什么?"}],
            "schema": {"properties": {"a": {}}},
            "max_tokens": 9,
            "temperature": 0.2,
            "seed": 1,
        },
        "answer": {
            "text": "塔恩",
            "model": "openai/other",
            "prompt_tokens": 9,
            "completion_tokens": None,
            "cost_usd": 0.30000000000000004,
            "before": [],
        },
        "check": facts["check"],
    }


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"[" * 100_000, id="endless"),
        pytest.param(b'{"check": "", "answer": {}}', id="no answer"),
        pytest.param(b'{"format": 1, "ans', id="cut off"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(None, id="one word changed"),
    ],
)
def test_a_damaged_file_is_put_aside_and_asked_for_again(
    content: bytes | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answers = Answers(tmp_path)
    answers.keep(ASKED, ANSWER)
    path = tmp_path / f"{ASKED.key}.json"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"tarn", b"fern") if content is None else content)
    assert answers.find(ASKED) is None
    assert caplog.messages == [f"{path} was damaged and is put aside"]
    answers.keep(ASKED, ANSWER)
    assert path.read_bytes() == whole
    assert sorted(tmp_path.iterdir()) == [path, path.with_name(f"{path.name}.corrupt")]


def test_the_first_answer_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Two runs that asked at once agree afterwards, and nobody is warned."""
    answers = Answers(tmp_path)
    answers.keep(ASKED, ANSWER)
    answers.keep(ASKED, replace(ANSWER, text="another"))
    assert (answers.find(ASKED), caplog.messages) == (ANSWER, [])


def test_an_answer_that_cannot_be_kept_is_told_not_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    taken = tmp_path / "answers"
    taken.write_text("a file", encoding="utf-8")
    Answers(taken).keep(ASKED, ANSWER)
    (told,) = caplog.messages
    assert told.startswith(f"a model's answer is not kept: {ASKED.key}.json could not")


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / f"{ASKED.key}.json"
    path.mkdir()
    assert Answers(tmp_path).find(ASKED) is None
    assert caplog.messages == [f"{path} cannot be read: Is a directory"]


@given(st.text(), st.text())
def test_equal_questions_alone_have_equal_keys(one: str, other: str) -> None:
    """Texts are not confused, whatever is in them."""

    def key(*texts: str) -> str:
        messages = tuple(Message(role="user", content=text) for text in texts)
        return replace(ASKED, request=replace(REQUEST, messages=messages)).key

    assert (key(one) == key(other)) == (one == other)
    assert key(one, other) != key(one + other)


def test_a_kept_answer_is_found_without_a_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even litellm has to be there; passwords of addresses do not count."""
    asked = replace(ASKED, models=("openai/tarn",), api_base="http://127.0.0.1:9/v1")
    Answers(tmp_path).keep(asked, ANSWER)
    monkeypatch.setattr(llm_library, "find_spec", lambda _: None)
    client = open_llm_client(
        model="openai/tarn",
        api_base="http://ann:hunter2@127.0.0.1:9/v1",
        timeout_seconds=1,
        proxy=None,
        context_window=None,
        environ={},
        answers=tmp_path,
    )
    assert (client.model, client.find_kept(REQUEST)) == ("openai/tarn", ANSWER)
