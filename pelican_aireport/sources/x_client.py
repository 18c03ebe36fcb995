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
from pelican_aireport.sources.paging import (
    RESERVE,
    Page,
    RateLimit,
    Stream,
    StreamKind,
)
from pelican_aireport.sources.redaction import redact
from pelican_aireport.sources.web import Answer, read_rate_limit
from pelican_aireport.sources.web_access import (
    fetch_with_retries,
    quiet_logs,
    stall_seconds,
)
from pelican_aireport.sources.x_cookies import Cookies, save_cookies
from pelican_aireport.sources.x_faults import (
    User,
    find_answer_fault,
    find_page_fault,
    find_user,
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
        self._users: dict[str, User] = {}
        self._look_ups: RateLimit | None = None
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
        user_id, posts = None, None
        if stream.kind is StreamKind.USER:
            user = await self._find_user(stream.value)
            user_id, posts = user.id, user.posts
        request = page_request(stream, window, cursor, user_id=user_id)
        answer = await self._ask(request)
        page = _read(answer, stream, datetime.now(UTC))
        has_none = posts == 0 and not page.parsed.tweets
        return replace(page, window=window, cursor=cursor, confirms_empty=has_none)

    async def _find_user(self, handle: str) -> User:
        if handle not in self._users:
            self._keep_reserve()
            answer = await self._ask(user_request(handle))
            now = datetime.now(UTC)
            self._look_ups = read_rate_limit(answer.headers, now=now)
            self._users[handle] = find_user(answer, now=now)
        return self._users[handle]

    def _keep_reserve(self) -> None:
        """Leave look-ups over as pages are; their limit stands on no page.

        Raises:
            FetchError: only those are left until the reset.
        """
        limit = self._look_ups
        if (
            limit is not None
            and limit.remaining <= RESERVE
            and datetime.now(UTC) < limit.reset_at
        ):
            raise FetchError(
                Fault.RATE_LIMIT, "for looking up users", retry_at=limit.reset_at
            )

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
        # X names a next page below the very last tweet too
        lacks_cursor=page.next_cursor is None and bool(page.parsed.tweets),
    )
