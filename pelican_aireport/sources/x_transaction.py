"""The transaction header that X wants on its calls, without which it answers 404.

twikit's arithmetic; only where its numbers stand is found by ``x_home``. Touches the
network through the client that it is given.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.redaction import redact
from pelican_aireport.sources.web import Answer, find_web_fault
from pelican_aireport.sources.x_faults import find_home_fault
from pelican_aireport.sources.x_home import (
    HomePage,
    Layout,
    find_indices,
    find_query_ids,
    find_signing_script,
    parse_home_page,
)

if TYPE_CHECKING:
    import httpx
    from bs4 import BeautifulSoup

__all__ = ["Transaction"]

_HOME = "https://x.com/home"
_MOST_BUNDLES = 64
_AT_ONCE = 8
_SECRET = ("auth_token", "ct0")


class Transaction:
    """What twikit calls ``client_transaction``, for every layout of the home page.

    twikit uses three members: ``home_page_response`` (true once there is a key),
    ``init`` and ``generate_transaction_id``.
    """

    def __init__(self) -> None:
        from twikit.x_client_transaction import ClientTransaction

        self._arithmetic = ClientTransaction()
        self.home_page_response: object = None
        self.home: HomePage | None = None

    @property
    def layout(self) -> Layout | None:
        """The layout of the home page, once it was fetched."""
        return None if self.home is None else self.home.layout

    async def init(self, http: "httpx.AsyncClient", headers: Mapping[str, str]) -> None:
        """Fetch the home page and its script.

        A failure leaves everything as it was, so that the next call tries again.

        Raises:
            FetchError: the page or the script is not what is known.
            httpx.HTTPError: they cannot be had.
        """
        from bs4 import BeautifulSoup  # noqa: PLC0415 - slow to import

        text = await _fetch_home(http, headers)
        home = parse_home_page(text)
        indices = find_indices(await _fetch_script(http, home, headers))
        page = BeautifulSoup(text, "html.parser")
        self._sign_with(page, indices)
        self.home = home
        self.home_page_response = page

    def _sign_with(self, page: "BeautifulSoup", indices: tuple[int, ...]) -> None:
        arithmetic = self._arithmetic
        if page.select_one("[name='twitter-site-verification']") is None:
            raise FetchError(Fault.UNKNOWN_LAYOUT, "the home page holds no key")
        try:
            arithmetic.DEFAULT_ROW_INDEX = indices[0]
            arithmetic.DEFAULT_KEY_BYTES_INDICES = list(indices[1:])
            arithmetic.key = arithmetic.get_key(page)
            arithmetic.key_bytes = arithmetic.get_key_bytes(arithmetic.key)
            arithmetic.animation_key = arithmetic.get_animation_key(
                arithmetic.key_bytes, page
            )
        except (LookupError, AttributeError, TypeError, ValueError) as error:
            raise FetchError(
                Fault.UNKNOWN_LAYOUT, "the home page's key or drawings are not known"
            ) from error

    def generate_transaction_id(self, method: str, path: str) -> str:
        """Return the header for a call."""
        return str(self._arithmetic.generate_transaction_id(method=method, path=path))

    async def find_query_ids(self, http: "httpx.AsyncClient") -> Mapping[str, str]:
        """Find the query ids that x.com's own scripts use today, by operation.

        A script that cannot be had names none: it is not what was asked for, and its
        fault must not hide the one that led here.
        """
        found: dict[str, str] = {}
        for batch in _batches(() if self.home is None else self.home.bundles):
            for _, bundle in await _fetch_bundles(http, batch, {}):
                found |= find_query_ids(bundle) if isinstance(bundle, str) else {}
        return found


async def _fetch_script(
    http: "httpx.AsyncClient", home: HomePage, headers: Mapping[str, str]
) -> str:
    if home.layout is not Layout.X_WEB:
        return await _fetch_text(http, home.scripts[0], headers)
    failed = []
    for batch in _batches(home.scripts):
        for address, bundle in await _fetch_bundles(http, batch, headers):
            if not isinstance(bundle, str):
                failed.append(bundle)
            elif script := find_signing_script(bundle, address):
                return await _fetch_text(http, script, headers)
    for error in failed:
        # One that is not there is not the one; one that did not come may be.
        if not isinstance(error, FetchError) or error.fault is not Fault.UNKNOWN_LAYOUT:
            raise error
    raise FetchError(Fault.UNKNOWN_LAYOUT, "no bundle of x-web names the script")


def _batches(addresses: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for first in range(0, min(len(addresses), _MOST_BUNDLES), _AT_ONCE):
        yield addresses[first : first + _AT_ONCE]


_Bundle = tuple[str, "str | FetchError | httpx.HTTPError"]
"""The address of a bundle, and its text or why there is none."""


async def _fetch_bundles(
    http: "httpx.AsyncClient", addresses: Iterable[str], headers: Mapping[str, str]
) -> Sequence[_Bundle]:
    """Fetch bundles, all at once."""
    import httpx

    async def fetch(address: str) -> _Bundle:
        try:
            return address, await _fetch_text(http, address, headers)
        except (FetchError, httpx.HTTPError) as error:
            return address, error

    return await asyncio.gather(*map(fetch, addresses))


async def _fetch_home(http: "httpx.AsyncClient", headers: Mapping[str, str]) -> str:
    answer, path = await _fetch(http, _HOME, headers)
    fault = find_home_fault(answer, path, now=datetime.now(UTC))
    if fault is not None:
        raise fault
    return answer.body.decode("utf-8", "replace")


async def _fetch_text(
    http: "httpx.AsyncClient", address: str, headers: Mapping[str, str]
) -> str:
    answer, path = await _fetch(http, address, headers)
    fault = find_web_fault(answer, now=datetime.now(UTC))
    if fault is not None:
        raise fault
    if answer.status != HTTPStatus.OK:
        what = f"{path[:80]} answers {answer.status}"
        raise FetchError(Fault.UNKNOWN_LAYOUT, what)
    return answer.body.decode("utf-8", "replace")


async def _fetch(
    http: "httpx.AsyncClient", address: str, headers: Mapping[str, str]
) -> tuple[Answer, str]:
    """Return an answer at the end of all redirects, and its path.

    Its words may be told, so that the account's cookies are taken out.
    """
    response = await http.get(address, headers=dict(headers), follow_redirects=True)
    answer = Answer(
        status=response.status_code,
        headers=dict(response.headers),
        body=response.content,
    )
    secrets = (each.value for each in http.cookies.jar if each.name in _SECRET)
    return redact(answer, filter(None, secrets)), response.url.path
