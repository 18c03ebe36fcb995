"""One report's talk with a language model: what it may cost, what came back.

Asks through the client that it is given; touches nothing else.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pelican_aireport.model import Usage
from pelican_aireport.summarizers.answers import find_schema_fault
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import (
    LLMAnswer,
    LLMClient,
    LLMRequest,
    Message,
    estimate_cost,
)
from pelican_aireport.summarizers.prompt import Prompt, prompt_version

__all__ = ["Desk", "Question"]

_MENDABLE = (LLMFault.NOT_JSON, LLMFault.WRONG_SCHEMA, LLMFault.EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and what its answer must fit."""

    task: Message
    offered: Mapping[str, object]
    """The schema that the provider is given."""
    wanted: Mapping[str, object]
    """The schema that the answer is held against."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """Asks a model, and keeps count of what that takes."""

    client: LLMClient
    prompt: Prompt
    canary: str
    max_cost_usd: float
    output_tokens: int
    _answers: list[LLMAnswer] = field(default_factory=list)

    def ask(self, question: Question) -> Mapping[str, object]:
        """Return the object that a model answers; what is not usable is asked again.

        Raises:
            LLMError: there is no usable answer, or it would cost too much.
        """
        messages = (self.prompt.tell_system(self.canary), question.task)
        try:
            return self._ask_once(messages, question)
        except LLMError as error:
            if error.fault not in _MENDABLE:
                raise
            complaint = self.prompt.complain(error.detail or error.fault.value)
        return self._ask_once((*messages, complaint), question)

    def _ask_once(
        self, messages: Sequence[Message], question: Question
    ) -> Mapping[str, object]:
        request = LLMRequest(
            messages=tuple(messages),
            schema=question.offered,
            max_tokens=self.output_tokens,
        )
        self._afford(request)
        try:
            answer = self.client.complete(request)
        except LLMError as error:
            self._answers += error.answers
            raise
        self._answers.append(answer)
        if self.canary in answer.text:
            raise LLMError(LLMFault.LEAK)
        return _parse(answer.text, question.wanted)

    def _afford(self, request: LLMRequest) -> None:
        if self.client.is_kept(request):
            return
        cost = self.estimate(request)
        spent = self.usage().cost_usd if self._answers else 0.0
        if cost is not None and cost + (spent or 0.0) > self.max_cost_usd:
            raise LLMError(
                LLMFault.TOO_EXPENSIVE,
                f"about USD {cost + (spent or 0.0):.4f}; the limit is "
                f"{self.max_cost_usd:.4f}",
            )

    def estimate(self, request: LLMRequest) -> float | None:
        """Estimate the most that a call may cost; ``None`` where no price is known."""
        counts = (self.client.count_tokens(m.content) for m in request.messages)
        return estimate_cost(
            self.client.find_limits(),
            prompt_tokens=sum(counts),
            completion_tokens=request.max_tokens,
        )

    def usage(self) -> Usage:
        """Return what the answers took so far; unknown as soon as one is unknown."""
        return Usage(
            model=self._answers[-1].model if self._answers else self.client.model,
            prompt=prompt_version(),
            calls=len(self._answers),
            prompt_tokens=_sum([each.prompt_tokens for each in self._answers]),
            completion_tokens=_sum([each.completion_tokens for each in self._answers]),
            cost_usd=_sum([each.cost_usd for each in self._answers]),
        )


def _sum(values: Sequence[float | int | None]) -> Any:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _parse(text: str, wanted: Mapping[str, object]) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LLMError(LLMFault.NOT_JSON, type(error).__name__) from error
    fault = find_schema_fault(value, wanted)
    if fault is not None:
        raise LLMError(LLMFault.WRONG_SCHEMA, fault)
    assert isinstance(value, dict)  # the schema says so
    return value
