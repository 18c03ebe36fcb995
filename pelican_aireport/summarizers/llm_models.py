"""What litellm knows about a model: its limits, its prices, and how it counts.

Reads litellm's bundled table; asks no service.
"""

from typing import Any

from pelican_aireport.summarizers.llm_format import AnswerFormat
from pelican_aireport.summarizers.llm_library import library_errors
from pelican_aireport.summarizers.llm_port import Limits

__all__ = [
    "count_tokens",
    "find_cost",
    "find_format",
    "find_kept_options",
    "find_limits",
    "find_usage",
]


def find_limits(litellm: Any, model: str) -> Limits:
    """Find a model's limits; all unknown where the table does not have it."""
    facts = litellm.get_model_info(model) if _is_in_table(litellm, model) else {}
    return Limits(
        context_window=facts.get("max_input_tokens"),
        max_output=facts.get("max_output_tokens"),
        input_usd=facts.get("input_cost_per_token"),
        output_usd=facts.get("output_cost_per_token"),
    )


def _is_in_table(litellm: Any, model: str) -> bool:
    # litellm itself says it by an exception of no class of its own, and asks a local
    # server about its models.
    try:
        name, provider, _, _ = litellm.get_llm_provider(model)
    except library_errors():
        return False
    found = (litellm.model_cost.get(each) for each in (model, name))
    return any(facts and facts["litellm_provider"] == provider for facts in found)


def count_tokens(litellm: Any, model: str, text: str) -> int:
    """Estimate how many tokens a text is.

    Exact for OpenAI's and DeepSeek's models alone. Of others litellm counts by an older
    table, which makes more of Chinese: too many rather than too few.
    """
    return int(litellm.token_counter(model=model, text=text))


def find_format(litellm: Any, model: str, *, has_own_server: bool) -> AnswerFormat:
    """Find the strictest format that a model's provider is said to have.

    Of a server at ``AIREPORT_API_BASE`` nothing is said; most take a schema, and one
    that does not is asked again without.
    """
    if has_own_server or litellm.supports_response_schema(model=model):
        return AnswerFormat.SCHEMA
    options = litellm.get_supported_openai_params(model=model) or ()
    return AnswerFormat.JSON if "response_format" in options else AnswerFormat.PLAIN


def find_kept_options(litellm: Any, model: str) -> dict[str, object]:
    """Find what keeps litellm from dropping that openai's client must not try again.

    litellm drops it for providers whose list of options lacks it; to those that are not
    asked by openai's client it would be sent.
    """
    _, provider, _, _ = litellm.get_llm_provider(model)
    is_openai_like = provider in litellm.openai_compatible_providers
    return {"allowed_openai_params": ["max_retries"]} if is_openai_like else {}


def find_usage(response: Any) -> tuple[int | None, int | None]:
    """Find how many tokens went in and came out; ``None`` where it is not said."""
    usage = getattr(response, "usage", None)
    counts = (
        getattr(usage, "prompt_tokens", None),
        getattr(usage, "completion_tokens", None),
    )
    # litellm fills in noughts where a server is silent; no prompt is empty.
    return counts if counts[0] else (None, None)


def find_cost(litellm: Any, response: Any, model: str) -> float | None:
    """Find what an answer cost in US dollars; ``None`` where the price is unknown."""
    if find_usage(response) == (None, None) or not _is_in_table(litellm, model):
        return None
    return float(litellm.completion_cost(completion_response=response, model=model))
