"""A client that makes a real model say what a test needs: it narrows the schema.

Left alone, the model fills lists without end. Its server holds it to the schema, so
one with few short items makes it finish, and one with a single text makes it say that.
Pure but for the client that it is given.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pelican_aireport.model import Modality
from pelican_aireport.summarizers.answers import SECTION_KEYS
from pelican_aireport.summarizers.llm_port import (
    Limits,
    LLMAnswer,
    LLMClient,
    LLMRequest,
)

__all__ = ["SteeredClient", "make_object"]

Schema = Mapping[str, object]

_LETTERS = (20, 60)
"""Of a text that is the model's own."""

_REPAIRED = 2
_MODALITIES = {"type": "string", "enum": [each.value for each in Modality]}


@dataclass(frozen=True, slots=True, kw_only=True)
class SteeredClient:
    """Asks a client for short answers with planted claims; notes what came back."""

    client: LLMClient
    claims: Mapping[str, tuple[str, str | None]]
    """By section: a piece of the tweet that is cited, and what is said of it; ``None``
    leaves that to the model."""
    asked: list[tuple[LLMRequest, LLMAnswer]] = field(default_factory=list)

    @property
    def model(self) -> str:
        """The client's."""
        return self.client.model

    def complete(self, request: LLMRequest) -> LLMAnswer:
        """Ask for less than was wanted."""
        answer = self.client.complete(replace(request, schema=self._narrow(request)))
        self.asked.append((request, answer))
        return answer

    def _narrow(self, request: LLMRequest) -> Schema:
        material = request.messages[1].content
        assert request.schema is not None
        if "claims" in request.schema["properties"]:  # type: ignore[operator]
            numbers = [int(number) for number in re.findall(r'"n":(\d+)', material)]
            shorts = re.findall(r'"id":"(T\d+)"', material)
            claim = make_object({"n": {"enum": numbers}, **_claim(shorts, None)})
            return make_object({"claims": _array(claim, 1, _REPAIRED)})
        sections = dict.fromkeys(SECTION_KEYS, _array(make_object({}), 0, 0))
        for key, (piece, text) in self.claims.items():
            claim = make_object(_claim([_find_short(piece, material)], text))
            sections[key] = _array(claim, 1, 1)
        return make_object(sections)

    def find_kept(self, request: LLMRequest) -> LLMAnswer | None:
        """Find what the client kept."""
        return self.client.find_kept(request)

    def keep(self, request: LLMRequest, answer: LLMAnswer) -> None:
        """Let the client keep it."""
        self.client.keep(request, answer)

    def count_tokens(self, text: str) -> int:
        """Count as the client does."""
        return self.client.count_tokens(text)

    def find_limits(self) -> Limits:
        """Return the client's."""
        return self.client.find_limits()


def make_object(properties: Mapping[str, object]) -> Schema:
    """Return the schema of an object with exactly these keys."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: Schema, fewest: int, most: int) -> Schema:
    return {"type": "array", "items": items, "minItems": fewest, "maxItems": most}


def _claim(shorts: Sequence[str], text: str | None) -> dict[str, Schema]:
    fewest, most = _LETTERS
    own = {"type": "string", "minLength": fewest, "maxLength": most}
    ids = {"type": "string", "enum": list(dict.fromkeys(shorts))}
    return {
        "lead": {"const": ""},
        "text": own if text is None else {"const": text},
        "ids": _array(ids, 1, 1),
        "modality": _MODALITIES,
    }


def _find_short(piece: str, material: str) -> str:
    found = re.search(rf'"id":"(T\d+)"[^{{}}]*{re.escape(piece)}', material)
    assert found is not None, f"no tweet with {piece!r} was shown to the model"
    return found[1]
