"""What a query of X is understood as, and what is said of a wrong one."""

import pytest

from pelican_aireport.errors import SettingsError
from pelican_aireport.sources.paging import Stream, StreamKind
from pelican_aireport.sources.x_query import parse_streams


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({"list": "1234"}, ["list 1234"], id="list"),
        pytest.param({"list": 1234}, ["list 1234"], id="list as a number"),
        pytest.param(
            {"list": "https://x.com/i/lists/1234"}, ["list 1234"], id="list's address"
        ),
        pytest.param({"list": ["1", 2]}, ["list 1", "list 2"], id="lists"),
        pytest.param({"search": " AI  lang:zh "}, ["search AI lang:zh"], id="search"),
        pytest.param({"users": ["@ann", "bob"]}, ["user ann", "user bob"], id="users"),
        pytest.param({"users": "ann"}, ["user ann"], id="one user"),
        pytest.param({"list": [1, "1"]}, ["list 1"], id="the same twice"),
        pytest.param(
            {"users": ["ann"], "search": "a", "list": 1},
            ["list 1", "search a", "user ann"],
            id="lists, searches, users",
        ),
    ],
)
def test_a_query_is_made_of_streams(query: dict[str, object], expected: object) -> None:
    assert [stream.name for stream in parse_streams(query)] == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/i/lists/1234?s=20",
        "https://x.com/i/lists/1234/members",
        "https://twitter.com/i/lists/1234/",
        "http://www.x.com/i/lists/1234#top",
        "X.com/i/lists/1234",
        "mobile.twitter.com/i/lists/1234?s=20&t=a-b",
    ],
)
def test_a_list_may_be_named_by_its_address_as_it_is_copied(address: str) -> None:
    assert [stream.name for stream in parse_streams({"list": address})] == ["list 1234"]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/author_2",
        "https://x.com/author_2/",
        "https://x.com/@author_2?lang=zh",
        "https://x.com/author_2/status/1996012345678901234?s=20",
        "https://mobile.twitter.com/author_2/with_replies",
        "x.com/author_2",
        " twitter.com/author_2#m ",
    ],
)
def test_a_user_may_be_named_by_an_address_as_it_is_copied(address: str) -> None:
    streams = parse_streams({"users": [address]})
    assert [stream.name for stream in streams] == ["user author_2"]


def test_a_stream_knows_its_kind() -> None:
    assert parse_streams({"users": ["@ann"]}) == (
        Stream(kind=StreamKind.USER, value="ann"),
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param({}, "{} asks for nothing; use", id="nothing"),
        pytest.param({"users": []}, "asks for nothing", id="no users"),
        pytest.param({"lists": 1}, "did you mean list?", id="misspelt"),
        pytest.param({"path": "a"}, "'path' is not known to X", id="another source's"),
        pytest.param({"list": "https://x.com/ann"}, "is no list", id="a profile"),
        pytest.param({"list": True}, "True is no list", id="flag"),
        pytest.param({"search": " "}, "' ' is no text", id="blank"),
        pytest.param({"search": 5}, "5 is no text", id="number"),
        pytest.param({"search": "AI since:2026-01-01"}, "bounds the time", id="since"),
        pytest.param({"search": "AI UNTIL_TIME:5"}, "bounds the time", id="until"),
        pytest.param({"users": ["a b"]}, "'a b' is no handle", id="handle"),
        pytest.param({"users": ["a" * 16]}, "is no handle", id="long handle"),
        pytest.param(
            {"users": "https://x.com/i/lists/12"}, "is no handle", id="list for a user"
        ),
        pytest.param(
            {"users": "x.com/search?q=AI"}, "is no handle", id="search for a user"
        ),
        pytest.param(
            {"users": "https://example.com/ann"}, "is no handle", id="another site"
        ),
        pytest.param(
            {"list": "https://x.com/i/lists/12a"}, "is no list", id="no number"
        ),
        pytest.param({"users": [5]}, "5 is no handle", id="number for a handle"),
    ],
)
def test_a_wrong_query_is_told_with_the_way_out(
    query: dict[str, object], words: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_streams(query)
    (problem,) = caught.value.problems
    assert problem.startswith("AIREPORT_QUERY: ")
    assert words in problem


def test_all_problems_of_a_query_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_streams({"list": "x", "users": ["ann", "a b"], "serach": "c"})
    assert len(caught.value.problems) == 3
