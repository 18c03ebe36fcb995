"""A session with X's web interface: twikit's client, and what is put in its place.

Only twikit's transaction object and its connection pool are replaced, by way of public
attributes, and answers are kept as they came: its own reading of them loses tweets.
Touches the network.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any, TypeVar

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.web import Answer, transport_fault
from pelican_aireport.sources.web_access import connection_options
from pelican_aireport.sources.x_cookies import Cookies, is_cookie
from pelican_aireport.sources.x_interface import Interface, Request
from pelican_aireport.sources.x_transaction import Transaction

if TYPE_CHECKING:
    import httpx

__all__ = ["XSession"]

_T = TypeVar("_T")

_GRAPHQL = "https://x.com/i/api/graphql/"
_SECRET_HEADERS = ("cookie", "authorization", "x-csrf-token", "x-client-transaction-id")


class XSession:
    """One account's connection to x.com; it sends nothing before it is called."""

    def __init__(
        self, cookies: Cookies, *, interface: Interface, proxy: str | None
    ) -> None:
        from twikit import Client

        self.ct0 = cookies.ct0
        """The cookie as X has renewed it."""
        self.transaction = Transaction()
        self._auth_token = cookies.auth_token
        self._features = dict(interface.features)
        self._is_proxied = proxy is not None
        self._answer: Answer | None = None
        http = self._open_http(proxy, interface.user_agent)
        self._runner = asyncio.Runner()
        self._twikit = Client("en-US", user_agent=interface.user_agent, trust_env=False)
        self._twikit.client_transaction = self.transaction
        self._twikit.http = http

    @property
    def is_closed(self) -> bool:
        """Whether the connection was let go of."""
        return bool(self._twikit.http.is_closed)

    def close(self) -> None:
        """Let go of the connection."""
        self._runner.run(self._twikit.http.aclose())
        self._runner.close()

    def _open_http(self, proxy: str | None, user_agent: str) -> "httpx.AsyncClient":
        # twikit's own knows neither our proxy nor our limits.
        import httpx

        return httpx.AsyncClient(
            **connection_options(proxy, user_agent),
            event_hooks={"request": [_guard], "response": [self._keep]},
        )

    def run(
        self, work: Coroutine[Any, Any, _T], seconds: float, stall_seconds: float
    ) -> _T:
        """Do some work on this connection within so many seconds.

        Raises:
            FetchError: it took too long, or the connection broke.
        """
        import httpx

        self._twikit.http.timeout = stall_seconds

        async def within_limit() -> _T:
            async with asyncio.timeout(seconds):
                return await work

        try:
            return self._runner.run(within_limit())
        except TimeoutError:
            raise FetchError(Fault.TIMEOUT, f"{seconds:.0f} s") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise transport_fault(error, is_proxied=self._is_proxied) from error

    async def call(self, request: Request, query_id: str) -> Answer:
        """Send a call and return what came, whatever it is.

        Raises:
            FetchError: nothing came.
            httpx.HTTPError: the connection broke.
        """
        from twikit.errors import TwitterException

        self._answer = None
        self._set_cookies()
        try:
            await self._twikit.gql.gql_get(
                f"{_GRAPHQL}{query_id}/{request.operation}",
                dict(request.variables),
                self._features,
                extra_params={"fieldToggles": dict(request.field_toggles)},
                raise_exception=False,
            )
        except (
            TwitterException,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
            RecursionError,
        ) as error:
            # twikit stumbles over odd answers after they have come: they are kept.
            if self._answer is None:
                raise FetchError(
                    Fault.UNKNOWN_SHAPE, f"twikit: {type(error).__name__}"
                ) from error
        if self._answer is None:
            raise FetchError(Fault.UNKNOWN_SHAPE, "no answer was kept")
        return self._answer

    async def find_query_ids(self) -> Mapping[str, str]:
        """Find the query ids that x.com's own scripts use today, by operation."""
        return await self.transaction.find_query_ids(self._twikit.http)

    def _set_cookies(self) -> None:
        # twikit mirrors ct0 in a header; it would keep the older of two after a call,
        # and fail before one.
        cookies = {"auth_token": self._auth_token, "ct0": self.ct0}
        self._twikit.set_cookies(cookies, clear_cookies=True)

    async def _keep(self, response: "httpx.Response") -> None:
        """Keep an answer as it came, and the cookie that X renews with it."""
        if str(response.request.url).startswith(_GRAPHQL):
            body = await response.aread()
            if response.is_success:  # a refusal may hand out one for the logged out
                self.ct0 = _renewed_ct0(response.headers) or self.ct0
            self._answer = Answer(
                status=response.status_code, headers=dict(response.headers), body=body
            )


async def _guard(request: "httpx.Request") -> None:
    """Take everything that stands for the account off requests to other hosts."""
    if request.url.host != "x.com" or request.url.scheme != "https":
        for name in _SECRET_HEADERS:
            request.headers.pop(name, None)


def _renewed_ct0(headers: "httpx.Headers") -> str | None:
    for line in headers.get_list("set-cookie"):
        with suppress(CookieError):
            found = SimpleCookie(line).get("ct0")
            if found is not None and is_cookie(found.value):
                return found.value
    return None
