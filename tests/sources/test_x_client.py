"""The real twikit against a loopback X: which tweets arrive, in how many calls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from loopback.home_pages import LAYOUTS
from loopback.server import LoopbackX, Reply
from loopback.web_pages import Post, graphql_page, user_id
from x_clients import DAY, GRAPHQL, POSTS, SEARCH, USER, WINDOW, Open, fetch, ids

from pelican_aireport.sources.faults import Fault, FetchError
from pelican_aireport.sources.paging import Stream, StreamKind


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tweets_arrive_whatever_the_home_page(
    layout: str, x: LoopbackX, open_client: Open
) -> None:
    """In one call, with a header that X accepts, and names for all authors."""
    x.layout = layout
    page = fetch(open_client())
    assert ids(page) == [post.id for post in POSTS[:100]]
    assert {tweet.name for tweet in page.parsed.tweets} == {"Ann"}
    assert (page.next_cursor, x.calls(*GRAPHQL), x.leaks) == ("c100", 1, [])


@pytest.mark.parametrize(
    ("layout", "scripts"),
    [
        pytest.param("x-web, many bundles", 8, id="named where the page begins"),
        pytest.param("x-web, deep", 56, id="named far behind"),
    ],
)
def test_tweets_arrive_though_the_home_page_has_many_bundles(
    layout: str, scripts: int, x: LoopbackX, open_client: Open
) -> None:
    """Of which some are not there; they are fetched by eight."""
    x.layout = layout
    assert len(fetch(open_client()).parsed.tweets) == 100
    assert x.calls("script") == scripts + 1


def test_a_search_keeps_to_the_window(x: LoopbackX, open_client: Open) -> None:
    page = fetch(open_client(), SEARCH)
    inside = [post.id for post in POSTS if post.created_at in WINDOW]
    query = x.requests[-1].variables["rawQuery"]
    assert ids(page) == inside[:20]
    assert query == "larkspur since_time:1788825600 until_time:1788912000"


def test_a_search_without_bounds_shows_everything(open_client: Open) -> None:
    assert ids(fetch(open_client(), SEARCH, None)) == [post.id for post in POSTS[:20]]


def test_a_users_number_is_asked_for_once(x: LoopbackX, open_client: Open) -> None:
    client = open_client()
    first = fetch(client, USER)
    second = fetch(client, USER, cursor=first.next_cursor)
    assert ids(first) + ids(second) == [post.id for post in POSTS[:80]]
    assert (x.calls("UserByScreenName"), x.calls("UserTweets")) == (1, 2)


@pytest.mark.parametrize("posts", [0, 3, None], ids=["none", "three", "unknown"])
def test_a_user_without_posts_is_known_by_the_look_up(
    posts: int | None, x: LoopbackX, open_client: Open
) -> None:
    """Otherwise a timeline without tweets proves nothing."""
    profile = {"rest_id": "1", "legacy": {"statuses_count": posts}}
    x.script("UserByScreenName", Reply(body={"data": {"user": {"result": profile}}}))
    assert fetch(open_client(), USER).confirms_empty == (posts == 0)


def test_tweets_of_a_user_weigh_more_than_a_count_of_none(
    x: LoopbackX, open_client: Open
) -> None:
    profile = {"rest_id": user_id("ann"), "legacy": {"statuses_count": 0}}
    x.script("UserByScreenName", Reply(body={"data": {"user": {"result": profile}}}))
    page = fetch(open_client(), USER)
    assert (len(page.parsed.tweets), page.confirms_empty) == (40, False)


@pytest.mark.parametrize(
    ("left", "asked"),
    [
        pytest.param(3, 2, id="one is left over"),
        pytest.param(0, 1, id="none is left"),
        pytest.param(9, 4, id="enough"),
    ],
)
def test_the_last_look_up_is_left_over(
    left: int, asked: int, x: LoopbackX, open_client: Open
) -> None:
    """A user's number is asked for within a limit of its own."""
    reset_at = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=5)
    x.limits["UserByScreenName"] = (left, reset_at)
    x.timeline = tuple(replace(POSTS[0], author=name) for name in "abcd")
    client = open_client()
    refusals = []
    for name in "abcd":
        try:
            fetch(client, Stream(kind=StreamKind.USER, value=name))
        except FetchError as error:
            refusals.append((error.fault, error.retry_at))
            break
    assert x.calls("UserByScreenName") == asked
    assert refusals == [(Fault.RATE_LIMIT, reset_at)] * (asked < 4)


def test_a_limit_of_look_ups_that_was_reset_holds_nobody_up(
    x: LoopbackX, open_client: Open
) -> None:
    x.limits["UserByScreenName"] = (2, datetime.now(UTC) - timedelta(seconds=1))
    x.timeline = tuple(replace(POSTS[0], author=name) for name in "ab")
    client = open_client()
    for name in "ab":
        fetch(client, Stream(kind=StreamKind.USER, value=name))
    assert x.calls("UserByScreenName") == 2


def test_another_process_goes_on_at_a_cursor(open_client: Open) -> None:
    first = fetch(open_client())
    second = fetch(open_client(), cursor=first.next_cursor)
    assert ids(second) == [post.id for post in POSTS[100:200]]


@pytest.mark.parametrize("cursor", [None, "c20"], ids=["none", "one"])
@pytest.mark.parametrize("posts", [(), POSTS[:20]], ids=["no tweets", "tweets"])
def test_tweets_without_a_cursor_below_them_may_not_be_all(
    posts: tuple[Post, ...], cursor: str | None, x: LoopbackX, open_client: Open
) -> None:
    """X names a next page even below the very last tweet."""
    body = graphql_page("SearchTimeline", posts, cursor=cursor)
    x.script("SearchTimeline", Reply(body=body))
    page = fetch(open_client(), SEARCH)
    assert page.lacks_cursor == (bool(posts) and cursor is None)


def test_the_answer_is_kept_as_it_came(x: LoopbackX, open_client: Open) -> None:
    body = b' {"data": ' + str(graphql_page(GRAPHQL[0], ())["data"]).encode() + b"}\n"
    body = body.replace(b"'", b'"')
    x.script("ListLatestTweetsTimeline", Reply(body=body))
    assert fetch(open_client()).body == body


def test_the_limit_is_read_from_every_answer(x: LoopbackX, open_client: Open) -> None:
    reset_at = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=5)
    x.limits["ListLatestTweetsTimeline"] = (41, reset_at)
    limit = fetch(open_client()).rate_limit
    assert limit is not None
    assert (limit.remaining, limit.reset_at) == (40, reset_at)


def test_errors_beside_tweets_do_no_harm(x: LoopbackX, open_client: Open) -> None:
    body = graphql_page("ListLatestTweetsTimeline", POSTS[:3])
    x.script(
        "ListLatestTweetsTimeline",
        Reply(body={**body, "errors": [{"message": "Timeout: Unspecified"}]}),
    )
    assert len(fetch(open_client()).parsed.tweets) == 3


def test_ads_quoted_and_reposted_tweets_are_what_they_are(
    x: LoopbackX, open_client: Open
) -> None:
    """Ads are flagged, originals of reposts unwrapped, quoted ones only referred to."""
    older = Post(created_at=DAY, author="bob", text="the original")
    x.timeline = (
        Post(created_at=DAY + timedelta(hours=3), is_ad=True),
        Post(created_at=DAY + timedelta(hours=2), reposts=older),
        Post(created_at=DAY + timedelta(hours=1), quotes=older, note="a long & whole"),
    )
    tweets = fetch(open_client()).parsed.tweets
    assert [(tweet.kind.value, tweet.promoted, tweet.text) for tweet in tweets] == [
        ("post", True, "Larkspur 3 is out"),
        ("repost", False, "RT @bob: the original"),
        ("post", False, "the original"),
        ("quote", False, "a long & whole"),
    ]
