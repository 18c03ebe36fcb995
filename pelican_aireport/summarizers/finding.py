"""The summarizer that ``AIREPORT_SUMMARIZER`` names."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from pelican_aireport.extension import find_extension
from pelican_aireport.settings import Settings, TopicSettings
from pelican_aireport.summarizers.extractive import ExtractiveSummarizer
from pelican_aireport.summarizers.llm_port import LLMClient
from pelican_aireport.summarizers.port import Summarizer

__all__ = ["find_offline_summarizer", "find_summarizer"]


def find_summarizer(
    topic: TopicSettings, settings: Settings, environ: Mapping[str, str]
) -> Summarizer:
    """Return a topic's summarizer, by name, ``"package.module:factory"`` or itself.

    No model is asked, and no key read, before there is something to summarize.

    Raises:
        SettingsError: nothing usable has that name.
    """
    found = find_extension(
        topic.summarizer,
        {
            "extractive": ExtractiveSummarizer,
            "llm": lambda: _llm_summarizer(topic, settings, environ),
        },
        method="summarize",
        setting="AIREPORT_SUMMARIZER",
        arguments={},
    )
    return cast("Summarizer", found)


def find_offline_summarizer(
    topic: TopicSettings, settings: Settings, environ: Mapping[str, str]
) -> Summarizer | None:
    """Return a topic's summarizer as one that asks nobody.

    In a model's place it has the answers that are kept; ``None`` for one that is not
    built in, which may ask anybody.
    """
    if topic.summarizer == "extractive":
        return ExtractiveSummarizer()
    if topic.summarizer != "llm":
        return None
    from pelican_aireport.summarizers.llm import LLMSummarizer  # noqa: PLC0415
    from pelican_aireport.summarizers.llm_kept import KeptAnswersClient  # noqa: PLC0415

    open_client = _client_opener(topic, settings, environ)
    return LLMSummarizer(
        open_client=lambda: KeptAnswersClient(open_client()),
        max_cost_usd=topic.max_cost_usd,
    )


def _llm_summarizer(
    topic: TopicSettings, settings: Settings, environ: Mapping[str, str]
) -> Summarizer:
    from pelican_aireport.summarizers.llm import LLMSummarizer  # noqa: PLC0415

    return LLMSummarizer(
        open_client=_client_opener(topic, settings, environ),
        max_cost_usd=topic.max_cost_usd,
    )


def _client_opener(
    topic: TopicSettings, settings: Settings, environ: Mapping[str, str]
) -> Callable[[], LLMClient]:
    from pelican_aireport.summarizers.llm_client import open_llm_client  # noqa: PLC0415

    assert topic.model is not None  # the settings see to it
    return partial(
        open_llm_client,
        model=topic.model,
        fallback_models=topic.fallback_models,
        api_base=topic.api_base,
        timeout_seconds=topic.timeout_seconds,
        proxy=topic.proxy,
        context_window=topic.context_window,
        environ=environ,
        answers=settings.state / "answers",
    )
