"""What ``AIREPORT_QUERY`` asks X for; pure."""

import re
from collections.abc import Callable, Iterator, Mapping

from pelican_aireport.errors import SettingsError
from pelican_aireport.setting_values import nearest
from pelican_aireport.sources.paging import Stream, StreamKind

__all__ = ["parse_streams"]

_KEY = "AIREPORT_QUERY"
_SITE = r"(?:https?://)?(?:www\.|mobile\.)?(?:x|twitter)\.com/"
_TAIL = r"(?:[/?#]\S*)?"
_PAGES = "compose|explore|hashtag|home|i|intent|messages|notifications|search|settings"
"""What stands in X's addresses where others have a handle."""
_LIST = re.compile(
    rf"(\d{{1,20}})/?|{_SITE}i/lists/(\d{{1,20}}){_TAIL}", re.ASCII | re.IGNORECASE
)
_HANDLE = re.compile(
    rf"@?([a-z0-9_]{{1,15}})|{_SITE}@?(?!(?:{_PAGES})\b)([a-z0-9_]{{1,15}}){_TAIL}",
    re.ASCII | re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:since|until)(?:_time|_id)?:", re.IGNORECASE)
_FORM = 'use {"list": id}, {"search": text} or {"users": [handles]}'


def parse_streams(query: Mapping[str, object]) -> tuple[Stream, ...]:
    """Parse a query of X into its streams: lists first, then searches, then users.

    Lists come first since they are cheapest: 100 tweets a page, 500 pages in a quarter
    of an hour. Each key takes one value or a list of them.

    Raises:
        SettingsError: one sentence for each problem.
    """
    problems = [
        f"{_KEY}: {key!r} is not known to X; {_FORM}{nearest(key, _PARSERS)}"
        for key in query
        if key not in _PARSERS
    ]
    streams = []
    for key, parse in _PARSERS.items():
        for value in _values(query.get(key, ())):
            try:
                streams.append(parse(value))
            except ValueError as error:
                problems.append(f'{_KEY}: "{key}": {value!r:.80} {error}')
    if not streams and not problems:
        problems.append(f"{_KEY}: {dict(query)!r:.80} asks for nothing; {_FORM}")
    if problems:
        raise SettingsError(problems)
    return tuple(dict.fromkeys(streams))


def _values(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        yield from value
    else:
        yield value


def _parse_list(value: object) -> Stream:
    number = isinstance(value, int) and not isinstance(value, bool)
    match = _LIST.fullmatch(str(value).strip()) if number or _is_text(value) else None
    if match is None:
        raise ValueError(
            "is no list; use its number, the last part of https://x.com/i/lists/…"
        )
    return Stream(kind=StreamKind.LIST, value=match[1] or match[2])


def _parse_search(value: object) -> Stream:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is no text to search for")
    if _BOUND.search(value):
        raise ValueError(
            "bounds the time itself; leave since: and until: out, AIREPORT_WINDOW "
            "adds them"
        )
    return Stream(kind=StreamKind.SEARCH, value=" ".join(value.split()))


def _parse_user(value: object) -> Stream:
    match = _HANDLE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(
            "is no handle; use the name behind the @, or https://x.com/NAME"
        )
    return Stream(kind=StreamKind.USER, value=match[1] or match[2])


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_PARSERS: Mapping[str, Callable[[object], Stream]] = {
    "list": _parse_list,
    "search": _parse_search,
    "users": _parse_user,
}
