"""What is handed to a worker elsewhere, and what comes back."""

import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builders import NOON, make_tweet

from pelican_aireport.drafting.telling import (
    Errand,
    Task,
    send_out,
    tell,
    tell_elsewhere,
)
from pelican_aireport.errors import SettingsError
from pelican_aireport.evidence.memory import Memory
from pelican_aireport.selection.windows import window_of_days
from pelican_aireport.settings import Settings, parse_settings
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer

HIDDEN = "tarn-secret-0123456789"
LLM = {"summarizer": "llm", "model": "deepseek/deepseek-chat"}


def _settings(topic: Mapping[str, object]) -> Settings:
    values = {
        "PATH": "/content",
        "TIMEZONE": "Asia/Shanghai",
        "AIREPORT_TOPICS": {"ai": topic, "other": {"source": object()}},
        "AIREPORT_EXECUTOR": lambda **_: None,
    }
    return parse_settings(values, base=Path("/site"))


def _task(settings: Settings) -> Task:
    day = NOON.date()
    window = window_of_days(day, day, settings.timezone)
    tweets = tuple(
        make_tweet(str(n), f"Larkspur {n} 发布，价格降了 {n}%，Ada Moor 说", likes=n)
        for n in range(1, 8)
    )
    return Task(
        topic=settings.topics[0],
        window=window,
        timezone=settings.timezone,
        tweets=tweets,
        memory=Memory(),
    )


def _send(topic: Mapping[str, object]) -> bytes:
    settings = _settings(topic)
    return pickle.dumps(send_out(_task(settings), settings))


def test_a_worker_elsewhere_tells_the_same() -> None:
    """Also of names that the settings teach; what comes back can be pickled as well."""
    topic = {"source": object(), "aliases": {"Ada Moor": ["艾达"]}}
    settings = _settings(topic)
    errand = pickle.loads(_send(topic))  # noqa: S301 - our own
    assert isinstance(errand, Errand)
    back = pickle.loads(pickle.dumps(tell_elsewhere(errand)))  # noqa: S301 - our own
    assert back == tell(_task(settings), ExtractiveSummarizer())
    assert (len(back.pictures), "Ada Moor" in back.names) == (2, True)


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        pytest.param({}, (True, False, 43), id="default"),
        pytest.param({"stop_words": ["许可证"]}, (False, False, 42), id="stop word"),
        pytest.param({"dictionary": ["岱岩桥"]}, (True, True, 42), id="dictionary"),
        pytest.param({"aliases": {"岱岩桥": []}}, (True, True, 42), id="alias"),
        pytest.param({"cloud_words": 20}, (True, False, 20), id="number"),
    ],
)
def test_a_topic_shapes_its_cloud(
    topic: Mapping[str, object], told: tuple[bool, bool, int]
) -> None:
    """Whether the licence and the whole bridge are terms, and how many there are."""
    task = _task(_settings({"source": object(), **topic}))
    tweets = tuple(
        make_tweet(
            f"9{n}", f"岱岩桥边谈许可证，还有 Fennwick{n % 40}", author=f"a{n}", likes=n
        )
        for n in range(80)
    )
    terms = tell(replace(task, tweets=tweets), ExtractiveSummarizer()).terms
    texts = [term.text for term in terms]

    assert ("许可证" in texts, "岱岩桥" in texts, len(texts)) == told


@pytest.mark.parametrize(
    "topic",
    [
        pytest.param({"proxy": f"http://ann:{HIDDEN}@proxy:1"}, id="proxy"),
        pytest.param({"api_base": f"http://ann:{HIDDEN}@host/v1"}, id="server"),
        pytest.param({"query": {"path": HIDDEN}}, id="query"),
    ],
)
def test_no_secret_goes_to_a_worker_elsewhere(
    topic: Mapping[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what the environment holds: the worker has its own."""
    monkeypatch.setenv("DEEPSEEK_API_KEY", HIDDEN)
    assert HIDDEN.encode() not in _send({"source": "jsonl", **topic})


@pytest.mark.parametrize(
    ("topic", "key"),
    [
        pytest.param({"proxy": f"http://a:{HIDDEN}@p:1"}, "AIREPORT_PROXY", id="proxy"),
        pytest.param(
            {"api_base": f"http://a:{HIDDEN}@h/v1"}, "AIREPORT_API_BASE", id="server"
        ),
    ],
)
def test_a_model_behind_a_password_is_not_asked_elsewhere(
    topic: Mapping[str, object], key: str
) -> None:
    with pytest.raises(SettingsError, match=f"{key}: its password") as told:
        _send({"source": "sample", **LLM, **topic})
    assert HIDDEN not in str(told.value)


def test_a_model_is_asked_elsewhere_as_here() -> None:
    """By the proxy and the server of the settings."""
    topic = {**LLM, "source": "x", "proxy": "http://p:1", "api_base": "http://h/v1"}
    errand = pickle.loads(_send(topic))  # noqa: S301 - our own
    sent = errand.task.topic
    assert (sent.model, sent.proxy, sent.api_base, sent.source) == (
        "deepseek/deepseek-chat",
        "http://p:1",
        "http://h/v1",
        None,
    )
