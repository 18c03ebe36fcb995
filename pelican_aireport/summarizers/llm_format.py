"""How a model is told the shape of its answer, and how that answer is read.

Pure.
"""

import json
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from pelican_aireport.summarizers.llm_faults import LLMError, LLMFault
from pelican_aireport.summarizers.llm_port import LLMRequest

__all__ = ["AnswerFormat", "loosen", "messages_of", "read_text", "response_format"]

_ORDER = "Answer with one JSON object that fits this JSON schema, and nothing else: "
_FENCED = re.compile(
    r"\s*```(?:json)?[ \t]*\n(.*?)\n?\s*```\s*", re.DOTALL | re.IGNORECASE
)


class AnswerFormat(Enum):
    """What a provider offers that holds a model to a shape, the strictest first."""

    SCHEMA = "json-schema"
    JSON = "json-object"
    PLAIN = "plain"


def loosen(answer_format: AnswerFormat) -> AnswerFormat | None:
    """Return the next looser format; ``None`` after the loosest."""
    formats = list(AnswerFormat)
    later = formats[formats.index(answer_format) + 1 :]
    return later[0] if later else None


def response_format(
    schema: Mapping[str, object], answer_format: AnswerFormat
) -> dict[str, object] | None:
    """Return what is sent as ``response_format``; ``None`` for nothing."""
    if answer_format is AnswerFormat.PLAIN:
        return None
    if answer_format is AnswerFormat.JSON:
        return {"type": "json_object"}
    named = {"name": "answer", "schema": dict(schema), "strict": True}
    return {"type": "json_schema", "json_schema": named}


def messages_of(
    request: LLMRequest, answer_format: AnswerFormat
) -> list[dict[str, str]]:
    """Return the messages, with the schema in a system message if nothing else has it.

    It stands after the first system message's own text, where there is one.
    """
    messages = [
        {"role": each.role, "content": each.content} for each in request.messages
    ]
    if request.schema is None or answer_format is AnswerFormat.SCHEMA:
        return messages
    order = _ORDER + json.dumps(_without_lists(request.schema), ensure_ascii=False)
    systems = [each for each in messages if each["role"] == "system"]
    if not systems:
        return [{"role": "system", "content": order}, *messages]
    systems[0]["content"] += f"\n\n{order}"
    return messages


def _without_lists(schema: Mapping[str, object]) -> Mapping[str, object]:
    """Leave the values out that a definition lists: the material has them already."""
    definitions = schema.get("$defs")
    if not isinstance(definitions, Mapping):
        return schema
    bare = {
        name: {key: value for key, value in each.items() if key != "enum"}
        for name, each in definitions.items()
    }
    return {**schema, "$defs": bare}


def read_text(response: Any, *, is_json: bool) -> str:
    """Read the text of litellm's answer; JSON without a fence around it.

    Raises:
        LLMError: there is no text, it is cut off, a refusal, or not the JSON asked for.
    """
    if not response.choices:
        raise LLMError(LLMFault.EMPTY, "no choices")
    choice = response.choices[0]
    _check_end(choice)
    text = choice.message.content
    if not isinstance(text, str) or not text.strip():
        raise LLMError(LLMFault.EMPTY)
    if not is_json:
        return text
    return _find_json(text)


def _check_end(choice: Any) -> None:
    refusal = getattr(choice.message, "refusal", None) or (
        getattr(choice.message, "provider_specific_fields", None) or {}
    ).get("refusal")
    if choice.finish_reason == "content_filter":
        raise LLMError(LLMFault.REFUSAL, "the provider's filter")
    if refusal:
        raise LLMError(LLMFault.REFUSAL)
    if choice.finish_reason == "length":
        raise LLMError(LLMFault.TRUNCATED)


def _find_json(text: str) -> str:
    """Find the JSON in a text: all of it, what is fenced, or the outermost object."""
    fenced = _FENCED.fullmatch(text)
    whole = fenced[1] if fenced else text.strip("\ufeff \t\r\n")
    outermost = text[text.find("{") : text.rfind("}") + 1]
    found = next(filter(_is_json, (whole, outermost)), None)
    if found is None:
        raise LLMError(LLMFault.NOT_JSON)
    return found


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
