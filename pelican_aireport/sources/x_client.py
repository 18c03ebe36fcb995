"""Pages of X's web interface: which call fetches one, and what its answer means.

Touches the network through ``x_session``, and the cookie file where X renews a cookie.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.redaction import redact
from pelican_aireport.sources.web import Answer, read_rate_limit
from pelican_aireport.sources.web_access import (
    fetch_with_retries,
    quiet_logs,
    stall_seconds,
)
from pelican_aireport.sources.x_cookies import Cookies, save_cookies
from pelican_aireport.sources.x_faults import (
    find_answer_fault,
    find_page_fault,
    find_user_id,
)
from pelican_aireport.sources.x_graphql import read_graphql_page
from pelican_aireport.sources.x_home import Layout
from pelican_aireport.sources.x_interface import (
    Interface,
    Request,
    load_interface,
    page_request,
    user_request,
)
from pelican_aireport.sources.x_session import XSession

__all__ = ["XClient", "open_x_client"]

logger = logging.getLogger(__name__)


def open_x_client(
    cookies: Cookies,
    *,
    proxy: str | None,
    query_ids: Mapping[str, str],
    features: Mapping[str, bool],
) -> "XClient":
    """Open a client; nothing is sent before a page is asked for.

    Args:
        cookies: The account's; they go to x.com alone.
        proxy: The URL of a proxy for all requests.
        query_ids: By operation, over the bundled ones.
        features: Flags, over the bundled ones.
    """
    interface = load_interface(query_ids=query_ids, features=features)
    return XClient(cookies, interface=interface, proxy=proxy)


class XClient:
    """A ``PageClient`` of X's web interface."""

    def __init__(
        self,
        cookies: Cookies,
        *,
        interface: Interface,
        proxy: str | None,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cookies = cookies
        self._secrets = {cookies.auth_token, cookies.ct0}
        self._interface = interface
        self._sleep, self._monotonic = sleep, monotonic
        self._session = XSession(cookies, interface=interface, proxy=proxy)
        self._user_ids: dict[str, str] = {}
        self._found_ids: Mapping[str, str] | None = None

    @property
    def layout(self) -> Layout | None:
        """The layout of X's home page, once a page was fetched."""
        return self._session.transaction.layout

    @property
    def query_ids(self) -> Mapping[str, str]:
        """The query ids in use, by operation, those found on the way included."""
        return self._interface.query_ids

    def fetch_page(
        self,
        stream: Stream,
        window: Window | None,
        cursor: str | None,
        *,
        timeout_seconds: float,
    ) -> Page:
        """Fetch one page, trying three times where that may help.

        Raises:
            FetchError: there is no page; the fault says why.
        """
        with quiet_logs():
            return fetch_with_retries(
                lambda seconds: self._session.run(
                    self._fetch_page(stream, window, cursor),
                    seconds,
                    stall_seconds(timeout_seconds),
                ),
                timeout_seconds=timeout_seconds,
                sleep=self._sleep,
                monotonic=self._monotonic,
            )

    def close(self) -> None:
        """Let go of the connection, and keep the cookies that X renewed."""
        if self._session.is_closed:
            return
        with quiet_logs():
            self._session.close()
        try:
            save_cookies(self._cookies, self._session.ct0)
        except (OSError, SettingsError) as error:
            logger.warning(
                "aireport: X renewed the cookie ct0, but it could not be kept: %s",
                error,
            )

    async def _fetch_page(
        self, stream: Stream, window: Window | None, cursor: str | None
    ) -> Page:
        user_id = None
        if stream.kind is StreamKind.USER:
            user_id = await self._find_user_id(stream.value)
        request = page_request(stream, window, cursor, user_id=user_id)
        answer = await self._ask(request)
        page = _read(answer, stream, datetime.now(UTC))
        return replace(page, window=window, cursor=cursor)

    async def _find_user_id(self, handle: str) -> str:
        if handle not in self._user_ids:
            answer = await self._ask(user_request(handle))
            self._user_ids[handle] = find_user_id(answer, now=datetime.now(UTC))
        return self._user_ids[handle]

    async def _ask(self, request: Request) -> Answer:
        """Return an answer that is worth reading."""
        answer = await self._call(request)
        fault = find_answer_fault(answer, now=datetime.now(UTC))
        if fault is not None and fault.fault is Fault.STALE_QUERY_ID:
            await self._renew_query_id(request.operation)
            answer = await self._call(request)
            fault = find_answer_fault(answer, now=datetime.now(UTC))
            if fault is not None and fault.fault is Fault.STALE_QUERY_ID:
                raise self._refused(request.operation)
        if fault is not None:
            raise fault
        return answer

    async def _call(self, request: Request) -> Answer:
        query_id = self._interface.query_ids[request.operation]
        answer = await self._session.call(request, query_id)
        self._secrets.add(self._session.ct0)
        return redact(answer, self._secrets)

    async def _renew_query_id(self, operation: str) -> None:
        """Take the query id that x.com uses today; looked up once for a client.

        Raises:
            FetchError: ours is the one in use, or none was found.
        """
        ours = self._interface.query_ids[operation]
        if self._found_ids is None:
            self._found_ids = await self._session.find_query_ids()
        found = self._found_ids
        if operation not in found:
            raise FetchError(
                Fault.STALE_QUERY_ID,
                f"{operation}: {ours}, or the transaction header is refused; "
                "x.com's scripts name no id",
            )
        if found[operation] == ours:
            raise self._refused(operation)
        logger.warning(
            "aireport: X no longer knows the query id %s of %s; its scripts name %s, "
            'which is used now; keep it by AIREPORT_X_QUERY_IDS = {"%s": "%s"}',
            ours,
            operation,
            found[operation],
            operation,
            found[operation],
        )
        # Those that x.com names are newer than ours, all of them.
        ids = {**self._interface.query_ids, **found}
        self._interface = replace(self._interface, query_ids=ids)

    def _refused(self, operation: str) -> FetchError:
        query_id = self._interface.query_ids[operation]
        return FetchError(Fault.REFUSED_SIGNATURE, f"{operation}: {query_id}")


def _read(answer: Answer, stream: Stream, now: datetime) -> Page:
    fetched_at = now.replace(microsecond=0)
    try:
        page = read_graphql_page(answer.body, stream.name, fetched_at)
    except ValueError as error:
        what = (
            "a web page" if answer.is_html else f"{len(answer.body):,} bytes, {error}"
        )
        raise FetchError(
            Fault.UNKNOWN_SHAPE, f"{stream.name}: {what:.120}", body=answer.body
        ) from None
    fault = find_page_fault(page, answer, now=now)
    if fault is not None:
        fault.body = answer.body
        raise fault
    return Page(
        stream=stream,
        window=None,
        cursor=None,
        next_cursor=page.next_cursor,
        body=answer.body,
        parsed=page.parsed,
        fetched_at=fetched_at,
        rate_limit=read_rate_limit(answer.headers, now=now),
    )
