"""Raw pages of X's web interface give their tweets, and nothing but their tweets."""

import json
import lzma
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from pelican_aireport.model import Engagement, Tweet, TweetKind
from pelican_aireport.sources.json_text import parse_content
from pelican_aireport.sources.port import Skipped
from pelican_aireport.sources.tweet_json import parse_tweets
from pelican_aireport.sources.tweet_object import Parsed
from pelican_aireport.sources.x_graphql import GraphqlPage, read_graphql_page

MOMENT = datetime(2026, 5, 26, 23, 59, 43, tzinfo=UTC)
CREATED_AT = "Tue May 26 23:59:43 +0000 2026"


def result(number: int, **legacy: object) -> dict[str, object]:
    """Return a tweet as the web interface writes it since May 2026."""
    user = {"core": {"screen_name": "ann", "name": "Ann"}, "legacy": {}}
    return {
        "__typename": "Tweet",
        "rest_id": str(number),
        "core": {"user_results": {"result": user}},
        "views": {"state": "Enabled"},
        "legacy": {"full_text": f"t{number}", "created_at": CREATED_AT, **legacy},
    }


def entry(tweet: object, **item: object) -> dict[str, object]:
    content = {"itemType": "TimelineTweet", "tweet_results": {"result": tweet}, **item}
    return {"entryId": "tweet-1", "content": {"itemContent": content}}


def module(*entries: Mapping[str, object], **content: object) -> dict[str, object]:
    items = [
        {"entryId": f"module-1-{each['entryId']}", "item": each["content"]}
        for each in entries
    ]
    return {"entryId": "module-1", "content": {"items": items, **content}}


def page(*entries: object, **top: object) -> dict[str, object]:
    timeline = {"instructions": [{"type": "TimelineAddEntries", "entries": entries}]}
    data = {"search": {"timeline": timeline}}
    return json.loads(json.dumps({"data": data, **top}))  # type: ignore[no-any-return]


def tweet(number: int, **fields: object) -> Tweet:
    known = {"author": "ann", "name": "Ann", "created_at": MOMENT, **fields}
    return Tweet(id=str(number), **{"text": f"t{number}", **known})  # type: ignore[arg-type]


OLD_USER = {"user_results": {"result": {"legacy": {"screen_name": "bob", "name": "B"}}}}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(result(1), tweet(1), id="names in core"),
        pytest.param(
            {**result(1), "core": OLD_USER},
            tweet(1, author="bob", name="B"),
            id="names in legacy",
        ),
        pytest.param(
            {"__typename": "TweetWithVisibilityResults", "tweet": result(1)},
            tweet(1),
            id="one level deeper",
        ),
        pytest.param(
            {**result(1), "__typename": None, "views": {"count": "84982"}},
            tweet(1, engagement=Engagement(views=84982)),
            id="views, no type name",
        ),
        pytest.param(
            result(1, favorite_count=3, retweet_count=2, reply_count=1, quote_count=0),
            tweet(1, engagement=Engagement(likes=3, reposts=2, replies=1, quotes=0)),
            id="counts",
        ),
        pytest.param(
            result(1, full_text="a &lt;b&gt; &amp; c"),
            tweet(1, text="a <b> & c"),
            id="short text is escaped",
        ),
        pytest.param(
            {
                **result(1),
                "note_tweet": {
                    "note_tweet_results": {
                        "result": {
                            "text": "long &amp; whole",
                            "entity_set": {
                                "urls": [{"expanded_url": "https://a.example/"}]
                            },
                        }
                    }
                },
            },
            tweet(1, text="long &amp; whole", links=("https://a.example/",)),
            id="note text is not",
        ),
        pytest.param(
            result(1, in_reply_to_status_id_str="9", conversation_id_str="8"),
            tweet(1, kind=TweetKind.REPLY, refs=("9",)),
            id="reply",
        ),
        pytest.param(
            {**result(1), "quoted_status_result": {"result": result(7)}},
            tweet(1, kind=TweetKind.QUOTE, refs=("7",)),
            id="quoted original is a reference",
        ),
        pytest.param(
            result(1, is_quote_status=True, quoted_status_id_str="7"),
            tweet(1, kind=TweetKind.QUOTE, refs=("7",)),
            id="quoted original is gone",
        ),
    ],
)
def test_tweet_of_the_web_interface_is_read(raw: object, expected: Tweet) -> None:
    assert parse_tweets(page(entry(raw)), "p") == Parsed(tweets=(expected,))


def test_single_result_is_read() -> None:
    assert parse_tweets(result(1), "p") == Parsed(tweets=(tweet(1),))


@pytest.mark.parametrize("place", ["legacy", "result"])
def test_repost_gives_wrapper_and_original(place: str) -> None:
    original = {"retweeted_status_result": {"result": result(7)}}
    text = {"full_text": "RT @ann: t…", "is_quote_status": True}
    inner = {**text, "quoted_status_id_str": "8"}
    raw = (
        result(1, **inner, **original)
        if place == "legacy"
        else {**result(1, **inner), **original}
    )
    wrapper = tweet(1, text="RT @ann: t…", kind=TweetKind.REPOST, refs=("7",))
    expected = Parsed(tweets=(wrapper, tweet(7)))
    assert parse_tweets(page(entry(raw)), "p") == expected


AD = {"impressionId": "1f"}


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(entry(result(1), promotedMetadata=AD), id="beside the tweet"),
        pytest.param(entry({**result(1), "promotedMetadata": AD}), id="in the tweet"),
        pytest.param(entry(result(1), a={"b": [{"promotedMetadata": AD}]}), id="deep"),
        pytest.param(entry(result(1), promotedMetadata={}), id="nothing in it"),
        pytest.param(
            {"content": {**entry(result(1)), "tweetPromotedMetadata": AD}},
            id="above the tweet",
        ),
        pytest.param(
            {**entry(result(1)), "clientEventInfo": {"promoted_metadata": AD}},
            id="in another part of the entry",
        ),
    ],
)
def test_advertisement_is_known_by_its_metadata(raw: object) -> None:
    tweets = parse_tweets(page(raw, entry(result(2))), "p").tweets
    assert tweets == (tweet(1, promoted=True), tweet(2))


def test_advertisement_in_a_conversation_does_not_taint_the_others() -> None:
    items = (entry(result(1)), entry(result(2), promotedMetadata=AD))
    tweets = parse_tweets(page(module(*items)), "p").tweets
    assert tweets == (tweet(1), tweet(2, promoted=True))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"promotedMetadata": AD}, id="beside its items"),
        pytest.param({"metadata": {"promotedMetadata": {}}}, id="deeper"),
        pytest.param(
            {"clientEventInfo": {"details": [{"promotedMetadata": AD}]}}, id="deep"
        ),
    ],
)
def test_advertisement_of_several_tweets_is_known_as_a_whole(
    content: dict[str, object],
) -> None:
    ad = module(entry(result(1)), entry(result(2)), **content)
    tweets = parse_tweets(page(ad, entry(result(3))), "p").tweets
    assert tweets == (tweet(1, promoted=True), tweet(2, promoted=True), tweet(3))


@pytest.mark.parametrize("value", [None, False])
def test_what_is_denied_is_no_advertisement(value: object) -> None:
    raw = entry(result(1), promotedMetadata=value)
    assert parse_tweets(page(raw), "p").tweets == (tweet(1),)


def test_entry_id_does_not_make_an_advertisement() -> None:
    raw = {**entry(result(1)), "entryId": "promoted-tweet-1-3f"}
    assert parse_tweets(page(raw), "p").tweets == (tweet(1),)


def test_errors_beside_tweets_are_told() -> None:
    raw = page(entry(result(1)), errors=[{"message": "DeadlineExceeded"}])
    skipped = Skipped(place="p", reason="X answered with an error: DeadlineExceeded")
    assert parse_tweets(raw, "p") == Parsed(tweets=(tweet(1),), skipped=(skipped,))


def test_entry_without_a_tweet_is_told() -> None:
    raw = page(entry({"__typename": "TweetTombstone"}), entry(result(1)))
    skipped = Skipped(place="p, tweet-1", reason="no tweet to see: TweetTombstone")
    assert parse_tweets(raw, "p") == Parsed(tweets=(tweet(1),), skipped=(skipped,))


def read(raw: Mapping[str, object]) -> GraphqlPage:
    return read_graphql_page(json.dumps(raw).encode(), "p")


BOTTOM = {"cursorType": "Bottom"}


def cursor(**content: object) -> dict[str, object]:
    return {"entryId": "cursor-bottom-1", "content": {"value": "c1", **content}}


def replacing(*entries: object) -> dict[str, object]:
    """Return a page whose cursors are put in place of those before."""
    added = page(entry(result(1)), cursor(**BOTTOM, value="c0"))
    instructions = added["data"]["search"]["timeline"]["instructions"]  # type: ignore[index]
    instructions += [
        {"type": "TimelineReplaceEntry", "entry": each} for each in entries
    ]
    return added


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(page(cursor(**BOTTOM)), "c1", id="as today"),
        pytest.param(page(cursor(cursorType="BOTTOM")), "c1", id="another case"),
        pytest.param(page(cursor(cursor_type="bottom")), "c1", id="another name"),
        pytest.param(page(cursor()), "c1", id="by its entry alone"),
        pytest.param(page(cursor(cursorType="Top")), None, id="the one above"),
        pytest.param(page(cursor(cursorType="ShowMore")), None, id="one of a module"),
        pytest.param(page(cursor(**BOTTOM, value=" ")), None, id="without a value"),
        pytest.param(
            page({"entryId": "x", "content": {"value": "c1"}}), None, id="no cursor"
        ),
        pytest.param(
            replacing(cursor(cursorType="Top"), cursor(**BOTTOM)),
            "c1",
            id="put in place of the one before",
        ),
        pytest.param(
            page(cursor(value=None, operation={"cursor": {"value": "c2", **BOTTOM}})),
            "c2",
            id="in an operation",
        ),
        pytest.param(
            page(module(entry(result(1)), cursor(**BOTTOM))), "c1", id="in a module"
        ),
    ],
)
def test_where_the_next_page_begins(
    raw: Mapping[str, object], expected: str | None
) -> None:
    assert read(raw).next_cursor == expected


@cache
def recorded(folder: Path) -> dict[str, tuple[object, Parsed]]:
    """Return the recorded pages by name, as they are and as they are understood."""
    pages = {}
    for file in sorted(folder.glob("x-graphql/*.json.xz")):
        content = lzma.decompress(file.read_bytes())
        pages[file.name.removesuffix(".json.xz")] = (
            json.loads(content),
            parse_content(content, "p"),
        )
    return pages


def entry_ids(node: object) -> Iterator[str]:
    """Count independently: the tweet ids that the entries themselves name."""
    if isinstance(node, list):
        for item in node:
            yield from entry_ids(item)
    if isinstance(node, Mapping):
        if "itemContent" in node.get("content", node.get("item", {})):
            yield from re.findall(
                r"(?:tweet|YouMightAlsoLike:?)-?(\d+)", node["entryId"]
            )
        for value in node.values():
            yield from entry_ids(value)


def wrapped_ids(node: object) -> Iterator[str]:
    """Name the originals of reposts that hang in the entries of a page."""
    if isinstance(node, list):
        for item in node:
            yield from wrapped_ids(item)
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name == "retweeted_status_result":
                found = value["result"].get("tweet", value["result"])
                yield found["rest_id"]
            elif name != "quoted_status_result":
                yield from wrapped_ids(value)


def is_refusal(name: str) -> bool:
    return name.startswith("_issue")


def test_recorded_pages_give_the_tweets_that_their_entries_name(
    shared_data: Path,
) -> None:
    """No entry is missed, no quoted original counted, none without a name."""
    expected, found = {}, {}
    for name, (raw, parsed) in recorded(shared_data).items():
        if not is_refusal(name):
            named = [tweet for tweet in parsed.tweets if tweet.name]
            expected[name] = (sorted([*entry_ids(raw), *wrapped_ids(raw)]), ())
            found[name] = (sorted(tweet.id for tweet in named), parsed.skipped)
    assert len(expected) >= 40
    assert expected == found


def test_recorded_reposts_come_with_their_originals(shared_data: Path) -> None:
    reposts, missing = 0, []
    for _, parsed in recorded(shared_data).values():
        ids = {tweet.id for tweet in parsed.tweets}
        for repost in parsed.tweets:
            if repost.kind is TweetKind.REPOST:
                reposts += 1
                missing += [ref for ref in repost.refs if ref not in ids]
                assert len(repost.refs) == 1
    assert (reposts > 800, missing) == (True, [])


def test_recorded_advertisement_is_the_only_one(shared_data: Path) -> None:
    promoted = {
        name: ads
        for name, (_, parsed) in recorded(shared_data).items()
        if (ads := sum(tweet.promoted for tweet in parsed.tweets))
    }
    assert promoted == {"manual_tweet_with_video_2": 1}


def test_recorded_refusals_are_told(shared_data: Path) -> None:
    refusals = {
        name: (parsed.tweets, [skipped.reason for skipped in parsed.skipped])
        for name, (_, parsed) in recorded(shared_data).items()
        if is_refusal(name)
    }
    assert refusals == {
        "_issue_346_deadline_exceeded_empty_user": (
            (),
            ["X answered with an error: DeadlineExceeded: Unspecified"],
        ),
        "_issue_346_user_suspended": (
            (),
            ["X does not show this user: User is suspended"],
        ),
    }
