"""Find companies, products and people in a text, whatever name it uses for them.

Reads the package's own table; touches nothing else.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeGuard

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Entity, EntityKind

__all__ = [
    "Alias",
    "Aliases",
    "Mention",
    "find_entities",
    "find_entity",
    "find_mentions",
    "find_nested_mentions",
    "is_named",
    "load_aliases",
]

_SHORT = 3
"""A name of so few letters is met by chance when its case is ignored."""

_LINK = re.compile(r"https?://[!-~]*")
_ODD_CAPITALS = {"i": "\u0130", "k": "\u212a"}
"""Letters beyond ASCII that are small ones of ASCII in small letters."""

_NOT_IN_WORD = r"(?<![A-Za-z0-9_$][\x00-\x7f])"
"""Looks back from behind a first letter; Chinese has no gaps between words."""

_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_KEY = 2
_SHAPE = "neither a list of names nor {'kind': KIND, 'names': [NAMES]}"
_KINDS = ", ".join(kind.value for kind in EntityKind)


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity."""

    text: str
    entity: Entity
    is_exact: bool
    """Whether it counts only when spelt like this, capitals included."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """All names by which entities are known."""

    entities: tuple[Entity, ...]
    by_start: Mapping[str, tuple[Alias, ...]]
    """By their first two characters in small letters; the longest first."""
    by_name: Mapping[str, tuple[Alias, ...]]
    """By the whole of them in small letters."""
    longest: Mapping[str, int]
    """How many words the longest name has that begins with these words and goes on."""
    starts: re.Pattern[str]
    """Matches each character of a text that may begin a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity's name where it stands in a text."""

    start: int
    end: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class _Entry:
    entity: Entity
    names: tuple[str, ...]
    is_exact: bool = False


def load_aliases(
    extra: Mapping[str, object] | None = None, *, language: str = "zh-CN"
) -> Aliases:
    """Return the built-in names and, stronger than these, those of a setting.

    Args:
        extra: A preferred name and a list of names, or
            ``{"kind": …, "names": […]}``. One that is a name of a built-in entity
            renames it.
        language: Built-in entities go by their name in this language.

    Raises:
        SettingsError: a value of ``extra`` has another shape.
    """
    wanted = _parse_setting(extra or {})
    return _index(tuple(_merged(_built_in(language), wanted)))


def find_entities(text: str, aliases: Aliases) -> tuple[Entity, ...]:
    """Return the entities that a text names, in the order of first mention."""
    return tuple(dict.fromkeys(alias.entity for _, alias in _found(text, aliases)))


def find_mentions(text: str, aliases: Aliases) -> tuple[Mention, ...]:
    """Return where a text names entities, the longest name at each place."""
    return tuple(
        Mention(start, start + len(alias.text), alias.entity)
        for start, alias in _found(text, aliases)
    )


def find_nested_mentions(text: str, aliases: Aliases) -> tuple[Mention, ...]:
    """Return where a text names entities, names inside longer names as well.

    ``Google DeepMind`` names Google too, ``Claude Code`` Claude.
    """
    text = _LINK.sub(_blank, text)
    return tuple(
        Mention(start, start + len(alias.text), alias.entity)
        for start in (match.start() for match in aliases.starts.finditer(text))
        for alias in _aliases_at(text, start, aliases)
    )


def find_entity(name: str, aliases: Aliases) -> Entity | None:
    """Find the entity that is called exactly so."""
    for alias in aliases.by_name.get(name.lower(), ()):
        if not alias.is_exact or alias.text == name:
            return alias.entity
    return None


def is_named(name: str, text: str) -> bool:
    """Tell whether a text has a name as a whole, in any case, and not in a link."""
    folded, key = _LINK.sub(_blank, text).casefold(), name.casefold()
    place = folded.find(key) if key else -1
    while place >= 0:
        if not _comes_from(folded, place) and not _goes_on(folded, place + len(key)):
            return True
        place = folded.find(key, place + 1)
    return False


def _comes_from(text: str, start: int) -> bool:
    """Tell whether a name is cut from a longer one: ``5`` from ``3.5``."""
    first, before = text[start], text[max(0, start - 2) : start]
    is_in_word = first in _LATIN and before[-1:] in _LATIN
    is_in_version = first.isdigit() and before[-1:] == "." and before[:1].isdigit()
    return (bool(before) and is_in_word) or is_in_version


def _blank(link: re.Match[str]) -> str:
    return " " * len(link[0])


def _found(text: str, aliases: Aliases) -> Iterator[tuple[int, Alias]]:
    # The host of a link is not what a tweet speaks of.
    text = _LINK.sub(_blank, text)
    by_start, end = aliases.by_start, 0
    for match in aliases.starts.finditer(text):
        start = match.start()
        if start < end:
            continue
        for alias in by_start.get(text[start : start + _KEY].lower(), ()):
            if _is_at(text, start, alias):
                end = start + len(alias.text)
                yield start, alias
                break


def _aliases_at(text: str, start: int, aliases: Aliases) -> Iterator[Alias]:
    key = text[start : start + _KEY].lower()
    return (each for each in aliases.by_start.get(key, ()) if _is_at(text, start, each))


def _is_at(text: str, start: int, alias: Alias) -> bool:
    end = start + len(alias.text)
    found = text[start:end]
    same = found == alias.text or (
        not alias.is_exact and found.lower() == alias.text.lower()
    )
    return same and not _goes_on(text, end)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a name is cut from a longer one: ``GPT-5`` from ``GPT-5.2``."""
    last, following = text[end - 1], text[end : end + 2]
    is_in_word = last in _LATIN and following[:1] in _LATIN
    is_in_version = last.isdigit() and following[:1] == "." and following[1:].isdigit()
    return is_in_word or is_in_version


@lru_cache(maxsize=16)
def _index(entries: tuple[_Entry, ...]) -> Aliases:
    # Settings are read several times a build: the names of each topic once.
    # A setting's entries come last and must be met first.
    aliases = [
        Alias(name, entry.entity, entry.is_exact or _is_short(name))
        for entry in reversed(entries)
        for name in entry.names
    ]
    entities = dict.fromkeys(alias.entity for alias in reversed(aliases))
    aliases.sort(key=lambda alias: -len(alias.text))
    by_start = _group((alias.text[:_KEY].lower(), alias) for alias in aliases)
    by_name = _group((alias.text.lower(), alias) for alias in aliases)
    starts = re.compile(_starts(by_start))
    longest = MappingProxyType(_longest(alias.text for alias in aliases))
    return Aliases(tuple(entities), by_start, by_name, longest, starts)


def _group(pairs: Iterable[tuple[str, Alias]]) -> Mapping[str, tuple[Alias, ...]]:
    groups: dict[str, list[Alias]] = {}
    for key, alias in pairs:
        groups.setdefault(key, []).append(alias)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})


def _longest(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        words = name.lower().split(" ")
        for end in range(1, len(words)):
            start = " ".join(words[:end])
            longest[start] = max(longest.get(start, 1), len(words))
    return longest


def _starts(keys: Iterable[str]) -> str:
    """Return the pattern of characters that may begin a name with one of these keys.

    It finds too many, never too few: keys are in small letters, a text is not.
    """
    letters = dict.fromkeys(key[0] for key in keys)
    known = [each for each in letters if not each.isascii() or _is_start(each)]
    cased = [each for each in known if not each.isascii() and each.upper() != each]
    plain = "".join(_spellings(each) for each in known if each not in cased)
    found = [f"[{re.escape(plain)}]"] if plain else []
    # Rare, and slower: a letter may have several capitals, as Å and the Ångström sign.
    found += [f"(?i:[{re.escape(''.join(cased))}])"] if cased else []
    return f"(?:{'|'.join(found) or '(?!)'}){_NOT_IN_WORD}"


def _spellings(letter: str) -> str:
    return letter + letter.upper() + _ODD_CAPITALS.get(letter, "")


def _is_start(letter: str) -> bool:
    return letter == "$" or letter.isalnum()


def _is_short(name: str) -> bool:
    return len(name) <= _SHORT and all(character in _LATIN for character in name)


@cache
def _built_in(language: str) -> tuple[_Entry, ...]:
    path = files("pelican_aireport") / "data" / "entities.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        _Entry(
            Entity(name=_preferred(row, language), kind=EntityKind(row["kind"])),
            (row["name"], *row["names"]),
            row.get("exact", False),
        )
        for row in table["entity"]
    )


def _preferred(row: Mapping[str, Any], language: str) -> str:
    # The table prefers Chinese names, and gives the English one among the others.
    name = str(row["name"])
    if language != "en" or name.isascii():
        return name
    latin = (each for each in row["names"] if each.isascii() and each[0] != "$")
    return str(next(latin, name))


def _merged(built_in: Iterable[_Entry], wanted: Iterable[_Entry]) -> Iterator[_Entry]:
    """Let the setting's entries rename built-in ones and add to their names."""
    rest = list(built_in)
    added: list[_Entry] = []
    for entry in wanted:
        old = next((each for each in rest if _is_same(each, entry)), None)
        if old is None:
            added.append(entry)
            continue
        rest.remove(old)
        entity = Entity(
            name=entry.entity.name, kind=entry.entity.kind or old.entity.kind
        )
        added.append(_Entry(entity, old.names, old.is_exact))
        added.append(_Entry(entity, entry.names))
    yield from rest
    yield from added


def _is_same(built_in: _Entry, wanted: _Entry) -> bool:
    names = [name.casefold() for name in built_in.names]
    preferred, *others = (name.casefold() for name in wanted.names)
    return preferred in names or names[0] in others


def _parse_setting(extra: Mapping[str, object]) -> tuple[_Entry, ...]:
    problems: list[str] = []
    entries: list[_Entry] = []
    for name, value in extra.items():
        try:
            entries.append(_parse_entry(name, value))
        except ValueError as error:
            problems.append(f"AIREPORT_ALIASES: {name!r}: {error}")
    if problems:
        raise SettingsError(problems)
    return tuple(entries)


def _parse_entry(name: str, value: object) -> _Entry:
    table = value if isinstance(value, Mapping) else {"names": value}
    names, kind = table.get("names"), table.get("kind")
    if not _is_list_of_names(names) or set(table) - {"names", "kind"}:
        raise ValueError(f"{value!r} is {_SHAPE}")
    if kind not in (None, *(each.value for each in EntityKind)):
        raise ValueError(f"{kind!r} is no kind; use one of {_KINDS}")
    entity = Entity(name=name, kind=EntityKind(kind) if kind else None)
    return _Entry(entity, tuple(dict.fromkeys((name, *names))))


def _is_list_of_names(names: object) -> TypeGuard[Sequence[str]]:
    if isinstance(names, str) or not isinstance(names, Sequence):
        return False
    return all(isinstance(name, str) and name.strip() for name in names)
