"""Measure reading of raw GraphQL pages: tweets for a second of CPU, and memory.

The pages are the tests' scrubbed recordings of lists, searches and users since 2024,
each as often as makes a large batch. Reposts' originals count as tweets, since they
are read as such. ``json.loads`` alone, in the same run, is the yardstick.
"""

import gzip
import json
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

from pelican_aireport.sources.x_graphql import read_graphql_page

_FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "x-graphql"
_KINDS = ("list", "search", "user")
_BATCH = 200
_ROUNDS = 3


def main() -> None:
    """Print speed, the ratio to JSON alone, and the peak of memory."""
    recorded = _read_recordings()
    pages = [recorded[number % len(recorded)] for number in range(_BATCH)]
    tweets = sum(_count(page) for page in pages)
    reading = min(_measure(_count, pages) for _ in range(_ROUNDS))
    parsing = min(_measure(json.loads, pages) for _ in range(_ROUNDS))
    size = sum(map(len, pages))
    print(f"{len(pages)} pages, {tweets} tweets, {size / tweets / 1000:.1f} kB a tweet")
    print(
        f"reading: {len(pages) / reading:,.0f} pages/s, {tweets / reading:,.0f} "
        f"tweets/s of CPU; json.loads alone takes {parsing / reading:.2f} of it"
    )
    few, many = _measure_peak(pages[:10]), _measure_peak(pages)
    print(
        f"peak memory: {few / 1e6:.1f} MB for 10 pages, "
        f"{many / 1e6:.1f} MB for {len(pages)} (aim: the same)"
    )


def _read_recordings() -> tuple[bytes, ...]:
    files = [file for kind in _KINDS for file in sorted(_FOLDER.glob(f"{kind}-*.gz"))]
    return tuple(gzip.decompress(file.read_bytes()) for file in files)


def _count(body: bytes) -> int:
    return len(read_graphql_page(body, "page").parsed.tweets)


def _measure(read: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    start = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - start


def _measure_peak(pages: Sequence[bytes]) -> int:
    tracemalloc.start()
    _measure(_count, pages)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    main()
