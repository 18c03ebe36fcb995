"""X's official API v2: tweets of lists and of the last seven days' search.

Touches the network. X bills what is read, so reads are counted and capped.
"""

import json
import logging
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any

from pelican_aireport.errors import SettingsError
from pelican_aireport.model import Window
from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Page, Stream, StreamKind
from pelican_aireport.sources.web import Answer, read_rate_limit, transport_fault
from pelican_aireport.sources.web_access import fetch_with_retries, quiet_logs
from pelican_aireport.sources.x_api_faults import find_api_fault, find_api_page_fault
from pelican_aireport.sources.x_api_pages import parse_api_page

__all__ = ["Token", "XApiClient", "open_x_api_client", "read_token"]

logger = logging.getLogger(__name__)

_KEY = "AIREPORT_X_BEARER_TOKEN"
_TOKEN = re.compile(r"[\x21-\x7e]{20,1000}")
_BASE = "https://api.x.com/2/"
_PAGE = 100
_SMALLEST_PAGE = {StreamKind.LIST: 1, StreamKind.SEARCH: 10, StreamKind.USER: 10}
_SAFE_AGE = timedelta(seconds=30)
"""X refuses an ``end_time`` that is not some seconds past."""
_USD_PER_READ = 0.005
"""As third parties report it for 2026; X may charge otherwise."""
_FIELDS = {
    "tweet.fields": (
        "created_at,public_metrics,lang,note_tweet,referenced_tweets,entities,"
        "author_id,edit_history_tweet_ids,conversation_id"
    ),
    "expansions": "author_id,referenced_tweets.id,referenced_tweets.id.author_id",
    "user.fields": "name,username",
}


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
    token: Token, *, proxy: str | None, max_reads: int
) -> "XApiClient":
    """Open a client; nothing is sent before a page is asked for."""
    return XApiClient(token, proxy=proxy, max_reads=max_reads)


class XApiClient:
    """A ``PageClient`` of the official API."""

    def __init__(
        self,
        token: Token,
        *,
        proxy: str | None,
        max_reads: int,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        import httpx

        self.reads = 0
        """Posts that were read: an upper estimate of what is billed."""
        self._max_reads = max_reads
        self._is_proxied = proxy is not None
        self._sleep, self._monotonic = sleep, monotonic
        self._http = httpx.Client(
            base_url=_BASE,
            proxy=proxy,
            headers={
                "authorization": f"Bearer {token.value}",
                "user-agent": f"pelican-aireport/{version('pelican-aireport')}",
            },
        )

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
        count = self._page_size(stream)
        path, parameters = _request(stream, window, cursor, now=datetime.now(UTC))
        parameters = {**_FIELDS, **parameters, "max_results": str(count)}
        answer = self._fetch(path, parameters, timeout_seconds)
        now = datetime.now(UTC).replace(microsecond=0)
        content = _load(answer)
        parsed = parse_api_page(content, stream.name, now)
        self.reads += _count_posts(content)
        fault = find_api_page_fault(content, parsed)
        if fault is not None:
            raise fault
        meta = content.get("meta")
        facts = meta if isinstance(meta, Mapping) else {}
        return Page(
            stream=stream,
            window=window,
            cursor=cursor,
            next_cursor=_text(facts.get("next_token")),
            body=answer.body,
            parsed=parsed,
            fetched_at=now,
            rate_limit=read_rate_limit(answer.headers, now=now),
            confirms_empty=facts.get("result_count") == 0 and "errors" not in content,
        )

    def fetch_usage(self, *, timeout_seconds: float) -> Mapping[str, object]:
        """Fetch how much of the account's cap is used; X bills nothing for it.

        Raises:
            FetchError: X does not tell.
        """
        answer = self._fetch("usage/tweets", {}, timeout_seconds)
        data = _load(answer).get("data")
        return data if isinstance(data, Mapping) else {}

    def close(self) -> None:
        """Let go of the connection and say what was read."""
        if self._http.is_closed:
            return
        self._http.close()
        if self.reads:
            logger.info(
                "aireport: about %d posts were read from X's official API, by "
                "estimate USD %.2f",
                self.reads,
                self.reads * _USD_PER_READ,
            )

    def _page_size(self, stream: Stream) -> int:
        left = self._max_reads - self.reads
        if left < _SMALLEST_PAGE[stream.kind]:
            raise FetchError(Fault.READ_CAP, f"{self.reads} of {self._max_reads}")
        return min(left, _PAGE)

    def _fetch(
        self, path: str, parameters: Mapping[str, str], timeout_seconds: float
    ) -> Answer:
        def fetch(seconds: float) -> Answer:
            answer = self._call(path, parameters, seconds)
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

    def _call(self, path: str, parameters: Mapping[str, str], seconds: float) -> Answer:
        import httpx

        try:
            response = self._http.get(path, params=dict(parameters), timeout=seconds)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise transport_fault(error, is_proxied=self._is_proxied) from error
        return Answer(
            status=response.status_code,
            headers=dict(response.headers),
            body=response.content,
        )


def _request(
    stream: Stream, window: Window | None, cursor: str | None, *, now: datetime
) -> tuple[str, dict[str, str]]:
    if stream.kind is StreamKind.LIST:
        begin = {} if cursor is None else {"pagination_token": cursor}
        return f"lists/{stream.value}/tweets", begin
    words = stream.value
    if stream.kind is StreamKind.USER:
        words = f"from:{stream.value}"
    begin = {} if cursor is None else {"next_token": cursor}
    bounds = {} if window is None else _bounds(window, now)
    query = {"query": words, "sort_order": "recency"}
    return "tweets/search/recent", {**query, **bounds, **begin}


def _bounds(window: Window, now: datetime) -> dict[str, str]:
    """Return the window's bounds, rounded outwards to whole seconds."""
    bounds = {"start_time": _moment(math.floor(window.start.timestamp()))}
    if window.end < now - _SAFE_AGE:
        bounds["end_time"] = _moment(math.ceil(window.end.timestamp()))
    return bounds


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _load(answer: Answer) -> Mapping[str, Any]:
    try:
        content = json.loads(answer.body)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, Mapping):
        what = "a web page" if answer.is_html else f"{len(answer.body):,} bytes"
        raise FetchError(Fault.UNKNOWN_SHAPE, f"{what}, no JSON object")
    return content


def _count_posts(content: Mapping[str, Any]) -> int:
    includes = content.get("includes")
    listed = [content.get("data")]
    if isinstance(includes, Mapping):
        listed.append(includes.get("tweets"))
    return sum(len(items) for items in listed if isinstance(items, list))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
