"""What a page's HTML says: links, anchors, assets, texts; pure but for reading."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

__all__ = ["Markup", "claims_of", "read_markup", "scripts_of", "squeeze"]

_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster"})
_NAMES = frozenset({"id", "popovertarget", "for", "aria-labelledby", "aria-controls"})
_IMPORT = re.compile(rb"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")
_BETWEEN = re.compile(r"[\s\u200b]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a page is made of beside its text."""

    links: tuple[str, ...]
    """Addresses of all that it leads to or shows."""
    ids: frozenset[str]
    references: tuple[str, ...]
    """Ids of its own that elements refer to."""
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.references: list[str] = []
        self.styles: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.links += [values[name] for name in _ADDRESSES & values.keys()]
        for name in _NAMES & values.keys():
            if name == "id":
                self.ids.add(values[name])
            else:
                self.references += values[name].split()
        kinds = values.get("rel", "").split()
        if tag == "link" and "stylesheet" in kinds:
            self.styles.append(values["href"])
        if tag == "link" and "modulepreload" in kinds:
            self.scripts.append(values["href"])
        if tag == "script" and "src" in values:
            self.scripts.append(values["src"])


def read_markup(path: Path) -> Markup:
    """Read a page from the disk."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return Markup(
        links=tuple(reader.links),
        ids=frozenset(reader.ids),
        references=tuple(reader.references),
        styles=tuple(reader.styles),
        scripts=tuple(reader.scripts),
    )


def scripts_of(paths: Iterator[Path]) -> frozenset[Path]:
    """Return modules and all that they import."""
    found: set[Path] = set()
    waiting = [path.resolve() for path in paths]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        names = _IMPORT.findall(path.read_bytes())
        waiting += [(path.parent / name.decode()).resolve() for name in names]
    return frozenset(found)


def claims_of(report: Path) -> tuple[str, ...]:
    """Return the texts of a report's claims, from the JSON beside its page."""
    values = json.loads(report.read_text(encoding="utf-8"))
    return tuple(_texts([values["briefing"], values["details"]]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict) and isinstance(value.get("text"), str):
        yield value["text"]
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def squeeze(text: str) -> str:
    """Return a text without spaces, which elements and lines put in or leave out."""
    return _BETWEEN.sub("", text)
