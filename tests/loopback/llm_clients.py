"""Clients of the scripted model, and what they ask.

Time passes only where a client is ``live``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from pelican_aireport.summarizers.llm_client import LiteLLMClient, open_llm_client
from pelican_aireport.summarizers.llm_faults import LLMError
from pelican_aireport.summarizers.llm_port import LLMClient, LLMRequest, Message

__all__ = [
    "GOOD",
    "KEY",
    "MODEL",
    "OTHER",
    "PASSWORD",
    "SCHEMA",
    "Clock",
    "client",
    "live",
    "refusal",
    "request",
]

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


def request(
    text: str = "拉克斯珀发布了什么?", *, schema: Mapping[str, object] | None = SCHEMA
) -> LLMRequest:
    """Return what is asked."""
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
) -> LiteLLMClient:
    """Return a client whose waits are counted, not waited."""
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
    asking = replace(opened.asking, sleep=clock.sleep, monotonic=clock.monotonic)
    return replace(opened, asking=asking)


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


def refusal(client: LLMClient) -> LLMError:
    """Return what a client raises."""
    with pytest.raises(LLMError) as caught:
        client.complete(request())
    return caught.value
