"""How one model is asked through litellm: its key, its format, its tries.

Touches the network.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import Any

from pelican_aireport.summarizers import llm_models
from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_format import (
    AnswerFormat,
    loosen,
    messages_of,
    read_text,
    response_format,
)
from pelican_aireport.summarizers.llm_keys import (
    find_base,
    find_key,
    find_missing_keys,
    find_secrets,
)
from pelican_aireport.summarizers.llm_library import (
    SILENCE,
    import_litellm,
    library_errors,
    own_event_loop,
)
from pelican_aireport.summarizers.llm_port import LLMAnswer, LLMRequest
from pelican_aireport.summarizers.llm_refusals import find_refusal, is_about_format
from pelican_aireport.summarizers.llm_retries import ask_with_retries, try_seconds
from pelican_aireport.summarizers.llm_transport import (
    Route,
    install_transport,
    take_route,
)

__all__ = ["Asking"]

_NO_KEY = "none"
"""What a server of one's own is sent where no key is set; clients insist on one."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How models are asked; threads may share it."""

    own_model: str
    """The model that ``api_base`` is the server of."""
    api_base: str | None = field(repr=False)
    timeout_seconds: float
    """How long all questions may take."""
    proxy: str | None = field(repr=False)
    environ: Mapping[str, str] = field(repr=False)
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    monotonic: Callable[[], float] = field(default=time.monotonic, repr=False)
    _formats: dict[str, AnswerFormat] = field(
        default_factory=dict, init=False, repr=False
    )
    _options: dict[str, Mapping[str, object] | LLMError] = field(
        default_factory=dict, init=False, repr=False
    )
    """By model: how it is asked, or why it cannot be."""
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)
    _unpriced: set[str] = field(default_factory=set, init=False, repr=False)

    def open_litellm(self) -> Any:
        """Import litellm, and let its requests leave as they should.

        Raises:
            LLMError: the installed release is malicious.
            SettingsError: litellm is not installed.
        """
        with SILENCE():
            litellm = import_litellm()
            install_transport(litellm)
        return litellm

    def ask_model(
        self, litellm: Any, model: str, request: LLMRequest, *, end: float
    ) -> LLMAnswer:
        """Ask one model, up to three times, and more loosely where it refuses a format.

        Raises:
            LLMError: it gave no usable answer until ``end``.
        """
        options = self._options[model]
        if isinstance(options, LLMError):
            raise LLMError(options.fault, options.detail)
        answer_format = self._find_format(litellm, model, request)
        while True:
            shaped = {**options, **_shape(request, answer_format)}
            try:
                return ask_with_retries(
                    partial(self._try, litellm, shaped, request, end),
                    end=end,
                    sleep=self.sleep,
                    monotonic=self.monotonic,
                )
            except LLMError as error:
                looser = loosen(answer_format)
                if looser is None or not is_about_format(error):
                    raise
                logger.debug("%s takes no %s", model, answer_format.value)
            self._formats[model] = answer_format = looser

    def learn_keys(self, litellm: Any, models: Iterable[str]) -> None:
        """Find the keys of models, once, before any of them is asked.

        Models of unknown price are told: while there is one, no cost is refused.

        That changes the process's environment for a moment, which other threads would
        read while they ask.
        """
        with self._lock, SILENCE():
            for model in models:
                if model not in self._options:
                    self._options[model] = self._find_options(litellm, model)
                    if llm_models.find_limits(litellm, model).input_usd is None:
                        self._warn_of_price(model)

    def _warn_of_price(self, model: str) -> None:
        if model not in self._unpriced:
            self._unpriced.add(model)
            logger.warning("what %s costs is not known, and is not counted", model)

    def _find_options(
        self, litellm: Any, model: str
    ) -> Mapping[str, object] | LLMError:
        api_base = self._find_base(model)
        try:
            missing = () if api_base else find_missing_keys(model, self.environ)
            key = find_key(model, self.environ)
            kept = llm_models.find_kept_options(litellm, model)
        except LLMError as error:
            return error
        if missing:
            return LLMError(LLMFault.MISSING_KEY, ", ".join(missing))
        key = key or (_NO_KEY if api_base else None)
        return {"model": model, "api_base": api_base, "api_key": key, **kept}

    def _find_base(self, model: str) -> str | None:
        return find_base(model, own_model=self.own_model, api_base=self.api_base)

    def _find_format(
        self, litellm: Any, model: str, request: LLMRequest
    ) -> AnswerFormat:
        if request.schema is None:
            return AnswerFormat.PLAIN
        if model not in self._formats:
            has_own_server = self._find_base(model) is not None
            with SILENCE():
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
        with SILENCE(), own_event_loop(), take_route(route):
            response = self._call(litellm, {**options, "timeout": seconds}, route)
            answer = self._answer(litellm, response, str(options["model"]))
            try:
                text = read_text(response, is_json=request.schema is not None)
            except LLMError as error:
                error.answers = (answer,)
                raise
            return replace(answer, text=text)

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

    def _answer(self, litellm: Any, response: Any, model: str) -> LLMAnswer:
        """Return what an answer took; its text is read by others."""
        prompt_tokens, completion_tokens = llm_models.find_usage(response)
        cost_usd = llm_models.find_cost(litellm, response, model)
        if cost_usd is None:
            self._warn_of_price(model)
        return LLMAnswer(
            text="",
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
