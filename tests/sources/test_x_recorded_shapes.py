"""Recorded pages of two and a half years: nothing in them is missed or misnamed.

The pages are X's own, cut to a few entries; all texts, names, addresses and numbers in
them are invented. What stands in a page is counted here apart from the reader.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pelican_aireport.sources.x_graphql import read_graphql_page

FOLDER = Path(__file__).resolve().parents[1] / "data" / "x-graphql"
BODIES = {
    file.name.removesuffix(".json.gz"): gzip.decompress(file.read_bytes())
    for file in sorted(FOLDER.glob("*.json.gz"))
}
HITS_AND_ORIGINALS = {
    "conversation-with-ad-2023": (3, 0),
    "list-2024-02-10": (6, 2),
    "list-2024-04-17": (6, 2),
    "list-2024-04-18": (6, 1),
    "list-2024-06-29": (6, 1),
    "list-2024-10-06": (6, 2),
    "list-2025-01-01": (6, 2),
    "list-2025-03-07": (6, 1),
    "list-2026-05-21": (6, 2),
    "list-2026-05-21b": (6, 1),
    "list-2026-06-08": (6, 1),
    "list-2026-06-26": (7, 1),
    "poll-2024": (5, 0),
    "search-2024-02-10": (3, 0),
    "search-2024-04-17": (3, 0),
    "search-2024-04-18": (3, 0),
    "search-2024-06-29": (3, 0),
    "search-2024-10-06": (3, 0),
    "search-2025-01-01": (3, 0),
    "search-2025-03-07": (3, 0),
    "search-2026-05-21": (4, 0),
    "search-2026-05-21b": (3, 0),
    "search-2026-06-08": (4, 0),
    "search-2026-06-15": (4, 0),
    "search-2026-06-26": (4, 0),
    "user-2024-02-10": (6, 2),
    "user-2024-04-17": (5, 1),
    "user-2024-04-18": (5, 1),
    "user-2024-06-29": (5, 2),
    "user-2024-10-06": (5, 3),
    "user-2025-01-01": (5, 3),
    "user-2025-03-07": (5, 2),
    "user-2026-05-21": (4, 2),
    "user-2026-05-21b": (4, 2),
    "user-2026-06-08": (5, 1),
    "user-2026-06-15": (5, 1),
    "user-2026-06-26": (5, 2),
}
REFUSALS = {
    "error-deadline-exceeded": "X answered with an error: "
    "DeadlineExceeded: Unspecified",
    "error-user-suspended": "X does not show this user: User is suspended",
}
SHAPES = {
    "repost": b'"retweeted_status_result"',
    "quoted original": b'"quoted_status_result"',
    "note": b'"note_tweet_results"',
    "conversation": b'"TimelineTimelineModule"',
    "people to follow": b'"TimelineUser"',
    "pinned tweet": b'"TimelinePinEntry"',
    "tweet one level deeper": b'"TweetWithVisibilityResults"',
    "edited tweet": b'"edit_control_initial"',
    "unknown views": b'"views":{"state":"Enabled"}',
    "poll": b'"choice1_label"',
    "article": b'"article_results"',
    "note of readers": b'"birdwatch_pivot"',
    "escaped text": b"&amp;",
    "advertisement": b'"promotedMetadata"',
    "name in core": b'"core":{"created_at"',
}
_HIT = re.compile(rb'"entryId":"[^"]*?(?:tweet-|YouMightAlsoLike:)(\d+)')
_X_HOSTS = {"x.com", "t.co", "twitter.com", "mobile.twitter.com"}
_X_HOSTS |= {"pbs.twimg.com", "video.twimg.com", "abs.twimg.com"}


@dataclass(slots=True)
class Present:
    """What stands in a page, found without the reader."""

    hits: list[str] = field(default_factory=list)
    originals: list[str] = field(default_factory=list)
    handles: dict[str, str] = field(default_factory=dict)
    """By tweet, those of quoted originals too."""
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def tweets(self) -> list[str]:
        """The ids that are to be read."""
        return sorted([*self.hits, *self.originals])


def look_into(body: bytes) -> Present:
    """Find what stands in a page, looking at every object whatever its place."""
    present = Present(hits=[match.decode() for match in _HIT.findall(body)])

    def see(node: dict[str, object]) -> dict[str, object]:
        if "retweeted_status_result" in node:
            present.originals.append(_inner(node["retweeted_status_result"])["rest_id"])
        if "rest_id" in node and "full_text" in node.get("legacy", ()):  # type: ignore[operator]
            _see_tweet(node, present)
        return node

    json.loads(body, object_hook=see)
    return present


def _inner(holder: object) -> dict[str, str]:
    assert isinstance(holder, Mapping)
    result = holder["result"]
    return result.get("tweet", result)  # type: ignore[no-any-return]


def _see_tweet(tweet: dict[str, object], present: Present) -> None:
    text = json.dumps(tweet["core"])
    (handle,) = re.findall(r'"screen_name": "(\w+)"', text)
    tweet_id = str(tweet["rest_id"])
    present.handles[tweet_id] = handle
    if "note_tweet" in tweet:
        note = tweet["note_tweet"]["note_tweet_results"]["result"]  # type: ignore[index]
        present.notes[tweet_id] = note["text"]


def test_every_recorded_page_has_its_row() -> None:
    assert sorted(BODIES) == sorted([*HITS_AND_ORIGINALS, *REFUSALS])


@pytest.mark.parametrize("name", HITS_AND_ORIGINALS)
def test_every_tweet_of_a_page_is_read_with_its_author(name: str) -> None:
    """And no quoted original, no person to follow, nobody without a name."""
    present = look_into(BODIES[name])
    tweets = read_graphql_page(BODIES[name], "p").parsed.tweets
    assert (len(present.hits), len(present.originals)) == HITS_AND_ORIGINALS[name]
    assert sorted((tweet.id, tweet.author, bool(tweet.name)) for tweet in tweets) == [
        (tweet_id, present.handles[tweet_id], True) for tweet_id in present.tweets
    ]


@pytest.mark.parametrize("name", HITS_AND_ORIGINALS)
def test_nothing_of_a_page_is_in_doubt(name: str) -> None:
    page = read_graphql_page(BODIES[name], "p")
    hits, _ = HITS_AND_ORIGINALS[name]
    told = (page.entries, page.nameless, page.unreadable, page.parsed.skipped)
    assert told == (hits, 0, 0, ())


def test_notes_are_read_whole() -> None:
    whole: dict[str, str] = {}
    read: dict[str, str] = {}
    for name in HITS_AND_ORIGINALS:
        present = look_into(BODIES[name])
        tweets = read_graphql_page(BODIES[name], "p").parsed.tweets
        whole |= {i: t for i, t in present.notes.items() if i in present.tweets}
        read |= {tweet.id: tweet.text for tweet in tweets if tweet.id in present.notes}
    assert len(whole) >= 25
    assert read == whole


def test_the_one_recorded_advertisement_is_flagged() -> None:
    """Nothing in the ids of its entry says that it is one."""
    ads = [
        (name, tweet.id)
        for name in HITS_AND_ORIGINALS
        for tweet in read_graphql_page(BODIES[name], "p").parsed.tweets
        if tweet.promoted
    ]
    (ad,) = re.findall(
        rb'"entryId":"[^"]*tweet-(\d+)-[0-9a-f]+"', BODIES["conversation-with-ad-2023"]
    )
    assert ads == [("conversation-with-ad-2023", ad.decode())]


def test_every_timeline_goes_on_below_its_last_entry() -> None:
    """With the one cursor of the page that says bottom."""
    timelines = [
        name
        for name in HITS_AND_ORIGINALS
        if name.startswith(("list", "search", "user"))
    ]
    read = {n: read_graphql_page(BODIES[n], "p").next_cursor for n in timelines}
    assert read == {name: bottom_of(BODIES[name]) for name in timelines}


def bottom_of(body: bytes) -> object:
    found: list[object] = []

    def see(node: dict[str, object]) -> dict[str, object]:
        if node.get("cursorType") == "Bottom":
            found.append(node["value"])
        return node

    json.loads(body, object_hook=see)
    (bottom,) = found
    return bottom


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_told(name: str) -> None:
    page = read_graphql_page(BODIES[name], "p")
    assert [skipped.reason for skipped in page.parsed.skipped] == [REFUSALS[name]]
    assert (page.parsed.tweets, page.entries, page.has_timeline) == ((), 0, False)


def test_the_pages_hold_every_shape_that_was_met() -> None:
    whole = b"".join(BODIES.values())
    assert [shape for shape, mark in SHAPES.items() if mark not in whole] == []


def strings(node: object) -> Iterator[str]:
    """Yield the strings of a page."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping | list):
        for value in node.values() if isinstance(node, Mapping) else node:
            yield from strings(value)


def test_the_pages_lead_to_no_one() -> None:
    """Addresses outside of X end in a name that can never exist."""
    addresses = (
        address
        for body in BODIES.values()
        for text in strings(json.loads(body))
        for address in re.findall(r"https?://[^\s\"<>)…]+", text)
    )
    hosts = {urlsplit(address).hostname or "" for address in addresses}
    strange = {host for host in hosts if not host.endswith(".example")} - _X_HOSTS
    assert strange == set()
