"""What a model is asked, what it answers, and what a client of models is.

Pure: everything between the prompt and the network is said in these values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

__all__ = [
    "LLMAnswer",
    "LLMClient",
    "LLMRequest",
    "Limits",
    "Message",
    "estimate_cost",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a conversation."""

    role: str
    """``system``, ``user`` or ``assistant``."""
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LLMRequest:
    """What a model is asked; equal requests have equal answers where they are kept."""

    messages: tuple[Message, ...]
    schema: Mapping[str, object] | None
    """The JSON schema that the answer must fit; ``None`` for free text."""
    max_tokens: int
    """At most so many tokens of answer."""
    temperature: float = 0.2
    seed: int = 1

    def __post_init__(self) -> None:
        if not self.messages:
            raise ValueError("messages: there are none")
        if self.max_tokens < 1:
            raise ValueError(f"max_tokens: {self.max_tokens} is not positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class LLMAnswer:
    """What a model answered, and what that took."""

    text: str
    """Without a fence around JSON; not yet held against the schema."""
    model: str
    """The one that answered, by litellm's name."""
    prompt_tokens: int | None
    completion_tokens: int | None
    cost_usd: float | None
    """By litellm's prices; ``None`` where the model's is unknown."""
    before: tuple["LLMAnswer", ...] = ()
    """What was answered on the way to it, and paid for all the same; without texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a model takes and gives, and for how much; ``None`` is unknown."""

    context_window: int | None
    max_output: int | None
    input_usd: float | None
    """Of one token."""
    output_usd: float | None
    """Of one token."""


class LLMClient(Protocol):
    """Something that asks models."""

    @property
    def model(self) -> str:
        """The first choice, by litellm's name."""
        ...

    def complete(self, request: LLMRequest) -> LLMAnswer:
        """Return a model's answer; nobody has held it against the schema yet.

        Raises:
            LLMError: no model gave a usable answer; told is the first one's fault.
        """
        ...

    def find_kept(self, request: LLMRequest) -> LLMAnswer | None:
        """Find the answer that was kept for a request; it costs nothing."""
        ...

    def keep(self, request: LLMRequest, answer: LLMAnswer) -> None:
        """Keep an answer that is of use, so that it is found for a request."""
        ...

    def count_tokens(self, text: str) -> int:
        """Estimate how many tokens a text is; keep a reserve of 20 %."""
        ...

    def find_limits(self) -> Limits:
        """Find how much the first model takes, and for how much any of them answers."""
        ...


def estimate_cost(
    limits: Limits, *, prompt_tokens: int, completion_tokens: int
) -> float | None:
    """Return what so many tokens cost in US dollars; ``None`` for an unknown price."""
    if limits.input_usd is None or limits.output_usd is None:
        return None
    return prompt_tokens * limits.input_usd + completion_tokens * limits.output_usd
