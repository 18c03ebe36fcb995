"""A client that gives the answers that are kept, and asks nobody.

Touches the disk through the client that it stands before.
"""

from dataclasses import dataclass
from typing import NoReturn

from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import (
    Limits,
    LLMAnswer,
    LLMClient,
    LLMRequest,
)

__all__ = ["KeptAnswersClient"]


@dataclass(frozen=True, slots=True)
class KeptAnswersClient:
    """Answers only what another client was asked before."""

    client: LLMClient

    @property
    def model(self) -> str:
        """The other client's first choice."""
        return self.client.model

    def complete(self, request: LLMRequest) -> LLMAnswer:
        """Refuse: the answer is not kept."""
        del request
        _refuse()

    def find_kept(self, request: LLMRequest) -> LLMAnswer | None:
        """Find the answer that was kept for a request."""
        return self.client.find_kept(request)

    def keep(self, request: LLMRequest, answer: LLMAnswer) -> None:
        """Keep nothing: what it has is kept."""

    def count_tokens(self, text: str) -> int:
        """Refuse: only who asks has to know."""
        del text
        _refuse()

    def find_limits(self) -> Limits:
        """Refuse, as above."""
        _refuse()


def _refuse() -> NoReturn:
    raise LLMError(LLMFault.UNREACHABLE, "only kept answers are asked for")
