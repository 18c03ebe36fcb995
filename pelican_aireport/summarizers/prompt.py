"""What a language model is told; reads the bundled ``data/prompt.toml``, else pure."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pelican_aireport.summarizers.llm_port import Message
from pelican_aireport.summarizers.port import Frame

__all__ = ["Prompt", "canary_of", "load_prompt", "prompt_version"]

_FIELD = re.compile(r"\{\{|\}\}|\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """The templates of one language; see ``data/prompt.toml``."""

    system: str
    task: str
    rollups: Mapping[str, str]
    """What stands before the task where a week or month is told, by period."""
    map: str
    repair: str
    invalid: str

    def tell_system(self, canary: str) -> Message:
        """Return the rules."""
        text = self.system.replace("{canary}", canary)
        return Message(role="system", content=text.strip())

    def ask_report(
        self, frame: Frame, material: str, *, tweets: int, clusters: int
    ) -> Message:
        """Return the task of writing a whole report."""
        facts = {
            **_times(frame),
            "tweets": tweets,
            "clusters": clusters,
            "key_points": frame.key_points,
            "details": frame.most_details,
            "material": material,
        }
        rollup = self.rollups[frame.rollup.period.value] if frame.rollup else ""
        return _user(f"{rollup}\n{self.task}", facts)

    def ask_points(
        self, material: str, *, part: int, parts: int, points: int
    ) -> Message:
        """Return the task of choosing from a part of the material."""
        facts = {"material": material, "part": part, "parts": parts, "points": points}
        return _user(self.map, facts)

    def ask_repair(self, claims: str) -> Message:
        """Return the task of rewriting claims that failed their checks."""
        return _user(self.repair, {"claims": claims})

    def complain(self, reason: str) -> Message:
        """Return what is said of an answer that is not usable."""
        return _user(self.invalid, {"reason": reason})


def _user(template: str, facts: Mapping[str, object]) -> Message:
    """Fill a template in one pass: what is filled in is never read as a name."""

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        return found[0][0] if name is None else str(facts[name])

    return Message(role="user", content=_FIELD.sub(fill, template.strip()))


def _times(frame: Frame) -> Mapping[str, str]:
    start, end = (
        f"{moment.astimezone(frame.timezone):%Y-%m-%d %H:%M}"
        for moment in (frame.window.start, frame.window.end)
    )
    return {"start": start, "end": end, "timezone": str(frame.timezone)}


def load_prompt(language: str) -> Prompt:
    """Return the prompt of a language.

    Raises:
        KeyError: the language has none.
    """
    return Prompt(**tomllib.loads(_text())[language])


def prompt_version() -> str:
    """Return the prompt's number and the beginning of its hash."""
    text = _text()
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{tomllib.loads(text)['version']}-{digest[:8]}"


@cache
def _text() -> str:
    file = resources.files("pelican_aireport") / "data" / "prompt.toml"
    return file.read_text(encoding="utf-8")


def canary_of(material: str) -> str:
    """Return a word that no tweet can know and that must not come back.

    Made from all the material, so that the same tweets give the same prompt.
    """
    return f"cq{hashlib.sha256(material.encode()).hexdigest()[:14]}"
