"""Parsers for single setting values; pure.

Each takes what a user wrote and returns the value, or raises ``ValueError`` with
the way out; ``settings`` adds the key and the value.
"""

import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import urlsplit

from pelican_aireport.model import EntityKind, Period
from pelican_aireport.pictures.palette import (
    LEAST_CONTRAST,
    Palette,
    contrast_of,
    find_faint,
    stand_out,
)
from pelican_aireport.selection.windows import WindowRule, parse_rule

__all__ = [
    "nearest",
    "parse_address",
    "parse_aliases",
    "parse_amount",
    "parse_choice",
    "parse_edit_url",
    "parse_executor",
    "parse_features",
    "parse_file",
    "parse_flag",
    "parse_folder",
    "parse_mapping",
    "parse_models",
    "parse_palette",
    "parse_periods",
    "parse_phrases",
    "parse_plug",
    "parse_proxy",
    "parse_query_ids",
    "parse_size",
    "parse_text",
    "parse_whole",
    "parse_windows",
    "parse_words",
]

_WINDOW_FORMS = (
    'use "yesterday", "today", "rolling-24h", YYYY-MM-DD, START/END, or a list of these'
)
_KINDS = tuple(kind.value for kind in EntityKind)
_EXECUTORS = ("threads", "processes")
_ADDRESS = re.compile(r"https?://[^\s/?#]*[^\s/?#@:](?::\d{1,5})?(?:/[^\s]*)?")
_EDIT_URL = re.compile(r"https://[^\s/?#@{}<>\"]+/(?:[^\s{}<>\"]|\{(?:path|slug)\})*")
_EDIT_URL_FORM = (
    "use https://… with {path} or {slug} in it, such as "
    "https://github.com/me/site/edit/main/{path}"
)
_PROXY = re.compile(r"(?:https?|socks5h?)://[^\s/?#]*[^\s/?#@:](?::\d{1,5})?/?")
_PROXY_FORM = (
    "use http://HOST:PORT, https://… or socks5://…, with USER:PASSWORD@ if need be"
)
_QUERY_ID = re.compile(r"[\w-]{8,64}", re.ASCII)
_FLAG_NAME = re.compile(r"[a-z0-9_]{3,120}")
_SIDES = (400, 300)
"""What a cloud's width and height are at least."""
_LONGEST = 1600
_PALETTE_FORM = 'use {"light": ["#1e3a8a", ...], "dark": ["#93c5fd", ...]}'
_ALIAS_FORM = 'use {"preferred name": ["other name", ...]}'


def nearest(word: str, known: Iterable[str], *, prefix: str = "") -> str:
    """Return ``"; did you mean X?"`` for a near miss, else an empty text.

    ``prefix`` stands before every known word, and makes none of them nearer; neither
    does the case of letters keep words apart.
    """
    by_letters = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(word.casefold(), by_letters, n=1)
    return f"; did you mean {prefix}{by_letters[close[0]]}?" if close else ""


def parse_text(value: object) -> str:
    """Accept text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("use text in quotation marks")
    return value.strip()


def parse_flag(value: object) -> bool:
    """Accept True or False."""
    if isinstance(value, bool):
        return value
    raise ValueError("use True or False")


def parse_whole(lowest: int, highest: int) -> Callable[[object], int]:
    """Accept whole numbers of a range, both ends included."""

    def parse(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"use a whole number from {lowest} to {highest}")  # noqa: TRY004
        if not lowest <= value <= highest:
            raise ValueError(f"use a whole number from {lowest} to {highest}")
        return value

    return parse


def parse_choice(values: Iterable[str]) -> Callable[[object], str]:
    """Accept one of several words."""
    known = tuple(values)

    def parse(value: object) -> str:
        if isinstance(value, str) and value in known:
            return value
        words = " or ".join(f'"{each}"' for each in known)
        raise ValueError(f"use {words}{nearest(str(value), known)}")

    return parse


def parse_amount(value: object) -> float:
    """Accept an amount of money, from 0 on."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and 0 <= float(value) < math.inf:  # type: ignore[arg-type]
        return float(value)  # type: ignore[arg-type]
    raise ValueError("use a number of US dollars, such as 0.25")


def parse_models(value: object) -> tuple[str, ...]:
    """Accept a list of models."""
    if isinstance(value, list | tuple) and all(
        isinstance(each, str) and each.strip() for each in value
    ):
        return tuple(each.strip() for each in value)
    raise ValueError('use a list of litellm\'s names, such as ["openai/gpt-5-mini"]')


def parse_address(value: object) -> str:
    """Accept the URL of a server."""
    if isinstance(value, str) and _ADDRESS.fullmatch(value.strip()):
        return value.strip()
    raise ValueError("use http://HOST:PORT/v1 or https://…")


def parse_windows(value: object) -> tuple[WindowRule, ...]:
    """Accept one window or a list of them."""
    values = tuple(value) if isinstance(value, list | tuple) else (value,)
    if not values:
        raise ValueError(_WINDOW_FORMS)
    return tuple(map(_parse_window, values))


def _parse_window(value: object) -> WindowRule:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text; {_WINDOW_FORMS}")  # noqa: TRY004
    try:
        return parse_rule(value)
    except ValueError as error:
        raise ValueError(f"{error}; {_WINDOW_FORMS}") from error


def parse_periods(value: object) -> tuple[Period, ...]:
    """Accept one period or a list of them; shortest first, each once."""
    values = tuple(value) if isinstance(value, list | tuple) else (value,)
    known = {each.value: each for each in Period}
    if not values or not all(isinstance(v, str) and v in known for v in values):
        told = nearest(" ".join(v for v in values if isinstance(v, str)), known)
        raise ValueError(f'use "day", "week", "month", or a list of these{told}')
    return tuple(each for each in Period if each.value in values)


def parse_edit_url(value: object) -> str:
    """Accept the address of a page that edits an article's file."""
    text = value.strip() if isinstance(value, str) else ""
    if not _EDIT_URL.fullmatch(text) or not re.search(r"\{(?:path|slug)\}", text):
        raise ValueError(_EDIT_URL_FORM)
    return text


def parse_phrases(value: object) -> tuple[str, ...]:
    """Accept a list of texts."""
    if isinstance(value, list | tuple) and all(
        isinstance(each, str) and each.strip() for each in value
    ):
        return tuple(value)
    raise ValueError('use a list of texts, such as ["promo code"]')


def parse_words(value: object) -> tuple[str, ...]:
    """Accept a list of words, each once; single characters are never counted."""
    words = value if isinstance(value, list | tuple) else [""]
    stripped = [each.strip() if isinstance(each, str) else "" for each in words]
    if all(len(each) > 1 for each in stripped):
        return tuple(dict.fromkeys(stripped))
    raise ValueError(
        'use a list of words of two characters or more, such as ["edge inference"]'
    )


def parse_size(value: object) -> tuple[int, int]:
    """Accept the width and the height of a cloud."""
    sides = tuple(value) if isinstance(value, list | tuple) else ()
    if len(sides) == len(_SIDES) and all(
        isinstance(side, int) and not isinstance(side, bool) and low <= side <= _LONGEST
        for side, low in zip(sides, _SIDES, strict=True)
    ):
        return sides
    low, lower = _SIDES
    raise ValueError(
        f"use a width from {low} and a height from {lower} to {_LONGEST} pixels, "
        "such as [1000, 500]"
    )


def parse_palette(value: object) -> Palette:
    """Accept ``{"light": [colours], "dark": [colours]}`` that can be read."""
    if not isinstance(value, Mapping) or value.keys() != {"light", "dark"}:
        raise ValueError(_PALETTE_FORM)
    if not all(isinstance(each, list | tuple) for each in value.values()):
        raise ValueError(_PALETTE_FORM)
    light, dark = (
        tuple(str(color).lower() for color in value[page]) for page in ("light", "dark")
    )
    palette = Palette(light=light, dark=dark)
    faint = [
        f"{color} has a contrast of {contrast_of(color, page):.1f} to the page "
        f"({page}) and needs {LEAST_CONTRAST}: {stand_out(color, page)} has it"
        for color, page in find_faint(palette)
    ]
    if faint:
        raise ValueError("; ".join(faint))
    return palette


def parse_mapping(example: str) -> Callable[[object], Mapping[str, object]]:
    """Accept dictionaries with text keys, such as the example."""

    def parse(value: object) -> Mapping[str, object]:
        if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
            return MappingProxyType(dict(value))
        raise ValueError(f"use a dictionary, such as {example}")

    return parse


def parse_aliases(value: object) -> Mapping[str, object]:
    """Accept ``{preferred: [names]}`` or ``{preferred: {"kind": …, "names": […]}}``."""
    if not isinstance(value, Mapping):
        raise ValueError(_ALIAS_FORM)  # noqa: TRY004
    for name, others in value.items():
        names = others.get("names", ()) if isinstance(others, Mapping) else others
        if isinstance(others, Mapping) and others.get("kind") not in (None, *_KINDS):
            raise ValueError(f"{name!r}: use one of {', '.join(_KINDS)} as its kind")
        if not isinstance(names, list | tuple) or not all(
            isinstance(each, str) for each in (name, *names)
        ):
            raise ValueError(f"{name!r}: {_ALIAS_FORM}")
    return MappingProxyType(dict(value))


def parse_plug(value: object) -> object:
    """Accept what may name a source or a summarizer; they are looked up later."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise ValueError('use a name, "package.module:factory" or an object')
    return value


def parse_executor(value: object) -> object:
    """Accept the name of an executor, one that is there, or what opens one."""
    is_name = isinstance(value, str) and (value in _EXECUTORS or ":" in value)
    if is_name or callable(value) or callable(getattr(value, "submit", None)):
        return value
    words = ", ".join(f'"{name}"' for name in _EXECUTORS)
    raise ValueError(
        f'use {words}, "package.module:factory" or an executor of concurrent.futures'
        f"{nearest(str(value), _EXECUTORS)}"
    )


def parse_file(value: object) -> Path:
    """Accept the path of a file."""
    if isinstance(value, Path):
        return value
    return Path(parse_text(value))


def parse_folder(value: object) -> str:
    """Accept a folder below PATH."""
    path = PurePosixPath(parse_text(value))
    if path.is_absolute() or ".." in path.parts or path == PurePosixPath():
        raise ValueError('use a folder inside PATH, such as "reports"')
    return str(path)


def parse_proxy(value: object) -> str:
    """Accept the URL of a proxy; what is wrong with it is told without the URL."""
    if isinstance(value, str) and _PROXY.fullmatch(value.strip()):
        with suppress(ValueError):  # its words may hold a piece of the password
            _ = urlsplit(value.strip()).port  # raises where it is none
            return value.strip().rstrip("/")
    raise ValueError(_PROXY_FORM)


def parse_query_ids(value: object) -> Mapping[str, str]:
    """Accept query ids of X's web interface by the name of their operation."""
    if isinstance(value, Mapping) and all(
        isinstance(each, str) and _QUERY_ID.fullmatch(each)
        for pair in value.items()
        for each in pair
    ):
        return MappingProxyType(dict(value))
    raise ValueError('use {"SearchTimeline": "the id in the address that x.com calls"}')


def parse_features(value: object) -> Mapping[str, bool]:
    """Accept feature flags of X's web interface."""
    if isinstance(value, Mapping) and all(
        isinstance(name, str) and _FLAG_NAME.fullmatch(name) and isinstance(flag, bool)
        for name, flag in value.items()
    ):
        return MappingProxyType(dict(value))
    raise ValueError('use {"name_of_the_flag": True}')
