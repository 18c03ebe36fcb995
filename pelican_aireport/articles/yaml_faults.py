"""What keeps front matter from being read, for the person who mends it; pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, cast

import yaml

__all__ = ["describe_fault", "find_fault_line"]

_OPEN: Mapping[str | None, str] = MappingProxyType(
    {
        "while scanning a quoted scalar": "close its quotation marks on this line",
        "while parsing a flow sequence": "close its bracket on this line",
        "while parsing a flow mapping": "close its brace on this line",
    }
)
"""What to do about what was never closed, by what the parser was about."""

_SIGNS = "put values that hold a colon or begin with a sign into quotation marks"


class _Mark(Protocol):
    line: int


def describe_fault(error: yaml.YAMLError, text: str) -> str:
    """Describe what is wrong, where, and what to do; begins behind a subject.

    Args:
        error: What the parser said.
        text: What it read: all between the two lines ``---``.
    """
    line = find_fault_line(error)
    place = "" if line is None else f", line {line + 2}"
    problem = getattr(error, "problem", None) or "not usable as YAML"
    return f"{place}: {problem}; {_find_remedy(error, text, line)}"


def find_fault_line(error: yaml.YAMLError) -> int | None:
    """Find the line that is to be mended, from 0; ``None`` if the parser named none.

    What is not closed is found at the end, but mended where it opens.
    """
    is_open = getattr(error, "context", None) in _OPEN
    mark = getattr(error, "context_mark" if is_open else "problem_mark", None)
    return None if mark is None else cast("_Mark", mark).line


def _find_remedy(error: yaml.YAMLError, text: str, line: int | None) -> str:
    if line is None:
        return "take out characters that are no text"
    if "".join(text.split("\n")[line : line + 1]).startswith("\t"):
        return "indent it with spaces"
    return _OPEN.get(getattr(error, "context", None), _SIGNS)
