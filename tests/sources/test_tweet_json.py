"""Tweets are found in every shape that tools write; what is none is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from raw_tweets import FLAT, ID, MOMENT, TWEET, flat, without

from pelican_aireport.model import Engagement, Tweet, TweetKind
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_json import parse_tweets
from pelican_aireport.sources.tweet_object import Parsed


@pytest.mark.parametrize(
    "name", ["retweeted_status", "retweetedTweet", "retweeted_tweet", "retweet"]
)
def test_repost_gives_wrapper_and_original(name: str) -> None:
    original = {**FLAT, "observed_at": None}
    raw = {
        "id": "1994588000000000009",
        "text": "RT @ann_lab: 新模型…",
        "created_at": "2025-11-29T02:01:36Z",
        "author": "bob",
        "observed_at": "2025-11-30T02:00:00Z",
        "promoted": True,
        name: original,
    }
    seen_at = datetime(2025, 11, 30, 2, tzinfo=UTC)
    wrapper = Tweet(
        id="1994588000000000009",
        author="bob",
        text="RT @ann_lab: 新模型…",
        created_at=MOMENT,
        kind=TweetKind.REPOST,
        refs=(ID,),
        promoted=True,
        observed_at=seen_at,
    )
    expected = Parsed(
        tweets=(wrapper, replace(TWEET, promoted=True, observed_at=seen_at))
    )
    assert parse_tweets(raw, "file:1") == expected


PAGE = {
    "data": [
        {
            "id": "11",
            "text": "R&amp;D",
            "created_at": "2025-11-29T02:01:36.000Z",
            "author_id": "1",
            "lang": "en",
            "public_metrics": {
                "retweet_count": 1,
                "reply_count": 2,
                "like_count": 3,
                "quote_count": 4,
                "bookmark_count": 5,
                "impression_count": 6,
            },
            "note_tweet": {"text": "R&D at length"},
            "referenced_tweets": [{"type": "quoted", "id": "21"}],
        },
        {
            "id": "12",
            "text": "RT @ann: hel…",
            "created_at": "2025-11-29T02:01:36.000Z",
            "author_id": "2",
            "referenced_tweets": [{"type": "retweeted", "id": "22"}],
        },
        {
            "id": "13",
            "text": "whose?",
            "created_at": "2025-11-29T02:01:36.000Z",
            "author_id": "3",
        },
        "no object",
    ],
    "includes": {
        "users": [
            {"id": "1", "username": "ann", "name": "Ann"},
            {"id": "2", "username": "bob", "name": "Bob"},
        ],
        "tweets": [
            {"id": "21", "text": "quoted", "author_id": "1"},
            {
                "id": "22",
                "text": "hello world",
                "created_at": "2025-11-28T02:01:36.000Z",
                "author_id": "1",
            },
        ],
    },
    "meta": {"result_count": 4},
}


def test_page_of_the_official_api_is_read() -> None:
    """Authors and the originals of reposts come from ``includes``."""
    expected = Parsed(
        tweets=(
            Tweet(
                id="11",
                author="ann",
                name="Ann",
                text="R&D at length",
                created_at=MOMENT,
                lang="en",
                kind=TweetKind.QUOTE,
                refs=("21",),
                engagement=Engagement(
                    reposts=1, replies=2, likes=3, quotes=4, bookmarks=5, views=6
                ),
            ),
            Tweet(
                id="12",
                author="bob",
                name="Bob",
                text="RT @ann: hel…",
                created_at=MOMENT,
                kind=TweetKind.REPOST,
                refs=("22",),
            ),
            Tweet(
                id="22",
                author="ann",
                name="Ann",
                text="hello world",
                created_at=MOMENT.replace(day=28),
            ),
        ),
        skipped=(
            Skipped(place="file:1, item 3", reason="no author"),
            Skipped(place="file:1, item 4", reason="not an object"),
        ),
    )
    assert parse_tweets(PAGE, "file:1") == expected


def test_single_tweet_of_the_official_api_is_read() -> None:
    page = {**PAGE, "data": PAGE["data"][0]}  # type: ignore[index]
    assert [tweet.id for tweet in parse_tweets(page, "").tweets] == ["11"]


NO_DATES: tuple[object, ...] = (
    5,
    10**400,
    float("nan"),
    float("inf"),
    True,
    [],
    {"a": 1},
)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(without("id"), "no id", id="no id"),
        pytest.param(flat(id=True), "id True is no id", id="id true"),
        pytest.param(flat(id=-5), "id -5 is no id", id="negative id"),
        pytest.param(flat(id="a b"), "id: 'a b' is not a tweet id", id="id of words"),
        pytest.param(
            flat(id=2.03e18),
            "id 2.03e+18 has lost its last digits; export ids as integers or text",
            id="rounded id",
        ),
        pytest.param(
            flat(id="2.03E+18"),
            "id 2.03E+18 has lost its last digits; export ids as integers or text",
            id="rounded id as text",
        ),
        pytest.param(without("author"), "no author", id="no author"),
        pytest.param(
            without("author", url="https://x.com/i/status/1"),
            "no author",
            id="url that hides the author",
        ),
        pytest.param(
            flat(author="Ann Lab"), "author: 'Ann Lab' is no handle", id="no handle"
        ),
        pytest.param(without("text"), "no text", id="no text"),
        pytest.param(flat(text=" \n"), "no text", id="blank text"),
        pytest.param(flat(text=7), "no text", id="number for a text"),
        pytest.param(
            flat(text="新" * 25_001),
            "text of 25,001 characters; X allows 25,000",
            id="text too long",
        ),
        pytest.param(flat(text="<br/><br/>"), "no text", id="mark-up without text"),
        pytest.param(without("created_at"), "no created_at", id="no date"),
        pytest.param(
            flat(created_at="2025-11-29T02:01:36"),
            "created_at '2025-11-29T02:01:36' has no offset from UTC; "
            "write +00:00 or Z after it",
            id="naive date",
        ),
        pytest.param(
            flat(created_at="yesterday"),
            "created_at 'yesterday' is no date; use ISO 8601 with an offset",
            id="word for a date",
        ),
        pytest.param(
            flat(created_at="Sat Foo 29 02:01:36 +0000 2025"),
            "created_at 'Sat Foo 29 02:01:36 +0000 2025' is no date; "
            "use ISO 8601 with an offset",
            id="no such month",
        ),
        *(
            pytest.param(
                flat(created_at=written),
                f"created_at ({type(written).__name__}) is no date; "
                "use ISO 8601 with an offset",
                id=f"date {written!r:.10}",
            )
            for written in NO_DATES
        ),
        pytest.param(
            flat(created_at="0001-01-01T00:00:00+14:00"),
            "created_at '0001-01-01T00:00:00+14:00' is no date; "
            "use ISO 8601 with an offset",
            id="before the calendar",
        ),
        pytest.param("text", "not an object", id="text"),
        pytest.param(None, "not an object", id="null"),
        pytest.param(
            {"title": "Unauthorized", "type": "about:blank", "detail": "Unauthorized"},
            "X answered with an error: Unauthorized",
            id="refusal of the official API",
        ),
        pytest.param(
            {"errors": [{"code": 88, "message": "Rate limit exceeded"}]},
            "X answered with an error: Rate limit exceeded",
            id="refusal of the old API",
        ),
        pytest.param(
            {"errors": ["odd"], "data": None},
            "X answered with an error: odd",
            id="refusal of the web interface",
        ),
        pytest.param(
            {
                "data": {
                    "user": {
                        "result": {"__typename": "UserUnavailable", "reason": "Gone"}
                    }
                }
            },
            "X does not show this user: Gone",
            id="user who is not shown",
        ),
        pytest.param({"data": {}}, "a page without tweets", id="empty answer"),
        pytest.param(
            {"data": {"tweetResult": {"result": {"__typename": "TweetTombstone"}}}},
            "no tweet to see: TweetTombstone",
            id="tombstone",
        ),
        pytest.param(
            {"tweet_results": {}},
            "no tweet to see: an entry without a tweet",
            id="empty entry",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_reason(raw: object, reason: str) -> None:
    parsed = parse_tweets(raw, "file:1")
    assert parsed.tweets == ()
    assert [skipped.reason for skipped in parsed.skipped] == [reason]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param([], id="empty list"),
        pytest.param({"tweets": []}, id="wrapped"),
        pytest.param({"meta": {"result_count": 0}}, id="official API"),
        pytest.param(
            {"data": {"timeline": {"instructions": [{"entries": []}]}}}, id="web"
        ),
    ],
)
def test_page_that_is_rightly_empty_gives_nothing_to_say(page: object) -> None:
    assert parse_tweets(page, "file:1") == Parsed()


KEYS = st.sampled_from(
    [
        *FLAT,
        "data",
        "errors",
        "includes",
        "users",
        "tweets",
        "legacy",
        "core",
        "result",
        "tweet_results",
        "entryId",
        "content",
        "items",
        "promotedMetadata",
        "retweeted_status",
        "referenced_tweets",
        "entities",
        "urls",
        "views",
        "full_text",
        "user",
        "observed_at",
        "links",
        "type",
        "author.name",
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**4000)
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from([*FLAT.values(), "retweeted", "<br><br>", "1.5K", "\ud800"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(JSON)
def test_no_json_value_makes_the_parser_raise(value: object) -> None:
    parsed = parse_tweets(value, "file:1")
    texts = [tweet.text for tweet in parsed.tweets] + [str(s) for s in parsed.skipped]
    assert all(text.encode("utf-8").decode("utf-8") == text for text in texts)


@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_odd_fields_never_cost_a_tweet(extra: Mapping[str, object]) -> None:
    """A tweet with what it needs is read, whatever stands in the other fields."""
    surest = {"full_text": "hello", "screen_name": "ann", "id_str": "5"}
    raw = {**extra, **surest, "created_at": FLAT["created_at"]}
    found = [tweet.id for tweet in parse_tweets(raw, "file:1").tweets]
    assert "5" in found
