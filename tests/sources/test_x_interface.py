"""What X's web interface is asked for each stream."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pelican_aireport.model import Window
from pelican_aireport.sources.paging import Stream, StreamKind
from pelican_aireport.sources.x_interface import (
    Request,
    load_interface,
    page_request,
    user_request,
)

LIST = Stream(kind=StreamKind.LIST, value="7")
SEARCH = Stream(kind=StreamKind.SEARCH, value="larkspur lang:en")
USER = Stream(kind=StreamKind.USER, value="ann")
DAY = datetime(2026, 9, 8, tzinfo=UTC)


@pytest.mark.parametrize("cursor", [None, "c1"], ids=["newest", "from a cursor"])
@pytest.mark.parametrize(
    ("stream", "operation", "variables"),
    [
        pytest.param(
            LIST,
            "ListLatestTweetsTimeline",
            {"listId": "7", "count": 100},
            id="list",
        ),
        pytest.param(
            SEARCH,
            "SearchTimeline",
            {
                "rawQuery": "larkspur lang:en",
                "count": 20,
                "querySource": "typed_query",
                "product": "Latest",
            },
            id="search",
        ),
        pytest.param(
            USER,
            "UserTweets",
            {
                "userId": "12",
                "count": 40,
                "includePromotedContent": True,
                "withQuickPromoteEligibilityTweetFields": True,
                "withVoice": True,
                "withV2Timeline": True,
            },
            id="user",
        ),
    ],
)
def test_a_page_is_asked_for_by_operation_and_variables(
    stream: Stream, operation: str, variables: dict[str, object], cursor: str | None
) -> None:
    request = page_request(stream, None, cursor, user_id="12")
    begin = {} if cursor is None else {"cursor": cursor}
    assert (request.operation, request.variables) == (operation, variables | begin)


def test_a_user_s_number_is_asked_for_by_the_handle() -> None:
    assert user_request("ann") == Request(
        operation="UserByScreenName",
        variables={"screen_name": "ann", "withSafetyModeUserFields": True},
        field_toggles={"withAuxiliaryUserLabels": False},
    )


@pytest.mark.parametrize(
    ("start", "end", "bounds"),
    [
        pytest.param(
            DAY,
            DAY + timedelta(days=1),
            "since_time:1788825600 until_time:1788912000",
            id="whole seconds",
        ),
        pytest.param(
            DAY + timedelta(milliseconds=900),
            DAY + timedelta(seconds=9, milliseconds=100),
            "since_time:1788825600 until_time:1788825610",
            id="rounded outwards",
        ),
        pytest.param(
            DAY.astimezone(timezone(timedelta(hours=8))),
            (DAY + timedelta(days=1)).astimezone(timezone(timedelta(hours=8))),
            "since_time:1788825600 until_time:1788912000",
            id="another time zone",
        ),
    ],
)
def test_a_search_is_given_the_window_in_seconds(
    start: datetime, end: datetime, bounds: str
) -> None:
    request = page_request(SEARCH, Window(start=start, end=end), None)
    assert request.variables["rawQuery"] == f"larkspur lang:en {bounds}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("larkspur OR tarn", "(larkspur OR tarn)", id="either"),
        pytest.param("(larkspur OR tarn) ai", "((larkspur OR tarn) ai)", id="inside"),
        pytest.param("larkspur or tarn", "larkspur or tarn", id="a common word"),
        pytest.param("ORCHID", "ORCHID", id="part of a word"),
    ],
)
def test_the_bounds_hold_for_all_of_a_search(words: str, expected: str) -> None:
    """Otherwise they hold for what stands behind the last OR alone."""
    search = Stream(kind=StreamKind.SEARCH, value=words)
    bounded = page_request(search, Window(start=DAY, end=DAY + timedelta(days=1)), None)
    unbounded = page_request(search, None, None)
    assert bounded.variables["rawQuery"] == (
        f"{expected} since_time:1788825600 until_time:1788912000"
    )
    assert unbounded.variables["rawQuery"] == words


def test_settings_override_single_ids_and_flags() -> None:
    bundled = load_interface(query_ids={}, features={})
    ours = load_interface(
        query_ids={"UserTweets": "another-id"}, features={"new_flag_enabled": True}
    )
    assert ours.query_ids == {**bundled.query_ids, "UserTweets": "another-id"}
    assert ours.features == {**bundled.features, "new_flag_enabled": True}


def test_the_bundled_interface_is_whole_dated_and_in_order() -> None:
    bundled = load_interface(query_ids={}, features={})
    assert bundled.checked >= date(2026, 8, 7)
    assert set(bundled.query_ids) == {
        "ListLatestTweetsTimeline",
        "SearchTimeline",
        "UserByScreenName",
        "UserTweets",
    }
    assert list(bundled.features) == sorted(bundled.features)
