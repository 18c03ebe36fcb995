"""Answers of models, kept by what was asked, so that asking again costs nothing.

Touches the disk. A file holds a request and its answer as JSON, and no key; one that
is damaged is put aside and counts as not there.
"""

import hashlib
import json
import logging
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pelican_aireport.errors import PublishError
from pelican_aireport.new_files import write_new
from pelican_aireport.summarizers.llm_port import LLMAnswer, LLMRequest

__all__ = ["Answers", "Asked"]

_FORMAT = 2

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that decides an answer: the models, the server and the request."""

    models: tuple[str, ...]
    """In order of preference."""
    api_base: str | None
    """Without user and password."""
    request: LLMRequest

    @property
    def facts(self) -> Mapping[str, object]:
        """The values, as they are written down."""
        return {
            "models": self.models,
            "api_base": self.api_base,
            "messages": [asdict(message) for message in self.request.messages],
            "schema": self.request.schema,
            "max_tokens": self.request.max_tokens,
            "temperature": self.request.temperature,
            "seed": self.request.seed,
        }

    @property
    def key(self) -> str:
        """Another one for each other request."""
        text = json.dumps(self.facts, sort_keys=True, default=dict)
        return hashlib.sha256(f"{_FORMAT}\n{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answers:
    """A folder that holds answers, or will."""

    folder: Path

    def find(self, asked: Asked) -> LLMAnswer | None:
        """Find the answer that the same request got before."""
        path = self._path(asked)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            logger.warning("%s cannot be read: %s", path, error.strerror)
            return None
        answer = _parse(content)
        if answer is None:
            _put_aside(path)
        return answer

    def keep(self, asked: Asked, answer: LLMAnswer) -> None:
        """Keep an answer, unless one is kept already.

        An answer that cannot be kept is no reason to lose it: that is told in the log.
        """
        path = self._path(asked)
        try:
            write_new(path, _render(asked, answer))
        except PublishError as error:
            if not path.exists():
                logger.warning("a model's answer is not kept: %s", error)

    def _path(self, asked: Asked) -> Path:
        return self.folder / f"{asked.key}.json"


def _render(asked: Asked, answer: LLMAnswer) -> bytes:
    facts = {"format": _FORMAT, "asked": asked.facts, "answer": asdict(answer)}
    text = json.dumps(
        {**facts, "check": _check(facts)}, ensure_ascii=False, indent=2, default=dict
    )
    # Half of a surrogate pair becomes its JSON escape.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _parse(content: bytes) -> LLMAnswer | None:
    try:
        facts = dict(json.loads(content))
        is_whole = facts.pop("check") == _check(facts)
        answer = _read(facts["answer"])
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    return answer if is_whole else None


def _read(facts: Mapping[str, Any]) -> LLMAnswer:
    before = tuple(_read(each) for each in facts["before"])
    return LLMAnswer(**{**facts, "before": before})


def _check(facts: Mapping[str, Any]) -> str:
    text = json.dumps(facts, sort_keys=True, default=dict)
    return f"{zlib.crc32(text.encode()):08x}"


def _put_aside(path: Path) -> None:
    try:
        path.replace(path.with_name(f"{path.name}.corrupt"))
    except OSError as error:
        logger.warning("%s is damaged, and stays: %s", path, error.strerror)
    else:
        logger.warning("%s was damaged and is put aside", path)
