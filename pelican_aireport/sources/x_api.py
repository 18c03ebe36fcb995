"""X's official API v2: tweets of lists and of the last seven days' search.

Touches the network. X bills what is read, so reads are counted and capped.
"""

import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream
from pelican_aireport.sources.reads import Reads
from pelican_aireport.sources.redaction import redact
from pelican_aireport.sources.web import (
    Answer,
    load_object,
    read_rate_limit,
    transport_fault,
)
from pelican_aireport.sources.web_access import (
    connection_options,
    fetch_with_retries,
    quiet_logs,
    stall_seconds,
)
from pelican_aireport.sources.x_api_faults import find_api_fault, find_api_page_fault
from pelican_aireport.sources.x_api_pages import parse_api_page
from pelican_aireport.sources.x_api_requests import (
    ApiRequest,
    find_page_size,
    page_request,
)

if TYPE_CHECKING:
    import httpx

__all__ = ["Token", "XApiClient", "open_x_api_client", "read_token"]

logger = logging.getLogger(__name__)

_KEY = "AIREPORT_X_BEARER_TOKEN"
_TOKEN = re.compile(r"[\x21-\x7e]{20,1000}")
_BASE = "https://api.x.com/2/"


@dataclass(frozen=True, slots=True)
class Token:
    """The bearer token of the official API; never printed."""

    value: str = field(repr=False)


def read_token(environ: Mapping[str, str]) -> Token:
    """Read the token from the environment.

    Raises:
        FetchError: there is none.
        SettingsError: it cannot be one.
    """
    value = environ.get(_KEY, "").strip()
    if not value:
        raise FetchError(Fault.NO_TOKEN)
    if not _TOKEN.fullmatch(value):
        raise SettingsError(
            [f"{_KEY}: {len(value)} characters that are no token; copy it alone"]
        )
    return Token(value)


def open_x_api_client(
    token: Token, *, proxy: str | None, max_reads: int, reads: Reads
) -> "XApiClient":
    """Open a client; nothing is sent before a page is asked for.

    Args:
        token: The account's.
        proxy: The URL of a proxy for all requests.
        max_reads: How many posts ``reads`` may come to.
        reads: What the run has read so far; the client adds to it.
    """
    return XApiClient(token, proxy=proxy, max_reads=max_reads, reads=reads)


class XApiClient:
    """A ``PageClient`` of the official API."""

    def __init__(
        self,
        token: Token,
        *,
        proxy: str | None,
        max_reads: int,
        reads: Reads,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        import httpx

        self._token, self._max_reads = token, max_reads
        self.reads = reads
        """What the run has read."""
        self._posts_before = reads.posts
        self._is_proxied = proxy is not None
        self._sleep, self._monotonic = sleep, monotonic
        self._http = httpx.Client(
            **connection_options(
                proxy, f"pelican-aireport/{version('pelican-aireport')}"
            ),
            base_url=_BASE,
        )
        self._http.headers["authorization"] = f"Bearer {token.value}"

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
            FetchError: there is no page, or it would pass the cap of reads.
        """
        read = self.reads.posts
        size = find_page_size(stream, self._max_reads - read)
        if size is None:
            raise FetchError(Fault.READ_CAP, f"{read} of {self._max_reads}")
        request = page_request(stream, window, cursor, size=size, now=datetime.now(UTC))
        answer = self._fetch(request, timeout_seconds)
        now = datetime.now(UTC).replace(microsecond=0)
        content = _load(answer)
        parsed = parse_api_page(content, stream.name, now)
        self._count(content)
        fault = find_api_page_fault(content, parsed)
        if fault is not None:
            fault.body = answer.body
            raise fault
        meta = content.get("meta")
        facts = meta if isinstance(meta, Mapping) else {}
        next_cursor = _text(facts.get("next_token"))
        return Page(
            stream=stream,
            window=window,
            cursor=cursor,
            next_cursor=next_cursor,
            body=answer.body,
            parsed=parsed,
            fetched_at=now,
            rate_limit=read_rate_limit(answer.headers, now=now),
            # X may leave a page empty and yet name a next one
            confirms_empty=facts.get("result_count") == 0
            and next_cursor is None
            and "errors" not in content,
        )

    def fetch_usage(self, *, timeout_seconds: float) -> Mapping[str, object]:
        """Fetch how much of the account's cap is used; X bills nothing for it.

        Raises:
            FetchError: X does not tell.
        """
        answer = self._fetch(
            ApiRequest(path="usage/tweets", parameters={}), timeout_seconds
        )
        data = _load(answer).get("data")
        return data if isinstance(data, Mapping) else {}

    def close(self) -> None:
        """Let go of the connection and say what was read."""
        if self._http.is_closed:
            return
        self._http.close()
        if self.reads.posts > self._posts_before:
            logger.info(
                "aireport: about %d posts by %d authors were read from X's official "
                "API in this run so far, by estimate up to USD %.2f",
                self.reads.posts,
                len(self.reads.authors),
                self.reads.usd,
            )

    def _count(self, content: Mapping[str, Any]) -> None:
        """Count what X may bill: the same post twice, the same author once."""
        includes = content.get("includes")
        included = includes if isinstance(includes, Mapping) else {}
        posts = _items(content.get("data")) + _items(included.get("tweets"))
        users = _items(included.get("users"))
        self.reads.add(len(posts), (str(user.get("id")) for user in users))

    def _fetch(self, request: ApiRequest, timeout_seconds: float) -> Answer:
        def fetch(seconds: float) -> Answer:
            answer = self._call(request, seconds, timeout_seconds)
            fault = find_api_fault(answer, now=datetime.now(UTC))
            if fault is not None:
                raise fault
            return answer

        with quiet_logs():
            return fetch_with_retries(
                fetch,
                timeout_seconds=timeout_seconds,
                sleep=self._sleep,
                monotonic=self._monotonic,
            )

    def _call(
        self, request: ApiRequest, seconds: float, timeout_seconds: float
    ) -> Answer:
        import httpx

        end = self._monotonic() + seconds
        try:
            with self._http.stream(
                "GET",
                request.path,
                params=dict(request.parameters),
                timeout=min(stall_seconds(timeout_seconds), seconds),
            ) as response:
                answer = Answer(
                    status=response.status_code,
                    headers=dict(response.headers),
                    body=b"".join(self._chunks(response, end)),
                )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise transport_fault(error, is_proxied=self._is_proxied) from error
        return redact(answer, [self._token.value])

    def _chunks(self, response: "httpx.Response", end: float) -> Iterator[bytes]:
        """Yield the body as it comes, for httpx limits only each wait for a piece."""
        for chunk in response.iter_bytes():
            yield chunk
            if self._monotonic() > end:
                raise FetchError(Fault.TIMEOUT, "the answer came too slowly")


def _load(answer: Answer) -> Mapping[str, Any]:
    content = load_object(answer.body)
    if content is None:
        what = "a web page" if answer.is_html else f"{len(answer.body):,} bytes"
        raise FetchError(
            Fault.UNKNOWN_SHAPE, f"{what}, no JSON object", body=answer.body
        )
    return content


def _items(listed: object) -> list[Mapping[str, Any]]:
    items = listed if isinstance(listed, list) else []
    return [item for item in items if isinstance(item, Mapping)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
