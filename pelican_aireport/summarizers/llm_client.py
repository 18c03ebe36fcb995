"""The client through which every question to a language model goes: litellm.

Touches the network and, for answers that are kept, the disk. litellm is imported when
a question is asked that no kept answer fits.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican_aireport.summarizers import llm_models
from pelican_aireport.summarizers.llm_answers import Answers, Asked
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_format import (
    AnswerFormat,
    messages_of,
    read_text,
    response_format,
)
from pelican_aireport.summarizers.llm_keys import (
    find_key,
    find_missing_keys,
    find_secrets,
)
from pelican_aireport.summarizers.llm_library import (
    Silence,
    import_litellm,
    library_errors,
    own_event_loop,
)
from pelican_aireport.summarizers.llm_port import (
    Limits,
    LLMAnswer,
    LLMClient,
    LLMRequest,
)
from pelican_aireport.summarizers.llm_refusals import find_refusal, is_about_format
from pelican_aireport.summarizers.llm_retries import (
    Budget,
    ask_with_retries,
    try_seconds,
)
from pelican_aireport.summarizers.llm_transport import (
    Route,
    install_transport,
    take_route,
)

__all__ = ["LiteLLMClient", "open_llm_client"]

_NO_KEY = "none"
"""What a server of one's own is sent where no key is set; clients insist on one."""

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
        api_base=api_base,
        timeout_seconds=timeout_seconds,
        proxy=proxy,
        context_window=context_window,
        environ=environ,
        answers=None if answers is None else Answers(answers),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteLLMClient:
    """A client of one or more models; threads may share it."""

    models: tuple[str, ...]
    api_base: str | None = field(repr=False)
    timeout_seconds: float
    proxy: str | None = field(repr=False)
    context_window: int | None
    environ: Mapping[str, str] = field(repr=False)
    answers: Answers | None
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    monotonic: Callable[[], float] = field(default=time.monotonic, repr=False)
    _budget: Budget = field(default_factory=Budget, init=False, repr=False)
    _silence: Silence = field(default_factory=Silence, init=False, repr=False)
    _formats: dict[str, AnswerFormat] = field(
        default_factory=dict, init=False, repr=False
    )
    _unpriced: set[str] = field(default_factory=set, init=False, repr=False)

    @property
    def model(self) -> str:
        """The first choice, by litellm's name."""
        return self.models[0]

    def complete(self, request: LLMRequest) -> LLMAnswer:
        """Return the answer that the same request got before, or a model's.

        Raises:
            LLMError: no model gave a usable answer; told is the first one's fault.
            SettingsError: litellm is not installed.
        """
        asked = Asked(
            models=self.models, api_base=_shown(self.api_base), request=request
        )
        kept = self.answers.find(asked) if self.answers else None
        if kept is not None:
            return kept
        answer = self._ask_models(request)
        if self.answers:
            self.answers.keep(asked, answer)
        return answer

    def count_tokens(self, text: str) -> int:
        """Estimate how many tokens a text is for the first model.

        The estimate is exact for OpenAI's models alone: keep a reserve of 20 %.

        Raises:
            LLMError: the installed litellm is malicious.
            SettingsError: litellm is not installed.
        """
        with self._silence():
            return llm_models.count_tokens(import_litellm(), self.model, text)

    def find_limits(self) -> Limits:
        """Find how much the first model takes and gives, and for how much.

        Raises:
            LLMError: the installed litellm is malicious.
            SettingsError: litellm is not installed.
        """
        with self._silence():
            limits = llm_models.find_limits(import_litellm(), self.model)
        if self.context_window is None:
            return limits
        return replace(limits, context_window=self.context_window)

    def _ask_models(self, request: LLMRequest) -> LLMAnswer:
        end = self._budget.find_end(self.timeout_seconds, self.monotonic)
        with self._silence():
            litellm = import_litellm()
            install_transport(litellm)
        failures = []
        for model in self.models:
            try:
                return self._ask_model(litellm, model, request, end)
            except LLMError as error:
                logger.debug("%s did not answer: %s", model, error)
                failures.append((model, error))
        raise _sum_up(failures)

    def _ask_model(
        self, litellm: Any, model: str, request: LLMRequest, end: float
    ) -> LLMAnswer:
        options = self._find_options(litellm, model)
        answer_format = self._find_format(litellm, model, request)

        def ask(answer_format: AnswerFormat) -> LLMAnswer:
            shaped = options | _shape(request, answer_format)
            return ask_with_retries(
                lambda: self._try(litellm, shaped, request, end),
                end=end,
                sleep=self.sleep,
                monotonic=self.monotonic,
            )

        try:
            return ask(answer_format)
        except LLMError as error:
            if answer_format is AnswerFormat.PLAIN or not is_about_format(error):
                raise
            logger.debug("%s takes no %s", model, answer_format.value)
        self._formats[model] = AnswerFormat.PLAIN
        return ask(AnswerFormat.PLAIN)

    def _find_options(self, litellm: Any, model: str) -> dict[str, object]:
        with self._silence():
            api_base = self._find_base(model)
            missing = () if api_base else find_missing_keys(model, self.environ)
            if missing:
                raise LLMError(LLMFault.MISSING_KEY, ", ".join(missing))
            key = find_key(model, self.environ)
        key = key or (_NO_KEY if api_base else None)
        kept = llm_models.find_kept_options(litellm, model)
        return {"model": model, "api_base": api_base, "api_key": key, **kept}

    def _find_base(self, model: str) -> str | None:
        """Find a model's own server: another provider's key is not for it."""
        first, own = self.model.partition("/")[0], model.partition("/")[0]
        return self.api_base if first == own or model == self.model else None

    def _find_format(
        self, litellm: Any, model: str, request: LLMRequest
    ) -> AnswerFormat:
        if request.schema is None:
            return AnswerFormat.PLAIN
        if model not in self._formats:
            has_own_server = self._find_base(model) is not None
            with self._silence():
                self._formats[model] = llm_models.find_format(
                    litellm, model, has_own_server=has_own_server
                )
        return self._formats[model]

    def _try(
        self,
        litellm: Any,
        options: Mapping[str, object],
        request: LLMRequest,
        end: float,
    ) -> LLMAnswer:
        now = self.monotonic()
        if now >= end:
            raise LLMError(LLMFault.TIMEOUT, "no time is left")
        seconds = try_seconds(end - now, self.timeout_seconds)
        route = Route(
            proxy=self.proxy,
            environ=self.environ,
            end=now + seconds,
            monotonic=self.monotonic,
        )
        with self._silence(), own_event_loop(), take_route(route):
            response = self._call(litellm, {**options, "timeout": seconds}, route)
            text = read_text(response, is_json=request.schema is not None)
            return self._answer(litellm, response, text, str(options["model"]))

    def _call(self, litellm: Any, options: Mapping[str, object], route: Route) -> Any:
        try:
            # litellm's own retries hide what failed, and multiply the time.
            return litellm.completion(
                **options, num_retries=0, max_retries=0, drop_params=True
            )
        except library_errors() as error:
            secrets = find_secrets(self.environ, self.proxy, self.api_base)
            refusal = find_refusal(error, route.seen, secrets)
        # Raised out here, so that the foreign error, which may hold a key, is not its
        # context.
        raise refusal

    def _answer(self, litellm: Any, response: Any, text: str, model: str) -> LLMAnswer:
        prompt_tokens, completion_tokens = llm_models.find_usage(response)
        cost_usd = llm_models.find_cost(litellm, response, model)
        if cost_usd is None and model not in self._unpriced:
            self._unpriced.add(model)
            logger.warning("what %s costs is not known, and is not counted", model)
        return LLMAnswer(
            text=text,
            model=model,
            prompt_tokens=prompt_tokens,
            completion_tokens=completion_tokens,
            cost_usd=cost_usd,
        )


def _shape(request: LLMRequest, answer_format: AnswerFormat) -> dict[str, object]:
    shape: dict[str, object] = {
        "messages": messages_of(request, answer_format),
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
    }
    if request.schema is not None:
        shape["response_format"] = response_format(request.schema, answer_format)
    return shape


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
    return LLMError(
        first.fault,
        "; ".join(details),
        retry_after_seconds=first.retry_after_seconds,
    )
