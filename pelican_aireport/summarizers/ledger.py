"""What one report may cost, and what it took so far; pure, and shared by threads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from pelican_aireport.model import Usage
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMAnswer
from pelican_aireport.summarizers.prompt import prompt_version

__all__ = ["Ledger"]

_DECIMALS = 8
"""Of a cost in US dollars: tokens of the cheapest models cost less than a millionth."""


@dataclass(slots=True, kw_only=True)
class Ledger:
    """Keeps what is spent, and what is reserved for calls under way, below a limit."""

    max_cost_usd: float
    _answers: list[LLMAnswer] = field(default_factory=list)
    _spent: float = 0.0
    _reserved: float = 0.0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def check(self, estimates: Iterable[float | None]) -> None:
        """Refuse calls that would cost too much together; unknown costs are let by.

        Raises:
            LLMError: they would.
        """
        with self._lock:
            self._check(sum(each for each in estimates if each is not None))

    def reserve(self, estimate: float | None) -> None:
        """Set aside what a call may cost, until it is settled.

        Raises:
            LLMError: it would cost too much, together with what was spent.
        """
        with self._lock:
            if estimate is not None:
                self._check(estimate)
                self._reserved += estimate

    def _check(self, estimate: float) -> None:
        total = self._spent + self._reserved + estimate
        if estimate and total > self.max_cost_usd:
            raise LLMError(
                LLMFault.TOO_EXPENSIVE,
                f"about USD {total:.4f}; the limit is {self.max_cost_usd:.4f}",
            )

    def settle(self, estimate: float | None, answers: Iterable[LLMAnswer]) -> None:
        """Book what a call gave; an answer of unknown cost took what was reserved."""
        with self._lock:
            self._reserved -= estimate or 0.0
            for each in answers:
                self._answers.append(each)
                known = each.cost_usd
                self._spent += (estimate or 0.0) if known is None else known

    def note(self, answer: LLMAnswer) -> None:
        """Count an answer that was paid for before, and what led to it."""
        with self._lock:
            self._answers += (*answer.before, answer)

    def list_answers(self) -> tuple[LLMAnswer, ...]:
        """Return all answers so far."""
        with self._lock:
            return tuple(self._answers)

    def tell_usage(self, *, model: str) -> Usage:
        """Return what the answers took so far; unknown as soon as one is unknown.

        Args:
            model: The one that is named where none answered.
        """
        answers = self.list_answers()
        cost_usd = _sum([each.cost_usd for each in answers])
        return Usage(
            model=answers[-1].model if answers else model,
            prompt=prompt_version(),
            calls=len(answers),
            prompt_tokens=_sum([each.prompt_tokens for each in answers]),
            completion_tokens=_sum([each.completion_tokens for each in answers]),
            cost_usd=None if cost_usd is None else round(cost_usd, _DECIMALS),
        )


def _sum(values: Sequence[float | int | None]) -> Any:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
