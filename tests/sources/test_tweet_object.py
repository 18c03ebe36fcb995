"""The fields of a tweet are understood under every name that tools write."""

from datetime import UTC, datetime

import pytest
from raw_tweets import FLAT, ID, LINK, MOMENT, TWEET, flat, parse_one, without

from pelican_aireport.model import Engagement, Tweet, TweetKind
from pelican_aireport.sources.tweet_object import parse_object


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
    assert parse_one({**FLAT, "views": written}).engagement.views == count


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
        pytest.param({"text": "新" * 25_000}, "新" * 25_000, id="as long as X allows"),
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
        pytest.param({"quote_of": "aB-5"}, TweetKind.QUOTE, ("ab-5",), id="letters"),
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
    ("written", "id_"),
    [
        pytest.param(" 5 ", "5", id="blanks"),
        pytest.param(2**63, "9223372036854775808", id="integer"),
        pytest.param("Ab-C_1", "ab-c_1", id="letters"),
    ],
)
def test_ids_are_in_lower_case(written: object, id_: str) -> None:
    """A footnote's label has no case: two ids must differ in more."""
    assert parse_one(flat(id=written)).id == id_


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
    ("listed", "versions"),
    [
        pytest.param(["7", "8", "9"], ("7", "8"), id="the last of three"),
        pytest.param(["9", "10"], (), id="the first of two"),
        pytest.param(["9"], (), id="never edited"),
        pytest.param(["7"], (), id="another tweet's"),
        pytest.param("7", (), id="no list"),
    ],
)
def test_versions_before_an_edit_are_known(
    listed: object, versions: tuple[str, ...]
) -> None:
    raw = {
        "id": "9",
        "text": "a",
        "author": "ann",
        "created_at": "2026-09-08T00:00:00Z",
        "edit_history_tweet_ids": listed,
    }
    assert parse_object(raw, "p").tweets[0].versions == versions
