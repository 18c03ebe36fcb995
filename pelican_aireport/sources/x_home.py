"""X's home page: where it keeps what a transaction header is made from.

Pure: texts in, addresses and numbers out. X served three layouts within a year, and
which one an account gets depends on its login and on the roll-out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urljoin

from pelican_aireport.sources.faults import Fault, FetchError

__all__ = [
    "HomePage",
    "Layout",
    "find_indices",
    "find_query_ids",
    "find_signing_script",
    "parse_home_page",
]


class Layout(Enum):
    """How the home page names its scripts."""

    NAMED_CHUNKS = "named chunks"
    """Until March 2026: the script's name beside its hash."""
    NUMBERED_CHUNKS = "numbered chunks"
    """Since March 2026: number to name in one map, number to hash in another."""
    X_WEB = "x-web"
    """Since July 2026: bundles; one of them loads the script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What the home page says of its scripts."""

    layout: Layout
    scripts: tuple[str, ...]
    """Addresses: the script with the indices itself, or for x-web the bundles one of
    which names it, those first with which the page begins."""
    bundles: tuple[str, ...]
    """Addresses of the scripts that may hold query ids."""


_CLIENT = "https://abs.twimg.com/responsive-web/client-web/"
_NAMED = re.compile(r"""["']ondemand\.s["']\s*:\s*["'](\w{6,40})["']""")
_NUMBER = re.compile(r"""[,{]\s*(\d{1,9})\s*:\s*["']ondemand\.s["']""")
_BUNDLE = re.compile(r"https://[\w.-]+\.twimg\.com/x-web/[\w./-]+\.js")
_ENTRY = "/entry"
_MAIN = re.compile(
    r"https://abs\.twimg\.com/responsive-web/client-web/main\.[\w-]+\.js"
)
_SIGNING = re.compile(r"\bsign\.o[\w.-]{0,80}?\.js")
_FOLDERS = re.compile(r"[\w./-]*$")
_LONGEST_FOLDERS = 120
_INDEX = re.compile(r"\(\w{1,3}\[(\d{1,2})\],\s*16\)")
_FEWEST_INDICES = 2
_ID_FIRST = re.compile(r'queryId:"([\w-]{8,64})",operationName:"(\w{3,80})"')
_NAME_FIRST = re.compile(
    r'operationName:"(\w{3,80})"[^{}]{0,200}?queryId:"([\w-]{8,64})"'
)


def parse_home_page(text: str) -> HomePage:
    """Parse the home page.

    Raises:
        FetchError: it is the page for those who are not logged in, or none that is
            known.
    """
    script = _find_numbered(text)
    if script is not None:
        return _legacy(Layout.NUMBERED_CHUNKS, script, text)
    if named := _NAMED.search(text):
        return _legacy(Layout.NAMED_CHUNKS, _address(named[1]), text)
    # The script is named where the page begins, or in one of dozens behind that.
    bundles = tuple(
        sorted(
            dict.fromkeys(_BUNDLE.findall(text)),
            key=lambda address: _ENTRY not in address,
        )
    )
    if any("logged-out" in bundle for bundle in bundles):
        raise FetchError(Fault.STALE_COOKIES, "X shows the page of the logged out")
    if bundles:
        return HomePage(layout=Layout.X_WEB, scripts=bundles, bundles=bundles)
    raise FetchError(
        Fault.UNKNOWN_LAYOUT, f"{len(text):,} characters without a known script"
    )


def _find_numbered(text: str) -> str | None:
    number = _NUMBER.search(text)
    if number is None:
        return None
    found = re.search(
        rf"""[,{{]\s*{number[1]}\s*:\s*["']([0-9a-f]{{6,40}})["']""", text
    )
    return found and _address(found[1])


def _address(script_hash: str) -> str:
    return f"{_CLIENT}ondemand.s.{script_hash}a.js"


def _legacy(layout: Layout, script: str, text: str) -> HomePage:
    bundles = tuple(dict.fromkeys(_MAIN.findall(text)))
    return HomePage(layout=layout, scripts=(script,), bundles=bundles)


def find_signing_script(bundle: str, address: str) -> str | None:
    """Find the address of the script with the indices in a bundle of x-web."""
    found = _SIGNING.search(bundle)
    if found is None:
        return None
    # Folders are looked for backwards: from the front, megabytes would take minutes.
    before = bundle[max(found.start() - _LONGEST_FOLDERS, 0) : found.start()]
    folders = _FOLDERS.search(before)
    return urljoin(address, (folders[0] if folders else "") + found[0])


def find_indices(script: str) -> tuple[int, ...]:
    """Find which bytes of the key the header is made from: a row, then the rest.

    Raises:
        FetchError: the script names fewer than two.
    """
    indices = tuple(int(index) for index in _INDEX.findall(script))
    if len(indices) < _FEWEST_INDICES:
        raise FetchError(Fault.UNKNOWN_LAYOUT, "the script names no key bytes")
    return indices


def find_query_ids(script: str) -> Mapping[str, str]:
    """Find the query ids that a script names, by operation."""
    return dict(_pairs(script))


def _pairs(script: str) -> Iterator[tuple[str, str]]:
    yield from _NAME_FIRST.findall(script)
    for query_id, operation in _ID_FIRST.findall(script):
        yield operation, query_id
