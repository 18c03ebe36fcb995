"""One report's talk with a language model: what is asked, what is kept of it.

Asks through the client that it is given; touches nothing else.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pelican_aireport.model import Usage
from pelican_aireport.summarizers.answers import find_schema_fault, report_schema
from pelican_aireport.summarizers.ledger import Ledger
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import (
    LLMAnswer,
    LLMClient,
    LLMRequest,
    Message,
    estimate_cost,
)
from pelican_aireport.summarizers.packing import OUTPUT_TOKENS, Room, find_room
from pelican_aireport.summarizers.prompt import Prompt

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
    whole: Message | None = None
    """The task that its answer does for, where several calls lead to it."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """Asks a model, and keeps count of what that takes; threads may share it.

    Answers are found again by what does not depend on a model's limits, so that
    nothing has to be known of a model whose answers are all kept.
    """

    client: LLMClient
    prompt: Prompt
    canary: str
    ledger: Ledger
    _room: Room | None = None
    _unkept: list[tuple[LLMRequest, LLMAnswer]] = field(default_factory=list)

    @property
    def room(self) -> Room:
        """How much a call may take; looked up when it is first wanted."""
        if self._room is None:
            system = self.prompt.tell_system(self.canary).content
            rules = system + self.prompt.task + json.dumps(report_schema())
            self._room = find_room(
                self.client.find_limits(), prompt_tokens=self.client.count_tokens(rules)
            )
        return self._room

    def find_kept(self, question: Question) -> Mapping[str, object] | None:
        """Find the object that was answered before; it counts, and costs nothing."""
        answer = self.client.find_kept(self._kept_as(question))
        if answer is None:
            return None
        try:
            value = self._read(answer, question)
        except LLMError:
            return None  # kept by an older version, and asked for again
        self.ledger.note(answer)
        return value

    def _kept_as(self, question: Question) -> LLMRequest:
        system = self.prompt.tell_system(self.canary)
        return LLMRequest(
            messages=(system, question.whole or question.task),
            schema=question.wanted,
            max_tokens=OUTPUT_TOKENS,
        )

    def ask(self, question: Question) -> Mapping[str, object]:
        """Return the object that a model answers; what is not usable is asked again.

        Raises:
            LLMError: there is no usable answer, or it would cost too much.
        """
        value = self.find_kept(question)
        if value is not None:
            return value
        request = self.make_request(question)
        try:
            answer = self._ask_once(request, question)
        except LLMError as error:
            if error.fault not in _MENDABLE:
                raise
            complaint = self.prompt.complain(error.detail or error.fault.value)
            again = replace(request, messages=(*request.messages, complaint))
            answer = self._ask_once(again, question)
            answer = replace(answer, before=(*error.answers, *answer.before))
        if question.whole is not None:
            *before, _ = self.ledger.list_answers()
            answer = replace(answer, before=tuple(before))
        bare = tuple(replace(each, text="", before=()) for each in answer.before)
        kept = replace(answer, before=bare)
        self._unkept.append((self._kept_as(question), kept))
        return self._read(answer, question)

    def make_request(self, question: Question) -> LLMRequest:
        """Return what a question sends."""
        return LLMRequest(
            messages=(self.prompt.tell_system(self.canary), question.task),
            schema=question.offered,
            max_tokens=self.room.output,
        )

    def _ask_once(self, request: LLMRequest, question: Question) -> LLMAnswer:
        estimate = self.estimate(request)
        self.ledger.reserve(estimate)
        came: tuple[LLMAnswer, ...] = ()
        try:
            answer = self.client.complete(request)
            came = (*answer.before, answer)
            self._read(answer, question)
        except LLMError as error:
            error.answers = came = came or error.answers
            raise
        finally:
            self.ledger.settle(estimate, came)
        return answer

    def _read(self, answer: LLMAnswer, question: Question) -> Mapping[str, object]:
        if self.canary in answer.text:
            raise LLMError(LLMFault.LEAK)
        return _parse(answer.text, question.wanted)

    def keep(self) -> None:
        """Keep the answers since the last time, which have proved to be of use."""
        while self._unkept:
            self.client.keep(*self._unkept.pop())

    def check_cost(self, questions: Iterable[Question], *more: float | None) -> None:
        """Refuse questions that would cost too much together, less those kept.

        Raises:
            LLMError: they would.
        """
        estimates = [
            self.estimate(self.make_request(each))
            for each in questions
            if self.client.find_kept(self._kept_as(each)) is None
        ]
        self.ledger.check([*estimates, *more])

    def estimate(self, request: LLMRequest, *, more: int = 0) -> float | None:
        """Estimate the most that a call may cost; ``None`` where no price is known.

        Args:
            request: The schema counts as well, wherever it is told.
            more: Tokens of its prompt that are not there yet.
        """
        texts = [message.content for message in request.messages]
        texts.append(json.dumps(request.schema))
        return estimate_cost(
            self.client.find_limits(),
            prompt_tokens=sum(map(self.client.count_tokens, texts)) + more,
            completion_tokens=request.max_tokens,
        )

    def usage(self) -> Usage:
        """Return what the answers took so far; unknown as soon as one is unknown."""
        return self.ledger.tell_usage(model=self.client.model)


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
