"""Checks of the models that topics let write: installed, keys, limits, price.

Asks litellm's own tables, and no service: a question would cost money.
"""

from collections.abc import Iterator, Mapping

from pelican_aireport.doctor.findings import Finding, Verdict
from pelican_aireport.doctor.service_faults import list_problems
from pelican_aireport.errors import SettingsError
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.summarizers.llm_client import open_llm_client
from pelican_aireport.summarizers.llm_faults import LLM_FAULTS, LLMError
from pelican_aireport.summarizers.llm_keys import find_base, find_missing_keys
from pelican_aireport.summarizers.llm_port import Limits

__all__ = ["check_models"]


def check_models(settings: Settings, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Check each model of the topics that let one write, once."""
    seen: set[tuple[str, str | None]] = set()
    for topic in settings.topics:
        if topic.summarizer != "llm" or topic.model is None:
            continue
        for model in (topic.model, *topic.fallback_models):
            if (model, topic.api_base) not in seen:
                seen.add((model, topic.api_base))
                yield from _check_model(model, topic, environ)


def _check_model(
    model: str, topic: TopicSettings, environ: Mapping[str, str]
) -> Iterator[Finding]:
    check = f"model {model}"
    # A fallback that lacks its key is passed over; the first model is what is wanted.
    verdict = Verdict.PROBLEM if model == topic.model else Verdict.WARNING
    try:
        missing = () if _find_base(model, topic) else find_missing_keys(model, environ)
        limits = _find_limits(model, topic, environ)
    except SettingsError as error:
        yield from list_problems(check, error)
        return
    except LLMError as error:
        facts = LLM_FAULTS[error.fault]
        yield Finding(
            check=check,
            verdict=verdict,
            words=facts.words,
            remedy=facts.remedy,
            facts={"fault": error.fault.value},
        )
        return
    if missing:
        yield Finding(
            check=check,
            verdict=verdict,
            words=f"its key is not set: {', '.join(missing)}",
            remedy=f"set {' or '.join(missing)} in the environment",
            facts={"missing": list(missing)},
        )
        return
    yield _tell_limits(check, limits)


def _find_base(model: str, topic: TopicSettings) -> str | None:
    assert topic.model is not None  # the settings see to it
    return find_base(model, own_model=topic.model, api_base=topic.api_base)


def _find_limits(
    model: str, topic: TopicSettings, environ: Mapping[str, str]
) -> Limits:
    client = open_llm_client(
        model=model,
        api_base=topic.api_base,
        timeout_seconds=topic.timeout_seconds,
        proxy=topic.proxy,
        context_window=topic.context_window,
        environ=environ,
        answers=None,
    )
    return client.find_limits()


def _tell_limits(check: str, limits: Limits) -> Finding:
    window, price = limits.context_window, limits.input_usd
    known = [
        "takes an unknown number of tokens"
        if window is None
        else f"takes {window:,} tokens",
        "price unknown"
        if price is None
        else f"USD {price * 1_000_000:.2f} for a million tokens in",
    ]
    is_known = window is not None and price is not None
    return Finding(
        check=check,
        verdict=Verdict.OK if window is not None else Verdict.WARNING,
        words=", ".join(known),
        remedy=None
        if window is not None
        else "set AIREPORT_CONTEXT_WINDOW; without it 32,000 are taken for granted",
        facts={"context_window": window, "input_usd": price, "is_known": is_known},
    )
