"""On which line of the file each key of the front matter stands; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

__all__ = ["KeyLine", "find_key_lines"]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CLOSINGS = ("---", "...")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A key and its place."""

    key: str
    """In lower case; one inside a mapping as ``aireport.window``."""
    line: int
    """Of the file, counted from 1."""


def find_key_lines(text: str) -> tuple[KeyLine, ...]:
    """Find the keys of a file's front matter, which ``parse_front_matter`` takes.

    A key that stands there twice is there twice.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    whole = lines.split("\n")
    first = next(n for n, line in enumerate(whole) if line)
    last = next(
        n
        for n, line in enumerate(whole)
        if n > first and line.rstrip(" \t") in _CLOSINGS
    )
    node = yaml.compose("\n".join(whole[first + 1 : last]), Loader=_Loader)
    return tuple(_walk(node, "", first + 2))


def _walk(node: yaml.Node | None, prefix: str, start: int) -> Iterator[KeyLine]:
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        name = f"{prefix}{str(key.value).lower()}"
        yield KeyLine(key=name, line=start + key.start_mark.line)
        if not prefix:
            yield from _walk(value, f"{name}.", start)
