"""Tweets are understood under every name and in every shape that tools write."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_aireport.model import Engagement, Tweet, TweetKind
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_json import Parsed, parse_tweets

MOMENT = datetime(2025, 11, 29, 2, 1, 36, tzinfo=UTC)
FLAT = {
    "id": "1994588000000000001",
    "text": "新模型今天发布。",
    "created_at": "2025-11-29T02:01:36Z",
    "author": "ann_lab",
}
TWEET = Tweet(
    id="1994588000000000001",
    author="ann_lab",
    text="新模型今天发布。",
    created_at=MOMENT,
)


def flat(**changes: object) -> dict[str, object]:
    """Return a tweet of the contract with other fields; ``None`` removes one."""
    merged = {**FLAT, **changes}
    return {key: value for key, value in merged.items() if value is not None}


def parse_one(raw: object) -> Tweet:
    parsed = parse_tweets(raw, "file:1")
    assert parsed.skipped == ()
    (tweet,) = parsed.tweets
    return tweet


def without(*keys: str, **fields: object) -> dict[str, object]:
    """Return a tweet of the contract that lacks some fields and has others."""
    return flat(**{**dict.fromkeys(keys), **fields})


def test_whole_object_of_the_contract_is_read() -> None:
    raw = flat(
        name=" Ann  Lab ",
        url="https://x.com/ann_lab/status/1994588000000000001",
        lang="zh",
        likes=1,
        reposts=2,
        replies=3,
        quotes=4,
        views=5,
        bookmarks=6,
        kind="quote",
        quote_of="1994588000000000000",
        promoted=True,
        observed_at="2025-11-30T10:00:00+08:00",
        links=["https://example.org/a"],
    )
    expected = Tweet(
        id="1994588000000000001",
        author="ann_lab",
        name="Ann Lab",
        text="新模型今天发布。",
        created_at=MOMENT,
        engagement=Engagement(
            likes=1, reposts=2, replies=3, quotes=4, views=5, bookmarks=6
        ),
        lang="zh",
        kind=TweetKind.QUOTE,
        refs=("1994588000000000000",),
        links=("https://example.org/a",),
        promoted=True,
        observed_at=datetime(2025, 11, 30, 2, tzinfo=UTC),
    )
    assert parse_one(raw) == expected


ID = "1994588000000000001"
LINK = f"https://x.com/ann_lab/status/{ID}"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(flat(), id="the contract's names"),
        *(
            pytest.param(without("author", **{name: "@ann_lab"}), id=name)
            for name in (
                "author",
                "handle",
                "screen_name",
                "screenName",
                "username",
                "userName",
                "author_username",
                "author_handle",
                "authorHandle",
                "user_screen_name",
                "user",
                "author.username",
                "user.screen_name",
            )
        ),
        *(
            pytest.param(
                without("author", **{name: {key: "ann_lab"}}), id=f"{name}.{key}"
            )
            for name in ("author", "user")
            for key in ("username", "screen_name", "handle", "userName")
        ),
        pytest.param(without("author", url=LINK), id="author from the url"),
        pytest.param(without("id", url=LINK), id="id from the url"),
        pytest.param(flat(id=int(ID)), id="id as integer"),
        pytest.param(flat(id=1.994588e18, url=LINK), id="rounded id, whole in the url"),
        *(
            pytest.param(flat(id=7, **{name: ID}), id=name)
            for name in ("id_str", "rest_id", "tweet_id", "tweetId", "idStr")
        ),
        *(
            pytest.param(without("text", **{name: FLAT["text"]}), id=name)
            for name in (
                "full_text",
                "fullText",
                "rawContent",
                "tweet_text",
                "content",
                "tweet",
            )
        ),
        pytest.param(
            flat(full_text=FLAT["text"], text="新模型…"), id="full text first"
        ),
        *(
            pytest.param(
                without("created_at", **{name: "2025-11-29T02:01:36Z"}), id=name
            )
            for name in ("createdAt", "date", "timestamp", "published_at", "datetime")
        ),
        *(
            pytest.param(flat(created_at=written), id=f"created_at {written}")
            for written in (
                "Sat Nov 29 02:01:36 +0000 2025",
                "Sat Nov 29 10:01:36 +0800 2025",
                "2025-11-29T10:01:36+08:00",
                "2025-11-29 02:01:36+00:00",
                "2025-11-29 02:01:36 UTC",
                "2025-11-29T02:01:36.000000000Z",
                "2025-11-29T02:01:36.0Z",
                "20251129T020136Z",
                1764381696,
                1764381696.0,
                1764381696000,
                "1764381696",
                "1764381696000",
            )
        ),
        pytest.param(
            flat(created_at="29.11.2025", date="2025-11-29T02:01:36Z"),
            id="the first date that can be read",
        ),
        pytest.param({"tweet": flat()}, id="wrapped alone"),
        pytest.param({"tweets": [flat()], "has_next_page": False}, id="wrapped page"),
        pytest.param([flat()], id="list"),
        pytest.param({"data": [flat()]}, id="list under data"),
        pytest.param(flat(data={}, errors=[], meta={}), id="other fields of a page"),
        pytest.param(flat(likes=None, name="", lang="und", links=[1]), id="unknowns"),
        pytest.param(flat(observed_at="yesterday"), id="observed at no date"),
        pytest.param(flat(type="tweet", kind="post"), id="kinds that say nothing"),
        pytest.param(flat(text="新模型\0今天发布。"), id="NUL in the text"),
    ],
)
def test_required_fields_are_read_under_every_name(raw: object) -> None:
    assert parse_one(raw) == TWEET


@pytest.mark.parametrize(
    ("field", "names"),
    [
        pytest.param(
            "likes",
            "likes like_count likeCount favorite_count favoriteCount favourites_count"
            " likes_count public_metrics.like_count",
            id="likes",
        ),
        pytest.param(
            "reposts",
            "reposts retweets retweet_count retweetCount repost_count retweets_count",
            id="reposts",
        ),
        pytest.param(
            "replies", "replies reply_count replyCount replies_count", id="replies"
        ),
        pytest.param("quotes", "quotes quote_count quoteCount", id="quotes"),
        pytest.param(
            "views",
            "views view_count viewCount views_count views.count impressions"
            " impression_count",
            id="views",
        ),
        pytest.param(
            "bookmarks",
            "bookmarks bookmark_count bookmarkCount bookmarkedCount",
            id="bookmarks",
        ),
    ],
)
def test_counts_are_read_under_every_name(field: str, names: str) -> None:
    found = [parse_one(flat(**{name: 12})).engagement for name in names.split()]
    assert found == [Engagement(**{field: 12})] * len(found)


@pytest.mark.parametrize(
    "holder", ["public_metrics", "metrics", "stats", "engagement", "publicMetrics"]
)
def test_counts_are_lifted_out_of_an_object(holder: str) -> None:
    raw = flat(**{holder: {"like_count": 3, "impression_count": 4}})
    assert parse_one(raw).engagement == Engagement(likes=3, views=4)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        pytest.param(0, 0, id="zero is known"),
        pytest.param(None, None, id="null"),
        pytest.param("", None, id="blank"),
        pytest.param("1,234,567", 1_234_567, id="separators"),
        pytest.param("1.2K", 1200, id="K"),
        pytest.param("3m", 3_000_000, id="lower-case m"),
        pytest.param("1.5 B", 1_500_000_000, id="B after a space"),
        pytest.param("2.3万", 23_000, id="wan"),
        pytest.param("1亿", 100_000_000, id="yi"),
        pytest.param("3千", 3000, id="qian"),
        pytest.param("84982", 84982, id="digits"),
        pytest.param(12.0, 12, id="whole float"),
        pytest.param(12.5, None, id="fraction"),
        pytest.param("12.5", None, id="written fraction"),
        pytest.param(-1, None, id="negative"),
        pytest.param("-1", None, id="written negative"),
        pytest.param(float("nan"), None, id="not a number"),
        pytest.param(float("inf"), None, id="infinite"),
        pytest.param(True, None, id="true"),
        pytest.param([1, 2], None, id="list of replies"),
        pytest.param({"state": "Enabled"}, None, id="views without count"),
        pytest.param("many", None, id="word"),
        pytest.param("9" * 5000, None, id="absurd"),
        pytest.param(10**30, None, id="too large"),
        pytest.param("999999999999999B", None, id="too large with its unit"),
    ],
)
def test_count_that_is_no_count_is_unknown(written: object, count: int | None) -> None:
    assert parse_one(flat(views=written)).engagement.views == count


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        pytest.param({"text": "R&amp;D &lt;3 &gt; 2"}, "R&D <3 > 2", id="escaped by X"),
        pytest.param(
            {"text": "write &amp; for &"}, "write &amp; for &", id="never escaped"
        ),
        pytest.param({"text": "&amp;lt;"}, "&lt;", id="escaped twice, undone once"),
        pytest.param(
            {"text": "short…", "note_tweet": {"text": "the long &amp; whole"}},
            "the long &amp; whole",
            id="a note is whole and not escaped",
        ),
        pytest.param(
            {"text": '新模型<a href="https://t.co/a">t.co/a</a><br>已上线'},
            "新模型t.co/a\n已上线",
            id="mark-up with a link",
        ),
        pytest.param(
            {"text": "<p>one &amp; two</p><script>x()</script>\n<p>three</p>"},
            "one & two\n\nthree",
            id="mark-up in paragraphs",
        ),
        pytest.param(
            {"text": "use <br> and </div>, not <p>"},
            "use <br> and </div>, not <p>",
            id="prose about tags",
        ),
        pytest.param(
            {"text": "<a href=x>y</a><![foo bar[baz]]>"},
            "<a href=x>y</a><![foo bar[baz]]>",
            id="mark-up that no parser takes",
        ),
        pytest.param({"text": "\ud83d\ude00!"}, "😀!", id="halves of one letter"),
        pytest.param({"text": "a\ud83d"}, "a\ufffd", id="half a letter"),
    ],
)
def test_text_is_what_the_reader_sees(fields: dict[str, object], text: str) -> None:
    assert parse_one(without("text", **fields)).text == text


@pytest.mark.parametrize(
    ("fields", "kind", "refs"),
    [
        pytest.param({}, TweetKind.POST, (), id="post"),
        pytest.param({"repost_of": "5"}, TweetKind.REPOST, ("5",), id="repost_of"),
        pytest.param({"kind": "retweet"}, TweetKind.REPOST, (), id="kind retweet"),
        pytest.param({"isRetweet": True}, TweetKind.REPOST, (), id="flag of a repost"),
        pytest.param({"text": "RT @bob: hi"}, TweetKind.REPOST, (), id="RT in words"),
        pytest.param({"quote_of": 5}, TweetKind.QUOTE, ("5",), id="quote_of"),
        pytest.param({"quoteId": "5"}, TweetKind.QUOTE, ("5",), id="quoteId"),
        pytest.param({"is_quote": True}, TweetKind.QUOTE, (), id="flag of a quote"),
        pytest.param(
            {"quoted_status_id_str": "5"}, TweetKind.QUOTE, ("5",), id="legacy quote"
        ),
        pytest.param(
            {"quotedTweet": {"id": 5, "rawContent": "old"}},
            TweetKind.QUOTE,
            ("5",),
            id="quoted object",
        ),
        pytest.param(
            {"quote_of": "https://x.com/bob/status/5"},
            TweetKind.QUOTE,
            ("5",),
            id="quote by its url",
        ),
        pytest.param({"reply_to": "5"}, TweetKind.REPLY, ("5",), id="reply_to"),
        pytest.param({"inReplyToId": "5"}, TweetKind.REPLY, ("5",), id="inReplyToId"),
        pytest.param({"isReply": "true"}, TweetKind.REPLY, (), id="flag of a reply"),
        pytest.param({"isReply": "false"}, TweetKind.POST, (), id="flag not set"),
        pytest.param(
            {"conversationId": "5"}, TweetKind.REPLY, (), id="inside a conversation"
        ),
        pytest.param({"conversation_id": ID}, TweetKind.POST, (), id="begins one"),
        pytest.param(
            {"quote_of": "5", "reply_to": "6"},
            TweetKind.QUOTE,
            ("5", "6"),
            id="reply that quotes",
        ),
        pytest.param(
            {"repost_of": "5", "quote_of": "6"},
            TweetKind.REPOST,
            ("5",),
            id="repost of a quote",
        ),
        pytest.param(
            {
                "referenced_tweets": [
                    {"type": "replied_to", "id": "6"},
                    {"type": "quoted", "id": "5"},
                    {"type": "quoted"},
                    7,
                ]
            },
            TweetKind.QUOTE,
            ("5", "6"),
            id="list of references",
        ),
        pytest.param({"quote_of": ID}, TweetKind.QUOTE, (), id="refers to itself"),
        pytest.param({"reply_to": "not an id"}, TweetKind.POST, (), id="no id"),
        pytest.param({"repost_of": 0}, TweetKind.POST, (), id="zero"),
    ],
)
def test_kind_and_references_are_read(
    fields: dict[str, object], kind: TweetKind, refs: tuple[str, ...]
) -> None:
    tweet = parse_one(flat(**fields))
    assert (tweet.kind, tweet.refs) == (kind, refs)


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        pytest.param(
            {"links": ["https://a.example/"]}, ["https://a.example/"], id="links"
        ),
        pytest.param(
            {"urls": [{"expanded_url": "https://a.example/", "url": "https://t.co/a"}]},
            ["https://a.example/"],
            id="expanded",
        ),
        pytest.param(
            {"entities": {"urls": [{"expanded_url": "http://a.example/"}] * 2}},
            ["http://a.example/"],
            id="entities, each once",
        ),
        pytest.param({"links": [f"{LINK}/photo/1"]}, [], id="its own picture"),
        pytest.param(
            {"links": ["javascript:alert(1)", 'https://a/"onload="', None, "a b"]},
            [],
            id="no addresses",
        ),
    ],
)
def test_links_are_web_addresses(fields: dict[str, object], links: list[str]) -> None:
    assert list(parse_one(flat(**fields)).links) == links


@pytest.mark.parametrize(
    ("fields", "promoted"),
    [
        pytest.param({}, False, id="nothing said"),
        pytest.param({"promoted": False}, False, id="false"),
        pytest.param({"promoted": "false"}, False, id="false in words"),
        pytest.param({"promotedMetadata": {}}, False, id="empty metadata"),
        pytest.param({"promoted": 1}, True, id="one"),
        pytest.param({"isPromoted": "true"}, True, id="true in words"),
        pytest.param({"is_ad": True}, True, id="is_ad"),
        pytest.param({"promotedMetadata": {"impressionId": "a"}}, True, id="metadata"),
    ],
)
def test_advertisement_is_what_is_flagged(
    fields: dict[str, object], *, promoted: bool
) -> None:
    assert parse_one(flat(**fields)).promoted is promoted


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
    "".join(texts).encode("utf-8")


@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_odd_fields_never_cost_a_tweet(extra: Mapping[str, object]) -> None:
    """A tweet with what it needs is read, whatever stands in the other fields."""
    surest = {"full_text": "hello", "screen_name": "ann", "id_str": "5"}
    raw = {**extra, **surest, "created_at": FLAT["created_at"]}
    found = [tweet.id for tweet in parse_tweets(raw, "file:1").tweets]
    assert "5" in found


def test_json_round_trip_of_a_tweet_keeps_it() -> None:
    """What ``json.dumps`` writes of the flat form is read as the same tweet."""
    assert parse_one(json.loads(json.dumps(FLAT))) == TWEET
