"""The client through which every question to a language model goes: litellm.

Touches the network and, for answers that are kept, the disk. litellm is imported when
a question is asked that no kept answer fits.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from pelican_aireport.summarizers import llm_models
from pelican_aireport.summarizers.llm_answers import Answers, Asked
from pelican_aireport.summarizers.llm_asking import Asking
from pelican_aireport.summarizers.llm_faults import LLMError
from pelican_aireport.summarizers.llm_library import SILENCE, import_litellm
from pelican_aireport.summarizers.llm_port import (
    Limits,
    LLMAnswer,
    LLMClient,
    LLMRequest,
)
from pelican_aireport.summarizers.llm_retries import Budget

__all__ = ["LiteLLMClient", "open_llm_client"]

logger = logging.getLogger(__name__)


def open_llm_client(
    *,
    model: str,
    fallback_models: tuple[str, ...] = (),
    api_base: str | None,
    timeout_seconds: float,
    proxy: str | None,
    context_window: int | None,
    environ: Mapping[str, str],
    answers: Path | None,
) -> LLMClient:
    """Open a client of one or more models; nothing is imported or asked yet.

    Args:
        model: The first choice, by litellm's name.
        fallback_models: The next choices, each asked where the one before failed.
        api_base: The address of the first model's server, and of those fallback models
            that have the same provider.
        timeout_seconds: How long all questions may take, from the first one on.
        proxy: The setting's; ``None`` for the environment's.
        context_window: What the first model takes, where litellm does not know it.
        environ: Where keys and proxies are looked up.
        answers: The folder of kept answers; ``None`` keeps none.
    """
    return LiteLLMClient(
        models=tuple(dict.fromkeys((model, *fallback_models))),
        asking=Asking(
            own_model=model,
            api_base=api_base,
            timeout_seconds=timeout_seconds,
            proxy=proxy,
            environ=environ,
        ),
        context_window=context_window,
        answers=None if answers is None else Answers(answers),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteLLMClient:
    """A client of one or more models; threads may share it."""

    models: tuple[str, ...]
    """In order of preference."""
    asking: Asking
    context_window: int | None
    """The first model's, where litellm does not know it."""
    answers: Answers | None
    _budget: Budget = field(default_factory=Budget, init=False, repr=False)

    @property
    def model(self) -> str:
        """The first choice, by litellm's name."""
        return self.models[0]

    def complete(self, request: LLMRequest) -> LLMAnswer:
        """Return the answer of the first model that gives a usable one.

        What was paid for on the way stands in its ``before``.

        Raises:
            LLMError: no model gave a usable answer; told is the first one's fault.
            SettingsError: litellm is not installed.
        """
        asking = self.asking
        end = self._budget.find_end(asking.timeout_seconds, asking.monotonic)
        litellm = asking.open_litellm()
        asking.learn_keys(litellm, self.models)
        failures: list[tuple[str, LLMError]] = []
        for model in self.models:
            try:
                answer = asking.ask_model(litellm, model, request, end=end)
            except LLMError as error:
                logger.debug("%s did not answer: %s", model, error)
                failures.append((model, error))
            else:
                return replace(answer, before=_answers_of(failures))
        raise _sum_up(failures)

    def find_kept(self, request: LLMRequest) -> LLMAnswer | None:
        """Find the answer that was kept for a request; nothing is imported for it."""
        return self.answers.find(self._asked(request)) if self.answers else None

    def keep(self, request: LLMRequest, answer: LLMAnswer) -> None:
        """Keep an answer, unless one is kept already or none are."""
        if self.answers:
            self.answers.keep(self._asked(request), answer)

    def _asked(self, request: LLMRequest) -> Asked:
        server = _shown(self.asking.api_base)
        return Asked(models=self.models, api_base=server, request=request)

    def count_tokens(self, text: str) -> int:
        """Estimate how many tokens a text is for the first model.

        It is exact for OpenAI's and DeepSeek's models alone: keep a reserve of 20 %.

        Raises:
            LLMError: the installed litellm is malicious.
            SettingsError: litellm is not installed.
        """
        with SILENCE():
            return llm_models.count_tokens(import_litellm(), self.model, text)

    def find_limits(self) -> Limits:
        """Find how much the first model takes and gives, at the highest of all prices.

        Any of the models may come to answer; a price is unknown where one is.

        Raises:
            LLMError: the installed litellm is malicious.
            SettingsError: litellm is not installed.
        """
        with SILENCE():
            litellm = import_litellm()
            every = [llm_models.find_limits(litellm, model) for model in self.models]
        return replace(
            every[0],
            context_window=self.context_window or every[0].context_window,
            input_usd=_highest(each.input_usd for each in every),
            output_usd=_highest(each.output_usd for each in every),
        )


def _highest(prices: Iterable[float | None]) -> float | None:
    every = tuple(prices)
    known = [price for price in every if price is not None]
    return max(known) if len(known) == len(every) else None


def _shown(api_base: str | None) -> str | None:
    if api_base is None:
        return None
    address = urlsplit(api_base)
    host = address.netloc.rpartition("@")[2]
    return f"{address.scheme}://{host}{address.path}"


def _sum_up(failures: Sequence[tuple[str, LLMError]]) -> LLMError:
    """Return the first model's error, with a word on each of the others."""
    (model, first), *others = failures
    details = [f"{model}: {first.detail}" if first.detail else model]
    details += [f"{other}: {error.fault.value}" for other, error in others]
    told = LLMError(
        first.fault,
        "; ".join(details),
        retry_after_seconds=first.retry_after_seconds,
    )
    told.answers = _answers_of(failures)
    return told


def _answers_of(failures: Iterable[tuple[str, LLMError]]) -> tuple[LLMAnswer, ...]:
    return tuple(each for _, error in failures for each in error.answers)
